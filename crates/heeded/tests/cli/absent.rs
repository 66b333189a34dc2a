//! What is not there: a register, a draft, an organisation; and that asking for it makes nothing.

use crate::desk::{Desk, code, said};
use std::fs;

#[test]
fn who_only_reads_makes_no_register() {
    let desk = Desk::new();
    fs::create_dir(desk.path("data")).unwrap();
    desk.file("data/notes.txt", "mine");
    for command in [
        "list",
        "check",
        "export",
        "drafts",
        "mistakes",
        "organisations",
    ] {
        let refused = desk.run(&[command]);
        assert_eq!(code(&refused), 1, "{command}: {}", said(&refused));
        assert!(
            said(&refused).contains("there is no register in"),
            "{command}"
        );
    }
    let left = fs::read_dir(desk.path("data")).unwrap().count();
    assert_eq!(left, 1, "the folder is as it was");
}

#[test]
fn nothing_of_that_name_or_number_has_its_own_code() {
    let desk = Desk::with_register();
    for command in [
        &["show", "R9999X"][..],
        &["drafts", "show", "999"],
        &["drafts", "--accept", "999"],
        &["list", "--addressee", "Nobody"],
        &["list", "--late", "--addressee", "Nobody"],
        &["note", "R0001A", "Words.", "--from", "Nobody"],
        &["organisations", "alias", "Nobody", "Nobody at all"],
        &["corrections", "--take-back", "999", "--why", "Wrong."],
        &["columns", "forget", "nothing"],
        &["mistakes", "--answered", "M0001A", "--outcome", "Mended."],
    ] {
        let refused = desk.run(command);
        assert_eq!(code(&refused), 3, "{command:?}: {}", said(&refused));
    }
}

#[test]
fn a_wrong_number_of_a_message_is_answered_with_a_right_one() {
    let desk = Desk::with_register();
    let settle = |number| desk.run(&["mistakes", "--answered", number, "--outcome", "Mended."]);
    let wrong = said(&settle("M0001X"));
    let (_, example) = wrong.trim().rsplit_once(' ').unwrap();
    assert!(!said(&settle(example)).contains("no number"), "{example}");
}

#[test]
fn what_is_no_backup_leaves_no_folder() {
    let desk = Desk::new();
    desk.file("bad.tar", "no backup");
    for backup in ["bad.tar", "missing.tar"] {
        let refused = desk.run(&["--data", "new/deep", "restore", backup]);
        assert_eq!(code(&refused), 1, "{}", said(&refused));
        assert!(!desk.path("new").exists(), "{backup}");
    }
    fs::create_dir(desk.path("there")).unwrap();
    let refused = desk.run(&["--data", "there", "restore", "bad.tar"]);
    assert_eq!(code(&refused), 1, "{}", said(&refused));
    assert!(desk.path("there").exists(), "what was there stays");
}

#[test]
fn the_help_of_the_server_names_what_it_listens_on() {
    let help = said(&Desk::new().run(&["serve", "--help"]));
    assert!(help.contains("--listen <ADDRESS>"), "{help}");
}
