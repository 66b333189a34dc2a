//! The form in which a draft waits: the reader's own JSON, and the terms it was read on.

use crate::again::Here;
use crate::matching::How;
use crate::{ImportError, ReportTerms, Terms, particulars};
use heeded_domain::event::RecommendationFact;
use heeded_domain::recommendation::{Item, Recommendation, ResponseVersion, Source};
use heeded_domain::scheme::SchemeId;
use heeded_domain::wording::plain;
use heeded_reader::json::Reading as ReadingJson;
use heeded_reader::{Doubt, Draft, Reading, Sure};
use heeded_store::{DraftRow, NewDraft};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// A draft that waits, understood again.
#[derive(Debug)]
pub(crate) struct Waiting {
    pub(crate) draft: Draft,
    pub(crate) terms: Terms,
    pub(crate) document: String,
    /// The name that its issuer is kept under, and the place of its document.
    pub(crate) kept_under: String,
    pub(crate) place: Option<String>,
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
    reading: ReadingJson,
}

/// One draft of a reading, to keep until a person decides.
pub(crate) fn to_keep(reading: &Reading, at: usize, here: &Here, terms: &Terms) -> NewDraft {
    let draft = reading.drafts.get(at);
    let body = body(reading, draft, here, terms);
    NewDraft {
        document: here.document.clone(),
        position: u32::try_from(at).unwrap_or(u32::MAX),
        scheme: terms.scheme.to_string(),
        issuer: draft.map_or_else(
            || terms.issuer.clone(),
            |draft| particulars::terms(terms.clone(), draft).issuer,
        ),
        doubt: draft.map_or(0, |draft| rank(draft.doubt())),
        title: draft.map(title).unwrap_or_default(),
        body: serde_json::to_string(&body).unwrap_or_default(),
        about: None,
        why: String::new(),
        change: String::new(),
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

impl Waiting {
    pub(crate) fn read(row: &DraftRow) -> Result<Self, ImportError> {
        Self::understand(&row.body, &row.document, &row.scheme, &row.issuer)
    }

    /// A draft that is not kept yet, as it will be read when it is.
    pub(crate) fn of(new: &NewDraft) -> Result<Self, ImportError> {
        Self::understand(&new.body, &new.document, &new.scheme, &new.issuer)
    }

    fn understand(
        body: &str,
        document: &str,
        scheme: &str,
        issuer: &str,
    ) -> Result<Self, ImportError> {
        let body: Body = serde_json::from_str(body).map_err(other)?;
        let reading = Reading::try_from(body.reading).map_err(other)?;
        let draft = reading
            .drafts
            .into_iter()
            .next()
            .ok_or_else(|| other("it holds no draft"))?;
        let day = |text: &str| text.parse::<Date>().map_err(other);
        let terms = Terms {
            scheme: SchemeId::new(scheme).ok_or_else(|| other("its scheme has no name"))?,
            issuer: issuer.to_owned(),
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
            document: document.to_owned(),
            kept_under: body.kept_under,
            place: body.place,
        })
    }
}
