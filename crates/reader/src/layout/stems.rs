//! "We recommend that the Board:", and below it a list of which each item is an ask by itself, as
//! inspectors write them; the line above all of them says whom they are made to.

use std::ops::Range;

use super::roles::Role;
use super::sites::{Finder, Site};
use super::{AskCue, Span, runs};
use crate::read::{BlockKind, text};
use crate::recognise::words::looks_like_name;
use crate::recognise::{references, words};

/// A line that opens a list has at most so many words.
const STEM_WORDS_MAX: usize = 40;
/// Fewer points are no list.
const POINTS_MIN: usize = 2;
/// Words with which a line ends that says who should act, before its colon.
const OBLIGING: &[&str] = &[
    " should",
    " must",
    " should do the following",
    " must do the following",
    " should take the following actions",
];

/// The items of a list that a line opens and of which each is an ask.
#[derive(Debug, Default)]
pub(super) struct Points {
    stem: usize,
    items: Vec<usize>,
}

impl Points {
    /// Whether the last item stands before a block, or there is none.
    pub(super) fn ends_before(&self, at: usize) -> bool {
        self.items.last().is_none_or(|&last| last < at)
    }
}

impl Finder<'_> {
    /// The list of asks that a line opens; without items where it opens none.
    pub(super) fn points_below(&self, at: usize, in_list: bool) -> Points {
        let words = self.source.words(&self.span(at).range);
        // Few lines end so: of the others nothing more is looked at.
        if !words.trim_end().ends_with(':') {
            return Points::default();
        }
        if in_list && let Some(points) = self.points_of_all(at, words) {
            return points;
        }
        let numbered = self.series.marker_before(at).is_some() || text::marker(words).is_some();
        let opens = match self.roles.get(at) {
            Some(Role::Ask {
                issuer,
                reference: None,
            }) => issuer.is_none() && self.asks_unnamed || in_list,
            Some(Role::Text | Role::Name | Role::Heading(_) | Role::Addressee(_)) => {
                // What a report tells of its own asks: "We recommended that the Board:".
                let told = words.starts_with("We recommended that ");
                told || in_list && asked(words).is_some()
            }
            _ => false,
        };
        let by_rows = self.has_lettered_rows(at);
        let runs = self.runs.contains(&at);
        let opens = opens || runs || by_rows;
        let short = words.split_whitespace().count() <= STEM_WORDS_MAX;
        if numbered && !by_rows || !opens || !short {
            return Points::default();
        }
        let mut points: Vec<usize> = Vec::new();
        for block in at + 1..self.roles.len() {
            let told = by_rows && self.has_letter(block);
            let headed = || self.head_of_point(block).is_some();
            if told || self.is_point(block) || headed() || runs && self.is_numbered(block) {
                points.push(block);
            } else if points.is_empty() || !self.is_inside(block) {
                break;
            }
        }
        if points.len() < POINTS_MIN && !runs {
            return Points::default();
        }
        Points {
            stem: at,
            items: points,
        }
    }

    /// "6. I recommend that:" names nobody: each of the numbered lines below it is an ask by
    /// itself.
    fn points_of_all(&self, at: usize, words: &str) -> Option<Points> {
        let opens = opens_list_of_all(words);
        let marked = |block: &usize| {
            let plain = matches!(
                self.roles.get(*block),
                Some(Role::Item | Role::Text | Role::Ask { .. })
            );
            let typed = || text::marker(self.source.words(&self.span(*block).range)).is_some();
            plain && (typed() || self.series.marker_of(*block).is_some())
        };
        let below = at + 1..self.roles.len();
        let items: Vec<usize> = below.take_while(|block| opens && marked(block)).collect();
        (items.len() >= POINTS_MIN).then_some(Points { stem: at, items })
    }

    /// Whether a line below a label only says who is asked, and the line below it what for:
    /// "Recommendation 1", "We recommend that the Board:", "Paint the pier."
    pub(super) fn opens_one(&self, at: usize) -> bool {
        let span = self.span(at);
        let words = self.source.words(&span.range);
        let opens = matches!(self.roles.get(at), Some(Role::Ask { .. }))
            && words.trim_end().ends_with(':')
            && words.split_whitespace().count() <= STEM_WORDS_MAX;
        opens
            && self.asked_in_stem(&span).is_some()
            && self.says_what_to_do(at + 1)
            && !self.says_what_to_do(at + 2)
    }

    /// The ask that a block is as an item of such a list. The first brings the line along that
    /// opens it.
    pub(super) fn point(&self, list: &Points, at: usize) -> Option<Site> {
        if !list.items.contains(&at) {
            return None;
        }
        let first = list.items.first() == Some(&at);
        let lead = if first { list.stem } else { at };
        if let Some(number) = self.head_of_point(at) {
            return Some(Site {
                lead,
                reference: Some(number),
                stem: Some(self.span(list.stem)),
                ..self.site(at + 1, AskCue::List, None)
            });
        }
        let site = self.site(at, AskCue::List, None);
        let words = self.source.words(&site.ask.range);
        let typed = text::marker(words).map(|range| {
            let start = site.ask.range.start;
            start + range.start..start + range.end
        });
        // "(ii)", before the words of the ask.
        let letters = self.typed_letter(at);
        let number = self.listed_number(at).or_else(|| self.bare_number(typed?));
        let mut site = Site {
            lead,
            reference: number.or(letters),
            stem: Some(self.span(list.stem)),
            ..site
        };
        self.cut_number(&mut site);
        Some(site)
    }

    /// The letter in brackets that is typed before the words of an ask.
    pub(super) fn typed_letter(&self, at: usize) -> Option<Range<usize>> {
        let block = self.span(at).range;
        let letters = references::letters_in_brackets(self.source.words(&block))?;
        Some(block.start + letters.start..block.start + letters.end)
    }

    /// The number of an item in a list of asks, or its letter in brackets.
    pub(super) fn listed_number(&self, at: usize) -> Option<Range<usize>> {
        self.series.marker_of(at).filter(|marker| {
            let before = marker.start.checked_sub(1);
            let bracket = before.and_then(|at| self.source.text.get(at..marker.start));
            let marker = self.source.words(marker);
            let roman = marker.bytes().all(|byte| b"ivx".contains(&byte));
            let letter = bracket == Some("(") && matches!(marker.as_bytes(), [b'a'..=b'z']);
            roman || letter || marker.bytes().all(|byte| byte.is_ascii_digit())
        })
    }

    /// "1" of "1. ".
    fn bare_number(&self, typed: Range<usize>) -> Option<Range<usize>> {
        let words = self.source.words(&typed);
        let digits = words.trim_matches(|letter: char| !letter.is_ascii_digit());
        let start = typed.start + words.find(digits)?;
        (!digits.is_empty()).then_some(start..start + digits.len())
    }

    /// Whether a block is an item of a list, or has a typed number, and says what to do.
    fn is_point(&self, block: usize) -> bool {
        let typed = || text::marker(self.source.words(&self.span(block).range)).is_some();
        let item = matches!(self.roles.get(block), Some(Role::Item));
        self.says_what_to_do(block) && (item || typed())
    }

    /// The number of "2 Open – Resolved", with which an item begins whose next paragraph says what
    /// to do.
    fn head_of_point(&self, block: usize) -> Option<Range<usize>> {
        /// "2 Open – Resolved", "26-A-01.02 Partially implemented".
        const HEAD_WORDS_MAX: usize = 6;
        let item = matches!(self.roles.get(block), Some(Role::Item));
        let part = self.source.blocks.get(block + 1)?.kind == BlockKind::ItemPart;
        let span = self.span(block).range;
        let words = self.source.words(&span);
        let short = item && part && words::at_most(words, HEAD_WORDS_MAX) && !words.ends_with('.');
        let number = references::at_start(words).filter(|number| short && number.start == 0)?;
        let digits = words
            .get(number.clone())?
            .contains(|letter: char| letter.is_ascii_digit());
        let asks = digits && self.says_what_to_do(block + 1);
        asks.then(|| span.start..span.start + number.end)
    }

    /// "(b) report on the pier": whether a letter in brackets is typed before words.
    fn has_letter(&self, block: usize) -> bool {
        let plain = matches!(self.roles.get(block), Some(Role::Item | Role::Text));
        plain && self.typed_letter(block).is_some()
    }

    /// Whether a block opens with what to do: "Paint the pier."
    fn says_what_to_do(&self, block: usize) -> bool {
        let words = self.source.words(&self.span(block).range);
        let typed = text::marker(words);
        let inside = words.get(typed.map_or(0, |range| range.end)..);
        let plain = matches!(self.roles.get(block), Some(Role::Item | Role::Text));
        // "the Board: (a) reviews its lamps"
        let tells = |words: &str| {
            let first = words.split_whitespace().next().unwrap_or_default();
            first.starts_with(char::is_lowercase) && self.cues.labels.is_ask_verb(first)
        };
        let verb = |words: &str| tells(words) || self.cues.labels.opens_with_verb(words);
        plain && inside.is_some_and(verb)
    }

    /// Whether a block has a number in a list whose numbers show that its items are asks.
    fn is_numbered(&self, at: usize) -> bool {
        let plain = matches!(
            self.roles.get(at),
            Some(Role::Item | Role::Text | Role::Name | Role::Ask { .. })
        );
        let block = self.source.blocks.get(at).filter(|_| plain);
        block.is_some_and(|block| runs::number(self.source, block).is_some())
    }

    /// Whether a block belongs to the point above it: what was said of it, how it stands.
    fn is_inside(&self, block: usize) -> bool {
        let part = self.source.blocks.get(block).map(|block| block.kind);
        let said = matches!(
            self.roles.get(block),
            Some(
                Role::Response { rest: Some(_), .. }
                    | Role::Received(..)
                    | Role::Stated(..)
                    | Role::Decision(_)
                    | Role::Part(..)
                    | Role::Action(_)
                    | Role::Aside
            )
        );
        said || part == Some(BlockKind::ItemPart)
    }

    /// Who is asked, in the line that opens the list: in its last sentence, where it has several.
    pub(super) fn asked_in_stem(&self, stem: &Span) -> Option<Span> {
        let words = self.source.words(&stem.range);
        let last = words.rfind(". ").map_or(0, |at| at + ". ".len());
        let last = Span {
            block: stem.block,
            range: stem.range.start + last..stem.range.end,
        };
        self.asked_in_sentence(&last)
            .or_else(|| self.asked_in_sentence(stem))
    }

    fn asked_in_sentence(&self, stem: &Span) -> Option<Span> {
        let words = self.source.words(&stem.range);
        let behind = self.cues.labels.ask_opening(words).map(|(end, _)| end);
        let name = match behind.or_else(|| self.cues.labels.prose_opening(words)) {
            Some(end) => end..words.trim_end().trim_end_matches(':').len(),
            None => asked(words)?,
        };
        let inside = words.get(name.clone())?;
        // "The Board, together with the Fire Service:": whom it is to work with is not asked.
        let with = [
            ", together with ",
            ", working with ",
            ", in consultation with ",
        ];
        let end = with.iter().filter_map(|words| inside.find(words)).min();
        let inside = inside.get(..end.unwrap_or(inside.len()))?;
        let bare = OBLIGING
            .iter()
            .chain(&[" to", " take the following actions"])
            .find_map(|ending| inside.strip_suffix(ending))
            .unwrap_or(inside);
        let behind = behind_time(bare);
        let start = name.start + bare.len() - behind.trim_start().len();
        let range = stem.range.start + start..stem.range.start + name.start + bare.len();
        (!range.is_empty()).then_some(Span {
            block: stem.block,
            range,
        })
    }
}

/// "The Board", of "By 31 March 2031, the Board".
fn behind_time(words: &str) -> &str {
    /// "By the end of the financial year 2031/32".
    const TIME_WORDS_MAX: usize = 9;
    const OPENINGS: &[&str] = &["By ", "From ", "Within "];
    let words = words.trim_start();
    let opens = OPENINGS.iter().any(|opening| words.starts_with(opening));
    let parted = words.split_once(", ").filter(|_| opens);
    let parted = parted.filter(|(time, _)| words::at_most(time, TIME_WORDS_MAX));
    parted.map_or(words, |(_, name)| name)
}

/// "I recommended that:", over a list of which each item says who is asked.
pub(super) fn opens_list_of_all(words: &str) -> bool {
    const OPENING: &[&str] = &[
        " recommend that:",
        " recommended that:",
        " recommends that:",
    ];
    let words = words.trim_end();
    OPENING.iter().any(|ending| words.ends_with(ending))
}

/// Who is asked: "The Board should:", "We made three recommendations to the Board:".
pub(super) fn asked(words: &str) -> Option<Range<usize>> {
    const MADE_TO: &[&str] = &[" recommendations to ", " recommendation to "];
    let line = words.trim_end().strip_suffix(':')?;
    if let Some(name) = line
        .strip_prefix("To ")
        .filter(|name| looks_like_name(name))
    {
        return Some(line.len() - name.len()..line.len());
    }
    if let Some(name) = OBLIGING.iter().find_map(|ending| line.strip_suffix(ending)) {
        // "To keep boats safe, the Board should:" begins with what for.
        let aim = name.starts_with("To ").then(|| name.rfind(", ")).flatten();
        return Some(aim.map_or(0, |at| at + ", ".len())..name.len());
    }
    let start = MADE_TO
        .iter()
        .find_map(|made| Some(line.find(made)? + made.len()))?;
    Some(start..line.len())
}
