//! What was only to be considered is no promise.

use crate::support::*;
use heeded_domain::recommendation::Commitment;
use heeded_domain::status::Standing;
use heeded_domain::timing::Timing;

const MINISTRY: &[&str] = &["Ministry of Wards"];

#[test]
fn what_was_only_to_be_considered_is_never_late() {
    let mut considered = promise("We will consider it.");
    considered.commitment = Commitment::Considered;
    let by = due("by March 2026", "2026-03-01", "2026-03-31");
    let story = Story::asked(MINISTRY, "2025-09-01").answered_with(
        1,
        "2025-11-06",
        &[(considered, Some(by))],
    );
    assert_eq!(story.on("2026-03-31").timing(1), Timing::DueNow);
    let stand = story.on("2026-04-01");
    assert_eq!(stand.timing(1), Timing::DayPassed);
    assert_eq!(stand.standing(), Standing::ResponseReceived);
    assert_eq!(
        stand.timing_in_words(1),
        "Due by 31 March 2026 as stated “by March 2026”; that day has passed. It was only to \
         be considered, so it is not late."
    );
}
