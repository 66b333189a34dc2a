//! "The Board will:" and a list below it: each item is a promise of its own, made by the words
//! that stand over all of them.

use super::actions::Reader;
use super::{Desk, Told, lead, times};
use crate::cues::phrases::Says;
use crate::draft::{Commitment, DraftAction, FoundIn, Sure};
use crate::layout::Span;
use crate::read::BlockKind;
use crate::recognise::commitment::{self, Undertaking};
use crate::recognise::{references, words};

/// How a sentence of an answer stands to a list of promises.
#[derive(Debug, Clone)]
pub(super) enum Headed {
    /// It is in none.
    No,
    /// It stands over the list: what it promises, the items say.
    Stem,
    /// It is an item below the sentence of this place, which undertakes so much.
    Item(usize, Undertaking),
}

/// How each sentence of an answer stands to the lists of promises in it.
pub(super) fn headed(desk: &Desk<'_>, told: &[Told]) -> Vec<Headed> {
    let mut found = vec![Headed::No; told.len()];
    let mut stem: Option<(usize, Undertaking)> = None;
    for (at, one) in told.iter().enumerate() {
        let item = is_item(desk, &one.span);
        if let (Some(true), Some((over, undertaking))) = (item, &stem) {
            if let Some(place) = found.get_mut(*over) {
                *place = Headed::Stem;
            }
            if let Some(place) = found.get_mut(at) {
                *place = Headed::Item(*over, undertaking.clone());
            }
            continue;
        }
        let own = undertaken(desk, one);
        // The second sentence of an item ends no list.
        if item.is_some() || own.is_some() {
            stem = own.map(|undertaking| (at, undertaking));
        }
    }
    found
}

/// What a sentence undertakes that has its verbs below it: "The Board will:", "We will take these
/// steps:", "We are working with the pilots to:".
fn undertaken(desk: &Desk<'_>, one: &Told) -> Option<Undertaking> {
    let sentence = desk.words(&one.span).strip_suffix(':')?;
    let found = commitment::undertaking(sentence, &one.scan.hits)?;
    let last = one.scan.hits.iter().rfind(|hit| hit.says == Says::Promise);
    let over = last.is_some_and(|hit| {
        let cut = times::phrases(sentence, one.scan.marks);
        let end = cut.iter().find(|time| time.range.end == sentence.len());
        let end = end.map_or(sentence.len(), |time| time.range.start);
        let tail = sentence.get(hit.range.end..end).unwrap_or_default();
        leaves_verb(tail)
    });
    let speaks = found.subject.is_some() || speaks(sentence.get(..found.cue.end)?);
    let binds = found.commitment != Commitment::AlreadyDone;
    (over && binds && speaks).then_some(found)
}

/// Whether somebody speaks or is named before a verb: "we will", "to mend this the Board will".
fn speaks(before: &str) -> bool {
    let mut named = words::all_words(before).map(|word| word.text(before));
    named.any(|word| lead::OWN.iter().any(|own| words::has_key(word, own)))
        || words::all_words(before)
            .skip(1)
            .any(|word| words::is_capital(word.text(before)))
}

/// Whether what stands between "will" and the colon leaves the verb to the items.
fn leaves_verb(tail: &str) -> bool {
    /// "therefore also"
    const ADVERBS_WORDS_MAX: usize = 2;
    let tail = tail.trim_matches([' ', ',']).to_lowercase();
    let adverb = |word: &str| {
        lead::ADVERBS.contains(&word)
            || matches!(word, "also" | "now" | "then")
            || word.ends_with("ly")
    };
    let bare = words::at_most(&tail, ADVERBS_WORDS_MAX) && tail.split_whitespace().all(adverb);
    let steps = ["do ", "take "].iter().any(|verb| tail.starts_with(verb));
    let named = [
        "following",
        "actions",
        "steps",
        "measures",
        "things",
        "this",
        "that",
    ];
    let named = named.iter().any(|word| tail.ends_with(word));
    bare || (steps && named) || tail.ends_with(" to")
}

/// Whether a sentence is an item of a list; `None` where another stands before it on its line.
fn is_item(desk: &Desk<'_>, span: &Span) -> Option<bool> {
    /// "iii", "10": the longest marker. Letters and digits, each a byte.
    const MARKER_BYTES_MAX: usize = 3;
    let before = desk.source.line_before(span.range.start);
    let marker = desk.source.words(&before);
    let inside = marker.trim_matches(|sign: char| !sign.is_alphanumeric());
    if inside.len() > MARKER_BYTES_MAX {
        return None;
    }
    let block = desk.source.blocks.get(span.block);
    let listed = block.is_some_and(|block| block.kind == BlockKind::Item);
    let words = desk.words(span);
    let opens = words.starts_with(|first: char| first.is_lowercase() || "•-–—*".contains(first));
    Some(listed || opens || references::letters_in_brackets(words).is_some())
}

impl Reader<'_> {
    /// The promises of an item below the sentence that undertakes them.
    pub(super) fn promises_below(
        &self,
        told: &[Told],
        at: usize,
        (over, undertaking): (usize, &Undertaking),
    ) -> Vec<DraftAction> {
        let Some((before, [stem, ..])) = told.split_at_checked(over) else {
            return Vec::new();
        };
        let Some(one) = told.get(at) else {
            return Vec::new();
        };
        let cue = &undertaking.cue;
        let lead = lead::read(self.desk, &stem.span, [cue, cue], before);
        let mut found = self.promises_in(told, at);
        // "Fit lamps by May and buoys by June" has several, what it says in its own verb one.
        if found.len() < 2 {
            let over = self.promises_in(told, over).into_iter().next();
            found = vec![self.below(one, undertaking, (found.pop(), over))];
        }
        for action in &mut found {
            action.commitment = match action.commitment {
                Commitment::Conditional => Commitment::Conditional,
                _ => undertaking.commitment,
            };
            action.lead = action.lead.take().or_else(|| lead.clone());
        }
        found
    }

    /// What an item promises whose verb has its "will" above it: with the time that it gives, or
    /// else that of the words over it.
    fn below(
        &self,
        one: &Told,
        undertaking: &Undertaking,
        (own, over): (Option<DraftAction>, Option<DraftAction>),
    ) -> DraftAction {
        let sentence = self.desk.words(&one.span);
        let phrases = times::phrases(sentence, one.scan.marks);
        let from_head = Undertaking {
            cue: 0..0,
            subject: None,
            commitment: undertaking.commitment,
        };
        let due = self.own_due(&one.span, &from_head, (&phrases, one.scan.marks));
        let due = due.or(own.as_ref().and_then(|own| own.due.clone()));
        let dependencies = self.awaited(&one.span, &one.scan, (&from_head, due.as_ref()));
        let mut conditions = self.conditions(&one.span, &one.scan.hits);
        let (of_stem, due_of_stem) =
            over.map_or_else(Default::default, |over| (over.conditions, over.due));
        conditions.extend(of_stem);
        DraftAction {
            text: self.desk.exact(
                &one.span,
                "an item below the words that promise it",
                Sure::Likely,
            ),
            due: due.or(due_of_stem),
            lead: own.and_then(|own| own.lead),
            comments: None,
            dependencies,
            conditions,
            commitment: undertaking.commitment,
            found_in: FoundIn::Prose,
            response: Some(self.index),
        }
    }
}
