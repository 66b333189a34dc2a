//! Several addressees: whose an answer is, and what that says of the others.

use crate::support::*;
use heeded_domain::answer::Answer;
use heeded_domain::scheme::{Basis, Duty, Ground};
use heeded_domain::status::Standing;

const MINISTRY: &[&str] = &["Ministry of Wards"];
const JOINT: &[&str] = &["Ministry of Wards", "Night Service"];

#[test]
fn each_has_its_own_clock() {
    let story = Story::asked_under(
        board_with(vec![duty(Ground::Practice, 90, Basis::Sent)]),
        JOINT,
        Some(day("2026-06-01")),
    )
    .sent_to(1, "2026-06-01")
    .sent_to(2, "2026-09-01");
    let stand = story.today();
    assert!(matches!(stand.answer(1), Answer::Overdue(_)));
    assert!(matches!(stand.answer(2), Answer::NotYetDue(_)));
    assert_eq!(stand.standing(), Standing::ResponseOverdue);
    assert_eq!(stand.why(), "0 of 2 addressees have responded.");
}

#[test]
fn more_time_for_one_is_none_for_the_other() {
    let story = Story::asked(JOINT, "2026-08-01").extended(2, "2026-12-31", "2026-10-01");
    assert!(matches!(story.today().answer(1), Answer::Overdue(_)));
    assert!(matches!(story.today().answer(2), Answer::NotYetDue(_)));
}

#[test]
fn an_answer_of_one_is_counted_as_one() {
    let story = Story::asked(JOINT, "2026-08-01").answered_by(&[2], "2026-09-01");
    let stand = story.today();
    assert_eq!(stand.standing(), Standing::ResponseOverdue);
    assert_eq!(stand.why(), "1 of 2 addressees have responded.");
    let words = "Response received on 1 September 2026, in time.";
    assert_eq!(stand.answer_in_words(2), words);
    let words = "No response on record as of 22 November 2026; it was due by 30 October 2026.";
    assert_eq!(stand.answer_in_words(1), words);
}

#[test]
fn a_joint_answer_is_that_of_both() {
    let story = Story::asked(JOINT, "2026-08-01").answered_by(&[1, 2], "2026-09-01");
    assert_eq!(story.today().standing(), Standing::ResponseReceived);
    assert_eq!(story.today().status().responded(), 2);
}

#[test]
fn who_of_several_gave_an_answer_that_does_not_say_it_is_not_known() {
    let story = Story::asked(JOINT, "2026-08-01").answered_by(&[], "2026-10-20");
    let stand = story.today();
    assert_eq!(stand.standing(), Standing::ResponseNotKnown);
    assert_eq!(stand.status().responded(), 0);
    let words = "Whether a response came is not known: a response is on record that does not \
                 say whose it is; it was owed by 30 October 2026.";
    assert_eq!(stand.answer_in_words(1), words);
    assert_eq!(stand.answer_in_words(2), words);
    // One that says whose it is answers for its own, and the other may be the first's.
    let both = story.answered_by(&[1], "2026-10-21");
    let words = "Response received on 21 October 2026, in time.";
    assert_eq!(both.today().answer_in_words(1), words);
    assert_eq!(both.today().standing(), Standing::ResponseNotKnown);
    // With one body asked there is no doubt.
    let alone = Story::asked(MINISTRY, "2026-10-01").answered_by(&[], "2026-10-20");
    assert_eq!(alone.today().standing(), Standing::ResponseReceived);
}

#[test]
fn an_answer_by_somebody_who_was_not_asked_answers_for_nobody() {
    let story = Story::asked(JOINT, "2026-08-01").answered_by(&[7], "2026-09-20");
    let stand = story.today();
    assert_eq!(stand.status().responded(), 0);
    assert_eq!(stand.standing(), Standing::ResponseNotKnown);
    let words = "Whether a response came is not known: a response by others is on record, who \
                 may have responded for it; it was owed by 30 October 2026.";
    assert_eq!(stand.why(), words);
    // One of those asked spoke for itself, and so would the other have.
    let own = story.answered_by(&[1], "2026-09-21").today();
    assert_eq!(own.standing(), Standing::ResponseOverdue);
}

#[test]
fn the_first_rule_that_names_a_body_holds_for_it_alone() {
    let own = Duty {
        addressees: Some(vec!["ministry of wards".to_owned()]),
        ..duty(Ground::Law, 30, Basis::Published)
    };
    let scheme = board_with(vec![own, duty(Ground::Practice, 90, Basis::Published)]);
    let stand = Story::asked_under(scheme, JOINT, Some(day("2026-10-01"))).today();
    assert!(matches!(stand.answer(1), Answer::Overdue(w) if w.ground == Ground::Law));
    assert!(matches!(stand.answer(2), Answer::NotYetDue(w) if w.ground == Ground::Practice));
}
