//! A web page to text and blocks.
//!
//! No tree is built: the page is read once from front to back, in time and memory that grow with
//! its length and never with its depth. `tokens` cuts it into tags and text, `rules` says what an
//! element is for, `page` turns both into blocks.

mod cells;
mod page;
mod rules;
mod tokens;

use super::{Block, BlockKind, Source};
use crate::cues::Cues;
use crate::reading::{Encoding, Format};
use crate::remark::{About, Remark, RemarkKind};
use page::{Built, Furniture};

/// A main part with less than this share of the words is not the main part (percent).
const MAIN_SHARE_PERCENT: usize = 10;

/// Reads a page.
pub(crate) fn source(html: &str, cues: &Cues) -> Source {
    read(html, Some(cues))
}

/// The words of a piece of a page.
pub(crate) fn words(html: &str) -> String {
    read(html, None).text
}

fn read(html: &str, cues: Option<&Cues>) -> Source {
    let mut built = page::build(html, Furniture::LeaveOut, cues);
    // Navigation that never closes would swallow the page: then everything is read.
    if built.lost_in_furniture || built.blocks.is_empty() {
        built = page::build(html, Furniture::Keep, cues);
    }
    let mut remarks = Vec::new();
    if built.truncated {
        remarks.push(truncated(&built));
    }
    let blocks = main_part(built.blocks, &built.main);
    let title = heading(&blocks, &built.text).or(built.title);
    Source {
        title,
        format: Format::Html,
        encoding: Encoding(String::new()),
        text: built.text,
        blocks,
        remarks,
    }
}

fn truncated(built: &Built) -> Remark {
    let passage = built.blocks.last().map(|block| crate::draft::Passage {
        page: None,
        start: block.range.start,
        end: block.range.end,
    });
    Remark {
        kind: RemarkKind::Truncated,
        words: "The page breaks off before its end: what came after these words is missing. \
                Save it again."
            .to_owned(),
        passage,
        about: About::Document,
    }
}

/// Leaves out what stands outside the main part, if there is one worth the name.
fn main_part(blocks: Vec<Block>, main: &[bool]) -> Vec<Block> {
    let size = |block: &Block| block.range.len();
    let all: usize = blocks.iter().map(size).sum();
    let inside: usize = blocks
        .iter()
        .zip(main)
        .filter(|(_, inside)| **inside)
        .map(|(block, _)| size(block))
        .sum();
    if inside * 100 < all * MAIN_SHARE_PERCENT || inside == 0 {
        return blocks;
    }
    blocks
        .into_iter()
        .zip(main)
        .filter(|(_, inside)| **inside)
        .map(|(block, _)| block)
        .collect()
}

fn heading(blocks: &[Block], text: &str) -> Option<String> {
    let first = blocks
        .iter()
        .find(|block| block.kind == BlockKind::Heading(1))?;
    text.get(first.range.clone()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(html: &str) -> Source {
        super::source(html, &Cues::general())
    }

    fn lines(html: &str) -> Vec<String> {
        let source = source(html);
        let words = |block: &Block| source.words(&block.range).to_owned();
        source.blocks.iter().map(words).collect()
    }

    #[test]
    fn furniture_is_left_out() {
        let html = "<body class='has-cookie-banner'><header>Site</header><nav><a>Home</a></nav>\
            <div class='cookie-banner'><div>We use</div>cookies</div><h1>Title</h1><p>Words.\
            <script>if (a<b) x('</p>')</script></p><footer>Contact</footer>";
        assert_eq!(lines(html), ["Title", "Words."]);
    }

    #[test]
    fn only_the_main_part_is_read() {
        let html = "<div>Menu</div><main><h1>Title</h1><p>Words.</p></main><div>Feet</div>";
        assert_eq!(lines(html), ["Title", "Words."]);
    }

    #[test]
    fn navigation_that_never_closes_swallows_nothing() {
        assert_eq!(lines("<nav><p>One.</p><p>Two.</p>"), ["One.", "Two."]);
    }

    #[test]
    fn breaks_entities_and_links() {
        let html = "<p>A&nbsp;&amp; B |<br>C&#146;s</p><ul><li>See <a href='/x'>this</a>.<li>Two";
        assert_eq!(lines(html), ["A & B |", "C’s", "See this </x>.", "Two"]);
    }

    #[test]
    fn cells_carry_the_heading_of_their_column_or_row() {
        let html = "<table><tr><th>Action<th>Lead</tr><tr><td>Do it<td>Ann</tr></table>\
            <table><tr><th>Received</th><td>1 May 2030</td></tr></table>";
        let source = source(html);
        let cells: Vec<(&str, &str)> = source
            .blocks
            .iter()
            .filter_map(|block| {
                Some((
                    source.words(block.label.as_ref()?),
                    source.words(&block.range),
                ))
            })
            .collect();
        assert_eq!(
            cells,
            [
                ("Action", "Do it"),
                ("Lead", "Ann"),
                ("Received", "1 May 2030")
            ]
        );
    }

    #[test]
    fn a_page_cut_off_is_read_and_said_to_be() {
        let cut = source("<html><body><p>One.</p><p>Two and thr");
        assert!(
            cut.remarks
                .iter()
                .any(|remark| remark.kind == RemarkKind::Truncated)
        );
        assert_eq!(cut.blocks.len(), 2);
        assert!(
            source("<html><body><p>One.</body></html>")
                .remarks
                .is_empty()
        );
    }

    #[test]
    fn a_million_nested_elements_are_read() {
        let html = format!("{}<p>Deep.</p>", "<div>".repeat(1_000_000));
        assert_eq!(lines(&html), ["Deep."]);
    }

    #[test]
    fn hostile_attributes_take_linear_time() {
        let html = format!("<p {}>Words.</p>", "a b=\"c\" ".repeat(500_000));
        assert_eq!(lines(&html), ["Words."]);
    }
}
