//! Lines to paragraphs, items, headings and cells: the words of a document as one text.

use super::flow::Part;
use super::lines::{Line, Print, is_marker};
use super::sheet::Sheet;
use crate::cues::Cues;
use crate::cues::labels::Label;
use crate::page::Face;
use crate::read::text::{self, joins_word};
use crate::read::{Block, BlockKind, Look, writer};
use crate::recognise::{references, words};

/// Space of more than this share of the usual pitch (percent) begins a paragraph.
const PARAGRAPH_PERCENT: i32 = 128;
/// A pitch of more than this share of the size of the type (percent) is that of lines with space
/// between them: set close, lines stand 115 to 140 apart.
const LOOSE_PERCENT: i32 = 160;
/// A line that falls short of the column by more than this share (percent) was not full.
const SHORT_PERCENT: i32 = 18;
/// An edge that differs by no more than this, in points, is the same.
const EDGE_POINTS: i32 = 5;
/// A heading has at most so many words: the titles of chapters run to two lines of large type.
const HEADING_WORDS_MAX: usize = 24;
/// And so many letters, which are words of eight.
const HEADING_BYTES_MAX: usize = 200;

/// Writes the joined text.
pub(super) struct Writer<'a> {
    cues: &'a Cues,
    print: Print,
    text: String,
    blocks: Vec<Block>,
    /// The look of each block's first line, to rank headings by.
    looks: Vec<(i32, Face)>,
    last: Option<Last>,
    /// The right edge of the column, as far as lines have reached it.
    right: i32,
    /// How many rows of tables there are so far.
    rows: usize,
    /// The table that may go on over the page.
    sheet: Option<Sheet>,
    /// What stands at the foot and the head of the pages that it takes; written behind it.
    between: Vec<(Line, u32)>,
}

/// The line before, and what it opened.
#[derive(Debug, Clone)]
struct Last {
    line: Line,
    page: u32,
    /// Where the first line of its block begins.
    block_left: i32,
    lines: usize,
    /// The right edge of its column.
    right: i32,
}

/// "25-10618", "Page 3 of 14", "CB/2031/14": at the foot or the head of a page.
fn counts_pages(line: &Line) -> bool {
    let mut words = line.text.split_whitespace();
    let digit = |word: &str| word.contains(|sign: char| sign.is_ascii_digit());
    let small = |word: &str| word.len() <= 3 || word.eq_ignore_ascii_case("page");
    digit(&line.text) && words.all(|word| digit(word) || small(word))
}

/// "1 CORONER", "5 CORONER’S CONCERNS": the heading of a box of a form.
fn is_form_heading(words: &str) -> bool {
    /// "7 CORONER’S LEGAL POWERS AND DUTIES".
    const WORDS_MAX: usize = 8;
    /// "1 CORONER" has the shortest.
    const LETTERS_MIN: usize = 6;
    let Some((number, heading)) = words.split_once(' ') else {
        return false;
    };
    let digits = number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit());
    let letters = || heading.chars().filter(|one| one.is_alphabetic());
    let large = letters().count() >= LETTERS_MIN && letters().all(char::is_uppercase);
    digits && large && words::at_most(heading, WORDS_MAX)
}

/// "2031.", the end of a sentence.
fn is_year(words: &str) -> bool {
    let year = words.trim_end_matches(['.', ')']).parse();
    year.is_ok_and(|year: u16| (1900..2200).contains(&year))
}

impl<'a> Writer<'a> {
    pub(super) fn new(print: Print, cues: &'a Cues) -> Self {
        Self {
            cues,
            print,
            text: String::new(),
            blocks: Vec::new(),
            looks: Vec::new(),
            last: None,
            right: 0,
            rows: 0,
            sheet: None,
            between: Vec::new(),
        }
    }

    pub(super) fn part(&mut self, part: &Part, page: u32) {
        match part {
            Part::Lines(lines) if self.sheet.is_some() && lines.iter().all(counts_pages) => {
                let lines = lines.iter().map(|line| (line.clone(), page));
                self.between.extend(lines);
            }
            Part::Lines(lines) => {
                self.close_table();
                self.right = lines
                    .iter()
                    .map(|line| line.right)
                    .max()
                    .unwrap_or_default();
                for line in lines {
                    self.line(line, page);
                }
            }
            Part::Table(table) => {
                let open = self.sheet.as_mut();
                if open.is_some_and(|sheet| sheet.goes_on(table, page)) {
                    return;
                }
                self.close_table();
                self.sheet = Some(Sheet::of(table, page));
            }
        }
    }

    /// The columns of the table that the pages so far end in.
    pub(super) fn open_columns(&self) -> Option<Vec<i32>> {
        self.sheet.as_ref().map(|sheet| sheet.edges.clone())
    }

    /// Writes the table that no page goes on with.
    fn close_table(&mut self) {
        let Some(sheet) = self.sheet.take() else {
            return;
        };
        self.last = None;
        let mut cells = writer::Writer {
            text: std::mem::take(&mut self.text),
            blocks: std::mem::take(&mut self.blocks),
            page: None,
            rows: self.rows,
        };
        cells.table(&sheet.grid, self.cues);
        (self.text, self.blocks, self.rows) = (cells.text, cells.blocks, cells.rows);
        self.looks.resize(self.blocks.len(), (0, Face::Plain));
        for (line, page) in std::mem::take(&mut self.between) {
            self.line(&line, page);
        }
    }

    fn line(&mut self, line: &Line, page: u32) {
        let words = line.text.trim();
        if words.is_empty() {
            return;
        }
        let (marker, rest, kind) = text::opening(words);
        let headed =
            self.opens_ask(words) || self.opens_number(words, line) || is_form_heading(words);
        // A number by itself stands before something that was blacked out.
        let bare = is_marker(words) && words.ends_with(['.', ')']) && !is_year(words);
        let goes_on = self.last.as_ref().is_some_and(|last| {
            let before = last.line.text.trim_end();
            let closes = closes_bracket(before, words) || goes_on_in_year(before, words);
            let bare = bare && !closes;
            let marked = kind == BlockKind::Item && !closes && !self.inside_sentence(last, line);
            !marked && !bare && !headed && self.goes_on(last, line, page)
        });
        if goes_on {
            self.join(words);
            if let Some(last) = &mut self.last {
                last.line = line.clone();
                last.page = page;
                last.right = self.right;
                last.lines += 1;
            }
            return;
        }
        // The number of a chapter is a part of its heading, and what begins with # is no Markdown.
        let is_large = line.size > self.print.size + 1;
        if is_large || matches!(kind, BlockKind::Heading(_)) {
            self.begin("", words, (BlockKind::Paragraph, line, page));
        } else {
            self.begin(marker, rest, (kind, line, page));
        }
        self.last = Some(Last {
            line: line.clone(),
            page,
            block_left: line.left,
            lines: 1,
            right: self.right,
        });
    }

    /// "Recommendation 12: The Board …", "Response: Accept": one ask below another, or its answer,
    /// without space between them.
    fn opens_ask(&self, words: &str) -> bool {
        let Some(found) = self.cues.labels.label(words) else {
            return false;
        };
        let answer = matches!(found.label, Label::Response | Label::Disposition);
        let colon = words
            .get(..found.end + 1)
            .is_some_and(|label| label.contains(':'));
        if answer && colon && self.text.trim_end().ends_with('.') {
            return true;
        }
        let behind = words.get(found.end..).unwrap_or_default().trim_start();
        let number = references::at_start(behind).and_then(|range| behind.get(range.end..));
        let closed = number.is_some_and(|rest| rest.starts_with(':'));
        let ended = self
            .text
            .trim_end()
            .ends_with(['.', '!', '?', '”', '"', ')']);
        matches!(found.label, Label::Ask(_)) && closed && ended
    }

    /// "131.7 Ratify …" at the edge of its list, behind a sentence that is closed: the next
    /// paragraph with a number, without space above it.
    fn opens_number(&self, words: &str, line: &Line) -> bool {
        let Some(last) = &self.last else { return false };
        let Some((number, rest)) = words.split_once(' ') else {
            return false;
        };
        let ended = self
            .text
            .trim_end()
            .ends_with(['.', ';', ':', '!', '?', ')']);
        // "2b) …": the next part of an ask.
        if ended && is_part_number(number) && line.left <= last.block_left + EDGE_POINTS {
            return true;
        }
        let outer = line.left <= last.block_left + EDGE_POINTS;
        let capital = rest.trim_start().starts_with(char::is_uppercase);
        // "3 The Board …", below a paragraph with a 2 at the same edge.
        let before = || number.parse::<u32>().ok()?.checked_sub(1);
        if ended && outer && capital && before().is_some_and(|one| self.number() == Some(one)) {
            return true;
        }
        let digits = number
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
        let dotted = number.split('.').filter(|part| !part.is_empty()).count() > 1;
        digits && dotted && outer && ended && capital
    }

    /// The number without a point that the last block begins with.
    fn number(&self) -> Option<u32> {
        let block = self.blocks.last()?;
        let words = self.text.get(block.range.clone())?;
        words.split(' ').next()?.parse().ok()
    }

    /// A number at the head of a line that goes on with a full line before it marks no item.
    fn inside_sentence(&self, last: &Last, line: &Line) -> bool {
        let open = !last
            .line
            .text
            .trim_end()
            .ends_with(['.', ':', ';', ',', '!', '?', ')']);
        let plain = line
            .text
            .starts_with(|letter: char| letter.is_ascii_digit());
        let joined = ["and", "or", "then"]
            .iter()
            .any(|word| last.line.text.trim_end().ends_with(word));
        open && plain
            && !joined
            && !self.counts_on(last, line)
            && self.is_full(last, line)
            && line.top > last.line.top
            && line.top - last.line.top <= self.print.pitch * PARAGRAPH_PERCENT / 100
    }

    /// "3. The Board", at the edge of the item with a 2 before it, whose words need no full stop.
    fn counts_on(&self, last: &Last, line: &Line) -> bool {
        let Some(block) = self.blocks.last().filter(|one| one.kind == BlockKind::Item) else {
            return false;
        };
        let before = self.text.get(..block.range.start).unwrap_or_default();
        let marker = before.rsplit('\n').next().unwrap_or_default();
        let value = |marker: &str| -> Option<u32> {
            let digits = marker.trim_end().strip_suffix(['.', ')'])?;
            digits.trim_start_matches('(').parse().ok()
        };
        let first = line.text.split(' ').next().unwrap_or_default();
        let next = value(marker).and_then(|before| before.checked_add(1));
        next.is_some() && next == value(first) && (line.left - last.block_left).abs() <= EDGE_POINTS
    }

    /// Whether the first word of the next line would not have stood on the last one.
    fn is_full(&self, last: &Last, next: &Line) -> bool {
        let first = next.text.split(' ').next().map_or(0, str::len);
        let first = i32::try_from(first).unwrap_or(0) * self.print.size.max(8) / 2;
        let width = (last.right - last.line.left).max(1);
        last.right - last.line.right <= width * SHORT_PERCENT / 100 + first
    }

    fn goes_on(&self, last: &Last, line: &Line, page: u32) -> bool {
        let before = last.line.text.trim_end();
        let ended = before.ends_with(['.', '!', '?', ':', ';'])
            || before.ends_with(".’")
            || before.ends_with(".”")
            || before.ends_with(".)");
        // "… in the spring of", and below it "2031. The Board": words of one sentence.
        let first = line.text.split(' ').next().unwrap_or_default();
        let low = line.text.starts_with(|letter: char| letter.is_lowercase()) || is_year(first);
        let alike = (line.size - last.line.size).abs() <= 1;
        let face = line.face == last.line.face || (low && !ended);
        let delta = line.top - last.line.top;
        // The place in a report stands behind the words that it is the place of, in other type.
        const PLACES: &[&str] = &["(Paragraph", "(Recommendation, "];
        let place = PLACES.iter().any(|place| line.text.starts_with(place));
        if place && (page != last.page || delta <= self.print.pitch * PARAGRAPH_PERCENT / 100) {
            return alike;
        }
        if page != last.page || delta < 0 {
            return alike && face && !ended && (low || self.is_full(last, line));
        }
        let pitch =
            self.print.pitch * line.size.max(self.print.size).max(1) / self.print.size.max(1);
        if !alike || !face || delta > pitch * PARAGRAPH_PERCENT / 100 {
            return false;
        }
        let full = self.is_full(last, line);
        // Where all lines stand far apart, each may be a paragraph.
        let loose = pitch * 100 > line.size * LOOSE_PERCENT && !low;
        if ended && (loose || !full) {
            return false;
        }
        let first_line = last.lines == 1;
        let deeper = line.left - last.line.left > EDGE_POINTS;
        let outer = last.line.left - line.left > EDGE_POINTS;
        match (deeper, outer) {
            // The words of an item hang behind its marker; elsewhere an indent opens a paragraph.
            (true, _) => self.in_item() || !ended && (low || full),
            (_, true) => first_line && full || !ended && line.left >= last.block_left - EDGE_POINTS,
            // Behind a bracket that closes on a short line something new may begin, as in a list
            // whose marks are drawn: "… (Lead: Pier Manager; by May 2031)".
            _ => full || (!ended && (low || last.lines > 1 && !before.ends_with(')'))),
        }
    }

    fn in_item(&self) -> bool {
        self.blocks
            .last()
            .is_some_and(|block| block.kind == BlockKind::Item)
    }

    fn begin(&mut self, marker: &str, rest: &str, (kind, line, page): (BlockKind, &Line, u32)) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(marker);
        let start = self.text.len();
        self.text.push_str(rest);
        self.blocks.push(Block {
            range: start..self.text.len(),
            kind,
            page: Some(page),
            label: None,
            look: Look {
                face: line.face,
                left: line.left,
            },
        });
        self.looks.push((line.size, line.face));
    }

    fn join(&mut self, words: &str) {
        if joins_word(&self.text, words) {
            self.text.pop();
        } else if !(self.text.ends_with('-') && words.starts_with(char::is_lowercase)) {
            self.text.push(' ');
        }
        self.text.push_str(words);
        if let Some(block) = self.blocks.last_mut() {
            block.range.end = self.text.len();
        }
    }

    /// The text and its blocks; footnotes stand at its end, in no block.
    pub(super) fn finish(mut self, notes: &[String]) -> (String, Vec<Block>) {
        self.close_table();
        let body = self.print.size;
        let is_heading = |block: &Block, (size, face): (i32, Face), text: &str| {
            let words = text.get(block.range.clone()).unwrap_or_default();
            // What a document opens with names it, at whatever length.
            let room = if block.range.start == 0 { 2 } else { 1 };
            let short = words.len() <= HEADING_BYTES_MAX * room
                && words.split_whitespace().count() <= HEADING_WORDS_MAX * room;
            let large = size > body + 1;
            let bold = face == Face::Bold && !words.ends_with(['.', ';', ',', '?', ':']);
            block.kind == BlockKind::Paragraph && short && (large || bold) && size >= body
        };
        let mut sizes: Vec<i32> = Vec::new();
        let pairs = self.blocks.iter().zip(&self.looks);
        sizes.extend(
            pairs
                .filter(|(b, l)| is_heading(b, **l, &self.text))
                .map(|(_, l)| l.0),
        );
        sizes.sort_unstable_by(|one, other| other.cmp(one));
        sizes.dedup();
        for (block, look) in self.blocks.iter_mut().zip(&self.looks) {
            if is_heading(block, *look, &self.text) {
                let rank = sizes
                    .iter()
                    .position(|&size| size == look.0)
                    .unwrap_or_default();
                let level = u8::try_from(rank + 1).unwrap_or(6).min(6);
                block.kind = BlockKind::Heading(level);
            }
        }
        for note in notes {
            self.text.push('\n');
            self.text.push_str(note);
        }
        (self.text, self.blocks)
    }
}

/// "2b)", "2b.": a number, a letter and what closes them.
fn is_part_number(word: &str) -> bool {
    let letters = word.strip_suffix([')', '.']).unwrap_or_default();
    let letters = letters.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = word.starts_with(|letter: char| letter.is_ascii_digit());
    digits && letters.len() == 1 && letters.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The largest heading above the first prose, or else of all.
pub(super) fn title(text: &str, blocks: &[Block]) -> Option<String> {
    const PROSE_WORDS: usize = 30;
    let words = |block: &Block| text.get(block.range.clone()).unwrap_or_default();
    let prose = |block: &Block| {
        block.kind == BlockKind::Paragraph && !words::at_most(words(block), PROSE_WORDS)
    };
    let above = blocks.iter().take_while(|block| !prose(block));
    let level = |block: &&Block| match block.kind {
        BlockKind::Heading(level) => Some(level),
        _ => None,
    };
    let headings = above.filter(|block| level(block).is_some());
    let largest = headings.min_by_key(level);
    let first = || {
        blocks
            .iter()
            .find(|block| block.kind == BlockKind::Heading(1))
    };
    Some(words(largest.or_else(first)?).to_owned())
}

/// "… (Paragraph" above "52)": the number closes what the line before opened, and marks no item.
fn closes_bracket(before: &str, words: &str) -> bool {
    let open = before
        .rfind('(')
        .is_some_and(|at| !before.get(at..).is_some_and(|rest| rest.contains(')')));
    let digits = words.trim_start_matches(|letter: char| letter.is_ascii_digit());
    open && digits.len() < words.len() && digits.starts_with(')')
}

/// "in the first quarter of 2031-" above "32.": the second half of a financial year.
fn goes_on_in_year(before: &str, words: &str) -> bool {
    let first = before.strip_suffix(['-', '–', '/']);
    let first = first.and_then(|first| first.rsplit(' ').next());
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    first.is_some_and(is_year) && digits == 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_half_of_a_year_marks_no_item() {
        assert!(goes_on_in_year("in the first quarter of 2031-", "32."));
        assert!(!goes_on_in_year("the tide board's pilot-", "32."));
        assert!(!goes_on_in_year("in the year 2031", "32."));
    }

    #[test]
    fn a_number_that_closes_a_bracket_marks_no_item() {
        assert!(closes_bracket("light every pier. (Paragraph", "52)"));
        assert!(closes_bracket("piers (paragraphs 3 and", "4). The Board"));
        assert!(!closes_bracket(
            "light every pier (Paragraph 51).",
            "52) Paint it."
        ));
        assert!(!closes_bracket("light every pier (or", "two) of them"));
    }
}
