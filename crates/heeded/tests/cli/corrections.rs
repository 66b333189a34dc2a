//! What a person corrects in a draft, from the command line to the record, and when the page is
//! read again.

use crate::desk::{Desk, RESPONSES, code, said};

/// The page of [`RESPONSES`] with a misprinted addressee.
fn misprinted() -> String {
    RESPONSES.replace("Ministry of Wards", "Minstry of Wards")
}

fn import(desk: &Desk, text: &str, more: &[&str]) -> String {
    desk.file("responses.txt", text);
    let args = [
        "import",
        "responses.txt",
        "--issuer",
        "Ward Board",
        "--scheme",
        "hssib",
    ];
    said(&desk.run(&[&args[..], more].concat()))
}

const CORRECT: [&str; 9] = [
    "drafts",
    "correct",
    "1",
    "--field",
    "addressees[0]",
    "--to",
    "Ministry of Wards",
    "--why",
    "misprint",
];

#[test]
fn a_correction_holds_when_the_page_is_read_again_and_asks_where_its_words_have_changed() {
    let desk = Desk::new();
    import(&desk, &misprinted(), &["--captured-on", "2024-06-01"]);
    let shown = said(&desk.run(&["drafts", "show", "1"]));
    assert!(
        shown.contains("addressees[0]") && shown.contains("Minstry of Wards"),
        "{shown}"
    );
    let corrected = desk.run(&CORRECT);
    assert_eq!(code(&corrected), 0, "{}", said(&corrected));
    let told = "addressee: “Ministry of Wards”, where “Minstry of Wards” was read";
    assert!(said(&corrected).contains(told), "{}", said(&corrected));
    let lead = [
        &CORRECT[..4],
        &["actions[1].lead", "--remove", "--why", "not a post"],
    ]
    .concat();
    assert_eq!(code(&desk.run(&lead)), 0);
    let list = said(&desk.run(&["drafts"]));
    assert!(
        list.contains("Corrected. Addressee: “Ministry of Wards”"),
        "{list}"
    );
    let accepted = said(&desk.run(&["drafts", "--accept", "1", "2"]));
    assert!(accepted.contains("Draft 1 accepted: R0001A"), "{accepted}");
    let record = said(&desk.run(&["show", "R0001A", "--json"]));
    assert!(
        record.contains("Corrected before it was accepted."),
        "{record}"
    );
    assert!(
        !record.contains("\"lead\": \"Director of Nights\""),
        "{record}"
    );

    // Other words elsewhere: the corrections are applied again, and nothing is there twice.
    let edited = misprinted().replace("have begun the work", "will begin the work");
    let accept = [
        "--accept",
        "--accept-doubtful",
        "--captured-on",
        "2026-03-02",
    ];
    let again = import(&desk, &edited, &accept);
    assert!(
        again.contains("Corrected as before: Addressee: “Ministry of Wards”"),
        "{again}"
    );
    assert!(
        again.contains("R0001A changed") && !again.contains("accepted:"),
        "{again}"
    );
    let record = said(&desk.run(&["show", "R0001A", "--json"]));
    assert!(
        !record.contains("\"lead\": \"Director of Nights\""),
        "{record}"
    );
    let list = said(&desk.run(&["list"]));
    assert!(list.contains("2 recommendations"), "{list}");

    // Other words at the field: it is not applied, and somebody has to look.
    let other = edited.replace("Minstry of Wards", "Wards Office");
    let asked = import(&desk, &other, &["--accept", "--captured-on", "2026-05-02"]);
    assert!(
        asked.contains("A correction stood here: addressee"),
        "{asked}"
    );
    assert!(asked.contains("“Wards Office” there now"), "{asked}");
    let list = said(&desk.run(&["drafts"]));
    assert!(list.contains("A correction stood here"), "{list}");
    assert!(said(&desk.run(&["check"])).contains("2 corrections checked: all is whole"));
}

#[test]
fn corrections_are_listed_taken_back_and_part_of_a_backup() {
    let desk = Desk::new();
    import(&desk, &misprinted(), &[]);
    let everywhere = [&CORRECT[..], &["--everywhere"]].concat();
    assert_eq!(code(&desk.run(&everywhere)), 0);
    let listed = said(&desk.run(&["corrections"]));
    assert!(
        listed.contains("Ward Board, everywhere: addressee"),
        "{listed}"
    );
    assert!(listed.contains("misprint; by the operator on"), "{listed}");
    let back = [
        "corrections",
        "--take-back",
        "1",
        "--why",
        "they are two bodies",
    ];
    assert_eq!(code(&desk.run(&back[..3])), 2, "a reason is needed");
    assert_eq!(code(&desk.run(&back)), 0);
    let again = desk.run(&back);
    assert_eq!(code(&again), 3);
    assert!(
        said(&again).contains("no correction 1 holds"),
        "{}",
        said(&again)
    );
    assert!(said(&desk.run(&["corrections"])).contains("no corrections"));
    let shown = said(&desk.run(&["drafts", "show", "1", "--json"]));
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let fields = shown["fields"].as_array().unwrap();
    let addressee = fields
        .iter()
        .find(|field| field["field"] == "addressees[0]")
        .unwrap();
    assert_eq!(addressee["value"], "Minstry of Wards");

    let backup = desk.path("register.tar");
    let restored = desk.path("restored");
    let (backup, restored) = (backup.to_str().unwrap(), restored.to_str().unwrap());
    assert_eq!(code(&desk.run(&["backup", backup])), 0);
    let output = desk.run(&["--data", restored, "restore", backup]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let all = ["--data", restored, "corrections", "--all", "--json"];
    let line = said(&desk.run(&all));
    let line: serde_json::Value = serde_json::from_str(line.lines().next().unwrap()).unwrap();
    assert_eq!(line["said"], "Ministry of Wards");
    assert_eq!(line["why_taken_back"], "they are two bodies");
}

#[test]
fn what_cannot_be_corrected_says_how_to_go_on() {
    let desk = Desk::new();
    import(&desk, &misprinted(), &[]);
    for (more, exit, mend) in [
        (
            &["--field", "addressee", "--to", "x", "--why", "y"][..],
            2,
            "addressees[0]",
        ),
        (
            &["--field", "addressees", "--to", "x", "--why", "y"],
            2,
            "--add",
        ),
        (
            &["--field", "kind", "--to", "advice", "--why", "y"],
            2,
            "safety-recommendation",
        ),
        (&["--field", "reference", "--why", "y"], 2, "--remove"),
        (&["--field", "reference", "--to", "x"], 2, "--why"),
        (
            &["--field", "text", "--to", "x", "--why", "y", "--everywhere"],
            2,
            "here alone",
        ),
    ] {
        let output = desk.run(&[&["drafts", "correct", "1"][..], more].concat());
        assert_eq!(code(&output), exit, "{more:?}: {}", said(&output));
        assert!(said(&output).contains(mend), "{more:?}: {}", said(&output));
    }
    let none = desk.run(&["drafts", "show", "9"]);
    assert_eq!(code(&none), 3);
    assert!(said(&none).contains("no draft 9 waits"), "{}", said(&none));
}
