//! The ask itself: its words, purpose, reference, kind; who is asked stands in `addressees`.

use heeded_domain::vocabulary::AskKind;

use super::{Desk, around, plain};
use super::{addressees, collaborators};
use crate::draft::{Field, Sure};
use crate::layout::{AskCue, Entry, Span, is_title};
use crate::recognise::sentences::sentences;
use crate::remark::Remark;

/// What an entry says of its ask.
pub(super) struct Ask {
    pub(super) reference: Option<Field<String>>,
    pub(super) kind: Field<AskKind>,
    pub(super) text: Field<String>,
    pub(super) purpose: Option<Field<String>>,
    pub(super) addressees: Vec<Field<String>>,
    pub(super) collaborators: Vec<Field<String>>,
    pub(super) remarks: Vec<Remark>,
}

pub(super) fn read(desk: &Desk<'_>, entry: &Entry) -> Ask {
    let text = text(desk, entry);
    let asked = addressees::read(desk, entry);
    Ask {
        reference: reference(desk, entry),
        kind: kind(desk, entry),
        purpose: purpose(desk, entry),
        collaborators: collaborators::collaborators(desk, entry),
        addressees: asked.names,
        remarks: asked.remarks,
        text,
    }
}

fn reference(desk: &Desk<'_>, entry: &Entry) -> Option<Field<String>> {
    let span = entry.reference.as_ref()?;
    let field = desk.exact(span, "the number behind its label", Sure::Certain);
    let concern = entry
        .kind
        .as_ref()
        .is_some_and(|(kind, _)| *kind == AskKind::Concern);
    if let Some(part) = &entry.part {
        let letter = desk.words(part);
        let value = format!("{}({letter})", field.value.trim_end_matches(['.', ')']));
        return Some(desk.field(
            value,
            part,
            "its number, and the letter of the part",
            Sure::Likely,
        ));
    }
    // A scan takes "(1)" for "(I)"; concerns are never counted in Roman capitals.
    Some(match field.value.as_str() {
        "I" | "l" if concern => Field {
            value: "1".to_owned(),
            cue: "a number that the scan took for a letter".to_owned(),
            sure: Sure::Doubtful,
            ..field
        },
        _ => field,
    })
}

fn text(desk: &Desk<'_>, entry: &Entry) -> Field<String> {
    let (cue, sure) = match entry.ask_cue {
        AskCue::Opening => ("its opening", Sure::Certain),
        AskCue::Label => ("its label", Sure::Certain),
        AskCue::Row => ("its number in a table, without its words", Sure::Doubtful),
        AskCue::List => ("its place under a heading of recommendations", Sure::Likely),
    };
    // "Recommendation 4: Lamps on piers" may be no more than a heading.
    let heading = entry.ask_cue == AskCue::Label
        && matches!(entry.ask.as_slice(), [only] if is_title(desk.words(only)));
    let (cue, sure) = if heading {
        ("its label, though it reads like a title", Sure::Doubtful)
    } else {
        (cue, sure)
    };
    let passage = around(desk, &entry.ask).unwrap_or_else(|| desk.source.passage(0, 0..0));
    Field {
        value: plain(passage.words(&desk.source.text)),
        passage,
        cue: cue.to_owned(),
        sure,
    }
}

fn kind(desk: &Desk<'_>, entry: &Entry) -> Field<AskKind> {
    if let Some((kind, span)) = &entry.kind {
        return desk.field(*kind, span, "its label", Sure::Certain);
    }
    let span = entry.ask.first().cloned().unwrap_or(Span {
        block: 0,
        range: 0..0,
    });
    let (cue, sure) = match entry.ask_cue {
        AskCue::Opening => ("its opening", Sure::Certain),
        AskCue::Label | AskCue::List | AskCue::Row => ("nothing says otherwise", Sure::Likely),
    };
    desk.field(AskKind::SafetyRecommendation, &span, cue, sure)
}

/// The first sentence behind the ask that says what it is for.
fn purpose(desk: &Desk<'_>, entry: &Entry) -> Option<Field<String>> {
    let mut first = true;
    for span in &entry.ask {
        for range in sentences(desk.words(span)) {
            let sentence = desk.within(span, &range);
            if !first && desk.cues.labels.opens_purpose(desk.words(&sentence)) {
                return Some(desk.exact(&sentence, "how the sentence begins", Sure::Likely));
            }
            first = false;
        }
    }
    None
}
