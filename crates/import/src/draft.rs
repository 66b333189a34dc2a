//! The form in which a draft waits: the reader's own JSON, and the terms it was read on.

use crate::again::Here;
use crate::corrections::apply::{Applied, Corrected, Question, apply};
use crate::corrections::field::FieldName;
use crate::matching::How;
use crate::{ImportError, ReportTerms, Terms, particulars};
use heeded_domain::event::RecommendationFact;
use heeded_domain::recommendation::{Item, Recommendation, ResponseVersion, Source};
use heeded_domain::scheme::SchemeId;
use heeded_domain::wording::plain;
use heeded_due::Calendar;
use heeded_reader::json::Reading as ReadingJson;
use heeded_reader::{Doubt, Draft, Reading, Sure};
use heeded_store::{CorrectionId, CorrectionRow, DraftRow, NewDraft};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write;

/// A draft as it was read, with what it was read on.
#[derive(Debug)]
pub(crate) struct AsRead {
    pub(crate) draft: Draft,
    pub(crate) terms: Terms,
    pub(crate) document: String,
    /// The name that its issuer is kept under, and the place of its document.
    pub(crate) kept_under: String,
    pub(crate) place: Option<String>,
    /// Corrections made of an ask in other words, which was found to be this one.
    pub(crate) alike: Vec<CorrectionId>,
    pub(crate) calendar: Calendar,
}

/// A draft with the corrections that hold: what is compared, and accepted.
#[derive(Debug)]
pub(crate) struct Waiting {
    pub(crate) draft: Draft,
    pub(crate) terms: Terms,
    pub(crate) document: String,
    pub(crate) kept_under: String,
    pub(crate) place: Option<String>,
    /// The draft as it was read, and what was done to it.
    pub(crate) read: Draft,
    pub(crate) alike: Vec<CorrectionId>,
    pub(crate) corrected: Corrected,
    /// The responses whose disposition a person said.
    pub(crate) coded: BTreeSet<usize>,
}

/// What is kept of a draft.
#[derive(Serialize, Deserialize)]
struct Body {
    made_on: Option<String>,
    #[serde(default)]
    report_title: Option<String>,
    #[serde(default)]
    report_address: Option<String>,
    captured_on: String,
    #[serde(default)]
    kept_under: String,
    #[serde(default)]
    place: Option<String>,
    /// Numbers of corrections made of an ask in other words, which was found to be this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    corrections: Vec<u64>,
    reading: ReadingJson,
}

/// One draft of a reading, to keep until a person decides.
pub(crate) fn to_keep(
    (reading, at): (&Reading, usize),
    waiting: &Waiting,
    here: &Here,
    terms: &Terms,
) -> NewDraft {
    let corrections = waiting.alike.iter().map(|id| id.0).collect();
    let body = Body {
        corrections,
        ..body(reading, Some(&waiting.read), here, terms)
    };
    NewDraft {
        document: here.document.clone(),
        position: u32::try_from(at).unwrap_or(u32::MAX),
        scheme: terms.scheme.to_string(),
        issuer: waiting.terms.issuer.clone(),
        doubt: rank(waiting.draft.doubt()),
        title: title(&waiting.draft),
        body: serde_json::to_string(&body).unwrap_or_default(),
        about: None,
        why: String::new(),
        change: String::new(),
    }
}

/// A waiting draft as it is with the corrections that hold by now, but for which record it is of.
pub(crate) fn recast(row: &DraftRow, waiting: &Waiting) -> NewDraft {
    NewDraft {
        document: row.document.clone(),
        position: row.position,
        scheme: row.scheme.clone(),
        issuer: row.issuer.clone(),
        doubt: rank(waiting.draft.doubt()),
        title: title(&waiting.draft),
        body: row.body.clone(),
        about: None,
        why: String::new(),
        change: String::new(),
    }
}

/// With what a person has to decide before it is accepted: then somebody must look.
pub(crate) fn asking(kept: NewDraft, waiting: &Waiting) -> NewDraft {
    let questions = &waiting.corrected.questions;
    if questions.is_empty() {
        return kept;
    }
    let asked = questions.iter().map(Question::sentence);
    let why: Vec<String> = Some(kept.why.clone())
        .filter(|why| !why.is_empty())
        .into_iter()
        .chain(asked)
        .collect();
    NewDraft {
        doubt: kept.doubt.max(DOUBTFUL),
        why: why.join("\n"),
        ..kept
    }
}

fn body(reading: &Reading, draft: Option<&Draft>, here: &Here, terms: &Terms) -> Body {
    Body {
        made_on: terms.made_on.map(|day| day.to_string()),
        report_title: terms.report.as_ref().map(|report| report.title.clone()),
        report_address: terms
            .report
            .as_ref()
            .and_then(|report| report.address.clone()),
        captured_on: terms.captured_on.to_string(),
        kept_under: here.issuer.clone(),
        place: here.place.clone(),
        corrections: Vec::new(),
        reading: alone(reading, draft),
    }
}

/// Drafts that say that a record is no longer in its document stand at this place and beyond, by
/// the record's number: no document holds so many.
const GONE_FROM: u32 = 1 << 31;

/// That a document no longer has a record, to keep until a person decides.
pub(crate) fn gone_to_keep(
    reading: &Reading,
    record: &Recommendation,
    here: &Here,
    terms: &Terms,
) -> NewDraft {
    let body = body(reading, None, here, terms);
    let times = record.absences.iter().filter(|a| a.of == Item::Ask).count();
    NewDraft {
        document: here.document.clone(),
        position: GONE_FROM | u32::try_from(record.id.0).unwrap_or(u32::MAX),
        scheme: terms.scheme.to_string(),
        issuer: terms.issuer.clone(),
        doubt: DOUBTFUL,
        title: record.ask.title(),
        body: serde_json::to_string(&body).unwrap_or_default(),
        about: Some(record.id),
        why: "it stood in this document when it was read before".to_owned(),
        change: format!("gone {times}"),
    }
}

/// Whether a draft says that a record is no longer in its document.
pub(crate) fn is_gone(position: u32) -> bool {
    position >= GONE_FROM
}

/// The capture that no longer has a record.
pub(crate) fn gone_from(row: &DraftRow) -> Result<Source, ImportError> {
    let body: Body = serde_json::from_str(&row.body).map_err(other)?;
    Ok(Source {
        document: row.document.clone(),
        passage: None,
        captured_on: body.captured_on.parse::<Date>().map_err(other)?,
    })
}

fn other(cause: impl std::fmt::Display) -> ImportError {
    ImportError::OtherForm(cause.to_string())
}

/// The rank of what is likely: a person is asked to look.
const LIKELY: u32 = 10_000;

/// The rank from which a draft is doubtful: a person must look.
const DOUBTFUL: u32 = 20_000;

/// Whether a person must look before a draft is accepted.
pub(crate) fn is_doubtful(rank: u32) -> bool {
    rank >= DOUBTFUL
}

/// The rank of a change: as doubtful as the reading, as what it is held to be a change of, and as
/// what is held to have gone: that the reader no longer finds something proves little.
pub(crate) fn rank_of_change(read: u32, how: How, facts: &[RecommendationFact]) -> u32 {
    let of_fact = |fact: &RecommendationFact| match fact {
        RecommendationFact::Vanished(Item::Ask | Item::Response(_), _) => DOUBTFUL,
        RecommendationFact::Vanished(Item::Action(_), _) => LIKELY,
        _ => 0,
    };
    let matched = if how.is_sure() { 0 } else { DOUBTFUL };
    let facts = facts.iter().map(of_fact);
    facts.fold(read.max(matched), u32::max)
}

/// Names a change by what it says and how often that thing was changed before: the same change
/// after another one is another one, and its name does not depend on the day of the capture.
pub(crate) fn name_of_change(record: &Recommendation, facts: &[RecommendationFact]) -> String {
    let mut hash = Sha256::new();
    for fact in facts {
        hash.update(name_of_fact(record, fact));
        hash.update("\0");
    }
    hash.finalize()
        .iter()
        .fold(String::new(), |mut name, byte| {
            // Writing to a string cannot fail.
            let _ = write!(name, "{byte:02x}");
            name
        })
}

fn name_of_fact(record: &Recommendation, fact: &RecommendationFact) -> String {
    use RecommendationFact as F;
    let days = |v: &ResponseVersion| format!("{:?} {:?}", v.stated_on, v.received_on);
    match fact {
        F::Reworded(words) => {
            format!("words {} {}", record.rewordings.len(), plain(&words.text))
        }
        F::Responded(new) => format!("response {}", plain(&new.version.text)),
        F::ResponseRevised(number, new) => {
            let before = record.response(*number).map_or(0, |r| r.versions.len());
            format!(
                "version {number} {before} {} {}",
                days(new),
                plain(&new.text)
            )
        }
        F::DispositionStated(new) => {
            format!("{} {}", record.dispositions.len(), new.value.code())
        }
        F::ActionPlanned(new, due) => format!("action {} {due:?}", plain(&new.text)),
        F::ActionRevised(number, new) => {
            let before = record.action(*number).map_or(0, |a| a.earlier.len());
            let (lead, comments) = (&new.lead, &new.comments);
            format!(
                "action {number} {before} {} {lead:?} {comments:?}",
                plain(&new.text)
            )
        }
        F::DueRevised(number, new) => {
            let before = record.action(*number).map_or(0, |a| a.dues.len());
            let words = new.due.as_ref().map(|due| plain(&due.as_stated));
            format!("due {number} {before} {words:?}")
        }
        F::Vanished(of, _) | F::Reappeared(of, _) => {
            let times = record.absences.iter().filter(|a| a.of == *of).count();
            let there = record.absence(*of).is_none();
            format!("{of:?} {there} {times}")
        }
        // What stands beside the record comes with a change and is none.
        _ => String::new(),
    }
}

/// The reading with this draft alone, and without the document's text: the document is kept.
fn alone(reading: &Reading, draft: Option<&Draft>) -> ReadingJson {
    ReadingJson::from(&Reading {
        drafts: draft.into_iter().cloned().collect(),
        remarks: Vec::new(),
        text: String::new(),
        title: reading.title.clone(),
        format: reading.format,
        encoding: reading.encoding.clone(),
        calendar: reading.calendar,
    })
}

/// The order of doubt as a number: how sure the least sure field is, then how many are unsure.
fn rank(doubt: Doubt) -> u32 {
    let worst = match doubt.worst {
        Sure::Certain => 0,
        Sure::Likely => LIKELY,
        Sure::Doubtful => DOUBTFUL,
    };
    let unsure = doubt.doubtful * 10 + doubt.remarks * 3 + doubt.likely;
    worst + u32::try_from(unsure.min(9_999)).unwrap_or(9_999)
}

fn title(draft: &Draft) -> String {
    let words: Vec<&str> = draft.text.value.split_whitespace().take(16).collect();
    words.join(" ")
}

impl AsRead {
    /// One draft of a reading.
    pub(crate) fn of(reading: &Reading, draft: &Draft, here: &Here, terms: &Terms) -> Self {
        Self {
            terms: particulars::terms(terms.clone(), draft),
            draft: draft.clone(),
            document: here.document.clone(),
            kept_under: here.issuer.clone(),
            place: here.place.clone(),
            alike: Vec::new(),
            calendar: reading.calendar,
        }
    }

    /// A draft that was kept.
    pub(crate) fn kept(row: &DraftRow) -> Result<Self, ImportError> {
        let body: Body = serde_json::from_str(&row.body).map_err(other)?;
        let reading = Reading::try_from(body.reading).map_err(other)?;
        let calendar = reading.calendar;
        let draft = reading
            .drafts
            .into_iter()
            .next()
            .ok_or_else(|| other("it holds no draft"))?;
        let day = |text: &str| text.parse::<Date>().map_err(other);
        let terms = Terms {
            scheme: SchemeId::new(&row.scheme).ok_or_else(|| other("its scheme has no name"))?,
            issuer: row.issuer.clone(),
            made_on: body.made_on.as_deref().map(day).transpose()?,
            report: body.report_title.map(|title| ReportTerms {
                title,
                address: body.report_address,
            }),
            captured_on: day(&body.captured_on)?,
        };
        Ok(Self {
            terms: particulars::terms(terms, &draft),
            draft,
            document: row.document.clone(),
            kept_under: body.kept_under,
            place: body.place,
            alike: body.corrections.into_iter().map(CorrectionId).collect(),
            calendar,
        })
    }

    /// It with the corrections that concern it.
    pub(crate) fn with(self, rows: &[&CorrectionRow]) -> Waiting {
        let corrected = apply(&self.draft, rows, self.calendar);
        let draft = corrected.settled();
        let said = |one: &&Applied| one.spot.field == FieldName::Disposition && !one.removes();
        let coded = corrected.applied.iter().filter(said);
        let text = |at: usize| corrected.shown.responses.get(at).map(|one| &one.text);
        // By what they say, as those that were removed have shifted the numbers.
        let coded = coded.filter_map(|one| {
            let said = text(one.spot.item?)?;
            draft.responses.iter().position(|one| one.text == *said)
        });
        let coded = coded.collect();
        Waiting {
            draft,
            terms: self.terms,
            document: self.document,
            kept_under: self.kept_under,
            place: self.place,
            read: self.draft,
            alike: self.alike,
            corrected,
            coded,
        }
    }
}

impl Waiting {
    /// The place that corrections made here are kept for: where a document has none, itself.
    pub(crate) fn scope(&self) -> String {
        scope(self.place.as_deref(), &self.document)
    }
}

/// The place that corrections are kept for: where a document has none, the document itself.
pub(crate) fn scope(place: Option<&str>, document: &str) -> String {
    place.unwrap_or(document).to_owned()
}
