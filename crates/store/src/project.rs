//! What the tables say of a recommendation, worked out from its events. Pure: no SQL in here.
//!
//! Lists are "as of" any day, so every row holds for a span of days. Whatever a list shows or
//! filters by stands in one [`Span`], so that a page is a look-up and not a calculation.
//! Deleting all of it and working it out again changes nothing; `heeded check` proves that.

mod followed;

pub(crate) use followed::{DependencySpan, Followed, SilenceSpan, SlipSpan, ThemeOf};

use crate::day::{FOR_EVER, number};
use heeded_domain::chronicle::{Chronicle, MeasureSpan, Wait, chronicle};
use heeded_domain::event::{Event, Fact, RecommendationFact};
use heeded_domain::id::{OrganisationId, ReportId};
use heeded_domain::measure::{End, Measured, Said};
use heeded_domain::recommendation::{DueRevision, PlannedAction, Recommendation, Source};
use heeded_domain::replay::recommendation;
use heeded_domain::scheme::Scheme;
use heeded_domain::status::Standing;
use heeded_domain::wording::bare;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The version of this module's work. Raise it with every change of what it answers: the tables of
/// existing registers are then worked out again when they are opened.
pub(crate) const PROJECTION: u32 = 9;

/// What the tables say of a recommendation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Projected {
    pub(crate) reference: Option<String>,
    /// The reference with its numbers padded: "R/2024/9" comes before "R/2024/10".
    pub(crate) reference_order: Option<String>,
    pub(crate) title: String,
    pub(crate) issuer: OrganisationId,
    pub(crate) made_on: Option<i64>,
    pub(crate) report: Option<ReportId>,
    /// The day from which there is anything to list.
    pub(crate) known_from: i64,
    pub(crate) addressees: Vec<OrganisationId>,
    pub(crate) spans: Vec<Span>,
    pub(crate) waits: Vec<WaitSpan>,
    pub(crate) followed: Followed,
    pub(crate) measures: Vec<MeasureRow>,
    /// What it is found by when a document is read later.
    pub(crate) traces: BTreeSet<i64>,
}

impl Projected {
    /// These rows with their traces, which are read apart.
    pub(crate) fn with(self, traces: BTreeSet<i64>) -> Self {
        Self { traces, ..self }
    }
}

/// How it stood from a day until another (exclusive).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) from: i64,
    pub(crate) until: i64,
    pub(crate) standing: Standing,
    pub(crate) responded: i64,
    /// The date, as stated, of the open action that comes first.
    pub(crate) next_words: Option<String>,
    /// Its last day; [`NO_ACTION`] when there is none, which sorts after "no last day".
    pub(crate) next_latest: i64,
}

/// Stands for the last day of an open action where there is no open action.
pub(crate) const NO_ACTION: i64 = 100_000_000;

/// Stands for the day from which something is late that is no promise; after every day there is.
pub(crate) const NO_PROMISE: i64 = 100_000_000;

/// While a planned action waited for its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WaitSpan {
    pub(crate) action: i64,
    pub(crate) from: i64,
    pub(crate) until: i64,
    pub(crate) earliest: Option<i64>,
    /// [`FOR_EVER`] when the words set no last day: it sorts last.
    pub(crate) latest: i64,
    /// [`FOR_EVER`] when it can never be late. Of what is no promise, the day after its last one.
    pub(crate) may_be_late_from: i64,
    /// [`FOR_EVER`] when it can never be late in every reading, [`NO_PROMISE`] for what is none.
    pub(crate) late_from: i64,
    pub(crate) organisation: Option<OrganisationId>,
    pub(crate) text: String,
    pub(crate) lead: Option<String>,
    pub(crate) as_stated: String,
    pub(crate) times_moved: i64,
}

/// How long an answer or a delivery took, while that was so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MeasureRow {
    pub(crate) measured: Measured,
    pub(crate) number: i64,
    pub(crate) from: i64,
    pub(crate) until: i64,
    pub(crate) organisation: Option<OrganisationId>,
    pub(crate) began: Option<i64>,
    /// A code: open, reached or stopped.
    pub(crate) outcome: &'static str,
    pub(crate) ended: Option<i64>,
    pub(crate) said: Option<Said>,
}

/// What the tables say of a recommendation; `None` when its events do not record one, or it was
/// taken down: then it leaves its [`traces`] alone.
pub(crate) fn project(events: &[Event], scheme: &Scheme) -> Option<Projected> {
    let record = recommendation(events)?;
    let chronicle = chronicle(events, scheme);
    let mut waits: Vec<WaitSpan> = chronicle
        .waits
        .iter()
        .flat_map(|wait| wait_spans(&record, wait))
        .collect();
    // The order of the table: a date that moved begins a wait after those of later actions.
    waits.sort_by_key(|wait| (wait.action, wait.from));
    let spans = spans(&chronicle, &waits);
    Some(Projected {
        reference_order: record.ask.reference.as_deref().map(in_order),
        title: record.ask.title(),
        issuer: record.ask.issuer,
        made_on: record.ask.made_on.map(number),
        report: record.ask.report,
        followed: followed::followed(&record, &chronicle),
        known_from: spans.first().map_or(FOR_EVER, |span| span.from),
        addressees: record
            .ask
            .addressees
            .iter()
            .map(|a| a.organisation)
            .collect(),
        reference: record.ask.reference,
        traces: traces(events),
        spans,
        waits,
        measures: measure_rows(&chronicle),
    })
}

/// In the order of the table's key.
fn measure_rows(chronicle: &Chronicle) -> Vec<MeasureRow> {
    let mut rows: Vec<MeasureRow> = chronicle.measures.iter().map(measure_row).collect();
    rows.sort_by_key(|row| (row.measured.code(), row.number, row.from));
    rows
}

fn measure_row(span: &MeasureSpan) -> MeasureRow {
    let measure = &span.measure;
    let (outcome, ended) = match measure.end {
        End::Open => (OPEN, None),
        End::Reached(on) => (REACHED, on),
        End::Stopped(on) => (STOPPED, on),
    };
    MeasureRow {
        measured: measure.measured,
        number: i64::from(measure.number),
        from: number(span.from),
        until: span.until.map_or(FOR_EVER, number),
        organisation: measure.organisation,
        began: measure.began.map(number),
        outcome,
        ended: ended.map(number),
        said: measure.said,
    }
}

/// Codes of what became of a measure: it goes on, what was waited for came, it ended otherwise.
pub(crate) const OPEN: &str = "open";
/// As [`OPEN`].
pub(crate) const REACHED: &str = "reached";
/// As [`OPEN`].
pub(crate) const STOPPED: &str = "stopped";

/// The traces that events leave: of the documents they come from, of the words of the ask.
pub(crate) fn traces(events: &[Event]) -> BTreeSet<i64> {
    let mut traces = BTreeSet::new();
    let mut issuer = None;
    let mut from = |source: Option<&Source>| {
        let document = source.map(|source| document_trace(&source.document));
        traces.extend(document);
    };
    let mut words = Vec::new();
    for event in events {
        let Fact::Recommendation(_, fact) = &event.fact else {
            continue;
        };
        match fact {
            RecommendationFact::Recorded(ask) => {
                issuer = Some(ask.issuer);
                words.push(ask.text.as_str());
                from(ask.source.as_ref());
            }
            RecommendationFact::Reworded(other) => {
                words.push(&other.text);
                from(Some(&other.source));
            }
            RecommendationFact::Responded(response) => {
                from(response.version.source.as_ref());
                for (promise, _) in &response.actions {
                    from(promise.source.as_ref());
                }
            }
            RecommendationFact::ResponseRevised(_, version) => from(version.source.as_ref()),
            RecommendationFact::ActionPlanned(promise, _)
            | RecommendationFact::ActionRevised(_, promise) => from(promise.source.as_ref()),
            RecommendationFact::DueRevised(_, revision) => from(revision.source.as_ref()),
            _ => {}
        }
    }
    let words = words
        .into_iter()
        .filter_map(|w| Some(words_trace(issuer?, w)));
    traces.extend(words);
    traces
}

/// The trace of a document.
pub(crate) fn document_trace(sha256: &str) -> i64 {
    trace(&["document", sha256])
}

/// The trace of an ask's words, whatever their punctuation.
pub(crate) fn words_trace(issuer: OrganisationId, text: &str) -> i64 {
    trace(&["words", &issuer.0.to_string(), &bare(text)])
}

/// The first eight bytes of a hash: records that share them by chance are told apart by whoever
/// asked, who compares their words.
fn trace(parts: &[&str]) -> i64 {
    let hash = crate::seal::hash_of(parts.join("\0").as_bytes());
    let [a, b, c, d, e, f, g, h, ..] = hash;
    i64::from_be_bytes([a, b, c, d, e, f, g, h])
}

/// One row for each stretch of a wait in which the stated words were the same.
fn wait_spans(record: &Recommendation, wait: &Wait) -> Vec<WaitSpan> {
    let Some(action) = record.action(wait.action) else {
        return Vec::new();
    };
    let within = |day: &Date| *day > wait.from && wait.until.is_none_or(|until| *day < until);
    let moved: BTreeSet<Date> = action
        .dues
        .iter()
        .filter_map(|r| r.on)
        .filter(within)
        .collect();
    let starts: Vec<Date> = std::iter::once(wait.from).chain(moved).collect();
    let ends = starts.iter().skip(1).map(|day| number(*day));
    let last = wait.until.map_or(FOR_EVER, number);
    let rows = starts.iter().zip(ends.chain([last]));
    rows.filter_map(|(from, until)| wait_span(record, action, wait, (*from, until)))
        .collect()
}

fn wait_span(
    record: &Recommendation,
    action: &PlannedAction,
    wait: &Wait,
    (from, until): (Date, i64),
) -> Option<WaitSpan> {
    let held = |revision: &&DueRevision| revision.on.is_none_or(|on| on <= from);
    let revisions: Vec<&DueRevision> = action.dues.iter().filter(held).collect();
    let due = revisions.last()?.due.as_ref()?;
    let may_be_late_from = wait.may_be_late_from.or(wait.passed_from);
    Some(WaitSpan {
        action: i64::from(wait.action),
        from: number(from),
        until,
        earliest: wait.earliest.map(number),
        latest: wait.latest.map_or(FOR_EVER, number),
        may_be_late_from: may_be_late_from.map_or(FOR_EVER, number),
        late_from: match wait.passed_from {
            Some(_) => NO_PROMISE,
            None => wait.late_from.map_or(FOR_EVER, number),
        },
        organisation: record.promised_by(action),
        text: action.promise.text.clone(),
        lead: action.promise.lead.clone(),
        as_stated: due.as_stated.clone(),
        times_moved: i64::try_from(revisions.len() - 1).unwrap_or(i64::MAX),
    })
}

/// Puts standings and waits together: a new span wherever one of them turns.
fn spans(chronicle: &Chronicle, waits: &[WaitSpan]) -> Vec<Span> {
    let mut turns: BTreeSet<i64> = chronicle.standings.iter().map(|s| number(s.from)).collect();
    let Some(first) = turns.first().copied() else {
        return Vec::new();
    };
    let begun_or_ended = waits.iter().flat_map(|wait| [wait.from, wait.until]);
    turns.extend(begun_or_ended.filter(|day| *day > first && *day < FOR_EVER));
    let mut spans: Vec<Span> = Vec::with_capacity(turns.len());
    for day in turns {
        let Some(span) = span_on(chronicle, waits, day) else {
            continue;
        };
        match spans.last_mut() {
            Some(before) if before.says_the_same(&span) => continue,
            Some(before) => before.until = day,
            None => {}
        }
        spans.push(span);
    }
    spans
}

fn span_on(chronicle: &Chronicle, waits: &[WaitSpan], day: i64) -> Option<Span> {
    let standing = chronicle
        .standings
        .iter()
        .rev()
        .find(|span| number(span.from) <= day)?;
    let mut next: Option<&WaitSpan> = None;
    // What is next due is a promise.
    for wait in waits
        .iter()
        .filter(|wait| (wait.from..wait.until).contains(&day) && wait.late_from != NO_PROMISE)
    {
        if next.is_none_or(|first| wait.latest < first.latest) {
            next = Some(wait);
        }
    }
    Some(Span {
        from: day,
        until: FOR_EVER,
        standing: standing.standing,
        responded: i64::from(standing.responded),
        next_words: next.map(|wait| wait.as_stated.clone()),
        next_latest: next.map_or(NO_ACTION, |wait| wait.latest),
    })
}

impl Span {
    fn says_the_same(&self, other: &Self) -> bool {
        (self.standing, self.responded) == (other.standing, other.responded)
            && (self.next_latest, &self.next_words) == (other.next_latest, &other.next_words)
    }
}

/// While the last day of the open action that comes first was the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NextDue {
    pub(crate) latest: i64,
    pub(crate) from: i64,
    pub(crate) until: i64,
}

/// The last days of the open actions that come first, from spans in their order.
pub(crate) fn next_dues(spans: &[Span]) -> Vec<NextDue> {
    let mut dues: Vec<NextDue> = Vec::with_capacity(spans.len());
    for span in spans {
        match dues.last_mut() {
            Some(before) if before.latest == span.next_latest => before.until = span.until,
            _ => dues.push(NextDue {
                latest: span.next_latest,
                from: span.from,
                until: span.until,
            }),
        }
    }
    dues
}

/// Digits of a number in a reference are padded to this many, so that text order is their order.
const REFERENCE_DIGITS: usize = 8;

/// A reference with its numbers padded.
pub(crate) fn in_order(reference: &str) -> String {
    let mut padded = String::with_capacity(reference.len() + 2 * REFERENCE_DIGITS);
    let mut digits = String::new();
    for character in reference.chars() {
        if character.is_ascii_digit() {
            digits.push(character);
            continue;
        }
        flush(&mut padded, &mut digits);
        padded.push(character);
    }
    flush(&mut padded, &mut digits);
    padded
}

fn flush(padded: &mut String, digits: &mut String) {
    if !digits.is_empty() {
        padded.extend(std::iter::repeat_n(
            '0',
            REFERENCE_DIGITS.saturating_sub(digits.len()),
        ));
        padded.push_str(digits);
        digits.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn references_sort_by_their_numbers() {
        assert!(in_order("R/2024/9") < in_order("R/2024/10"));
        assert!(in_order("A-24-12") < in_order("A-24-101"));
        assert_eq!(in_order("none"), "none");
    }
}
