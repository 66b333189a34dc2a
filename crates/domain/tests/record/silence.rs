//! Whose silence is known: only where responses would stand, or where somebody looked.

use crate::support::*;
use heeded_domain::decide::Refusal;
use heeded_domain::event::RecommendationFact;
use heeded_domain::measure::{End, Measured, measures};
use heeded_domain::recommendation::ResponseSearch;
use heeded_domain::scheme::{Basis, Ground, ResponsesAre, Scheme};
use heeded_domain::status::Standing;

const MINISTRY: &[&str] = &["Ministry of Wards"];
const JOINT: &[&str] = &["Ministry of Wards", "Night Service"];

fn coroner() -> Scheme {
    Scheme {
        responses: ResponsesAre::Apart,
        ..board_with(vec![duty(Ground::Law, 56, Basis::Published)])
    }
}

/// Where responses are published apart, a document without one proves no silence: not until a
/// response is on record, or somebody looked.
#[test]
fn who_has_not_looked_for_responses_knows_of_no_silence() {
    let story = Story::asked_under(coroner(), JOINT, Some(day("2025-01-06")));
    let stand = story.today();
    assert_eq!(stand.standing(), Standing::ResponseNotKnown);
    let words = "Whether a response came is not known: responses are published apart from such \
                 documents, and nobody has looked for one; it was owed by 3 March 2025.";
    assert_eq!(stand.why(), words);
    let looked = story.clone().looked_at("the coroner's page", "2026-05-03");
    assert_eq!(
        looked.on("2026-05-02").standing(),
        Standing::ResponseNotKnown
    );
    assert_eq!(
        looked.on("2026-05-03").standing(),
        Standing::ResponseOverdue
    );
    let one = story.answered_by(&[1], "2025-02-01");
    assert_eq!(one.on("2025-02-01").standing(), Standing::AwaitingResponse);
    assert_eq!(one.today().standing(), Standing::ResponseOverdue);
    assert_eq!(one.today().why(), "1 of 2 addressees have responded.");
}

/// Who looked before the time was over does not know what came since.
#[test]
fn silence_is_known_up_to_the_last_look() {
    let story = Story::asked_under(coroner(), JOINT, Some(day("2025-01-06")));
    let early = story.looked_at("the coroner's page", "2025-02-01");
    assert_eq!(
        early.on("2025-03-03").standing(),
        Standing::AwaitingResponse
    );
    let since = early.on("2025-03-04");
    assert_eq!(since.standing(), Standing::ResponseNotKnown);
    let words = "Whether a response came is not known: nobody has looked for one since 1 February \
                 2025; it was owed by 3 March 2025.";
    assert_eq!(since.why(), words);
    let measured = measures(&early.today().record, &coroner());
    assert!(
        measured
            .iter()
            .all(|one| one.end == End::Stopped(Some(day("2025-02-01"))))
    );
    let again = early.looked_at("the coroner's page", "2025-03-10");
    assert_eq!(
        again.on("2025-03-09").standing(),
        Standing::ResponseNotKnown
    );
    assert_eq!(again.on("2025-03-10").standing(), Standing::ResponseOverdue);
}

#[test]
fn whoever_looked_says_where() {
    let story = Story::asked(MINISTRY, "2025-01-06");
    let nowhere = RecommendationFact::ResponsesSought(ResponseSearch {
        place: " ".to_owned(),
        on: None,
    });
    let refused = story.try_then(nowhere).err();
    assert_eq!(
        refused,
        Some(Refusal::NoWords("the place that was looked at"))
    );
}

/// What nobody has looked for is not counted as waiting for years.
#[test]
fn no_time_is_measured_of_a_silence_that_is_not_known() {
    let story = Story::asked_under(coroner(), MINISTRY, Some(day("2016-01-06")));
    let timed = |story: &Story| {
        let all = measures(&story.today().record, &coroner());
        all.iter()
            .filter(|m| m.measured == Measured::Response)
            .count()
    };
    assert_eq!(timed(&story), 0);
    assert_eq!(
        timed(&story.looked_at("the coroner's page", "2026-05-03")),
        1
    );
}
