//! Asks that only their numbers show, in a document that labels them as none before: "Point 1.1",
//! "(ii)", "C-3" over what somebody is to do, and below it what became of that.
//!
//! The last way, for documents of which the known ways read nothing or hardly anything. What it
//! finds is never certain.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::numbers::asks_in;
use super::roles::Role;
use super::{AskCue, Layout, Span};
use crate::cues::Cues;
use crate::cues::phrases::Says;
use crate::page::Face;
use crate::read::{Block, BlockKind, Source};
use crate::recognise::words;

/// So many numbers in a row are a series; two may stand over paragraphs of anything.
const SERIES_BLOCKS_MIN: usize = 3;
/// Left edges that differ by no more than this, in points, are the same.
const EDGE_POINTS: i32 = 2;
/// An answer begins within so many blocks of its ask: points of the ask may stand between.
const ANSWER_BLOCKS_MAX: usize = 30;
/// Fewer words behind a number are a title or a decision.
const ASK_WORDS_MIN: usize = 4;

/// Other words by which somebody is asked to act.
const TOLD: &[&str] = &[
    " recommends ",
    " recommend that ",
    ": that ",
    " ought to ",
    " urges ",
    " urge ",
    " calls on ",
    " call on ",
];

/// A number with its form: numbers of one form make a series.
#[derive(Debug, Clone)]
struct Count {
    block: usize,
    /// "point #.#": the words and signs around the number.
    form: String,
    /// "1.2" as 1 and 2.
    parts: Vec<u32>,
    number: Range<usize>,
    /// What stands behind it in the same block.
    rest: Range<usize>,
}

/// What numbers show of a document.
pub(super) struct Shown {
    pub(super) roles: Vec<Role>,
    /// Where the asks stand.
    pub(super) asks: Vec<Span>,
    /// Whether answers follow them.
    pub(super) answered: bool,
}

/// A series with what its members ask for.
struct Found {
    members: Vec<Count>,
    /// Whether answers follow most of them.
    answered: bool,
    /// Whether the asks stand in the blocks below the numbers.
    below: bool,
    weight: usize,
}

/// What the numbers of a document show that labels its asks as none; nothing if what was `read` of
/// it is about as much.
pub(super) fn roles(
    source: &Source,
    cues: &Cues,
    (roles, read): (&[Role], &Layout),
) -> Option<Shown> {
    let form = Forms {
        source,
        cues,
        roles,
    };
    let counts = source.blocks.iter().enumerate();
    let counts = counts.filter_map(|(at, block)| form.count(at, block));
    let mut forms: BTreeMap<String, Vec<Count>> = BTreeMap::new();
    for count in counts {
        forms.entry(count.form.clone()).or_default().push(count);
    }
    // A row with a number names an ask and does not say it.
    let said = read
        .entries
        .iter()
        .filter(|entry| entry.ask_cue != AskCue::Row);
    let asked = said.filter_map(|entry| entry.ask.first());
    let asked: Vec<usize> = asked.map(|ask| ask.block).collect();
    let Some(mut shown) = form.best(&forms, &asked) else {
        return form.alike(&forms, &asked);
    };
    let asked: Vec<usize> = shown.asks.iter().map(|ask| ask.block).collect();
    let form = Forms {
        roles: &shown.roles,
        ..form
    };
    if let Some(more) = form.alike(&forms, &asked) {
        shown.roles = more.roles;
        shown.asks.extend(more.asks);
        shown.asks.sort_by_key(|ask| ask.block);
    }
    Some(shown)
}

struct Forms<'a> {
    source: &'a Source,
    cues: &'a Cues,
    roles: &'a [Role],
}

impl Forms<'_> {
    fn words(&self, at: usize) -> &str {
        self.source.block_words(at)
    }

    /// The series that has more of the asks than were read.
    fn best(&self, forms: &BTreeMap<String, Vec<Count>>, asked: &[usize]) -> Option<Shown> {
        let found = forms.values().filter(|counts| counts.len() > asked.len());
        let found = found.filter_map(|counts| self.asking(counts));
        let mut best = found.max_by_key(|found| found.weight)?;
        best.members.sort_by_key(|count| count.block);
        let (roles, asks) = self.marked(&best);
        let few = asked.len() * 2 <= asks.len();
        // All but a few of those read stand in the series, and it has more.
        let own = |block: &&usize| asks.binary_search_by_key(*block, |ask| ask.block).is_ok();
        let within = asked.iter().filter(own).count() * 5 >= asked.len() * 4;
        // What a known way marks as an ask and reads as none is a conclusion, or is told again.
        let unread = best.members.iter().zip(&asks);
        let unread = unread.filter(|(_, ask)| !asked.contains(&ask.block));
        let marked = |(count, _): &(&Count, &Span)| {
            matches!(self.roles.get(count.block), Some(Role::AskHead { .. }))
        };
        let (marked, unread): (Vec<_>, Vec<_>) = unread.partition(marked);
        // Paragraphs numbered throughout stand above asks with numbers of their own as above
        // anything else.
        let labelled = asked.iter().filter(|&&block| {
            let own = matches!(
                self.roles.get(block),
                Some(Role::AskHead {
                    reference: Some(_),
                    rest: Some(_),
                    ..
                })
            );
            own || self.is_headed_otherwise(block, &best.members)
        });
        let numbered_otherwise = best.below && labelled.count() * 2 > asked.len();
        let within = within && !numbered_otherwise && marked.len() <= unread.len();
        (few || within && asked.len() < asks.len()).then_some(Shown {
            roles,
            asks,
            answered: best.answered,
        })
    }

    /// "3.1 Recommendation 1", in the line above an ask: its label has another number than the
    /// series counts.
    fn is_headed_otherwise(&self, block: usize, members: &[Count]) -> bool {
        let Some(above) = block.checked_sub(1) else {
            return false;
        };
        let Some(Role::AskHead {
            reference: Some(reference),
            rest: None,
            ..
        }) = self.roles.get(above)
        else {
            return false;
        };
        // They stand in the order of the document.
        let own = members.binary_search_by_key(&above, |count| count.block);
        let own = own.ok().and_then(|at| members.get(at));
        own.is_some_and(|count| count.number != *reference)
    }

    /// What has a number, asks, and is printed like most of the asks that were read, in a face that
    /// shows them: "3(a) The Board should …" in bold, between items in bold.
    fn alike(&self, forms: &BTreeMap<String, Vec<Count>>, asked: &[usize]) -> Option<Shown> {
        let look = |at: usize| self.source.blocks.get(at).map(|block| block.look);
        let first = look(*asked.first()?)?;
        let shown = first.face != Face::Plain && first.left > 0;
        let same = |at: usize| {
            look(at).is_some_and(|look| {
                look.face == first.face && (look.left - first.left).abs() <= EDGE_POINTS
            })
        };
        let alike = asked.iter().filter(|at| same(**at)).count();
        if !shown || asked.len() < SERIES_BLOCKS_MIN || alike * 5 < asked.len() * 4 {
            return None;
        }
        let known: BTreeSet<usize> = asked.iter().copied().collect();
        let span = *known.first()?..*known.last()?;
        let free = |count: &Count| {
            let plain = matches!(self.roles.get(count.block), Some(Role::Text | Role::Item));
            let own = plain && same(count.block) && !known.contains(&count.block);
            own && span.contains(&count.block) && self.asks(count.rest.clone())
        };
        let counts = forms.values().flatten();
        let mut found: Vec<&Count> = counts.filter(|count| free(count)).collect();
        found.sort_by_key(|count| count.block);
        let mut roles = self.roles.to_vec();
        let mut asks = Vec::new();
        for count in found {
            if let Some(role) = roles.get_mut(count.block) {
                *role = head(count, false);
            }
            asks.push(Span {
                block: count.block,
                range: count.rest.clone(),
            });
        }
        (!asks.is_empty()).then_some(Shown {
            roles,
            asks,
            answered: false,
        })
    }

    /// The number with which a block begins, or the marker of an item.
    fn count(&self, at: usize, block: &Block) -> Option<Count> {
        // What is known to be something else opens no ask.
        matches!(
            self.roles.get(at),
            Some(
                Role::Ask { .. }
                    | Role::AskHead { .. }
                    | Role::Heading(_)
                    | Role::Item
                    | Role::Name
                    | Role::OtherCell
                    | Role::Reference(_)
                    | Role::Text
            )
        )
        .then_some(())?;
        let marker = self.source.line_before(block.range.start);
        let (kind, text) = match (block.kind, &block.label) {
            (BlockKind::ItemPart, _) => return None,
            // "Point 3" heads the row of one ask.
            (BlockKind::Cell(_), Some(label)) => {
                let above = at
                    .checked_sub(1)
                    .and_then(|above| self.source.blocks.get(above));
                let goes_on = above.is_some_and(|above| above.label == block.label);
                (!goes_on).then_some(())?;
                ("cell", label.clone())
            }
            (BlockKind::Heading(_), _) => ("heading", block.range.clone()),
            (BlockKind::Item, _) if !self.source.words(&marker).trim().is_empty() => {
                ("item", marker)
            }
            _ => ("text", block.range.clone()),
        };
        let (form, parts, number, behind) = counted(self.source.words(&text))?;
        let rest = match text == block.range {
            true => text.start + behind..text.end,
            false => block.range.clone(),
        };
        let bare = if rest.is_empty() { "alone" } else { "before" };
        Some(Count {
            block: at,
            form: format!("{kind} {bare} {form}"),
            parts,
            number: text.start + number.start..text.start + number.end,
            rest,
        })
    }

    /// The series among numbers of one form whose members ask and are answered.
    fn asking(&self, counts: &[Count]) -> Option<Found> {
        let mut members = Vec::new();
        let (mut below, mut weight, mut replied) = (false, 0, 0);
        for mut run in runs(counts) {
            self.leave_out_others(&mut run);
            if run.len() < SERIES_BLOCKS_MIN {
                continue;
            }
            let asks = |place: fn(&Self, &Count) -> Range<usize>| {
                let asked = run.iter().filter(|count| self.asks(place(self, count)));
                asked.count()
            };
            let (inside, under) = (asks(|_, count| count.rest.clone()), asks(Self::below));
            let asked = inside.max(under);
            let answered = self.answered(&run, under > inside);
            let (most, few) = (asked * 5 >= run.len() * 4, answered * 3 >= run.len());
            let shown = answered * 2 >= run.len() || most && (few || self.says_asked(&run));
            if asked * 5 < run.len() * 3 || !shown {
                continue;
            }
            below = under > inside;
            weight += asked + answered;
            replied += answered;
            members.extend(run);
        }
        (weight > 0).then(|| Found {
            answered: replied * 2 >= members.len(),
            members,
            below,
            weight,
        })
    }

    /// Leaves out what asks nothing and is printed otherwise than what does: "1.1 This reply …",
    /// before "2.1 The Board should …" in bold.
    fn leave_out_others(&self, run: &mut Vec<Count>) {
        let face = |count: &Count| self.source.blocks.get(count.block).map(|one| one.look.face);
        let asks = |count: &Count| self.asks(count.rest.clone());
        let asking = run.iter().filter(|count| asks(count));
        let shown = asking
            .clone()
            .filter(|count| face(count) != Some(Face::Plain));
        let (asking, shown) = (asking.count(), shown.count());
        if shown * 5 >= asking * 4 && shown > 0 {
            run.retain(|count| face(count) != Some(Face::Plain) || asks(count));
        }
    }

    fn below(&self, count: &Count) -> Range<usize> {
        let next = self.source.blocks.get(count.block + 1);
        let next = next.filter(|block| block.label.is_none());
        next.map_or(0..0, |block| block.range.clone())
    }

    fn asks(&self, range: Range<usize>) -> bool {
        let words = self.source.words(&range);
        // "Ratify the Convention (Chile);"
        let told = || words.ends_with(['.', ';']) && self.cues.labels.opens_with_verb(words);
        (!words::at_most(words, ASK_WORDS_MIN) || told())
            && (asks_in(words, self.cues) || TOLD.iter().any(|told| words.contains(told)))
            && !self.cues.labels.opens_answer(words)
    }

    /// How many of a series have an answer below.
    fn answered(&self, run: &[Count], below: bool) -> usize {
        let ends = run.iter().skip(1).map(|next| next.block);
        let ends = ends.chain([self.source.blocks.len()]);
        let pairs = run.iter().zip(ends).filter(|(count, end)| {
            let first = count.block + 1 + usize::from(below);
            let end = (*end).min(first + ANSWER_BLOCKS_MAX);
            let decided = below && self.cues.decision(self.source.words(&count.rest)).is_some();
            decided || (first..end).any(|at| self.answers(at))
        });
        pairs.count()
    }

    /// Whether words close above a series speak of recommendations.
    fn says_asked(&self, run: &[Count]) -> bool {
        const BLOCKS_ABOVE: usize = 4;
        let first = run.first().map_or(0, |count| count.block);
        let mut above = first.saturating_sub(BLOCKS_ABOVE)..first;
        above.any(|at| self.words(at).to_lowercase().contains("recommend"))
    }

    fn answers(&self, at: usize) -> bool {
        let role = self.roles.get(at);
        let marked = matches!(
            role,
            Some(
                Role::Response { .. }
                    | Role::Decision(_)
                    | Role::Received(..)
                    | Role::Unanswered
                    | Role::Actions
                    | Role::Action(_)
            )
        );
        let words = self.words(at);
        let decided = || {
            let hits = self.cues.phrases.find(words);
            let said = hits
                .iter()
                .any(|hit| matches!(hit.says, Says::Disposition(_)));
            // "Position: Accepted in part. The Board …"
            let behind = words.split_once(": ").map_or(words, |(_, behind)| behind);
            let first = behind.split_inclusive(". ").next().unwrap_or_default();
            said || self.cues.decision(first.trim_end()).is_some()
        };
        marked || self.cues.labels.opens_answer(words) || words.contains(" will ") || decided()
    }

    /// The roles with those of the series, and where its asks stand.
    fn marked(&self, found: &Found) -> (Vec<Role>, Vec<Span>) {
        let mut roles = self.roles.to_vec();
        for (at, role) in roles.iter_mut().enumerate() {
            if matches!(role, Role::AskHead { .. }) {
                *role = match self.source.blocks.get(at).map(|block| block.kind) {
                    Some(BlockKind::Heading(level)) => Role::Heading(level),
                    Some(BlockKind::Item) => Role::Item,
                    _ => Role::Text,
                };
            }
        }
        let mut asks = Vec::new();
        for count in &found.members {
            if let Some(role) = roles.get_mut(count.block) {
                *role = head(count, found.below);
            }
            let (block, range) = match found.below {
                true => (count.block + 1, self.below(count)),
                false => (count.block, count.rest.clone()),
            };
            if found.below
                && let Some(role) = roles.get_mut(block)
            {
                *role = Role::Text;
            }
            asks.push(Span { block, range });
        }
        (roles, asks)
    }
}

/// The role of what opens an ask, whose words stand in the same block or below it.
fn head(count: &Count, below: bool) -> Role {
    Role::numbered(count.number.clone(), (!below).then(|| count.rest.clone()))
}

/// Numbers in the order of the document, cut where one does not follow the one before.
fn runs(counts: &[Count]) -> Vec<Vec<Count>> {
    let mut runs: Vec<Vec<Count>> = Vec::new();
    for count in counts {
        let goes_on = |run: &&mut Vec<Count>| {
            run.last()
                .is_some_and(|last| follows(&last.parts, &count.parts))
        };
        match runs.last_mut().filter(goes_on) {
            Some(run) => run.push(count.clone()),
            None => runs.push(vec![count.clone()]),
        }
    }
    runs
}

/// Whether a number follows upon another, or upon one or two that were not seen.
fn follows(one: &[u32], next: &[u32]) -> bool {
    /// One or two may be lost in print.
    const UNSEEN_ITEMS_MAX: u32 = 2;
    let step = |(one, next): (&u32, &u32)| next.checked_sub(*one).unwrap_or(u32::MAX);
    let near = |step: &u32| (1..=UNSEEN_ITEMS_MAX + 1).contains(step);
    let steps: Vec<u32> = one.iter().zip(next).map(step).collect();
    // Of letters either the small Roman number goes on or the place in the alphabet.
    let lettered = one.contains(&0) || next.contains(&0);
    match lettered {
        true => steps.iter().any(near),
        // "2" and "2(a)"
        false => steps
            .iter()
            .find(|step| **step > 0)
            .map_or(one.len() != next.len(), near),
    }
}

/// The number with which a text begins, behind at most a few words of a label: its form, its parts,
/// where it stands, and where the words behind it begin.
fn counted(text: &str) -> Option<(String, Vec<u32>, Range<usize>, usize)> {
    /// A longer number stands behind a label; by itself it is a year or an amount. Bytes.
    const SHORT_NUMBER_BYTES_MAX: usize = 3;
    /// "Key action point 3"
    const LABEL_WORDS_MAX: usize = 3;
    let all = words::all_words(text).take(LABEL_WORDS_MAX + 1);
    for (at, word) in all.enumerate() {
        let own = word.text(text);
        if let Some((shape, parts, inside)) = numeral(own) {
            let mut form: String = words::all_words(text)
                .take(at)
                .map(|label| without_marks(label.text(text)).to_lowercase() + " ")
                .collect();
            form.push_str(&shape);
            let number = word.start + inside.start..word.start + inside.end;
            let behind = text.get(number.end..)?;
            let rest = behind
                .trim_start_matches(|sign: char| !sign.is_alphanumeric() && !"“\"‘".contains(sign));
            let closed = !behind.starts_with(' ');
            // "Point 1 (paragraph 9.14)"
            let noted = behind.starts_with(" (");
            let begins = rest.is_empty() || words::is_capital(rest) || closed || noted;
            form.push(if closed { '.' } else { ' ' });
            let long = inside.len() > SHORT_NUMBER_BYTES_MAX;
            (!long || form.len() > SHORT_NUMBER_BYTES_MAX).then_some(())?;
            return begins.then(|| (form, parts, number, text.len() - rest.len()));
        }
        let bare = without_marks(own);
        let label = !bare.is_empty() && bare.chars().all(char::is_alphabetic);
        let opens = at > 0 || words::is_capital(bare);
        (label && opens).then_some(())?;
    }
    None
}

/// A word of a label without what closes it.
fn without_marks(word: &str) -> &str {
    word.trim_end_matches(['.', ':', '-', '–'])
}

/// "R01.", "(ii)", "C-3", "1.2": the form of a number, its parts, and where it stands in its word.
fn numeral(word: &str) -> Option<(String, Vec<u32>, Range<usize>)> {
    /// More capitals are an abbreviation of something; each is a byte.
    const LETTER_BYTES_MAX: usize = 4;
    /// "IRLD2023004": the year and the number in it. Digits, each a byte.
    const DIGIT_BYTES_MAX: usize = 9;
    // Nearly every word is letters and nothing else.
    if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let opened = word.trim_start_matches(['(', '[', '#']);
    let inside = opened.trim_end_matches([')', ']', '.', ':', ',', '-', '–', '—']);
    let start = word.len() - opened.len();
    let range = start..start + inside.len();
    let closed = inside.len() < opened.len();
    if closed && let Some(parts) = lettered(inside) {
        return Some(("x".to_owned(), parts, range));
    }
    let digits = inside.find(|sign: char| sign.is_ascii_digit())?;
    let (letters, numbers) = inside.split_at_checked(digits)?;
    let capitals = letters.trim_end_matches(['-', '/', '.']);
    let short = capitals.len() <= LETTER_BYTES_MAX
        && capitals.bytes().all(|byte| byte.is_ascii_uppercase());
    // "A-1", "B-1": the letter of a chapter counts too.
    let (mut form, mut parts) = (letters.to_owned(), Vec::new());
    if let [chapter @ b'A'..=b'Z'] = capitals.as_bytes() {
        parts.push(u32::from(chapter - b'A') + 1);
        form = letters.replacen(capitals, "@", 1);
    }
    let count = numbers.split(['.', '-', '/']).count();
    for part in numbers.split(['.', '-', '/']) {
        // "2a", "2(a)"
        let bare = part.trim_end_matches(|sign: char| sign.is_ascii_lowercase());
        let letter = part.get(bare.len()..)?;
        let bare = bare.trim_end_matches('(');
        (bare.len() <= DIGIT_BYTES_MAX && letter.len() <= 1).then_some(())?;
        parts.push(bare.parse().ok()?);
        parts.extend(letter.bytes().map(|byte| u32::from(byte - b'a') + 1));
    }
    form.push_str(&"#".repeat(count));
    short.then_some((form, parts, range))
}

/// The place of a letter in the alphabet, and the value of a Roman number.
fn lettered(word: &str) -> Option<Vec<u32>> {
    let small = word.bytes().all(|byte| byte.is_ascii_lowercase());
    let large = word.bytes().all(|byte| byte.is_ascii_uppercase());
    let roman = roman(&word.to_ascii_lowercase()).filter(|_| small || large);
    let letter = match word.as_bytes() {
        [one] if one.is_ascii_alphabetic() => Some(u32::from(one.to_ascii_lowercase() - b'a') + 1),
        _ => None,
    };
    (roman.or(letter).is_some()).then(|| vec![roman.unwrap_or(0), letter.unwrap_or(0)])
}

/// The value of a small Roman number up to 89.
fn roman(word: &str) -> Option<u32> {
    let value = |byte: u8| match byte {
        b'i' => Some(1),
        b'v' => Some(5),
        b'x' => Some(10),
        b'l' => Some(50),
        _ => None,
    };
    let values: Option<Vec<u32>> = word.bytes().map(value).collect();
    let values = values.filter(|values| !values.is_empty())?;
    let after = values.iter().skip(1).map(Some).chain([None]);
    let mut total: u32 = 0;
    let mut less: u32 = 0;
    for (own, after) in values.iter().zip(after) {
        match after.is_some_and(|after| after > own) {
            true => less += own,
            false => total += own,
        }
    }
    total.checked_sub(less)
}
