//! What a table says of one record that running documents say of all at once, as terms and facts.

use crate::draft::Waiting;
use crate::{ReportTerms, Terms};
use heeded_domain::event::RecommendationFact;
use heeded_domain::recommendation::{
    Assessment, Closure, Note, NoteKind, ProgressFact, Theme, ThemeSource, Withdrawal,
};
use heeded_domain::scheme::Scheme;
use heeded_domain::vocabulary::{ClosureReason, Progress};
use heeded_reader::{ColumnField, Draft, Particular};
use jiff::civil::Date;

/// The terms of a draft: those of its document, but for what its own row says.
pub(crate) fn terms(of_document: Terms, draft: &Draft) -> Terms {
    let value = |what| draft.particular(what).map(|one| one.value.value.clone());
    let report = match value(ColumnField::Report) {
        Some(title) => Some(ReportTerms {
            title,
            address: value(ColumnField::Address),
        }),
        None => of_document.report,
    };
    Terms {
        issuer: value(ColumnField::Issuer).unwrap_or(of_document.issuer),
        made_on: day(draft, ColumnField::MadeOn).or(of_document.made_on),
        report,
        ..of_document
    }
}

fn day(draft: &Draft, what: ColumnField) -> Option<Date> {
    draft.particular(what)?.value.value.parse().ok()
}

/// The day it was sent, where the table says it.
pub(crate) fn sent_on(draft: &Draft) -> Option<Date> {
    day(draft, ColumnField::SentOn)
}

/// How its actions and the record itself stand, by the table.
pub(crate) fn facts(waiting: &Waiting, scheme: &Scheme) -> Vec<RecommendationFact> {
    let draft = &waiting.draft;
    let mut facts = progress(waiting);
    facts.extend(themes(draft));
    let on = day(draft, ColumnField::StatusOn);
    let status = draft.particular(ColumnField::Status);
    facts.extend(status.map(|status| standing(status, on, scheme)));
    facts
}

/// What it is about, each theme once.
fn themes(draft: &Draft) -> Vec<RecommendationFact> {
    let mut themes: Vec<Theme> = Vec::new();
    let all = draft.particulars.iter();
    for one in all.filter(|one| one.what == ColumnField::Theme) {
        let theme = Theme {
            name: one.value.value.clone(),
            source: ThemeSource::Published,
        };
        if !theme.key().is_empty() && !themes.iter().any(|known| known.key() == theme.key()) {
            themes.push(theme);
        }
    }
    themes.into_iter().map(RecommendationFact::Themed).collect()
}

/// Progress belongs to the action of its row: only where there is one for each can it be told whose
/// it is.
fn progress(waiting: &Waiting) -> Vec<RecommendationFact> {
    let draft = &waiting.draft;
    let all = draft.particulars.iter();
    let all: Vec<&Particular> = all
        .filter(|one| one.what == ColumnField::Progress)
        .collect();
    if all.len() != draft.actions.len() {
        return Vec::new();
    }
    let claimed = (1_u32..).zip(all).filter_map(|(number, one)| {
        let value = Progress::from_code(&one.value.value)?;
        let fact = ProgressFact {
            value,
            on: Some(waiting.terms.captured_on),
            evidence: Some(one.words.clone()),
        };
        Some(RecommendationFact::ProgressClaimed(number, fact))
    });
    claimed.collect()
}

fn standing(status: &Particular, on: Option<Date>, scheme: &Scheme) -> RecommendationFact {
    let (value, native) = (status.value.value.as_str(), status.words.clone());
    let closed = value
        .strip_prefix("closed ")
        .and_then(ClosureReason::from_code);
    if let Some(reason) = closed {
        return RecommendationFact::Closed(Closure {
            reason,
            native: Some(native),
            on,
        });
    }
    if value == "withdrawn" {
        return RecommendationFact::Withdrawn(Withdrawal { reason: native, on });
    }
    if let Some(verdict) = scheme.verdict(&native) {
        return RecommendationFact::Assessed(Assessment {
            addressee: None,
            neutral: verdict.neutral,
            native,
            reasons: None,
            signer: None,
            second_signer: None,
            on,
        });
    }
    // What no rule book explains is told as it stands.
    RecommendationFact::Noted(Note {
        kind: NoteKind::Remark,
        from: None,
        text: format!("The list that it comes from says of its status: “{native}”."),
        on,
    })
}
