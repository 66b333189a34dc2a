//! `heeded organisations`: names alike are listed, and only a person makes them one.

use crate::desk::{Desk, code, said};

/// A second report that spells the names of the first otherwise.
const MISSPELT: &str = "\
Ministry of Ward
WSIB recommends that the Ministry of Ward publishes its night rotas. This is to help staff.
Care Council
WSIB recommends that the Care Council counts night rotas. This is to see that they are kept.
";

fn import(desk: &Desk, name: &str, text: &str) {
    let file = desk.file(name, text);
    let file = file.to_str().unwrap();
    let args = [
        "import",
        file,
        "--issuer",
        "Ward Board",
        "--scheme",
        "hssib",
    ];
    let done = desk.run(&[&args[..], &["--accept", "--accept-doubtful"]].concat());
    assert_eq!(code(&done), 0, "{}", said(&done));
}

#[test]
fn names_alike_wait_for_a_person_and_are_one_only_when_said() {
    let desk = Desk::with_register();
    import(&desk, "second.txt", MISSPELT);
    let similar = desk.run(&["organisations", "similar"]);
    let words = said(&similar);
    assert!(
        words.contains("Ministry of Wards") && words.contains("Ministry of Ward\n"),
        "{words}"
    );
    assert_eq!(code(&similar), 5);
    let same = [
        "organisations",
        "same",
        "Ministry of Ward",
        "Ministry of Wards",
    ];
    assert_eq!(code(&desk.run(&same)), 0);
    assert_eq!(code(&desk.run(&same)), 2, "said twice");
    let back = [
        "organisations",
        "same",
        "Ministry of Wards",
        "Ministry of Ward",
    ];
    assert_eq!(code(&desk.run(&back)), 2, "they go on as one already");
    assert_eq!(code(&desk.run(&["organisations", "similar"])), 0);
    // Both records stay; what names the first one from now on is read as the second.
    let third = MISSPELT.replace("publishes its night rotas", "prints its day rotas");
    import(&desk, "third.txt", &third);
    let of = |name: &str| {
        let args = ["list", "--addressee", name];
        said(&desk.run(&args))
    };
    assert!(
        of("Ministry of Wards").contains("2 recommendations"),
        "{}",
        of("Ministry of Wards")
    );
    assert!(
        of("Ministry of Ward").contains("1 recommendation"),
        "{}",
        of("Ministry of Ward")
    );
    assert_eq!(code(&desk.run(&["check"])), 0);
}

#[test]
fn what_is_told_apart_is_not_listed_again() {
    let desk = Desk::with_register();
    import(&desk, "second.txt", MISSPELT);
    let apart = [
        "organisations",
        "apart",
        "Ministry of Ward",
        "Ministry of Wards",
    ];
    assert_eq!(code(&desk.run(&apart)), 0);
    assert_eq!(code(&desk.run(&apart)), 2, "said twice");
    let similar = desk.run(&["organisations", "similar", "--json"]);
    assert!(
        !said(&similar).contains("Ministry of Ward"),
        "{}",
        said(&similar)
    );
}

#[test]
fn a_spelling_is_recorded_once_and_never_taken_from_another() {
    let desk = Desk::with_register();
    let alias = ["organisations", "alias", "Care Council", "Council for Care"];
    assert_eq!(code(&desk.run(&alias)), 0);
    assert_eq!(code(&desk.run(&alias)), 2, "said twice");
    let taken = [
        "organisations",
        "alias",
        "Care Council",
        "Ministry of Wards",
    ];
    assert_eq!(code(&desk.run(&taken)), 2);
    let list = said(&desk.run(&["organisations"]));
    assert!(
        list.contains("Care Council; also Council for Care"),
        "{list}"
    );
    let missing = desk.run(&["organisations", "alias", "Nobody", "Nemo"]);
    assert_eq!(code(&missing), 3);
}
