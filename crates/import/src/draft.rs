//! The form in which a draft waits: the reader's own JSON, and the terms it was read on.

use crate::{ImportError, ReportTerms, Terms, particulars};
use heeded_domain::scheme::SchemeId;
use heeded_reader::json::Reading as ReadingJson;
use heeded_reader::{Doubt, Draft, Reading, Sure};
use heeded_store::{DraftRow, NewDraft};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A draft that waits, understood again.
#[derive(Debug)]
pub(crate) struct Waiting {
    pub(crate) draft: Draft,
    pub(crate) terms: Terms,
    pub(crate) document: String,
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
    reading: ReadingJson,
}

/// One draft of a reading, to keep until a person decides.
pub(crate) fn to_keep(reading: &Reading, at: usize, document: &str, terms: &Terms) -> NewDraft {
    let draft = reading.drafts.get(at);
    let body = Body {
        made_on: terms.made_on.map(|day| day.to_string()),
        report_title: terms.report.as_ref().map(|report| report.title.clone()),
        report_address: terms
            .report
            .as_ref()
            .and_then(|report| report.address.clone()),
        captured_on: terms.captured_on.to_string(),
        reading: alone(reading, draft),
    };
    NewDraft {
        document: document.to_owned(),
        position: u32::try_from(at).unwrap_or(u32::MAX),
        scheme: terms.scheme.to_string(),
        issuer: draft.map_or_else(
            || terms.issuer.clone(),
            |draft| particulars::terms(terms.clone(), draft).issuer,
        ),
        doubt: draft.map_or(0, |draft| rank(draft.doubt())),
        title: draft.map(title).unwrap_or_default(),
        body: serde_json::to_string(&body).unwrap_or_default(),
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
        Sure::Likely => 1,
        Sure::Doubtful => 2,
    };
    let unsure = doubt.doubtful * 10 + doubt.remarks * 3 + doubt.likely;
    worst * 10_000 + u32::try_from(unsure.min(9_999)).unwrap_or(9_999)
}

fn title(draft: &Draft) -> String {
    let words: Vec<&str> = draft.text.value.split_whitespace().take(16).collect();
    words.join(" ")
}

impl Waiting {
    pub(crate) fn read(row: &DraftRow) -> Result<Self, ImportError> {
        let other = |what: &str| ImportError::OtherForm(what.to_owned());
        let body: Body =
            serde_json::from_str(&row.body).map_err(|cause| other(&cause.to_string()))?;
        let reading = Reading::try_from(body.reading).map_err(|cause| other(&cause.to_string()))?;
        let draft = reading
            .drafts
            .into_iter()
            .next()
            .ok_or_else(|| other("it holds no draft"))?;
        let day = |text: &str| {
            text.parse::<Date>()
                .map_err(|cause| other(&cause.to_string()))
        };
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
        })
    }
}
