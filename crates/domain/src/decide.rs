//! What may be recorded: a change is a fact that somebody asks to have recorded. It is checked
//! against the record as it is, and either gets its day or is refused with a reason and a way on.
//!
//! Real documents are messy, so little is refused; what a careful person would ask about is
//! advice, shown to those who type and never a block on import.

mod ending;

use crate::answer::last_day;
use crate::event::{NewResponse, OrganisationFact, RecommendationFact, Sent};
use crate::id::OrganisationId;
use crate::organisation::{Organisation, Succession, SuccessionKind};
use crate::recommendation::{
    Ask, Assessment, DueRevision, ExtensionGranted, Item, Recommendation, ResponseVersion,
    Rewording, Source,
};
use crate::scheme::Scheme;
use crate::vocabulary::Disposition;
use heeded_due::Due;
use jiff::civil::Date;

/// A change that may be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The day it took effect in the world, where known.
    pub on: Option<Date>,
    /// What a careful person would ask about.
    pub advice: Vec<Advice>,
}

/// Why a change may not be recorded. Each says what is wrong and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The record is there already.
    #[error("this is on record already; record what is new about it instead")]
    AlreadyRecorded,
    /// There is no such record.
    #[error("there is no such record; record it first")]
    NotRecorded,
    /// Words are needed.
    #[error("{0} has no words; enter them as the document has them")]
    NoWords(&'static str),
    /// The organisation was not asked.
    #[error("organisation {0} is not an addressee of this recommendation; choose one that is")]
    NotAnAddressee(OrganisationId),
    /// An organisation stands twice among the addressees.
    #[error("organisation {0} is named twice as addressee; name each once")]
    AddresseeTwice(OrganisationId),
    /// There is no response of this number.
    #[error("there is no response {0} on this record")]
    NoSuchResponse(u32),
    /// There is no planned action of this number.
    #[error("there is no planned action {0} on this record")]
    NoSuchAction(u32),
    /// There is no part of this number.
    #[error("the recommendation has no part {0}")]
    NoSuchPart(u32),
    /// A day is still to come.
    #[error("{what} is {day}, after today; it must be today or in the past")]
    InTheFuture {
        /// What bears the day.
        what: &'static str,
        /// The day.
        day: Date,
    },
    /// The new version says the same.
    #[error("this version has the same words and days as the newest one; nothing to record")]
    SameVersion,
    /// The words are those on record.
    #[error("these words are on record already; nothing to record")]
    SameWords,
    /// It is gone from its document already.
    #[error("that it is no longer in its document is on record already; nothing to record")]
    GoneAlready,
    /// It is not gone from its document.
    #[error("it is not on record as gone from its document; nothing to record")]
    NotGone,
    /// The date is the one that holds already.
    #[error("this date is the one on record; nothing to move")]
    SameDue,
    /// A granted day is not later than the one it replaces.
    #[error("the extension ends on {until}, not after {holds}; enter a later day")]
    NotAnExtension {
        /// The day that was to be granted.
        until: Date,
        /// The day that holds.
        holds: Date,
    },
    /// The scheme does not know the verdict.
    #[error("scheme {scheme} has no verdict “{code}”; use one of its own")]
    NoSuchVerdict {
        /// The scheme's short name.
        scheme: String,
        /// The code that it does not have.
        code: String,
    },
    /// The same post signed twice.
    #[error("the second signer must be somebody else than the first")]
    SameSigner,
    /// It has ended already.
    #[error("this record is closed or withdrawn already; reopen it first")]
    AlreadyEnded,
    /// It has not ended.
    #[error("this record is open; there is nothing to reopen")]
    NotEnded,
    /// It has been taken down already.
    #[error("this record is taken down already; nothing to record")]
    TakenDownAlready,
    /// It is not taken down.
    #[error("this record is public; there is nothing to put back")]
    NotTakenDown,
    /// A body cannot follow itself.
    #[error("an organisation cannot be its own successor; choose the one that took over")]
    OwnSuccessor,
    /// A record cannot be linked to itself.
    #[error("a recommendation cannot be linked to itself; choose another")]
    LinkToItself,
    /// The name is the one on record.
    #[error("“{0}” is on record for this organisation already; nothing to record")]
    SameName(String),
    /// It was found to be another organisation before.
    #[error("this organisation was found to be another already; nothing to record")]
    FoundAlready,
    /// Nothing keeps these two apart that was not said before.
    #[error(
        "organisation {0} is told apart from this one already, or is this one; nothing to record"
    )]
    ToldApart(OrganisationId),
}

/// What a careful person would ask about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Advice {
    /// Accepted, and no action has a date.
    AcceptedWithoutDate,
    /// Not accepted, and no words say why.
    RefusedWithoutReason,
    /// Received before the ask was made.
    BeforeTheAsk,
    /// Received before the day it bears.
    ReceivedBeforeStated,
}

impl Advice {
    /// The advice in a plain sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::AcceptedWithoutDate => "It is accepted, and no action has a date: ask for one.",
            Self::RefusedWithoutReason => "It is not accepted, and no reason is given: ask for it.",
            Self::BeforeTheAsk => "The response is older than the recommendation: check both days.",
            Self::ReceivedBeforeStated => {
                "It was received before the day it bears: check both days."
            }
        }
    }
}

/// Decides whether a fact may be recorded of a recommendation. `today` is the day of recording.
///
/// # Errors
///
/// A [`Refusal`] that says what is wrong and how to mend it.
pub fn decide(
    record: Option<&Recommendation>,
    fact: &RecommendationFact,
    scheme: &Scheme,
    today: Date,
) -> Result<Decision, Refusal> {
    let day = match (record, fact) {
        (None, RecommendationFact::Recorded(ask)) => decide_ask(ask, today)?,
        (Some(_), RecommendationFact::Recorded(_)) => return Err(Refusal::AlreadyRecorded),
        (None, _) => return Err(Refusal::NotRecorded),
        (Some(record), fact) => decide_on(record, fact, scheme, today)?,
    };
    let advice = match (record, fact) {
        (Some(record), RecommendationFact::Responded(response)) => advise(record, response),
        _ => Vec::new(),
    };
    Ok(Decision { on: day, advice })
}

type Day = Result<Option<Date>, Refusal>;

fn decide_ask(ask: &Ask, today: Date) -> Day {
    with_words("the recommendation", &ask.text)?;
    for (at, addressee) in ask.addressees.iter().enumerate() {
        let before = ask.addressees.iter().take(at);
        if before
            .into_iter()
            .any(|a| a.organisation == addressee.organisation)
        {
            return Err(Refusal::AddresseeTwice(addressee.organisation));
        }
    }
    not_after("the day it was made", ask.made_on, today)
}

fn decide_on(
    record: &Recommendation,
    fact: &RecommendationFact,
    scheme: &Scheme,
    today: Date,
) -> Day {
    match fact {
        RecommendationFact::Recorded(_) => Err(Refusal::AlreadyRecorded),
        RecommendationFact::Sent(sent) => decide_sent(record, sent, today),
        RecommendationFact::Extended(addressee, granted) => {
            an_addressee(record, *addressee)?;
            later_than(last_day(record, scheme, *addressee), granted)?;
            known_by("the day of the extension", granted.on, today)
        }
        RecommendationFact::ResponsesSought(search) => {
            with_words("the place that was looked at", &search.place)?;
            known_by("the day of looking", search.on, today)
        }
        RecommendationFact::Responded(response) => decide_response(record, response, today),
        RecommendationFact::ResponseRevised(number, version) => {
            decide_version(record, *number, version, today)
        }
        RecommendationFact::DispositionStated(stated) => {
            a_part(record, stated.part)?;
            some_addressee(record, stated.addressee)?;
            Ok(None)
        }
        RecommendationFact::ActionPlanned(..)
        | RecommendationFact::ActionRevised(..)
        | RecommendationFact::DueRevised(..) => decide_action(record, fact, today),
        RecommendationFact::Reworded(..)
        | RecommendationFact::Vanished(..)
        | RecommendationFact::Reappeared(..) => decide_capture(record, fact, today),
        RecommendationFact::ProgressClaimed(number, progress)
        | RecommendationFact::ProgressFound(number, progress) => {
            record
                .action(*number)
                .ok_or(Refusal::NoSuchAction(*number))?;
            known_by("the day of the progress", progress.on, today)
        }
        RecommendationFact::Assessed(assessment) => {
            decide_assessment(record, assessment, scheme, today)
        }
        RecommendationFact::Linked(_)
        | RecommendationFact::Noted(_)
        | RecommendationFact::Themed(_) => decide_beside(record, fact, today),
        RecommendationFact::Closed(_)
        | RecommendationFact::Reopened(_)
        | RecommendationFact::Withdrawn(_)
        | RecommendationFact::TakenDown(_)
        | RecommendationFact::PutBack(_) => ending::decide(record, fact, today),
    }
}

/// What stands beside the record.
fn decide_beside(record: &Recommendation, fact: &RecommendationFact, today: Date) -> Day {
    match fact {
        RecommendationFact::Linked(link) if link.to == record.id => Err(Refusal::LinkToItself),
        RecommendationFact::Noted(note) => {
            with_words("the note", &note.text)?;
            not_after("the day of the note", note.on, today)
        }
        RecommendationFact::Themed(theme) => {
            with_words("the theme", &theme.key())?;
            // What it is about it was about from the start.
            Ok(None)
        }
        _ => Ok(None),
    }
}

/// More time ends later than the time there is.
fn later_than(holds: Option<Date>, granted: &ExtensionGranted) -> Result<(), Refusal> {
    let until = granted.until;
    match holds.filter(|holds| until <= *holds) {
        Some(holds) => Err(Refusal::NotAnExtension { until, holds }),
        None => Ok(()),
    }
}

/// What happens to planned actions. What a later capture shows holds from the day of that capture:
/// as of a day before, the promise stands as it was.
fn decide_action(record: &Recommendation, fact: &RecommendationFact, today: Date) -> Day {
    match fact {
        RecommendationFact::ActionPlanned(promise, _) => {
            with_words("the planned action", &promise.text)?;
            if let Some(later) = later_capture(record, promise.source.as_ref()) {
                return seen(later, today);
            }
            Ok(promise
                .response
                .and_then(|number| record.response(number)?.day()))
        }
        RecommendationFact::ActionRevised(number, promise) => {
            with_words("the planned action", &promise.text)?;
            let action = record
                .action(*number)
                .ok_or(Refusal::NoSuchAction(*number))?;
            if promise.says_the_same(&action.promise) {
                return Err(Refusal::SameWords);
            }
            match &promise.source {
                Some(source) => seen(source, today),
                None => Ok(Some(today)),
            }
        }
        RecommendationFact::DueRevised(number, revision) => {
            another_due(record, *number, revision.due.as_ref())?;
            let captured = revision.source.as_ref().map(|source| source.captured_on);
            known_by("the day it was moved", revision.on.or(captured), today)
        }
        _ => Ok(None),
    }
}

/// What a later capture has no longer, or again, or in other words.
fn decide_capture(record: &Recommendation, fact: &RecommendationFact, today: Date) -> Day {
    match fact {
        RecommendationFact::Reworded(words) => {
            other_words(record, words)?;
            seen(&words.source, today)
        }
        RecommendationFact::Vanished(of, gone) => {
            an_item(record, *of)?;
            if record.absence(*of).is_some() {
                return Err(Refusal::GoneAlready);
            }
            seen(gone, today)
        }
        RecommendationFact::Reappeared(of, back) => {
            record.absence(*of).ok_or(Refusal::NotGone)?;
            seen(back, today)
        }
        _ => Ok(None),
    }
}

/// The source of something, where it was captured after the record's own.
fn later_capture<'a>(record: &Recommendation, source: Option<&'a Source>) -> Option<&'a Source> {
    let own = record.ask.source.as_ref()?;
    source.filter(|source| source.captured_on > own.captured_on && source.document != own.document)
}

/// A capture shows what it shows from its day on.
fn seen(source: &Source, today: Date) -> Day {
    not_after("the day of capture", Some(source.captured_on), today)
}

fn other_words(record: &Recommendation, words: &Rewording) -> Result<(), Refusal> {
    with_words("the recommendation", &words.text)?;
    let newest = record.words();
    if newest == (words.text.as_str(), words.purpose.as_deref()) {
        Err(Refusal::SameWords)
    } else {
        Ok(())
    }
}

fn an_item(record: &Recommendation, of: Item) -> Result<(), Refusal> {
    match of {
        Item::Ask => Ok(()),
        Item::Response(number) => record
            .response(number)
            .map(|_| ())
            .ok_or(Refusal::NoSuchResponse(number)),
        Item::Action(number) => record
            .action(number)
            .map(|_| ())
            .ok_or(Refusal::NoSuchAction(number)),
    }
}

fn another_due(record: &Recommendation, number: u32, due: Option<&Due>) -> Result<(), Refusal> {
    let action = record.action(number).ok_or(Refusal::NoSuchAction(number))?;
    let same = |holds: &DueRevision| holds.due.as_ref() == due;
    if action.dues.last().is_some_and(same) {
        Err(Refusal::SameDue)
    } else {
        Ok(())
    }
}

fn decide_sent(record: &Recommendation, sent: &Sent, today: Date) -> Day {
    an_addressee(record, sent.addressee)?;
    not_after("the day of receipt", sent.received_on, today)?;
    not_after("the day it was sent", sent.sent_on, today)
}

fn decide_response(record: &Recommendation, response: &NewResponse, today: Date) -> Day {
    with_words("the response", &response.version.text)?;
    for disposition in &response.dispositions {
        a_part(record, disposition.part)?;
    }
    for (promise, _) in &response.actions {
        with_words("the planned action", &promise.text)?;
    }
    not_after("the day it was stated", response.version.stated_on, today)?;
    not_after(
        "the day it was received",
        response.version.received_on,
        today,
    )?;
    let captured = later_capture(record, response.version.source.as_ref());
    let captured = captured.map(|source| source.captured_on);
    // A day that is not stated is not after the capture that first shows the response.
    Ok(response.version.day().or(captured))
}

/// A newer version holds from the day it bears or was seen, not from the receipt of the first.
fn decide_version(
    record: &Recommendation,
    number: u32,
    version: &ResponseVersion,
    today: Date,
) -> Day {
    with_words("the response", &version.text)?;
    let newest = record
        .newest_version(number)
        .ok_or(Refusal::NoSuchResponse(number))?;
    let days = |v: &ResponseVersion| (v.stated_on, v.received_on);
    if newest.text == version.text && days(newest) == days(version) {
        return Err(Refusal::SameVersion);
    }
    let moved = version.day().filter(|day| Some(*day) != newest.day());
    let captured = version.source.as_ref().map(|source| source.captured_on);
    not_after("the day of capture", captured, today)?;
    not_after("the day of the version", moved, today)?;
    Ok(moved.or(captured))
}

fn decide_assessment(
    record: &Recommendation,
    assessment: &Assessment,
    scheme: &Scheme,
    today: Date,
) -> Day {
    some_addressee(record, assessment.addressee)?;
    if scheme
        .verdict(&assessment.native)
        .is_none_or(|v| v.neutral != assessment.neutral)
    {
        let (scheme, code) = (scheme.id.to_string(), assessment.native.clone());
        return Err(Refusal::NoSuchVerdict { scheme, code });
    }
    if assessment.signer.is_some() && assessment.signer == assessment.second_signer {
        return Err(Refusal::SameSigner);
    }
    known_by("the day of the verdict", assessment.on, today)
}

/// Decides whether a fact may be recorded of an organisation.
///
/// # Errors
///
/// A [`Refusal`] that says what is wrong and how to mend it.
pub fn decide_organisation(
    organisation: Option<&Organisation>,
    fact: &OrganisationFact,
) -> Result<Decision, Refusal> {
    let on = match (organisation, fact) {
        (None, OrganisationFact::Recorded(name)) => {
            with_words("the name", &name.full)?;
            None
        }
        (Some(_), OrganisationFact::Recorded(_)) => return Err(Refusal::AlreadyRecorded),
        (None, _) => return Err(Refusal::NotRecorded),
        (Some(known), OrganisationFact::Renamed(name)) => {
            with_words("the name", &name.full)?;
            if known.name() == name.full {
                return Err(Refusal::SameName(name.full.clone()));
            }
            name.from
        }
        (Some(known), OrganisationFact::AliasAdded(alias)) => {
            with_words("the alias", alias)?;
            if known.known_as().any(|name| name == alias) {
                return Err(Refusal::SameName(alias.clone()));
            }
            None
        }
        (Some(known), OrganisationFact::Succeeded(Succession { kind, to, on, .. })) => {
            if *to == Some(known.id) {
                return Err(Refusal::OwnSuccessor);
            }
            if *kind == SuccessionKind::Same && known.found_to_be().is_some() {
                return Err(Refusal::FoundAlready);
            }
            Some(*on)
        }
        (Some(_), OrganisationFact::Ended(on)) => Some(*on),
        (Some(known), OrganisationFact::ToldApart(other)) => {
            if *other == known.id || known.told_apart.contains(other) {
                return Err(Refusal::ToldApart(*other));
            }
            None
        }
    };
    Ok(Decision {
        on,
        advice: Vec::new(),
    })
}

/// No acceptance without a date, no refusal without a reason (the form rule of 49 USC 1135 and of
/// Regulation (EU) 996/2010, article 18); and days that contradict each other.
fn advise(record: &Recommendation, response: &NewResponse) -> Vec<Advice> {
    let mut advice = Vec::new();
    let says = |value| response.dispositions.iter().any(|d| d.value == value);
    let dated = response.actions.iter().any(|(_, due)| due.is_some());
    if says(Disposition::Accepted) && !dated {
        advice.push(Advice::AcceptedWithoutDate);
    }
    let reasoned = |d: &crate::recommendation::StatedDisposition| {
        d.value != Disposition::NotAccepted || d.words.is_some()
    };
    if !response.dispositions.iter().all(reasoned) {
        advice.push(Advice::RefusedWithoutReason);
    }
    let version = &response.version;
    if record
        .ask
        .made_on
        .zip(version.day())
        .is_some_and(|(made, came)| came < made)
    {
        advice.push(Advice::BeforeTheAsk);
    }
    if version
        .stated_on
        .zip(version.received_on)
        .is_some_and(|(stated, got)| got < stated)
    {
        advice.push(Advice::ReceivedBeforeStated);
    }
    advice
}

fn with_words(what: &'static str, words: &str) -> Result<(), Refusal> {
    if words.trim().is_empty() {
        Err(Refusal::NoWords(what))
    } else {
        Ok(())
    }
}

fn not_after(what: &'static str, day: Option<Date>, today: Date) -> Day {
    match day.filter(|day| *day > today) {
        Some(day) => Err(Refusal::InTheFuture { what, day }),
        None => Ok(day),
    }
}

/// As [`not_after`], for what ends or moves something: without a day it holds from today, when it
/// became known. From the start it would rewrite every past day.
fn known_by(what: &'static str, day: Option<Date>, today: Date) -> Day {
    Ok(Some(not_after(what, day, today)?.unwrap_or(today)))
}

fn an_addressee(record: &Recommendation, id: OrganisationId) -> Result<(), Refusal> {
    let named = record
        .ask
        .addressees
        .iter()
        .any(|addressee| addressee.organisation == id);
    if named {
        Ok(())
    } else {
        Err(Refusal::NotAnAddressee(id))
    }
}

fn some_addressee(record: &Recommendation, id: Option<OrganisationId>) -> Result<(), Refusal> {
    id.map_or(Ok(()), |id| an_addressee(record, id))
}

fn a_part(record: &Recommendation, part: Option<u32>) -> Result<(), Refusal> {
    let Some(part) = part else { return Ok(()) };
    let parts = u32::try_from(record.ask.parts.len()).unwrap_or(u32::MAX);
    if (1..=parts).contains(&part) {
        Ok(())
    } else {
        Err(Refusal::NoSuchPart(part))
    }
}

fn open(record: &Recommendation) -> Result<(), Refusal> {
    let ended = record.closure.is_some() || record.withdrawal.is_some();
    if ended {
        Err(Refusal::AlreadyEnded)
    } else {
        Ok(())
    }
}
