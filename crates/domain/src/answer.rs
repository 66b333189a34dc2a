//! The state of an addressee's answer: what came, until when it was owed, and how both are known.
//!
//! Silence is a fact with a day. "Not yet due", "overdue", "not known" and "nobody has to answer"
//! are four things, and each can show its working.

use crate::id::OrganisationId;
use crate::recommendation::{Clock, Recommendation};
use crate::scheme::{Basis, Duty, Ground, ResponsesAre, Scheme};
use crate::vocabulary::ResponseKind;
use heeded_due::day_in_words;
use jiff::ToSpan;
use jiff::civil::Date;

/// The state of one addressee's answer on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It has answered, on this day where known.
    Answered {
        /// The day of its first substantive answer.
        on: Option<Date>,
        /// Until when the answer was owed.
        deadline: Deadline,
    },
    /// It has not answered, and there is still time.
    NotYetDue(Working),
    /// It has not answered, and the time is over.
    Overdue(Working),
    /// It has not answered; until when an answer is owed is not known.
    DeadlineNotKnown(NotKnown),
    /// It has not answered, and nobody has to.
    NoDuty,
    /// Whether it has answered is not known.
    NotKnown(Unseen, Deadline),
}

/// Why it is not known whether an addressee has answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unseen {
    /// Its scheme publishes responses apart from the asks, and nobody has looked for them.
    NotSought,
    /// As before, and nobody has looked since this day, when there was still time.
    NotSoughtSince(Date),
    /// Several were asked, and a response is on record that does not say whose it is.
    Unclaimed,
    /// Only others have responded, who may have done so for it: a government for its hospitals.
    ByOthers,
}

/// Until when an answer is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deadline {
    /// Until the end of a day.
    Day(Working),
    /// Not known.
    NotKnown(NotKnown),
    /// Nobody has to answer.
    NoDuty,
}

/// How the last day for an answer is worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Working {
    /// The last day that is still in time.
    pub ends: Date,
    /// What it rests on.
    pub rule: Rule,
    /// On what ground an answer is owed.
    pub ground: Ground,
    /// The law or paper that says so.
    pub legal_basis: Option<String>,
    /// The last day before more time was granted.
    pub extended_from: Option<Date>,
}

/// What a last day for an answer rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// The document prints the day.
    Stated,
    /// Days counted from a day.
    Counted {
        /// Where the count starts.
        start: Date,
        /// Calendar days.
        days: u16,
        /// What that day is.
        basis: Basis,
    },
    /// Only the granted day is known.
    Granted,
}

/// Why the last day for an answer is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NotKnown {
    /// The rule is known, the day that starts it is not.
    Start(Basis),
    /// The scheme knows of no time limit.
    Limit,
}

/// An addressee's answer, with what came before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddresseeAnswer {
    /// Whose.
    pub addressee: OrganisationId,
    /// Its state.
    pub answer: Answer,
    /// An acknowledgement or holding answer that came, with its day.
    pub interim: Option<(ResponseKind, Option<Date>)>,
    /// The day on which somebody last looked for an answer; `None` where silence shows by itself.
    pub looked_on: Option<Date>,
}

/// Why it is not known whether those have answered of whom no answer is on record; `None` where
/// what is not on record has not come, as far as anybody has looked.
pub(crate) fn unseen(record: &Recommendation, scheme: &Scheme) -> Option<Unseen> {
    let sought = scheme.responses == ResponsesAre::Beside
        || !record.responses.is_empty()
        || !record.searches.is_empty();
    if !sought {
        return Some(Unseen::NotSought);
    }
    let answers = record.responses.iter();
    let mut answers = answers
        .filter(|response| is_answer(response.kind))
        .peekable();
    answers.peek()?;
    let addressees = &record.ask.addressees;
    let asked = |body: &OrganisationId| addressees.iter().any(|one| one.organisation == *body);
    let (mut unclaimed, mut by_others) = (false, true);
    for response in answers {
        unclaimed |= response.from.is_empty() && addressees.len() > 1;
        by_others &= !response.from.is_empty() && !response.from.iter().any(asked);
    }
    match (unclaimed, by_others) {
        (true, _) => Some(Unseen::Unclaimed),
        (false, true) => Some(Unseen::ByOthers),
        (false, false) => None,
    }
}

/// The day on which somebody last looked where the responses to a record are published; `None`
/// where they stand beside the asks, or where a look has no day.
pub(crate) fn looked_on(record: &Recommendation, scheme: &Scheme) -> Option<Date> {
    if scheme.responses == ResponsesAre::Beside {
        return None;
    }
    let versions = record
        .responses
        .iter()
        .flat_map(|response| &response.versions);
    let captures = versions.map(|version| version.source.as_ref().map(|one| one.captured_on));
    let searches = record.searches.iter().map(|search| search.on);
    let looks: Option<Vec<Date>> = captures.chain(searches).collect();
    looks?.into_iter().max()
}

/// Whether a response answers, rather than puts off.
pub(crate) fn is_answer(kind: ResponseKind) -> bool {
    match kind {
        ResponseKind::Substantive | ResponseKind::Update => true,
        ResponseKind::Acknowledgement | ResponseKind::Holding => false,
    }
}

/// The state of every addressee's answer on a day, in the order of the ask.
pub(crate) fn answers(record: &Recommendation, scheme: &Scheme, day: Date) -> Vec<AddresseeAnswer> {
    let unseen = unseen(record, scheme);
    let looked_on = looked_on(record, scheme);
    let named = record.ask.addressees.iter().zip(&record.clocks);
    named
        .map(|(addressee, clock)| {
            let duty = scheme.duty_of(&[addressee.named_as.as_str()]);
            let deadline = if record.ask.kind.asks_for_an_answer() {
                deadline(record, clock, duty)
            } else {
                Deadline::NoDuty
            };
            let (answered, interim) = what_came(record, clock.addressee);
            let unseen = unseen.filter(|_| deadline != Deadline::NoDuty);
            let answer = match (answered, unseen) {
                (Some(on), _) => Answer::Answered { on, deadline },
                (None, Some(why)) => Answer::NotKnown(why, deadline),
                (None, None) => match not_since(looked_on, &deadline, day) {
                    Some(why) => Answer::NotKnown(why, deadline),
                    None => unanswered(deadline, day),
                },
            };
            AddresseeAnswer {
                addressee: clock.addressee,
                answer,
                interim,
                looked_on,
            }
        })
        .collect()
}

/// That nobody has looked since there was still time for an answer, once it is over.
fn not_since(looked_on: Option<Date>, deadline: &Deadline, day: Date) -> Option<Unseen> {
    let Deadline::Day(working) = deadline else {
        return None;
    };
    let last = looked_on.filter(|looked| *looked <= working.ends && day > working.ends);
    last.map(Unseen::NotSoughtSince)
}

fn unanswered(deadline: Deadline, day: Date) -> Answer {
    match deadline {
        Deadline::Day(working) if day > working.ends => Answer::Overdue(working),
        Deadline::Day(working) => Answer::NotYetDue(working),
        Deadline::NotKnown(why) => Answer::DeadlineNotKnown(why),
        Deadline::NoDuty => Answer::NoDuty,
    }
}

type Came = (Option<Option<Date>>, Option<(ResponseKind, Option<Date>)>);

/// The first substantive answer, and the newest interim one, that an addressee gave.
fn what_came(record: &Recommendation, addressee: OrganisationId) -> Came {
    let alone = record.ask.addressees.len() == 1;
    let own = record.responses.iter().filter(|response| {
        // With several addressees, an answer that does not say whose it is answers for none.
        response.from.contains(&addressee) || (alone && response.from.is_empty())
    });
    let mut answered: Option<Option<Date>> = None;
    let mut interim = None;
    for response in own {
        if is_answer(response.kind) {
            // The earliest known day, whichever was recorded first.
            let days = [answered.flatten(), response.day()];
            answered = Some(days.into_iter().flatten().min());
        } else {
            interim = Some((response.kind, response.day()));
        }
    }
    (answered, interim)
}

/// The day of an addressee's first substantive answer; `Some(None)`: it came, the day is not known.
pub(crate) fn first_answer(
    record: &Recommendation,
    addressee: OrganisationId,
) -> Option<Option<Date>> {
    what_came(record, addressee).0
}

/// The last day that holds for an addressee's answer, where it is known.
pub(crate) fn last_day(
    record: &Recommendation,
    scheme: &Scheme,
    of: OrganisationId,
) -> Option<Date> {
    let clock = record.clocks.iter().find(|clock| clock.addressee == of)?;
    let named = record
        .ask
        .addressees
        .iter()
        .find(|a| a.organisation == of)?;
    let duty = scheme.duty_of(&[named.named_as.as_str()]);
    match deadline(record, clock, duty) {
        Deadline::Day(working) => Some(working.ends),
        Deadline::NotKnown(_) | Deadline::NoDuty => None,
    }
}

fn deadline(record: &Recommendation, clock: &Clock, duty: Option<&Duty>) -> Deadline {
    let ground = duty.map_or(Ground::Practice, |duty| duty.ground);
    let legal_basis = duty.and_then(|duty| duty.legal_basis.clone());
    let first = first_end(record, clock, duty);
    let granted = clock.extensions.last().map(|granted| granted.until);
    match (first, granted) {
        (Ok((ends, rule)), None) => Deadline::Day(Working {
            ends,
            rule,
            ground,
            legal_basis,
            extended_from: None,
        }),
        (Ok((first, rule)), Some(ends)) => Deadline::Day(Working {
            ends,
            rule,
            ground,
            legal_basis,
            extended_from: Some(first),
        }),
        (Err(_), Some(ends)) => {
            let rule = Rule::Granted;
            Deadline::Day(Working {
                ends,
                rule,
                ground,
                legal_basis,
                extended_from: None,
            })
        }
        (Err(_), None) if ground == Ground::None => Deadline::NoDuty,
        (Err(why), None) => Deadline::NotKnown(why),
    }
}

/// The last day before any extension: as printed, else as counted by the rule.
fn first_end(
    record: &Recommendation,
    clock: &Clock,
    duty: Option<&Duty>,
) -> Result<(Date, Rule), NotKnown> {
    if let Some(stated) = clock.stated_end {
        return Ok((stated, Rule::Stated));
    }
    let limit = duty.and_then(|duty| duty.limit).ok_or(NotKnown::Limit)?;
    let start = match limit.basis {
        Basis::Sent => clock.sent_on,
        Basis::Published => record.ask.made_on,
        Basis::Received => clock.received_on,
    };
    let start = start.ok_or(NotKnown::Start(limit.basis))?;
    let ends = start
        .checked_add(i32::from(limit.days).days())
        .map_err(|_| NotKnown::Limit)?;
    Ok((
        ends,
        Rule::Counted {
            start,
            days: limit.days,
            basis: limit.basis,
        },
    ))
}

impl AddresseeAnswer {
    /// The state in a plain sentence, as of a day.
    #[must_use]
    pub fn sentence(&self, day: Date) -> String {
        let mut sentence = self.answer.sentence(day);
        if let (Some((kind, on)), false) = (self.interim, self.has_answered()) {
            let on = on
                .map(|on| format!(" on {}", day_in_words(on)))
                .unwrap_or_default();
            let article = match kind {
                ResponseKind::Acknowledgement | ResponseKind::Update => "An",
                ResponseKind::Holding | ResponseKind::Substantive => "A",
            };
            sentence.push_str(&format!(" {article} {} came{on}.", kind.words()));
        }
        sentence
    }

    /// Whether nobody knows if it has answered.
    #[must_use]
    pub fn is_not_known(&self) -> bool {
        matches!(self.answer, Answer::NotKnown(..))
    }

    /// Whether a substantive answer is on record.
    #[must_use]
    pub fn has_answered(&self) -> bool {
        matches!(self.answer, Answer::Answered { .. })
    }
}

impl Answer {
    /// The state in a plain sentence, as of a day.
    #[must_use]
    pub fn sentence(&self, day: Date) -> String {
        let today = day_in_words(day);
        match self {
            Self::Answered {
                on: Some(on),
                deadline,
            } => {
                format!(
                    "Response received on {}{}.",
                    day_in_words(*on),
                    punctuality(*on, deadline)
                )
            }
            Self::Answered { on: None, .. } => {
                "A response is on record; the day it was received is not stated.".to_owned()
            }
            Self::NotYetDue(working) => {
                let until = day_in_words(working.ends);
                format!("No response on record as of {today}; not due until {until}.")
            }
            Self::Overdue(working) => format!(
                "No response on record as of {today}; it was due by {}.",
                day_in_words(working.ends)
            ),
            Self::DeadlineNotKnown(why) => {
                format!("No response on record as of {today}. {}", why.sentence())
            }
            Self::NoDuty => {
                format!("No response on record as of {today}; nobody has to respond.")
            }
            Self::NotKnown(why, deadline) => format!(
                "Whether a response came is not known: {}{}.",
                why.words(),
                owed_by(deadline)
            ),
        }
    }
}

impl Unseen {
    /// Why, as the rest of a sentence.
    fn words(self) -> String {
        match self {
            Self::NotSought => {
                "responses are published apart from such documents, and nobody has looked for one"
                    .to_owned()
            }
            Self::NotSoughtSince(day) => {
                format!("nobody has looked for one since {}", day_in_words(day))
            }
            Self::Unclaimed => "a response is on record that does not say whose it is".to_owned(),
            Self::ByOthers => {
                "a response by others is on record, who may have responded for it".to_owned()
            }
        }
    }
}

/// "; it was owed by 9 July 2025", or nothing where that is not known.
fn owed_by(deadline: &Deadline) -> String {
    match deadline {
        Deadline::Day(working) => format!("; it was owed by {}", day_in_words(working.ends)),
        Deadline::NotKnown(_) | Deadline::NoDuty => String::new(),
    }
}

/// ", 3 days after it was due", or nothing where it was in time or that is not known.
fn punctuality(on: Date, deadline: &Deadline) -> String {
    match deadline {
        Deadline::Day(working) if on > working.ends => {
            let days = working.ends.until(on).map_or(0, |span| span.get_days());
            let unit = if days == 1 { "day" } else { "days" };
            format!(", {days} {unit} after it was due")
        }
        Deadline::Day(_) => ", in time".to_owned(),
        Deadline::NotKnown(_) | Deadline::NoDuty => String::new(),
    }
}

impl NotKnown {
    /// Why, in a plain sentence.
    #[must_use]
    pub fn sentence(self) -> String {
        match self {
            Self::Start(basis) => format!(
                "When it is due is not known: {} is not on record.",
                basis.words()
            ),
            Self::Limit => "When it is due is not known: no time limit is on record.".to_owned(),
        }
    }
}

impl Working {
    /// How the day is worked out, one sentence a step.
    #[must_use]
    pub fn steps(&self) -> Vec<String> {
        let mut steps = vec![match self.rule {
            Rule::Stated => "The document itself prints the last day for a response.".to_owned(),
            Rule::Counted { start, days, basis } => {
                let (start, basis) = (day_in_words(start), basis.words());
                format!("{days} days are counted from {basis}, {start}.")
            }
            Rule::Granted => "The day was granted; the first one is not known.".to_owned(),
        }];
        steps.push(match (self.ground, &self.legal_basis) {
            (Ground::Law, Some(basis)) => format!("A response is owed by law: {basis}."),
            (Ground::Law, None) => "A response is owed by law.".to_owned(),
            (Ground::Practice, Some(basis)) => {
                format!("A response is asked for and expected: {basis}.")
            }
            (Ground::Practice, None) => {
                "A response is asked for and expected; no law is known to require it.".to_owned()
            }
            (Ground::None, _) => "Nobody has to respond.".to_owned(),
        });
        if let Some(first) = self.extended_from {
            let (first, ends) = (day_in_words(first), day_in_words(self.ends));
            steps.push(format!("More time was granted: from {first} to {ends}."));
        }
        steps.push(format!("Last day in time: {}.", day_in_words(self.ends)));
        steps
    }
}
