//! A page that is read again after it was edited, from the file to the record.

use crate::desk::{Desk, RESPONSES, code, said};

const IMPORT: [&str; 6] = [
    "import",
    "responses.txt",
    "--issuer",
    "Ward Board",
    "--scheme",
    "hssib",
];

#[test]
fn an_edited_page_changes_the_record_and_adds_no_second_one() {
    let desk = Desk::new();
    let import = |text: &str, more: &[&str]| {
        desk.file("responses.txt", text);
        desk.run(&[&IMPORT[..], more].concat())
    };
    let all = ["--accept", "--accept-doubtful", "--captured-on"];
    let first = import(RESPONSES, &[&all[..], &["2024-06-01"]].concat());
    assert!(first.status.success(), "{}", said(&first));
    let edited = RESPONSES
        .replace("have begun the work", "will begin the work")
        .replace("by Autumn 2025", "by Spring 2027");
    let second = import(&edited, &["--captured-on", "2026-03-02"]);
    assert_eq!(code(&second), 5, "{}", said(&second));

    let waiting = said(&desk.run(&["drafts"]));
    assert!(waiting.contains("a change of R0001A"), "{waiting}");
    assert!(
        waiting.contains("[-have begun-] {+will begin+} the work"),
        "{waiting}"
    );
    assert!(
        waiting.contains("1 wait"),
        "the other one is as it was: {waiting}"
    );
    assert!(said(&desk.run(&["show", "R0001A"])).contains("Autumn 2025"));

    let accepted = desk.run(&["drafts", "--accept", "3"]);
    assert!(
        said(&accepted).contains("Draft 3 accepted: R0001A changed"),
        "{}",
        said(&accepted)
    );
    let show = |day| said(&desk.run(&["show", "R0001A", "--as-of", day]));
    let (before, after) = (show("2026-03-01"), show("2026-03-02"));
    assert!(
        before.contains("Autumn 2025") && !before.contains("Spring 2027"),
        "{before}"
    );
    assert!(after.contains("Spring 2027"), "{after}");
    let list = said(&desk.run(&["list"]));
    assert!(list.contains("2 recommendations"), "{list}");
    let checked = said(&desk.run(&["check"]));
    assert!(checked.contains("all is whole"), "{checked}");
}
