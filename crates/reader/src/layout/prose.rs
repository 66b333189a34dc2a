//! Asks inside a paragraph: "We recommend that the Board (1) paint the pier and (2) light it. The
//! Board agreed." For documents that neither mark asks nor answers in any other way.

use std::cell::LazyCell;
use std::ops::Range;

use super::roles::Role;
use super::{AskCue, Entry, Layout, NameCue, Span, markers, replied, replies, stems};
use crate::cues::Cues;
use crate::read::{BlockKind, Source};
use crate::recognise::sentences::sentences;
use crate::recognise::words;

/// At most so many points are looked for in one paragraph.
const MOST_POINTS: usize = 40;

/// The asks that stand in sentences, in a document that marks none.
pub(super) fn layout(source: &Source, cues: &Cues, roles: &[Role]) -> Option<Layout> {
    if marks_any(source, cues, roles) {
        return None;
    }
    let entries = entries(source, cues, roles);
    (!entries.is_empty()).then(|| Layout {
        entries,
        ..Layout::default()
    })
}

/// Whether a document marks asks or answers.
fn marks_any(source: &Source, cues: &Cues, roles: &[Role]) -> bool {
    let opened = LazyCell::new(|| opens_list(source, cues, roles));
    let is_mark = |role: &Role| match role {
        Role::Ask { issuer, .. } => issuer.is_some(),
        // "Agency Comments" over the prose that answers all asks of a list at once.
        Role::Response {
            rest: None,
            reference: None,
            ..
        } => !*opened,
        Role::AskHead { .. } | Role::Response { .. } | Role::Received(..) => true,
        Role::Actions | Role::Decision(_) => true,
        _ => false,
    };
    roles.iter().any(is_mark)
}

/// The asks that stand in sentences, where what was `read` by marks is hardly any of them: the mark
/// was that of something else.
pub(super) fn instead(
    source: &Source,
    cues: &Cues,
    (roles, read): (&[Role], &Layout),
) -> Option<Layout> {
    /// Two may be told of in the report of others.
    const TOLD_ENTRIES_MIN: usize = 3;
    // One without marks was read by its sentences at first, and no more are found in them again.
    if read.entries.len() >= TOLD_ENTRIES_MIN || !marks_any(source, cues, roles) {
        return None;
    }
    let entries = entries(source, cues, roles);
    let more = entries.len() >= TOLD_ENTRIES_MIN && entries.len() > read.entries.len() * 2;
    more.then(|| Layout {
        entries,
        ..Layout::default()
    })
}

/// Whether a line opens a list of asks: "We recommend that the Board:".
fn opens_list(source: &Source, cues: &Cues, roles: &[Role]) -> bool {
    let words = |at: usize| source.block_words(at).trim_end();
    let behind = roles.iter().enumerate().skip(1);
    let mut first = behind.filter(|&(at, role)| {
        let points = words(at).starts_with("(1)") || words(at).starts_with("(a)");
        matches!(role, Role::Item) || points
    });
    first.any(|(at, _)| {
        let line = words(at - 1);
        line.ends_with(':')
            && (cues.labels.prose_opening(line).is_some() || stems::asked(line).is_some())
    })
}

/// Finds the asks that stand in sentences, with the sentences that answer them.
fn entries(source: &Source, cues: &Cues, roles: &[Role]) -> Vec<Entry> {
    let headed = roles.iter().any(|role| matches!(role, Role::AskList));
    let mut prose = Prose {
        source,
        cues,
        entries: Vec::new(),
        open: 0,
        answered: 0..0,
        replied: None,
        items: None,
    };
    let (mut under_list, mut answers) = (false, false);
    for (at, role) in roles.iter().enumerate() {
        match role {
            Role::AskList => (under_list, answers) = (true, false),
            Role::Response { .. } => (under_list, answers) = (false, prose.is_below_asks(at)),
            Role::Heading(_) => (under_list, answers) = (false, false),
            Role::Name if prose.is_heading(at) => (under_list, answers) = (false, false),
            _ if answers => prose.reply(at),
            _ if under_list || !headed => prose.block(at, under_list),
            _ => {}
        }
    }
    prose.entries
}

/// Below the last of several asks, sentences that say what became of them by their numbers: "The
/// Board concurred with Recommendations 1 and 3."
pub(super) fn reply_to_all(source: &Source, cues: &Cues, found: &mut [(Entry, bool)]) {
    let last = found.iter().filter_map(|(entry, _)| entry.ask.last());
    let last = last.map(|span| span.block).max();
    let asked = found.iter().all(|(entry, mention)| {
        !mention && entry.answers.is_empty() && entry.ask_cue != AskCue::Row
    });
    let Some(last) = last.filter(|_| asked && found.len() > 1) else {
        return;
    };
    let mut told = Vec::new();
    for (block, own) in source.blocks.iter().enumerate().skip(last + 1) {
        let words = source.words(&own.range);
        let heading = matches!(own.kind, BlockKind::Heading(_));
        if heading || told.is_empty() && !replies::names_asks(words, found.len(), cues) {
            break;
        }
        let sentences = sentences(words).into_iter();
        told.extend(sentences.map(|range| Span {
            block,
            range: own.range.start + range.start..own.range.start + range.end,
        }));
    }
    let mut prose = Prose {
        source,
        cues,
        entries: found.iter().map(|(entry, _)| entry.clone()).collect(),
        open: 0,
        answered: 0..0,
        replied: None,
        items: None,
    };
    prose.answer(&told);
    for ((entry, _), answered) in found.iter_mut().zip(prose.entries) {
        entry
            .unplaced
            .retain(|span| !told.iter().any(|own| own.block == span.block));
        entry.answers = answered.answers;
    }
}

pub(super) struct Prose<'a> {
    pub(super) source: &'a Source,
    pub(super) cues: &'a Cues,
    pub(super) entries: Vec<Entry>,
    /// The first entry that has no answer yet.
    pub(super) open: usize,
    /// The entries that were answered last.
    pub(super) answered: Range<usize>,
    /// The block in which they were.
    pub(super) replied: Option<usize>,
    /// Whom the items below are asked of, behind "We recommend that the Board:".
    pub(super) items: Option<Vec<Span>>,
}

/// Where an ask opens in a sentence: whom it names, and the place behind that.
struct Opening {
    name: Range<usize>,
    behind: usize,
}

impl Prose<'_> {
    fn is_heading(&self, at: usize) -> bool {
        let block = self.source.blocks.get(at);
        block.is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)))
    }

    fn block(&mut self, block: usize, under_list: bool) {
        let Some(own) = self.source.blocks.get(block) else {
            return;
        };
        let (start, text) = (own.range.start, self.source.words(&own.range));
        if own.kind == BlockKind::Item
            && let Some(names) = self.items.clone()
        {
            let point = trimmed(text, 0..text.len());
            let range = start + point.start..start + point.end;
            return self.point((block, range), self.number_before(block), &names);
        }
        // "(1) light the pier, (2) paint it" below the line that opens them.
        if let Some(names) = self.items.take()
            && first_point(text) == Some(0)
        {
            for (number, point) in points(text, 0) {
                let number = start + number.start..start + number.end;
                let number = Span {
                    block,
                    range: number,
                };
                let range = start + point.start..start + point.end;
                self.point((block, range), Some(number), &names);
            }
            return;
        }
        // What somebody said before is quoted in a paragraph of its own, and answers nothing.
        let quoted = text.starts_with(['“', '‘', '"']);
        let mut done = 0;
        let mut answers = Vec::new();
        for sentence in sentences(text) {
            let words = text.get(sentence.clone()).unwrap_or_default();
            if sentence.start < done {
                continue;
            }
            if let Some(opening) = self.opening(words, under_list) {
                let place = start + sentence.start;
                done = self.asks((block, text), &sentence, &opening, place);
            } else if !quoted
                && (!answers.is_empty()
                    || self.is_reply(words, block)
                    || self.goes_on(words, block))
            {
                let place = start + sentence.start;
                let parts = replied::told_parts(words).into_iter();
                answers.extend(parts.map(|part| Span {
                    block,
                    range: place + part.start..place + part.end,
                }));
            }
        }
        if !answers.is_empty() {
            self.replied = Some(block);
        }
        self.answer(&answers);
    }

    /// The number in front of an item.
    fn number_before(&self, block: usize) -> Option<Span> {
        let range = markers::marker_before(self.source, self.source.blocks.get(block)?)?;
        let mut digits = self.source.words(&range).bytes();
        let number = digits.all(|byte| byte.is_ascii_digit());
        number.then_some(Span { block, range })
    }

    /// Under a heading that says that it answers, every sentence does.
    fn reply(&mut self, block: usize) {
        let Some(own) = self.source.blocks.get(block) else {
            return;
        };
        let start = own.range.start;
        let told = sentences(self.source.words(&own.range)).into_iter();
        let told = told.map(|range| Span {
            block,
            range: start + range.start..start + range.end,
        });
        let told: Vec<Span> = told.collect();
        self.answer(&told);
    }

    /// "We recommend that the Board", or under a heading of asks "the Board should".
    fn opening(&self, words: &str, under_list: bool) -> Option<Opening> {
        let behind = match self.cues.labels.prose_opening(words) {
            Some(end) => end,
            None if under_list => return obliged(words).or_else(|| self.listed_for(words)),
            None => return None,
        };
        let rest = words.get(behind..)?;
        let stem = first_point(rest).or(rest.ends_with(':').then_some(rest.len()));
        let stem = rest.get(..stem.unwrap_or(0))?;
        let marks = stem.match_indices([',', ':']);
        // "The Administrator, Tide Agency:" goes on with the body behind its comma.
        let mut ends = marks.filter(|(at, mark)| {
            let behind = stem.get(at + mark.len()..).unwrap_or_default().trim_start();
            *mark == ":" || !words::is_capital(behind)
        });
        let cut = ends.next().map_or(stem.len(), |(at, _)| at);
        let name = stem.get(..cut)?.trim_end_matches("either ").trim_end();
        let start = behind + name.len() - name.trim_start().len();
        Some(Opening {
            name: start..behind + name.len(),
            behind: behind + stem.len(),
        })
    }

    /// "We made three recommendations to the Board:", "The Board should:".
    fn listed_for(&self, words: &str) -> Option<Opening> {
        let name = stems::asked(words)?;
        let behind = words.len();
        Some(Opening { name, behind })
    }

    /// The asks of a sentence; gives the place in the block up to which they reach.
    fn asks(
        &mut self,
        (block, text): (usize, &str),
        sentence: &Range<usize>,
        opening: &Opening,
        place: usize,
    ) -> usize {
        let words = text.get(sentence.clone()).unwrap_or_default();
        let name = Span {
            block,
            range: place + opening.name.start..place + opening.name.end,
        };
        let stem = words
            .get(opening.name.end..opening.behind)
            .unwrap_or_default();
        let names: Vec<Span> = vec![name]
            .into_iter()
            .filter(|name| !name.range.is_empty())
            .collect();
        // A verb before the first number: the numbers count what is done, not the asks.
        let own_verb = self.has_verb(words.get(opening.name.clone()).unwrap_or_default());
        let lists = stem.contains("following") || !(own_verb || self.has_verb(stem));
        if words.ends_with(':') && lists && sentence.end == text.len() {
            self.items = Some(names);
            return sentence.end;
        }
        let base = place - sentence.start;
        let numbered = first_point(words.get(opening.behind..).unwrap_or_default()).is_some();
        let points = match lists && numbered {
            true => points(text, sentence.start + opening.behind),
            false => Vec::new(),
        };
        if points.len() < 2 && self.series((block, words), opening, place) {
            return sentence.end;
        }
        if points.len() < 2 {
            let whole = place..place + words.len();
            let number = self.item_number(block, place);
            self.point((block, whole), number, &[]);
            return sentence.end;
        }
        let end = points.last().map_or(sentence.end, |(_, point)| point.end);
        for (number, point) in points {
            let number = Span {
                block,
                range: base + number.start..base + number.end,
            };
            self.point(
                (block, base + point.start..base + point.end),
                Some(number),
                &names,
            );
        }
        end
    }

    /// "The Board lower the fee; publish it; and tell the owners": one ask to each semicolon, if a
    /// verb follows each. Whether it was so.
    fn series(&mut self, (block, words): (usize, &str), opening: &Opening, place: usize) -> bool {
        let rest = words.get(opening.behind..).unwrap_or_default();
        let mut starts = vec![0];
        starts.extend(
            rest.match_indices("; ")
                .map(|(at, mark)| opening.behind + at + mark.len()),
        );
        let bare = |start: &usize| {
            let piece = words.get(*start..).unwrap_or_default();
            start + piece.len() - piece.strip_prefix("and ").unwrap_or(piece).len()
        };
        let later: Vec<usize> = starts.iter().skip(1).map(bare).collect();
        let acts = |start: &usize| {
            let first = words
                .get(*start..)
                .and_then(|piece| piece.split_whitespace().next());
            first.is_some_and(|word| {
                word.starts_with(char::is_lowercase) && self.cues.labels.is_ask_verb(word)
            })
        };
        if later.is_empty() || !later.iter().all(acts) {
            return false;
        }
        let all: Vec<words::Word> = words::all_words(rest).collect();
        let name = words::name_at(rest, &all).map(|name| Span {
            block,
            range: place + opening.behind + name.start..place + opening.behind + name.end,
        });
        let names: Vec<Span> = name.into_iter().collect();
        let ends = starts
            .iter()
            .skip(1)
            .map(|start| start - 2)
            .chain([words.len()]);
        for (at, (start, end)) in std::iter::once(0).chain(later).zip(ends).enumerate() {
            // The first says by itself whom it asks.
            let names: &[Span] = if at == 0 { &[] } else { &names };
            let piece = trimmed(words, start..end);
            self.point((block, place + piece.start..place + piece.end), None, names);
        }
        true
    }

    /// The number of an item that opens with an ask: "3. We recommend that the Board …".
    fn item_number(&self, block: usize, place: usize) -> Option<Span> {
        let own = self.source.blocks.get(block)?;
        let opens = own.kind == BlockKind::Item && own.range.start == place;
        self.number_before(block).filter(|_| opens)
    }

    fn has_verb(&self, stem: &str) -> bool {
        let lower = |word: &&str| word.starts_with(char::is_lowercase);
        let mut words = stem.split_whitespace().skip(1).filter(lower);
        words.any(|word| self.cues.labels.is_ask_verb(word))
    }

    fn point(
        &mut self,
        (block, range): (usize, Range<usize>),
        number: Option<Span>,
        names: &[Span],
    ) {
        if range.is_empty() {
            return;
        }
        let names = names.iter().map(|name| (NameCue::Opening, name.clone()));
        self.entries.push(Entry {
            reference: number,
            names: names.collect(),
            ask: vec![Span { block, range }],
            ..Entry::new(AskCue::Opening)
        });
    }
}

fn obliged(text: &str) -> Option<Opening> {
    const SHOULD: &str = " should ";
    const NAME_WORDS: usize = 12;
    let at = text.find(SHOULD)?;
    let behind = at + SHOULD.len();
    let short = text.get(..at)?.split_whitespace().count() <= NAME_WORDS;
    let numbered = text.get(behind..)?.trim_start().starts_with("(1)");
    let name = words::looks_like_name(text.get(..at)?);
    (short && numbered && name).then_some(Opening {
        name: 0..at,
        behind,
    })
}

fn first_point(text: &str) -> Option<usize> {
    let first = text.find("(1)").or_else(|| text.find("(a)"));
    first.or_else(|| later_point(text).map(|(at, _)| at))
}

/// "that the Director (5) update its rules": where points go on counting from those before, and
/// with which number. Behind it stands a word in small letters: "section 26(1)" is no point.
fn later_point(text: &str) -> Option<(usize, usize)> {
    text.match_indices('(').find_map(|(at, mark)| {
        let inside = text.get(at + mark.len()..)?;
        let (number, behind) = inside.split_once(") ")?;
        let number: usize = number.parse().ok()?;
        let apart = text.get(..at)?.is_empty() || text.get(..at)?.ends_with(' ');
        let goes_on = apart && behind.starts_with(char::is_lowercase);
        let counts = (2..=MOST_POINTS).contains(&number);
        (goes_on && counts).then_some((at, number))
    })
}

/// The points "(1) …; (2) …" of a text from a place on: the number of each, and its words. The
/// last ends with its sentence.
fn points(text: &str, from: usize) -> Vec<(Range<usize>, Range<usize>)> {
    let rest = text.get(from..).unwrap_or_default();
    let later = match rest.contains("(1)") || rest.contains("(a)") {
        true => None,
        false => later_point(rest),
    };
    let lettered = later.is_none()
        && (rest.find("(a)") < rest.find("(1)") && rest.contains("(a)") || !rest.contains("(1)"));
    let mut marks: Vec<Range<usize>> = Vec::new();
    let mut at = from;
    for number in later.map_or(1, |(_, number)| number)..=MOST_POINTS {
        let mark = match ('a'..='z').nth(number - 1) {
            Some(letter) if lettered => format!("({letter})"),
            _ => format!("({number})"),
        };
        let Some(found) = text.get(at..).and_then(|rest| rest.find(&mark)) else {
            break;
        };
        marks.push(at + found..at + found + mark.len());
        at += found + mark.len();
    }
    let ends = sentences(text).into_iter().map(|sentence| sentence.end);
    let last = marks.last().map_or(0, |mark| mark.end);
    let end = ends
        .into_iter()
        .find(|&end| end > last)
        .unwrap_or(text.len());
    let nexts = marks.iter().skip(1).map(|mark| mark.start).chain([end]);
    let cut = |(mark, next): (&Range<usize>, usize)| {
        (mark.start + 1..mark.end - 1, trimmed(text, mark.end..next))
    };
    marks.iter().zip(nexts).map(cut).collect()
}

/// Without what joins a point with the next one.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let start = range.start + words.len() - words.trim_start().len();
    let mut inside = words.trim();
    for joint in [" and", " or"] {
        inside = inside.strip_suffix(joint).unwrap_or(inside);
    }
    start..start + inside.trim_end_matches([',', ';', ' ']).len()
}
