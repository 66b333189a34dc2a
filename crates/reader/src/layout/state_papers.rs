//! Asks as papers of States print them in prose: "108.3 Ratify the Convention (Portugal, Chile);"
//! of the Universal Periodic Review, "The State party should: (a) Ensure …" below "Paragraph 14
//! (a)" of the treaty bodies. The States that made the one stand in brackets behind it, and the
//! other opens with who is asked.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::roles::Role;
use super::sites::{Finder, Site};
use super::{Answer, AnswerCue, AskCue, Entry, Span};
use crate::cues::Cues;
use crate::read::{Block, BlockKind, Source};
use crate::recognise::places::Places;
use crate::recognise::{references, words};

/// So many show that a paper prints its asks so; one may be told of.
const ASK_BLOCKS_MIN: usize = 2;
/// Headings are looked at over so many blocks above an ask.
const BLOCKS_ABOVE: usize = 40;

/// An ask that only papers of States print so, or the answer to one.
#[derive(Debug, Clone)]
pub(super) struct StateAsk {
    /// Its number, or that of the paragraph that made it.
    number: Option<Range<usize>>,
    /// The letter of its part of the paragraph.
    part: Option<Range<usize>>,
    /// Where its words begin, behind a letter in brackets.
    words: Option<usize>,
    /// Where its words end, before the position that is taken on it.
    end: Option<usize>,
    /// "Supported", behind the States that made it.
    position: Option<Range<usize>>,
    /// "As regards paragraph 15 (a)": what follows answers the ask of that number.
    answers: bool,
}

impl StateAsk {
    fn numbered(number: Option<Range<usize>>) -> Self {
        Self {
            number,
            part: None,
            words: None,
            end: None,
            position: None,
            answers: false,
        }
    }
}

/// Every such ask of a document, by its block.
pub(super) fn asks(source: &Source, cues: &Cues, roles: &[Role]) -> HashMap<usize, StateAsk> {
    if !cues.papers.are_of_states(&source.text) {
        return HashMap::new();
    }
    let mut found: HashMap<usize, StateAsk> = HashMap::new();
    let mut list: Option<List> = None;
    let plain = |at: &usize| is_plain(source, roles, *at);
    let blocks = source.blocks.iter().enumerate();
    for (at, block) in blocks.clone().filter(|(at, _)| plain(at)) {
        let words = source.words(&block.range);
        if let Some(number) = opens_list(source, at) {
            list = Some(List::below(at, number));
        } else if let Some(ask) = ask_at((source, cues), at, list.as_mut()) {
            // "The State party should: (a) …", with the other letters below.
            if let (true, Some(number)) = (part(words).is_some(), ask.number.clone()) {
                let mut below = List::below(at, number);
                below.next = b'b';
                list = ask.part.as_ref().map(|_| below);
            }
            found.insert(at, ask);
        } else if is_heading_over(block, words) {
            list = None;
        }
    }
    // What has the number of a report whose asks States made is one too, whoever it names:
    // "108.4 Train pilots (Palestine);".
    let report = |ask: &StateAsk| source.words(ask.number.as_ref()?).split('.').next();
    let made = found.values().filter(|ask| ask.end.is_some());
    let reports: HashSet<&str> = made.filter_map(report).collect();
    let others = blocks.filter(|(at, _)| !reports.is_empty() && plain(at));
    let others = others.filter_map(|(at, block)| {
        let ask = recommended(cues, source.words(&block.range))?.ask(cues, (source, block));
        let own = reports.contains(report(&ask)?) && !found.contains_key(&at);
        own.then_some((at, ask))
    });
    let others: Vec<(usize, StateAsk)> = others.collect();
    found.extend(others);
    let asks = found.values().filter(|ask| !ask.answers);
    match asks.count() >= ASK_BLOCKS_MIN {
        true => found,
        false => HashMap::new(),
    }
}

/// Whether a block is nothing that marks or labels have made something else, and no cell.
fn is_plain(source: &Source, roles: &[Role], at: usize) -> bool {
    let plain = matches!(
        roles.get(at),
        Some(
            Role::Text
                | Role::Item
                | Role::Name
                | Role::Aside
                | Role::Heading(_)
                | Role::Response {
                    reference: None,
                    rest: None,
                    ..
                }
        )
    );
    let block = source.blocks.get(at);
    plain && block.is_some_and(|block| !matches!(block.kind, BlockKind::Cell(_)))
}

/// A list of asks below "The State party should:", in which replies may stand between.
struct List {
    /// The paragraph that made it.
    number: Range<usize>,
    /// The block of its latest ask, or of the line that opens it.
    latest: usize,
    /// The letter that comes next.
    next: u8,
}

impl List {
    fn below(opening: usize, number: Range<usize>) -> Self {
        Self {
            number,
            latest: opening,
            next: b'a',
        }
    }

    /// Whether a block with a letter is the next of its asks. Behind replies, which may have
    /// letters of their own, it has to say what to do.
    fn takes(&mut self, at: usize, letter: &str, asks: bool) -> bool {
        let takes = letter.as_bytes() == [self.next] && (asks || self.latest + 1 == at);
        if takes {
            (self.latest, self.next) = (at, self.next.saturating_add(1));
        }
        takes
    }
}

/// The number of the paragraph that a line opens a list of, "The State party should:".
fn opens_list(source: &Source, at: usize) -> Option<Range<usize>> {
    let block = source.blocks.get(at)?;
    let line = source.words(&block.range);
    let opens = line.trim_end().ends_with(':') && line.contains("State party");
    let start = opens.then_some(block.range.start)?;
    // The number of the paragraph stands in the line, or in the heading above it.
    let own = paragraph_in(line).map(|number| start + number.start..start + number.end);
    own.or_else(|| paragraph_above(source, at))
}

/// A heading that is no answer to a lettered ask: the next paragraph of the report.
fn is_heading_over(block: &Block, words: &str) -> bool {
    matches!(block.kind, BlockKind::Heading(_)) && paragraph_in(words).is_some()
}

/// The ask that a block is, or the answer to one.
fn ask_at(
    (source, cues): (&Source, &Cues),
    at: usize,
    mut list: Option<&mut List>,
) -> Option<StateAsk> {
    let block = source.blocks.get(at)?;
    let words = source.words(&block.range);
    let start = block.range.start;
    let moved = |range: Range<usize>| start + range.start..start + range.end;
    if let Some(made) = recommended(cues, words).filter(|made| made.by_states) {
        return Some(made.ask(cues, (source, block)));
    }
    // Below the list that has the letter.
    let below = answered_below(words).filter(|(paragraph, letter, _)| {
        let list = list.as_ref();
        list.is_some_and(|list| {
            source.words(&list.number) == *paragraph && letter.as_bytes() < [list.next].as_slice()
        })
    });
    if let Some(number) = answered(words).or(below.map(|(.., number)| number)) {
        let ask = StateAsk::numbered(Some(moved(number)));
        return Some(StateAsk {
            answers: true,
            ..ask
        });
    }
    if let Some(part) = part(words) {
        let ask = StateAsk::numbered(paragraph_above(source, at));
        let part = part.map(moved);
        return Some(StateAsk { part, ..ask });
    }
    let (letter, from) = letter_of(source, at)?;
    let list = list.as_mut()?;
    let first = source.words(&(from..block.range.end.max(from)));
    let asks = cues.labels.opens_with_verb(first);
    let taken = list.takes(at, source.words(&letter), asks);
    let ask = StateAsk::numbered(Some(list.number.clone()));
    let (part, words) = (Some(letter), Some(from));
    taken.then_some(StateAsk { part, words, ..ask })
}

/// The "14" and the "a" of "Reply to paragraph 14 (a)", "Paragraph 14 (a)", a line by itself over
/// what answers the ask of that letter, and where both stand.
fn answered_below(words: &str) -> Option<(&str, &str, Range<usize>)> {
    /// "Information provided by the State party in reply to paragraph 14 (a)".
    const LINE_WORDS_MAX: usize = 14;
    const NOUNS: &[&str] = &["aragraph ", "aragraphs "];
    let line = words.trim_end();
    if !words::at_most(line, LINE_WORDS_MAX) || line.ends_with([':', ';', ',']) {
        return None;
    }
    let mut nouns = NOUNS.iter();
    let from = nouns.find_map(|noun| Some(line.place_of(noun)? + noun.len()))?;
    let behind = line.get(from..)?;
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    let paragraph = behind.get(..digits).filter(|number| !number.is_empty())?;
    let inside = behind.get(digits..)?.trim_start();
    let (letter, _) = references::lettered(inside)?;
    let end = line.len() - inside.len() + letter.end + 1;
    Some((paragraph, inside.get(letter)?, from..end))
}

/// "108.3 Ratify the Convention (Portugal, Chile);": an ask with its number and whoever made it.
struct Recommended {
    number: Range<usize>,
    /// Where its words end.
    end: usize,
    /// Whether a State is named in the brackets by a name that is known.
    by_states: bool,
}

impl Recommended {
    fn ask(self, cues: &Cues, (source, block): (&Source, &Block)) -> StateAsk {
        let start = block.range.start;
        let moved = |range: Range<usize>| start + range.start..start + range.end;
        let position = position(cues, source.words(&block.range), self.end);
        StateAsk {
            end: Some(start + self.end),
            position: position.map(moved),
            ..StateAsk::numbered(Some(moved(self.number)))
        }
    }
}

fn recommended(cues: &Cues, words: &str) -> Option<Recommended> {
    let number = references::at_start(words).filter(|number| number.start == 0)?;
    let dotted = words.get(number.clone())?.contains('.');
    let end = words.rfind(')').filter(|_| dotted)? + 1;
    let bare = words.get(end..)?.trim_matches(MARKS_BEHIND).is_empty();
    let closed = bare || position(cues, words, end).is_some();
    let made = words.get(..end - 1).filter(|_| closed)?;
    let names = made.match_indices(" (").filter_map(|(at, open)| {
        let names = made.get(at + open.len()..)?;
        names.split([',', ';', '(']).next().map(str::trim)
    });
    let by_states = names.clone().any(heeded_due::is_state);
    let named = names.last().is_some_and(words::is_capital);
    (by_states || named).then_some(Recommended {
        number,
        end,
        by_states,
    })
}

/// Between the States that made an ask and the position on it.
const MARKS_BEHIND: [char; 9] = [';', '.', ',', ':', ' ', '\n', '-', '–', '—'];

/// The "Supported" of "108.3 Ratify the Convention (Portugal); Supported", behind the States.
fn position(cues: &Cues, words: &str, made: usize) -> Option<Range<usize>> {
    let said = words.get(made..)?.trim_start_matches(MARKS_BEHIND);
    let start = words.len() - said.len();
    let said = said.trim_end_matches(MARKS_BEHIND);
    cues.decision(said)
        .is_some()
        .then(|| start..start + said.len())
}

/// Gives an ask the position that stands behind its words.
pub(super) fn fill(entry: &mut Entry, asks: &HashMap<usize, StateAsk>) {
    let ask = entry.ask.first().and_then(|span| asks.get(&span.block));
    let position = ask.and_then(|ask| ask.position.clone());
    let (Some(range), Some(block)) = (position, entry.ask.first().map(|span| span.block)) else {
        return;
    };
    if entry.answers.is_empty() {
        entry.answers.push(Answer::new());
    }
    if let Some(answer) = entry.answers.first_mut() {
        answer.cue = AnswerCue::Marked;
        answer.decision = answer.decision.take().or(Some(Span { block, range }));
    }
}

/// Behind "The State party should: (a)" the letter, if there is one; `None` where words do not open
/// so.
fn part(words: &str) -> Option<Option<Range<usize>>> {
    const OPENINGS: &[&str] = &["The State party should", "State party should"];
    let opening = OPENINGS
        .iter()
        .find(|opening| words.starts_with(**opening))?;
    let behind = words.get(opening.len()..)?;
    let inside = behind.trim_start_matches([':', ' ', '\n']);
    let at = words.len() - inside.len();
    let letter = references::lettered(inside).map(|(letter, _)| letter);
    Some(letter.map(|letter| at + letter.start..at + letter.end))
}

/// The letter of a block, typed before its words or set as the marker of an item, and where the
/// words begin.
fn letter_of(source: &Source, at: usize) -> Option<(Range<usize>, usize)> {
    let block = source.blocks.get(at)?;
    let start = block.range.start;
    let before = source.line_before(start);
    let marker = source.words(&before);
    let (line, from) = match marker.trim().is_empty() {
        true => (source.words(&block.range), start),
        false => (marker, before.start),
    };
    let indent = line.len() - line.trim_start().len();
    let (letter, behind) = references::lettered(line.trim_start())?;
    let from = from + indent;
    let words = if from < start { start } else { from + behind };
    Some((from + letter.start..from + letter.end, words))
}

/// The "15 (a)" of "3. As regards paragraph 15 (a): The Government agrees".
fn answered(words: &str) -> Option<Range<usize>> {
    const OPENINGS: &[&str] = &[
        "As regards paragraph ",
        "Concerning paragraph ",
        "In relation to paragraph ",
        "On paragraph ",
        "Regarding paragraph ",
        "Reply to paragraph ",
        "Response to paragraph ",
        "With reference to paragraph ",
        "With regard to paragraph ",
        "With respect to paragraph ",
    ];
    let bare = words.trim_start_matches(|sign: char| sign.is_ascii_digit() || ". ".contains(sign));
    let behind = OPENINGS
        .iter()
        .find_map(|opening| bare.strip_prefix(opening))?;
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    let rest = behind.get(digits..)?;
    let inside = rest.trim_start();
    let (letter, _) = references::lettered(inside)?;
    let start = words.len() - behind.len();
    let end = words.len() - inside.len() + letter.end + 1;
    (digits > 0).then_some(start..end)
}

/// The number behind "paragraph" in a line.
fn paragraph_in(line: &str) -> Option<Range<usize>> {
    const PARAGRAPH: &str = "aragraph ";
    let from = line.place_of(PARAGRAPH)? + PARAGRAPH.len();
    let digits = line
        .get(from..)?
        .bytes()
        .take_while(u8::is_ascii_digit)
        .count();
    (digits > 0).then_some(from..from + digits)
}

/// The number of "Paragraph 14 (a) and (b): Access to justice", over an ask: in the nearest heading
/// that has one, or in a line by itself.
fn paragraph_above(source: &Source, at: usize) -> Option<Range<usize>> {
    /// "Information relating to paragraph 14 of the concluding observations (fundamental legal
    /// safeguards)".
    const LINE_WORDS_MAX: usize = 18;
    let above = source.blocks.iter().take(at).rev().take(BLOCKS_ABOVE);
    let line = |block: &&Block| {
        let words = source.words(&block.range).trim_end();
        let short = words::at_most(words, LINE_WORDS_MAX) && !words.ends_with(['.', ':', ';']);
        matches!(block.kind, BlockKind::Heading(_)) || short
    };
    let mut numbers = above.filter(line).filter_map(|block| {
        let number = paragraph_in(source.words(&block.range))?;
        let start = block.range.start;
        Some(start + number.start..start + number.end)
    });
    numbers.next()
}

impl Finder<'_> {
    /// The ask that a block of a State's paper is.
    pub(super) fn of_state_paper(&self, at: usize) -> Option<Site> {
        let ask = self.state_asks.get(&at)?;
        if ask.answers {
            let reference = ask.number.clone();
            return Some(Site {
                reference,
                ..self.mention(at, None)
            });
        }
        let mut site = self.site(at, AskCue::Opening, None);
        site.reference = ask.number.clone();
        site.part = ask.part.clone().map(|range| Span { block: at, range });
        self.cut_number(&mut site);
        site.ask.range.end = ask.end.unwrap_or(site.ask.range.end);
        if let Some(words) = ask.words {
            site.ask.range.start = words;
        }
        Some(site)
    }
}
