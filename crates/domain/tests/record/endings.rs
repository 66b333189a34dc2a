//! A verdict by which the issuer's file is closed ends the record.

use crate::support::*;
use heeded_domain::event::RecommendationFact;
use heeded_domain::status::Standing;

#[test]
fn a_verdict_that_closes_the_file_ends_it_until_a_later_one_opens_it() {
    let by = due("by March 2026", "2026-03-01", "2026-03-31");
    let story = Story::asked(&["Ministry of Wards"], "2025-09-01")
        .answered_with(1, "2025-11-06", &[(promise("Publish it."), Some(by))])
        .assessed("Done", "2026-06-01");
    let stand = story.today();
    assert_eq!(stand.standing(), Standing::Closed);
    assert_eq!(
        stand.why(),
        "Closed with the verdict “Done” (satisfactory)."
    );
    assert_eq!(
        story.on("2026-05-31").standing(),
        Standing::ActionsOverdue,
        "as of a day before it was open"
    );
    let opened = story.assessed("Not enough", "2026-08-01");
    assert_eq!(opened.today().standing(), Standing::ActionsOverdue);
}

#[test]
fn a_verdict_on_one_of_two_closes_nothing_for_the_other() {
    let story = Story::asked(&["Ministry of Wards", "Night Service"], "2025-09-01");
    let of = |id| {
        let scheme = board();
        let on = Some(day("2026-06-01"));
        RecommendationFact::Assessed(verdict(&scheme, "Done", Some(body(id)), on))
    };
    let one = story.then(of(1));
    assert_eq!(one.today().standing(), Standing::ResponseOverdue);
    assert_eq!(one.then(of(2)).today().standing(), Standing::Closed);
}
