//! What is taken down is there on no day, until it is put back.

use crate::support::*;
use heeded_domain::decide::{Refusal, decide};
use heeded_domain::event::RecommendationFact;
use heeded_domain::replay::{kept, recommendation, recommendation_as_of, taken_down};

const MINISTRY: &[&str] = &["Ministry of Wards"];

#[test]
fn what_was_taken_down_is_there_on_no_day_until_it_is_put_back() {
    let made = Story::asked(MINISTRY, "2026-01-01").answered_by(&[1], "2026-02-01");
    let down = made.then(RecommendationFact::TakenDown(
        "It names a patient.".to_owned(),
    ));
    for day in ["2026-01-01", "2026-02-01", "2027-01-01"] {
        let day = day.parse().unwrap();
        assert_eq!(recommendation_as_of(&down.events, day), None, "{day}");
    }
    assert_eq!(recommendation(&down.events), None);
    let (_, why) = taken_down(&down.events).unwrap();
    assert_eq!(why, "It names a patient.");
    let whole = kept(&down.events).unwrap();
    assert_eq!(whole.responses.len(), 1);
    let back = down.then(RecommendationFact::PutBack("The name is out.".to_owned()));
    assert_eq!(taken_down(&back.events), None);
    let again = recommendation(&back.events).unwrap();
    assert_eq!((again.responses, again.taken_down), (whole.responses, None));
}

#[test]
fn it_needs_a_reason_and_is_done_once() {
    let public = Story::asked(MINISTRY, "2026-01-01");
    let refused = |story: &Story, fact| {
        let record = kept(&story.events).unwrap();
        decide(Some(&record), &fact, &story.scheme, day("2026-11-22")).unwrap_err()
    };
    let down = |why: &str| RecommendationFact::TakenDown(why.to_owned());
    let back = RecommendationFact::PutBack("A mistake.".to_owned());
    assert_eq!(refused(&public, down(" ")), Refusal::NoWords("the reason"));
    assert_eq!(refused(&public, back), Refusal::NotTakenDown);
    let gone = public.then(down("Not ours."));
    assert_eq!(refused(&gone, down("Again.")), Refusal::TakenDownAlready);
}
