//! What statistics measure of a record: how long each answer and each delivery took, or goes on.
//!
//! What still goes on is kept, with the day it began: to leave it out would make everybody look
//! quicker. What ended otherwise (closed, withdrawn, given up) was watched until then.

use crate::answer::{first_answer, looked_on, unseen};
use crate::id::OrganisationId;
use crate::recommendation::{PlannedAction, Recommendation, StatedDisposition};
use crate::scheme::Scheme;
use crate::timing::Timing;
use crate::vocabulary::{Disposition, DispositionSource, vocabulary};
use jiff::civil::Date;

vocabulary! {
    /// What is measured.
    Measured {
        /// From the day an addressee was asked to its first substantive answer.
        Response = "response", "time to respond";
        /// From the day something was promised to the day it is said to be done.
        Delivery = "delivery", "time to deliver";
    }
}

/// One measure of a record, as things stood on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// What is measured.
    pub measured: Measured,
    /// The addressee's place in the ask, or the planned action's number; both from 1.
    pub number: u32,
    /// Whose: the addressee, or who promised; `None` where that is not clear.
    pub organisation: Option<OrganisationId>,
    /// The day it began: sent to the addressee, else made; or promised. `None`: not known.
    pub began: Option<Date>,
    /// Whether it ended.
    pub end: End,
    /// What the addressee says it will do: of answers alone.
    pub said: Option<Said>,
}

/// Whether what is waited for has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Not yet.
    Open,
    /// It came, on this day where known.
    Reached(Option<Date>),
    /// It is waited for no longer: closed, withdrawn, given up, overtaken by events.
    Stopped(Option<Date>),
}

/// What an addressee says it will do, with all of its ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Said {
    /// One thing, stated by it or coded by a person.
    One(Disposition),
    /// Different things for different parts.
    ByPart,
    /// Only the reader suggests something; nobody has confirmed it.
    Suggested,
    /// It answered and does not say.
    NotSaid,
}

impl Said {
    /// The stable code, for rows and files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::One(disposition) => disposition.code(),
            Self::ByPart => "by-part",
            Self::Suggested => "suggested",
            Self::NotSaid => "not-said",
        }
    }

    /// The value that has this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "by-part" => Some(Self::ByPart),
            "suggested" => Some(Self::Suggested),
            "not-said" => Some(Self::NotSaid),
            code => Disposition::from_code(code).map(Self::One),
        }
    }
}

/// What is measured of a record: each addressee that is asked for an answer, each promise.
///
/// Observations, prompts and the like ask for no answer; what is only to be considered, or was
/// done before it was told, is no promise that can be timed. Where nobody knows whether an answer
/// came, there is nothing to time.
#[must_use]
pub fn measures(record: &Recommendation, scheme: &Scheme) -> Vec<Measure> {
    let promises = record
        .actions
        .iter()
        .filter(|action| action.promise.commitment.is_a_promise());
    let mut measures = Vec::new();
    if record.ask.kind.asks_for_an_answer() {
        let is_silence_known = unseen(record, scheme).is_none();
        let answers = (1..).zip(&record.clocks).filter_map(|(number, clock)| {
            let answered = first_answer(record, clock.addressee);
            (answered.is_some() || is_silence_known).then(|| Measure {
                measured: Measured::Response,
                number,
                organisation: Some(clock.addressee),
                began: clock.sent_on.or(record.ask.made_on),
                end: answered.map_or_else(|| watched(record, scheme), End::Reached),
                said: answered.map(|_| said(record, clock.addressee)),
            })
        });
        measures.extend(answers);
    }
    measures.extend(promises.map(|action| delivery(record, scheme, action)));
    measures
}

fn delivery(record: &Recommendation, scheme: &Scheme, action: &PlannedAction) -> Measure {
    let began = action.dues.first().and_then(|promised| promised.on);
    // The answer is the same on every day: what is said is a fact, and no date passes.
    let end = match action.timing(Date::MIN) {
        Timing::Delivered(on) => End::Reached(on),
        Timing::Ended(_) => End::Stopped(action.settled().and_then(|fact| fact.on)),
        _ => stopped(record, scheme),
    };
    Measure {
        measured: Measured::Delivery,
        number: action.number,
        organisation: record.promised_by(action),
        began,
        end,
        said: None,
    }
}

/// What has not come, as far as anybody has looked: until when it was watched for.
fn watched(record: &Recommendation, scheme: &Scheme) -> End {
    match (stopped(record, scheme), looked_on(record, scheme)) {
        (End::Open, Some(looked)) => End::Stopped(Some(looked)),
        (end, _) => end,
    }
}

/// A record that ended is waited for no more.
fn stopped(record: &Recommendation, scheme: &Scheme) -> End {
    let ending = record.ending(scheme);
    ending.map_or(End::Open, |ending| End::Stopped(ending.on()))
}

/// The last word of an addressee: on the whole where it has one, else on the parts.
fn said(record: &Recommendation, addressee: OrganisationId) -> Said {
    let alone = record.ask.addressees.len() == 1;
    let own = |stated: &&StatedDisposition| {
        stated.addressee == Some(addressee) || (alone && stated.addressee.is_none())
    };
    let confirmed = |stated: &&StatedDisposition| stated.source != DispositionSource::Suggested;
    let all = || record.dispositions.iter().filter(own);
    let last_of = |part: Option<u32>| {
        let newest_first = all().rev().filter(confirmed);
        let mut of_part = newest_first.filter(|stated| stated.part == part);
        of_part.next().map(|stated| stated.value)
    };
    if let Some(value) = last_of(None) {
        return Said::One(value);
    }
    let mut of_parts = (1..)
        .zip(&record.ask.parts)
        .filter_map(|(part, _)| last_of(Some(part)));
    match of_parts.next() {
        Some(first) if of_parts.all(|value| value == first) => Said::One(first),
        Some(_) => Said::ByPart,
        None if all().next().is_some() => Said::Suggested,
        None => Said::NotSaid,
    }
}
