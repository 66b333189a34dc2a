//! A Word file (.docx) to text and blocks.
//!
//! `package` unpacks it within limits, `styles` knows its headings and lists, `body` reads its
//! paragraphs and tables. Footnotes stand at the end of the text and in no block; comments, fields
//! and pictures are not read.

mod body;
mod styles;

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::package::{Fault, Package};
use super::writer::Writer;
use super::xml::{attribute, name};
use super::{BlockKind, Source};
use crate::cues::Cues;
use crate::reading::{Encoding, Format};
use crate::remark::{About, Remark, RemarkKind};
use body::{Body, Node, Paragraph};
use styles::{Lists, Styles};

/// The part that holds the words.
pub(super) const DOCUMENT: &str = "word/document.xml";

/// Reads a Word file.
pub(super) fn source(package: &mut Package<'_>, cues: &Cues) -> Result<Source, Fault> {
    let document = package.xml(DOCUMENT)?.ok_or(Fault::Broken)?;
    let styles = Styles::of(&package.xml("word/styles.xml")?.unwrap_or_default());
    let mut lists = Lists::of(&package.xml("word/numbering.xml")?.unwrap_or_default());
    let links = links(
        &package
            .xml("word/_rels/document.xml.rels")?
            .unwrap_or_default(),
    );
    let mut body = Body::new(&styles, &mut lists, &links);
    body.read(&document);
    let (nodes, tracked, broken) = (body.nodes, body.tracked, body.broken);
    let mut writer = Writer::default();
    let pages = document.contains("lastRenderedPageBreak");
    if !nodes.iter().any(is_heading) {
        running_heads(package, &styles, &mut writer)?;
    }
    for node in &nodes {
        write(node, pages, cues, &mut writer);
    }
    footnotes(package, &styles, &mut writer)?;
    let title = title(&writer).or(core_title(package)?);
    let mut remarks = Vec::new();
    remarks.extend(tracked.then(tracked_changes));
    remarks.extend(broken.then(breaks_off));
    Ok(Source {
        title,
        format: Format::Word,
        encoding: Encoding("UTF-8".to_owned()),
        text: writer.text,
        blocks: writer.blocks,
        remarks,
    })
}

fn write(node: &Node, pages: bool, cues: &Cues, writer: &mut Writer) {
    match node {
        Node::Table(grid) => writer.table(grid, cues),
        Node::Paragraph(paragraph) => {
            writer.page = pages.then_some(paragraph.page);
            paragraph_to(paragraph, writer);
        }
    }
}

fn paragraph_to(paragraph: &Paragraph, writer: &mut Writer) {
    match (&paragraph.marker, paragraph.heading) {
        (_, Some(level)) => {
            let words = paragraph.words.replace('\n', " ");
            writer.block(BlockKind::Heading(level), "", &words);
        }
        (Some(marker), None) => writer.block(BlockKind::Item, marker, &paragraph.words),
        (None, None) => {
            for line in paragraph.words.lines() {
                writer.block(BlockKind::Paragraph, "", line);
            }
        }
    }
}

fn is_heading(node: &Node) -> bool {
    matches!(node, Node::Paragraph(Paragraph { heading: Some(_), words, .. })
        if !words.trim().is_empty())
}

/// A document without headings may say in the head of its pages what it is.
fn running_heads(
    package: &mut Package<'_>,
    styles: &Styles,
    writer: &mut Writer,
) -> Result<(), Fault> {
    let mut parts: Vec<String> = package.names();
    parts.retain(|name| name.starts_with("word/header") && name.ends_with(".xml"));
    parts.sort();
    let mut seen = Vec::new();
    for part in parts {
        let xml = package.xml(&part)?.unwrap_or_default();
        for words in plain_paragraphs(&xml, styles) {
            if !words.starts_with("Page") && !seen.contains(&words) {
                writer.block(BlockKind::Paragraph, "", &words);
                seen.push(words);
            }
        }
    }
    Ok(())
}

fn footnotes(package: &mut Package<'_>, styles: &Styles, writer: &mut Writer) -> Result<(), Fault> {
    for part in ["word/footnotes.xml", "word/endnotes.xml"] {
        let xml = package.xml(part)?.unwrap_or_default();
        for words in plain_paragraphs(&xml, styles) {
            writer.words(("\n\n", ""), &words);
        }
    }
    Ok(())
}

fn plain_paragraphs(xml: &str, styles: &Styles) -> Vec<String> {
    let (mut lists, links) = (Lists::default(), HashMap::new());
    let mut body = Body::new(styles, &mut lists, &links);
    body.read(xml);
    let words = body.nodes.iter().filter_map(|node| match node {
        Node::Paragraph(paragraph) => Some(paragraph.words.trim().to_owned()),
        Node::Table(_) => None,
    });
    words.filter(|words| !words.is_empty()).collect()
}

fn title(writer: &Writer) -> Option<String> {
    let first = |block: &&super::Block| matches!(block.kind, BlockKind::Heading(1));
    let block = writer.blocks.iter().find(first)?;
    writer.text.get(block.range.clone()).map(str::to_owned)
}

/// The title among the properties of the file, as far as anybody filled it in.
fn core_title(package: &mut Package<'_>) -> Result<Option<String>, Fault> {
    let xml = package.xml("docProps/core.xml")?.unwrap_or_default();
    let title = xml
        .split_once("<dc:title>")
        .and_then(|(_, rest)| rest.split_once('<'));
    let title =
        title.map(|(title, _)| html_escape::decode_html_entities(title.trim()).into_owned());
    Ok(title.filter(|title| !title.is_empty()))
}

/// The addresses of links, by their identifiers.
fn links(xml: &str) -> HashMap<String, String> {
    let mut links = HashMap::new();
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element))
                if name(&element) == "Relationship" =>
            {
                let target = attribute(&element, "Target").unwrap_or_default();
                let whole = !target.contains(|l: char| l.is_whitespace() || l == '>');
                if let Some(id) = attribute(&element, "Id")
                    && target.starts_with("http")
                    && whole
                {
                    links.insert(id, target);
                }
            }
            Ok(Event::Eof) | Err(_) => return links,
            Ok(_) => {}
        }
    }
}

fn tracked_changes() -> Remark {
    let words = "The document has tracked changes: it was read as if all of them were accepted.";
    remark(RemarkKind::TrackedChanges, words)
}

fn breaks_off() -> Remark {
    remark(
        RemarkKind::Truncated,
        "The file is damaged: what came after the last words was not read. Save it again.",
    )
}

fn remark(kind: RemarkKind, words: &str) -> Remark {
    Remark {
        kind,
        words: words.to_owned(),
        passage: None,
        about: About::Document,
    }
}
