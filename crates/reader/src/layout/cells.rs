//! What a cell of a table is, by the heading of its column and by a label of its own.

use std::ops::Range;

use heeded_domain::vocabulary::AskKind;

use super::columns::named_ask;
use super::heads::is_count;
use super::numbers::{number_of_title, says_what_to_do, whole_reference};
use super::receipts;
use super::roles::{Follows, Role, by_label, labelled_role};
use crate::cues::Cues;
use crate::cues::labels::{Found, Label};
use crate::read::Block;
use crate::recognise::{dates, references, words};

/// More words under "Status" are an answer.
const LONGEST_DECISION_WORDS: usize = 12;

/// The role of a cell, by the heading of its column or row.
pub(super) fn cell_role(
    label: Label,
    text: &str,
    (block, asked): (&Block, bool),
    cues: &Cues,
) -> Option<Role> {
    let label = of_number(label, text);
    let found = Found {
        label,
        end: 0,
        body: None,
    };
    if matches!(found.label, Label::Ask(_))
        && let Some(role) = numbered(found.label, text, (block, asked), cues)
    {
        return Some(role);
    }
    if label == Label::Reference
        && let Some(number) = named_ask(text, cues)
    {
        let start = block.range.start;
        return Some(Role::Reference(start + number.start..start + number.end));
    }
    // "Recommendation 2: The Board should …" in the column of asks brings its number along.
    if matches!(found.label, Label::Ask(_))
        && let Some(own) = cues.labels.label(text)
        && matches!(own.label, Label::Ask(_))
        && let Some(role) = labelled_role(text, block, cues)
    {
        return Some(role);
    }
    if says_by_itself(label, text, cues)
        && let Some(role) = labelled_role(text, block, cues)
    {
        return Some(role);
    }
    if matches!(found.label, Label::Ask(_))
        && let Some(role) = commented(text, block, cues)
    {
        return Some(role);
    }
    // A row that names an ask, in the columns of the table before it.
    if matches!(label, Label::Actions | Label::Response | Label::Aside)
        && let Some(
            role @ Role::AskHead {
                reference: Some(_),
                rest: None,
                ..
            },
        ) = labelled_role(text, block, cues)
    {
        return Some(role);
    }
    let own = cues.labels.label(text);
    let beside = own.is_some_and(|own| own.label == Label::Aside && ends_in_colon(text, &own));
    // "Last status update | 4 May 2031" says when, and not what.
    if beside
        || matches!(label, Label::Update | Label::Response) && dates::whole_day(text).is_some()
    {
        return Some(Role::Aside);
    }
    if found.label == Label::Disposition && !words::at_most(text, LONGEST_DECISION_WORDS) {
        return Some(Role::Response {
            body: None,
            reference: None,
            rest: Some(block.range.clone()),
        });
    }
    by_label(&found, text, block, Follows::Colon, cues)
}

/// "Matter of concern | 3": the number of one, and no list.
fn of_number(label: Label, text: &str) -> Label {
    match label {
        Label::ConcernList if whole_reference(text).is_some() => Label::Ask(AskKind::Concern),
        label => label,
    }
}

/// A cell in a column of asks that holds the number of one, or counts them.
fn numbered(label: Label, text: &str, (block, asked): (&Block, bool), cues: &Cues) -> Option<Role> {
    let start = block.range.start;
    let role = |range: Range<usize>| Role::Reference(start + range.start..start + range.end);
    // "(a)", in a column of the concerns that are answered beside it.
    let letters = references::letters_in_brackets(text);
    let letters = letters.filter(|letters| text.trim().len() == letters.len() + "()".len());
    if label == Label::Ask(AskKind::Concern) && letters.is_some() {
        return letters.map(role);
    }
    // "Significant recommendation: No"
    let said = matches!(text.trim(), "Yes" | "No" | "YES" | "NO");
    if is_count(text) || said {
        return Some(Role::Aside);
    }
    let title = || number_of_title(text).filter(|_| !asked && !says_what_to_do(text, cues));
    whole_reference(text).or_else(title).map(role)
}

/// "Remarks: The Board has lit it.", "Comments (concur): …" below an ask in its cell: what was
/// answered.
fn commented(text: &str, block: &Block, cues: &Cues) -> Option<Role> {
    if let Some(start) = named_response(text) {
        return Some(Role::Response {
            body: None,
            reference: None,
            rest: Some(block.range.start + start..block.range.end),
        });
    }
    let own = cues.labels.label(text)?;
    let answers = matches!(own.label, Label::Comment | Label::Response | Label::Update);
    let label = text.get(..own.end)?.trim_end_matches(':');
    let behind = text.get(label.len()..).filter(|_| answers)?;
    let bracket = behind
        .trim_start()
        .starts_with('(')
        .then(|| behind.find(')'));
    let (start, colon) = match bracket.flatten() {
        Some(end) => (label.len(), behind.get(end + 1..)?),
        None => (label.len() + 1, behind),
    };
    let start = start + text.get(start..)?.len() - text.get(start..)?.trim_start().len();
    colon.starts_with(':').then(|| Role::Response {
        body: None,
        reference: None,
        rest: Some(block.range.start + start..block.range.end),
    })
}

/// "Department of Tides, Lamps and Piers response: Agreed.": where the answer of a body begins
/// whose name is longer than those of labels.
fn named_response(text: &str) -> Option<usize> {
    /// "Department of Infrastructure, Transport, Regional Development and the Arts".
    const NAME_WORDS_MAX: usize = 14;
    const LABEL: &str = " response: ";
    let at = text.find(LABEL)?;
    let name = text.get(..at)?;
    let named = words::at_most(name, NAME_WORDS_MAX) && name.split(' ').all(words::is_of_name);
    named.then_some(at + LABEL.len())
}

/// Whether a paragraph of a cell brings a label that says more than the heading of its column:
/// "Response received on 3 June 2031." below the words of the response, "Additional details: The
/// Board agreed." below those of the ask.
fn says_by_itself(heading: Label, text: &str, cues: &Cues) -> bool {
    let Some(own) = cues.labels.label(text) else {
        return false;
    };
    match (heading, own.label) {
        (Label::Response | Label::Update, Label::Received) => !receipts::goes_on(text),
        (Label::Ask(_), Label::Update | Label::Response) => {
            let behind = text.get(own.end..).unwrap_or_default();
            ends_in_colon(text, &own) || behind.starts_with(':')
        }
        _ => false,
    }
}

fn ends_in_colon(text: &str, label: &Found) -> bool {
    let label = text.get(..label.end);
    label.is_some_and(|label| label.ends_with(':'))
}
