//! Plain text to text and blocks: paragraphs, list items, headings, wrapped lines joined.
//!
//! A text may have one paragraph to a line (as when copied from a page) or be wrapped at a width
//! (as `pdftotext` and e-mail do). Which it is shows in the lengths of its lines.

use std::ops::Range;

use super::{Block, BlockKind, Look, Source};
use crate::reading::{Encoding, Format};

/// Of the long lines of wrapped prose with another line below, at most so many in a hundred end a
/// sentence; where each line is a paragraph, nearly all do.
const MOST_ENDINGS_PERCENT: usize = 45;
/// Lines longer than this are whole paragraphs: nobody wraps so wide.
const WIDEST_WRAP_CHARS: usize = 130;
/// A wrapped line falls short of the width by less than this share of it (percent), not counting
/// the word that did not fit. Proportional type makes the lines of a PDF file differ this much.
const WRAP_SLACK_PERCENT: usize = 22;
/// What a list of points begins with.
const BULLETS: &[char] = &[
    '-', '•', '*', '–', '—', '·', '▪', '●', '○', '◦', '‣', '■', '\u{f0b7}',
];

/// Reads a plain text.
pub(super) fn source(text: &str) -> Source {
    let width = wrap_width(text);
    let mut writer = Writer::new(width);
    let mut page = text.contains('\u{c}').then_some(1);
    for part in text.split_inclusive(['\n', '\r', '\u{c}', '\u{b}', '\u{85}', '\u{2028}']) {
        writer.line(part, page);
        if part.ends_with('\u{c}') {
            page = page.map(|page: u32| page.saturating_add(1));
        }
    }
    let (text, blocks) = writer.finish();
    Source {
        title: None,
        format: Format::Text,
        encoding: Encoding(String::new()),
        text,
        blocks,
        remarks: Vec::new(),
    }
}

/// The letter as it stands in the extracted text: invisible marks fall out, controls too, and the
/// letters of windows-1252 that were taken for controls are put right.
pub(crate) fn letter(letter: char) -> Option<char> {
    match letter {
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => None,
        '\u{80}'..='\u{9f}' => {
            let byte = u8::try_from(u32::from(letter)).ok()?;
            encoding_rs::WINDOWS_1252.decode(&[byte]).0.chars().next()
        }
        _ if letter.is_control() => None,
        _ => Some(letter),
    }
}

/// Whether most long lines with a line below them end a sentence: then each line is a paragraph.
fn lines_are_paragraphs(text: &str, width: usize) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let (mut long, mut ended) = (0usize, 0usize);
    for pair in lines.windows(2) {
        let [line, below] = pair else { continue };
        if line.chars().count() * 2 > width && !below.is_empty() {
            long += 1;
            ended += usize::from(line.ends_with(['.', '!', '?', ':', ';', '”', '’']));
        }
    }
    long == 0 || ended * 100 > long * MOST_ENDINGS_PERCENT
}

/// The width at which the text was wrapped, if it was.
fn wrap_width(text: &str) -> Option<usize> {
    let mut lengths: Vec<usize> = text
        .lines()
        .map(|line| line.trim_end().chars().count())
        .filter(|&length| length > 0)
        .collect();
    lengths.sort_unstable();
    let long = lengths.get(lengths.len() * 95 / 100).copied()?;
    let half = lengths.get(lengths.len() / 2).copied()?;
    // A list of short lines is not wrapped; the middle line of wrapped prose is nearly full, and
    // among many headings and labels each line that has another right below it.
    let wide = (40..=WIDEST_WRAP_CHARS).contains(&long);
    let wrapped = wide && (half * 2 > long || are_full_above_others(text, long));
    (wrapped && !lines_are_paragraphs(text, long)).then_some(long)
}

/// Whether every line is full that has another below it, no item of a list.
fn are_full_above_others(text: &str, width: usize) -> bool {
    /// One or two long lines may stand over others by chance.
    const FULL_LINES_MIN: usize = 3;
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let below = |pair: &&[&str]| {
        pair.iter().all(|line| !line.is_empty())
            && pair.last().is_some_and(|line| marker(line).is_none())
    };
    let mut over = lines.windows(2).filter(below);
    let enough = lines.windows(2).filter(below).count() >= FULL_LINES_MIN;
    enough
        && over.all(|pair| match pair {
            [line, next] => is_full(line.chars().count(), next, width),
            _ => false,
        })
}

/// Whether the first word of the next line did not fit behind a line that ends at a column.
fn is_full(end: usize, next: &str, width: usize) -> bool {
    let first = next.split_whitespace().next();
    let first = first.map_or(0, |word| word.chars().count());
    end + 1 + first + width * WRAP_SLACK_PERCENT / 100 > width
}

/// Writes the joined text, and keeps in mind the block that may go on.
struct Writer {
    width: Option<usize>,
    text: String,
    blocks: Vec<Block>,
    /// The columns of the line before: where its words began and ended.
    last: Option<(usize, usize)>,
    blank: bool,
}

impl Writer {
    fn new(width: Option<usize>) -> Self {
        Self {
            width,
            text: String::new(),
            blocks: Vec::new(),
            last: None,
            blank: true,
        }
    }

    fn line(&mut self, raw: &str, page: Option<u32>) {
        let line: String = raw
            .chars()
            .filter_map(|l| letter(l).or((l == '\t').then_some(' ')))
            .collect();
        let words = line.trim();
        if words.is_empty() {
            self.blank = true;
            return;
        }
        if is_rule(words) {
            self.underline(words);
            return;
        }
        let indent = line
            .chars()
            .take_while(|letter| letter.is_whitespace())
            .count();
        let end = indent + words.chars().count();
        let (marker, rest, kind) = opening(words);
        if kind == BlockKind::Paragraph && self.goes_on(rest, indent) {
            self.join(rest);
        } else {
            self.begin(marker, rest, kind, page);
        }
        self.last = Some((indent, end));
        self.blank = false;
    }

    fn begin(&mut self, marker: &str, rest: &str, kind: BlockKind, page: Option<u32>) {
        if !self.text.is_empty() {
            self.text.push_str(if self.blank { "\n\n" } else { "\n" });
        }
        self.text.push_str(marker);
        let start = self.text.len();
        push_words(&mut self.text, rest);
        let range = start..self.text.len();
        if !range.is_empty() {
            self.blocks.push(Block {
                range,
                kind,
                page,
                label: None,
                look: Look::default(),
            });
        }
    }

    /// Puts a line behind the block before; a word broken at the line's end is put together.
    fn join(&mut self, words: &str) {
        if joins_word(&self.text, words) {
            self.text.pop();
        } else if !is_broken(&self.text, words) {
            self.text.push(' ');
        }
        push_words(&mut self.text, words);
        if let Some(block) = self.blocks.last_mut() {
            block.range.end = self.text.len();
        }
    }

    /// Whether a line goes on with the block before: the line before was full, or its sentence is
    /// not at its end.
    fn goes_on(&self, words: &str, indent: usize) -> bool {
        let (Some(width), Some((last_indent, last_end)), false) =
            (self.width, self.last, self.blank)
        else {
            return false;
        };
        let Some(block) = self.blocks.last() else {
            return false;
        };
        if matches!(block.kind, BlockKind::Heading(_)) {
            return false;
        }
        let full = is_full(last_end, words, width);
        let ended = self.text.ends_with(['.', '!', '?', ':', ';', '|']);
        let starts_low = words.starts_with(|letter: char| letter.is_lowercase());
        // Behind a marker the words of an item stand deeper than it.
        let deeper = block.kind == BlockKind::Item && indent > last_indent;
        (full && last_indent.abs_diff(indent) < width / 3)
            || (!ended && starts_low)
            || deeper && !ended
    }

    /// A line of dashes or equals signs under a line makes it a heading.
    fn underline(&mut self, rule: &str) {
        let level = if rule.starts_with('=') { 1 } else { 2 };
        if let Some(block) = self.blocks.last_mut()
            && !self.blank
            && block.range.len() <= WIDEST_WRAP_CHARS
        {
            block.kind = BlockKind::Heading(level);
        }
        self.blank = true;
    }

    fn finish(self) -> (String, Vec<Block>) {
        (self.text, self.blocks)
    }
}

/// Whether a line ends within a word that the next one goes on with.
fn is_broken(text: &str, words: &str) -> bool {
    text.ends_with('-')
        && words.starts_with(char::is_lowercase)
        && text.chars().rev().nth(1).is_some_and(char::is_lowercase)
}

/// Whether the hyphen at the end of a line only broke a word.
pub(super) fn joins_word(text: &str, words: &str) -> bool {
    is_broken(text, words) && !keeps_hyphen(text)
}

/// Words that stay joined by the hyphen at which a line broke cannot be told without a
/// dictionary; a first part that is a word of its own with these endings usually does.
fn keeps_hyphen(text: &str) -> bool {
    let last = text
        .trim_end_matches('-')
        .rsplit(' ')
        .next()
        .unwrap_or_default();
    last.contains('-')
        || matches!(
            last,
            "co" | "non" | "well" | "long" | "self" | "high" | "low"
        )
}

fn push_words(text: &mut String, words: &str) {
    let mut first = true;
    for word in words.split_whitespace() {
        if !first {
            text.push(' ');
        }
        text.push_str(word);
        first = false;
    }
}

fn is_rule(words: &str) -> bool {
    words.len() >= 3
        && (words.bytes().all(|byte| byte == b'=')
            || words.bytes().all(|byte| byte == b'-')
            || words.bytes().all(|byte| byte == b'_'))
}

/// The marker of a list that a line begins with, and the words behind it.
pub(super) fn marked(line: &str) -> (&str, &str) {
    let end = marker(line).map_or(0, |range| range.end);
    line.split_at_checked(end).unwrap_or(("", line))
}

/// Cuts the marker of a list or of a Markdown heading from a line.
pub(super) fn opening(words: &str) -> (&str, &str, BlockKind) {
    if let Some((hashes, rest)) = words.split_once(' ')
        && hashes.len() <= 6
        && hashes.bytes().all(|byte| byte == b'#')
    {
        let level = u8::try_from(hashes.len()).unwrap_or(6);
        return ("", rest.trim_matches(['#', ' ']), BlockKind::Heading(level));
    }
    match marker(words) {
        Some(range) => {
            let (marker, rest) = words.split_at_checked(range.end).unwrap_or(("", words));
            (marker, rest, BlockKind::Item)
        }
        None => ("", words, BlockKind::Paragraph),
    }
}

/// Finds "- ", "• ", "1. ", "2) ", "(a) ", "iv) ", "a. " before the words of an item.
pub(crate) fn marker(words: &str) -> Option<Range<usize>> {
    let (first, behind) = words.split_once(' ')?;
    let length = first.len() + 1;
    if first.chars().count() == 1 && first.starts_with(BULLETS) {
        return Some(0..length);
    }
    let inner = first.strip_suffix([')', '.'])?;
    let bracket = first.ends_with(')');
    let inner = inner.strip_prefix('(').unwrap_or(inner);
    let number = inner.len() <= 3 && inner.bytes().all(|byte| byte.is_ascii_digit());
    let letter = inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_alphabetic());
    let roman = inner.len() <= 4 && inner.bytes().all(|byte| b"ivxIVX".contains(&byte));
    // "A. Gull" is a name, and "b. the" goes on with a sentence.
    let small = inner.bytes().all(|byte| byte.is_ascii_lowercase());
    let pointed = letter && small && !bracket && behind.starts_with(char::is_uppercase);
    let counts = number || bracket && (letter || roman) || pointed;
    let is_marker = !inner.is_empty() && counts;
    is_marker.then_some(0..length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        let source = source(text);
        let words = |block: &Block| (block.kind, source.words(&block.range).to_owned());
        source.blocks.iter().map(words).collect()
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The harbour board wrote to every pilot about the new\nmoorings and will write \
                    again when the win-\nter is over and the ice\n\nNext paragraph that is long \
                    enough to count as a full\nline of the text.";
        let found = blocks(text);
        assert_eq!(found.len(), 2, "{found:#?}");
        assert!(found[0].1.contains("the winter is over"), "{found:#?}");
    }

    #[test]
    fn lines_are_joined_among_many_short_ones() {
        let part = "Response\n\nThe lamps of the outer pier will be fitted before the winter \
                    and\nseen to.\n\nLead\n\nPilot Office\n\n";
        let found = blocks(&part.repeat(3));
        assert_eq!(found.len(), 12, "{found:#?}");
        assert!(found[1].1.ends_with("winter and seen to."), "{found:#?}");
    }

    #[test]
    fn unwrapped_lines_stay_paragraphs() {
        let text = format!(
            "Harbour Board |\nCoast Agency\n{}\n- one\n- two",
            "word ".repeat(60)
        );
        let found = blocks(&text);
        assert_eq!(found.len(), 5);
        assert_eq!(found[3], (BlockKind::Item, "one".to_owned()));
    }

    #[test]
    fn markers_and_headings() {
        let kinds: Vec<BlockKind> =
            blocks("# Title\nPlan\n====\n(a) one\niv) two\n12. three\n2024. four")
                .into_iter()
                .map(|(kind, _)| kind)
                .collect();
        use BlockKind::{Heading, Item, Paragraph};
        assert_eq!(kinds, [Heading(1), Heading(1), Item, Item, Item, Paragraph]);
    }

    #[test]
    fn pages_are_counted() {
        let source = source("One.\u{c}Two.");
        let pages: Vec<Option<u32>> = source.blocks.iter().map(|block| block.page).collect();
        assert_eq!(pages, [Some(1), Some(2)]);
    }

    #[test]
    fn invisible_marks_fall_out() {
        assert_eq!(
            blocks("\u{feff}Har\u{ad}bour\u{a0}Board\u{200b}"),
            [(BlockKind::Paragraph, "Harbour Board".to_owned())]
        );
    }
}
