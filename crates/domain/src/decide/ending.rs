//! Whether a record may be ended, opened again, taken down or put back.

use super::{Day, Refusal, known_by, open, with_words};
use crate::event::RecommendationFact;
use crate::recommendation::Recommendation;
use jiff::civil::Date;

/// What ends a record or opens it again, and whether it is public.
pub(super) fn decide(record: &Recommendation, fact: &RecommendationFact, today: Date) -> Day {
    match fact {
        RecommendationFact::Closed(closure) => {
            open(record)?;
            known_by("the day of closure", closure.on, today)
        }
        RecommendationFact::Reopened(reason) => {
            with_words("the reason", reason)?;
            record.closure.as_ref().ok_or(Refusal::NotEnded)?;
            Ok(Some(today))
        }
        RecommendationFact::Withdrawn(withdrawal) => {
            open(record)?;
            with_words("the reason", &withdrawal.reason)?;
            known_by("the day of withdrawal", withdrawal.on, today)
        }
        RecommendationFact::TakenDown(_) if record.taken_down.is_some() => {
            Err(Refusal::TakenDownAlready)
        }
        RecommendationFact::PutBack(_) if record.taken_down.is_none() => Err(Refusal::NotTakenDown),
        RecommendationFact::TakenDown(why) | RecommendationFact::PutBack(why) => {
            with_words("the reason", why).map(|()| Some(today))
        }
        _ => Ok(None),
    }
}
