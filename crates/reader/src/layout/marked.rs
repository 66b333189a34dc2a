//! Marks of answers that nobody knows: a line, or a label before some words, that stands below most
//! asks again and again with what answers them behind it.
//!
//! The last way, for documents whose answers no known mark shows. What it finds is never certain.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::roles::Role;
use super::{AnswerCue, AskCue, Entry, Layout, Span, is_title};
use crate::cues::Cues;
use crate::cues::phrases::Says;
use crate::read::{Block, BlockKind, Source};
use crate::recognise::words;

/// Two lines alike may stand below asks by chance.
const MARKED_ENTRIES_MIN: usize = 3;
/// "Supported in principle": more words are an answer.
const DECISION_WORDS_MAX: usize = 4;
/// A mark has at most so many words: "What the Government says in reply".
const MARK_WORDS_MAX: usize = 7;
/// Fewer words in a cell are a state or a name.
const CELL_WORDS_MIN: usize = 5;
/// A mark stands within so many blocks below its ask: its points and reasons stand between.
const MARK_BLOCKS_MAX: usize = 12;

/// How often a mark stands, and how often over words of an answer.
struct Times {
    stands: usize,
    answers: usize,
    /// The block where it stands first.
    first: usize,
}

/// A block that may be a mark: its key, and the words that it has behind it.
struct Mark {
    block: usize,
    key: String,
    rest: Range<usize>,
}

/// The roles of a document whose answers stand below marks that nobody knows, with those marks;
/// none if known marks show most of what was `read`.
pub(super) fn roles(
    source: &Source,
    cues: &Cues,
    (roles, read): (&[Role], &Layout),
) -> Option<(Vec<Role>, Vec<Span>)> {
    let marks = Marks {
        source,
        cues,
        roles,
    };
    let asked = |entry: &&Entry| !entry.ask.is_empty() && entry.ask_cue != AskCue::Row;
    let entries: Vec<&Entry> = read.entries.iter().filter(asked).collect();
    let known = entries.iter().filter(|entry| is_marked(source, entry));
    let known = known.count();
    if known * 2 > entries.len() || entries.len() < MARKED_ENTRIES_MIN {
        return None;
    }
    let key = marks.key(&entries)?;
    let mut found = roles.to_vec();
    let mut shown = Vec::new();
    for (at, block) in source.blocks.iter().enumerate() {
        let Some(mark) = marks.mark(at, block).filter(|mark| mark.key == key) else {
            continue;
        };
        if let Some(role) = found.get_mut(at) {
            *role = Role::Response {
                body: None,
                reference: None,
                rest: (!mark.rest.is_empty()).then_some(mark.rest),
            };
            shown.push(Span {
                block: at,
                range: block.range.clone(),
            });
        }
    }
    Some((found, shown))
}

/// Whether a known mark shows the answer to an ask, in more than a decision.
pub(super) fn is_marked(source: &Source, entry: &Entry) -> bool {
    let marked = |cue: AnswerCue| matches!(cue, AnswerCue::Marked | AnswerCue::Shared);
    let told = |span: &Span| !words::at_most(source.words(&span.range), DECISION_WORDS_MAX);
    entry.answers.iter().any(|answer| {
        marked(answer.cue) && (answer.narrative.iter().any(told) || !answer.actions.is_empty())
    })
}

struct Marks<'a> {
    source: &'a Source,
    cues: &'a Cues,
    roles: &'a [Role],
}

impl Marks<'_> {
    /// The key of the mark below most asks that has what answers behind it.
    fn key(&self, entries: &[&Entry]) -> Option<String> {
        let mut starts: Vec<(usize, usize)> = entries
            .iter()
            .filter_map(|entry| Some((entry.ask.first()?.block, entry.ask.last()?.block)))
            .collect();
        starts.sort_unstable();
        let ends = starts.iter().skip(1).map(|next| next.0);
        let ends = ends.chain([self.source.blocks.len()]);
        // How often each stands below an ask, and how often with an answer behind it.
        let mut times: BTreeMap<String, Times> = BTreeMap::new();
        for ((_, last), end) in starts.iter().zip(ends) {
            let end = end.min(last + 1 + MARK_BLOCKS_MAX);
            let mut seen = BTreeSet::new();
            for at in last + 1..end {
                let block = self.source.blocks.get(at);
                let Some(mark) = block.and_then(|block| self.mark(at, block)) else {
                    continue;
                };
                if seen.insert(mark.key.clone()) {
                    let times = times.entry(mark.key.clone()).or_insert(Times {
                        stands: 0,
                        answers: 0,
                        first: at,
                    });
                    times.stands += 1;
                    times.answers += usize::from(self.answers(&mark));
                }
            }
        }
        let most = times.into_iter().filter(
            |(
                _,
                Times {
                    stands, answers, ..
                },
            )| {
                *stands >= MARKED_ENTRIES_MIN
                    && stands * 2 >= starts.len()
                    && answers * 2 >= *stands
            },
        );
        // Of two that stand below each ask the first opens the answer.
        most.max_by_key(|(_, times)| (times.answers, std::cmp::Reverse(times.first)))
            .map(|(key, _)| key)
    }

    /// What may be a mark: a short line, words before a colon, the heading of a cell.
    fn mark(&self, at: usize, block: &Block) -> Option<Mark> {
        let free = matches!(
            self.roles.get(at),
            Some(Role::Name | Role::Heading(_) | Role::Text | Role::Item | Role::OtherCell)
        );
        let words = self.source.words(&block.range);
        let (label, rest) = match &block.label {
            Some(label) => (self.source.words(label), block.range.clone()),
            None => match words.split_once(':') {
                Some((label, behind)) => {
                    let start = block.range.end - behind.trim_start().len();
                    (label, start..block.range.end)
                }
                None => (words, block.range.end..block.range.end),
            },
        };
        let short = words::at_most(label, MARK_WORDS_MAX) && is_title(label);
        let sentence = block.kind == BlockKind::Item && block.label.is_none() && rest.is_empty();
        let letters = label.split(|sign: char| !sign.is_alphabetic());
        let key = words::name_key(&letters.collect::<Vec<&str>>().join(" "));
        let fits = free && short && !sentence && words::is_capital(label) && !key.is_empty();
        fits.then_some(Mark {
            block: at,
            key,
            rest,
        })
    }

    fn is_cell(&self, at: usize) -> bool {
        let block = self.source.blocks.get(at);
        block.is_some_and(|block| matches!(block.kind, BlockKind::Cell(_)))
    }

    /// Whether what stands behind a mark answers.
    fn answers(&self, mark: &Mark) -> bool {
        let words = match mark.rest.is_empty() {
            true => self.source.block_words(mark.block + 1),
            false => self.source.words(&mark.rest),
        };
        let decided = words.split_inclusive(". ").next().unwrap_or_default();
        let hits = self.cues.phrases.find(words);
        let said = hits.iter().any(|hit| {
            matches!(
                hit.says,
                Says::Disposition(_) | Says::AlreadyDone | Says::UnderWay
            )
        });
        // In a form whatever is told in sentences answers.
        let below = self.source.blocks.get(mark.block + 1).is_some();
        let cell = below && !mark.rest.is_empty() && self.is_cell(mark.block);
        let told = cell && !words::at_most(words, CELL_WORDS_MIN);
        told || said
            || self.cues.labels.opens_answer(words)
            || words.contains(" will ")
            || self.cues.decision(decided.trim_end()).is_some()
    }
}
