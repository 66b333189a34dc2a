//! Any record whatever: days, facts and events for [`crate::laws`] to try.

use crate::support::*;
use heeded_domain::event::{Event, RecommendationFact, Sent};
use heeded_domain::id::RecommendationId;
use heeded_domain::recommendation::{
    Assessment, Closure, Commitment, DueRevision, ExtensionGranted, Link, Note, NoteKind,
    ProgressFact, Promise, Recommendation, ResponseSearch, ResponseVersion, StatedDisposition,
    Theme, ThemeSource, Withdrawal,
};
use heeded_domain::replay::recommendation;
use heeded_domain::scheme::{Basis, Duty, Ground, ResponsesAre, Scheme};
use heeded_domain::vocabulary::{
    ClosureReason, Disposition, DispositionSource, LinkKind, Progress, ResponseKind,
};
use heeded_due::{Due, HedgeKind};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Everything happens within these days, so that events meet.
pub(crate) const DAYS: i32 = 60;

/// Addressees of every record; a fourth body is named now and then, though nobody asked it.
pub(crate) const NAMES: &[&str] = &["Ministry of Wards", "Night Service", "Bed Panel"];

pub(crate) fn nth_day(number: i32) -> Date {
    date(2026, 1, 1).checked_add(number.days()).unwrap()
}

pub(crate) fn days() -> impl Iterator<Item = Date> {
    (-2..DAYS + 40).map(nth_day)
}

pub(crate) fn any_day() -> impl Strategy<Value = Date> {
    (0..DAYS).prop_map(nth_day)
}

pub(crate) fn any_body() -> impl Strategy<Value = u64> {
    1_u64..=4
}

/// A date as promised: one reading or two, open at either end, perhaps with a condition.
pub(crate) fn any_due() -> impl Strategy<Value = Due> {
    let reading = (option::weighted(0.8, 0..DAYS), option::weighted(0.8, 0..30));
    (vec(reading, 1..3), any::<bool>()).prop_map(|(readings, is_conditional)| {
        let readings: Vec<_> = readings
            .into_iter()
            .map(|(first, length)| {
                let first_day = first.unwrap_or(10);
                (
                    first.map(nth_day),
                    length.map(|length| nth_day(first_day + length)),
                )
            })
            .collect();
        let due = due_of("as promised", &readings);
        if is_conditional {
            hedged(due, HedgeKind::Condition, "subject to funding")
        } else {
            due
        }
    })
}

pub(crate) fn any_progress() -> impl Strategy<Value = ProgressFact> {
    (select(Progress::ALL), option::of(any_day())).prop_map(|(value, on)| ProgressFact {
        value,
        on,
        evidence: None,
    })
}

pub(crate) fn any_disposition() -> impl Strategy<Value = StatedDisposition> {
    let part = option::weighted(0.3, 1_u32..=3);
    let source = select(DispositionSource::ALL);
    (
        option::weighted(0.8, any_body()),
        part,
        select(Disposition::ALL),
        source,
    )
        .prop_map(|(addressee, part, value, source)| StatedDisposition {
            addressee: addressee.map(body),
            part,
            value,
            source,
            words: None,
        })
}

pub(crate) fn any_verdict() -> impl Strategy<Value = Assessment> {
    let code = select(&["Done", "Good plan", "Some of it", "Not enough"][..]);
    (code, option::of(any_body()), option::of(any_day()))
        .prop_map(|(code, addressee, on)| verdict(&board(), code, addressee.map(body), on))
}

pub(crate) fn any_response() -> impl Strategy<Value = RecommendationFact> {
    let from = vec(any_body(), 0..3);
    let kind = select(ResponseKind::ALL);
    let firmly = select(&[Commitment::Promised, Commitment::Considered][..]);
    let actions = vec((option::weighted(0.8, any_due()), firmly), 0..3);
    (from, kind, option::of(any_day()), actions).prop_map(|(from, kind, received, actions)| {
        let mut new = response(&from, kind, received);
        let named = actions.into_iter().map(|(due, commitment)| {
            let promise = Promise {
                commitment,
                ..promise("Do it.")
            };
            (promise, due)
        });
        new.actions = named.collect();
        RecommendationFact::Responded(new)
    })
}

pub(crate) fn any_sent() -> impl Strategy<Value = RecommendationFact> {
    let day = || option::of(any_day());
    (any_body(), day(), day(), option::weighted(0.2, any_day())).prop_map(
        |(addressee, sent_on, received_on, stated_end)| {
            RecommendationFact::Sent(Sent {
                addressee: body(addressee),
                sent_on,
                received_on,
                stated_end,
            })
        },
    )
}

pub(crate) fn any_extension() -> impl Strategy<Value = (u64, ExtensionGranted)> {
    (any_body(), any_day(), option::of(any_day())).prop_map(|(addressee, until, on)| {
        (
            addressee,
            ExtensionGranted {
                until,
                reason: None,
                on,
            },
        )
    })
}

/// Facts about actions; there may be no such action.
pub(crate) fn any_of_action() -> impl Strategy<Value = RecommendationFact> {
    let number = 1_u32..6;
    prop_oneof![
        (number.clone(), option::weighted(0.8, any_due()))
            .prop_map(|(n, due)| RecommendationFact::DueRevised(n, DueRevision::to(due))),
        (number.clone(), any_progress())
            .prop_map(|(n, fact)| RecommendationFact::ProgressClaimed(n, fact)),
        (number, any_progress()).prop_map(|(n, fact)| RecommendationFact::ProgressFound(n, fact)),
    ]
}

pub(crate) fn any_ending() -> impl Strategy<Value = RecommendationFact> {
    prop_oneof![
        (select(ClosureReason::ALL), option::of(any_day())).prop_map(|(reason, on)| {
            RecommendationFact::Closed(Closure {
                reason,
                native: None,
                on,
            })
        }),
        Just(RecommendationFact::Reopened(
            "Not done after all.".to_owned()
        )),
        option::of(any_day()).prop_map(|on| {
            let reason = "Made in error.".to_owned();
            RecommendationFact::Withdrawn(Withdrawal { reason, on })
        }),
    ]
}

pub(crate) fn any_revision() -> impl Strategy<Value = RecommendationFact> {
    (1_u32..4, "[a-z]{0,3}", option::of(any_day())).prop_map(|(number, text, stated_on)| {
        let version = ResponseVersion {
            text,
            stated_on,
            received_on: None,
            source: None,
        };
        RecommendationFact::ResponseRevised(number, version)
    })
}

pub(crate) fn any_fact() -> impl Strategy<Value = RecommendationFact> {
    prop_oneof![
        1 => option::of(any_day()).prop_map(|on| RecommendationFact::Recorded(ask(NAMES, on))),
        3 => any_sent(),
        2 => any_extension().prop_map(|(of, e)| RecommendationFact::Extended(body(of), e)),
        6 => any_response(),
        1 => any_revision(),
        3 => any_disposition().prop_map(RecommendationFact::DispositionStated),
        2 => option::of(any_due())
            .prop_map(|due| RecommendationFact::ActionPlanned(promise("Do it."), due)),
        6 => any_of_action(),
        2 => any_verdict().prop_map(RecommendationFact::Assessed),
        1 => any_ending(),
        1 => any_beside(),
        1 => option::of(any_day()).prop_map(|on| {
            let place = "the web site".to_owned();
            RecommendationFact::ResponsesSought(ResponseSearch { place, on })
        }),
    ]
}

/// What stands beside the record and decides nothing.
pub(crate) fn any_beside() -> impl Strategy<Value = RecommendationFact> {
    prop_oneof![
        select(LinkKind::ALL).prop_map(|kind| {
            RecommendationFact::Linked(Link {
                kind,
                to: RecommendationId(2),
            })
        }),
        (select(ThemeSource::ALL), "[A-C]")
            .prop_map(|(source, name)| { RecommendationFact::Themed(Theme { name, source }) }),
        select(NoteKind::ALL).prop_map(|kind| {
            let text = "A note.".to_owned();
            RecommendationFact::Noted(Note {
                kind,
                from: None,
                text,
                on: None,
            })
        }),
    ]
}

pub(crate) fn any_scheme() -> impl Strategy<Value = Scheme> {
    let basis = select(&[Basis::Sent, Basis::Published, Basis::Received][..]);
    let ground = select(&[Ground::Law, Ground::Practice, Ground::None][..]);
    let rules = (basis, ground, option::weighted(0.8, 1_u16..40));
    let schemes = rules.prop_map(|(basis, ground, days)| {
        let all = duty(ground, days.unwrap_or(1), basis);
        let limit = all
            .limit
            .filter(|_| days.is_some() && ground != Ground::None);
        board_with(vec![Duty { limit, ..all }])
    });
    (
        schemes,
        select(&[ResponsesAre::Beside, ResponsesAre::Apart][..]),
    )
        .prop_map(|(scheme, responses)| Scheme {
            responses,
            ..scheme
        })
}

/// Events in the order recorded; days of effect in any order, or not known.
pub(crate) fn any_events() -> impl Strategy<Value = Vec<Event>> {
    let recorded = option::weighted(0.7, any_day());
    let rest = vec((option::weighted(0.8, any_day()), any_fact()), 0..12);
    (recorded, rest).prop_map(|(made_on, rest)| {
        let first = (made_on, RecommendationFact::Recorded(ask(NAMES, made_on)));
        numbered(std::iter::once(first).chain(rest))
    })
}

pub(crate) fn numbered(
    facts: impl IntoIterator<Item = (Option<Date>, RecommendationFact)>,
) -> Vec<Event> {
    (1..)
        .zip(facts)
        .map(|(seq, (on, fact))| event(seq, on, fact))
        .collect()
}

pub(crate) fn record_of(events: &[Event]) -> Recommendation {
    recommendation(events).unwrap()
}
