//! What the styles and lists of a Word file say of its paragraphs: headings, numbers, bullets.

use std::collections::{BTreeMap, HashMap};

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::read::numerals::Numeral;
use crate::read::xml::{attribute, name};

/// A style may rest on another, which rests on another: so many steps are followed.
const MOST_STEPS: usize = 12;
/// Levels of a list, says the standard.
const LEVELS: usize = 9;
/// What is printed before a paragraph is some letters ("Recommendation 1.2.3(a):"); a file could
/// print a megabyte before each.
const MOST_MARKER_LETTERS: usize = 100;

/// What a paragraph style says.
#[derive(Debug, Clone, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: Option<String>,
    level: Option<usize>,
}

/// Every style of a file.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
}

impl Styles {
    pub(super) fn of(xml: &str) -> Self {
        let mut styles = Self::default();
        let mut current: Option<(String, Style)> = None;
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event() {
                Ok(Event::Start(element) | Event::Empty(element)) => {
                    let val = || attribute(&element, "val");
                    if name(&element) == "style" {
                        styles.keep(current.take());
                        let id = attribute(&element, "styleId").unwrap_or_default();
                        current = Some((id, Style::default()));
                    } else if let Some((_, style)) = &mut current {
                        match name(&element) {
                            "name" => style.name = val().unwrap_or_default().to_lowercase(),
                            "basedOn" => style.based_on = val(),
                            "outlineLvl" => style.outline = val().and_then(|v| v.parse().ok()),
                            "numId" => style.list = val(),
                            "ilvl" => style.level = val().and_then(|v| v.parse().ok()),
                            _ => {}
                        }
                    }
                }
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => {}
            }
        }
        styles.keep(current);
        styles
    }

    fn keep(&mut self, style: Option<(String, Style)>) {
        if let Some((id, style)) = style {
            self.by_id.insert(id, style);
        }
    }

    /// A style and those it rests on.
    fn chain<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Style> {
        let first = self.by_id.get(id);
        let next = |style: &&'s Style| self.by_id.get(style.based_on.as_ref()?);
        std::iter::successors(first, next).take(MOST_STEPS)
    }

    /// The level of the heading that a style makes.
    pub(super) fn heading(&self, id: &str) -> Option<u8> {
        self.chain(id).find_map(|style| match style.name.as_str() {
            "title" => Some(1),
            "subtitle" => Some(2),
            named => match named.strip_prefix("heading ") {
                Some(level) => level.trim().parse().ok(),
                None => style
                    .outline
                    .filter(|&level| level < 9)
                    .map(|level| level + 1),
            },
        })
    }

    /// The list that a style belongs to, and the level in it.
    pub(super) fn list(&self, id: &str) -> Option<(String, usize)> {
        let list = self.chain(id).find_map(|style| style.list.clone())?;
        let level = self.chain(id).find_map(|style| style.level);
        Some((list, level.unwrap_or(0)))
    }

    /// Whether a style is that of a table of contents.
    pub(super) fn is_contents(&self, id: &str) -> bool {
        self.chain(id).any(|style| {
            let level = style.name.strip_prefix("toc ");
            level.is_some_and(|level| level != "heading")
        })
    }

    /// Whether a style makes points of a list, by its name.
    pub(super) fn is_bulleted(&self, id: &str) -> bool {
        self.chain(id).any(|style| style.name.contains("bullet"))
    }
}

/// How one level of a list is numbered.
#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    text: String,
    start: usize,
}

/// Every list of a file, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// The levels of each abstract list.
    levels: HashMap<String, BTreeMap<usize, Level>>,
    /// The abstract list of each list.
    lists: HashMap<String, String>,
    counts: HashMap<String, Vec<usize>>,
}

impl Lists {
    pub(super) fn of(xml: &str) -> Self {
        let mut lists = Self::default();
        let (mut kind, mut list, mut level) = (String::new(), None, 0usize);
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event() {
                Ok(Event::Start(element) | Event::Empty(element)) => {
                    let val = || attribute(&element, "val").unwrap_or_default();
                    match name(&element) {
                        "abstractNum" => {
                            kind = attribute(&element, "abstractNumId").unwrap_or_default();
                            list = None;
                        }
                        "num" => list = attribute(&element, "numId"),
                        "abstractNumId" => {
                            list.iter().for_each(|list: &String| {
                                lists.lists.insert(list.clone(), val());
                            });
                        }
                        "lvl" if list.is_none() => {
                            let ilvl = attribute(&element, "ilvl");
                            level = ilvl.and_then(|ilvl| ilvl.parse().ok()).unwrap_or(0);
                        }
                        part @ ("start" | "numFmt" | "lvlText") if list.is_none() => {
                            let levels = lists.levels.entry(kind.clone()).or_default();
                            levels.entry(level).or_default().set(part, val());
                        }
                        _ => {}
                    }
                }
                Ok(Event::Eof) | Err(_) => return lists,
                Ok(_) => {}
            }
        }
    }

    /// Counts a paragraph of a list, and gives the marker that Word prints before it.
    pub(super) fn marker(&mut self, list: &str, level: usize) -> Option<String> {
        let kind = self.lists.get(list)?;
        let levels = self.levels.get(kind)?;
        let level = level.min(LEVELS - 1);
        let own = levels.get(&level)?;
        let counts = self.counts.entry(kind.clone()).or_default();
        let start = |at: usize| levels.get(&at).map_or(1, |level| level.start);
        counts.truncate(level + 1);
        while counts.len() <= level {
            counts.push(start(counts.len()).saturating_sub(1));
        }
        if let Some(count) = counts.last_mut() {
            *count = count.saturating_add(1);
        }
        if matches!(own.format.as_str(), "bullet" | "none" | "") {
            return (own.format == "bullet").then(|| "-".to_owned());
        }
        let mut text = own.text.clone();
        for (at, count) in counts.iter().enumerate() {
            let count = (*count).max(start(at));
            let format = levels.get(&at).map_or("decimal", |level| &level.format);
            text = text.replace(
                &format!("%{}", at + 1),
                &Numeral::of_word(format).write(count),
            );
        }
        Some(text.trim().to_owned())
    }
}

impl Level {
    fn set(&mut self, part: &str, value: String) {
        match part {
            "start" => self.start = value.parse().unwrap_or(1),
            "numFmt" => self.format = value,
            _ => self.text = value.chars().take(MOST_MARKER_LETTERS).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_without_end_is_bounded() {
        let long = "%1".repeat(1_000_000);
        let xml = format!(
            "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='8'><w:numFmt w:val='decimal'/>\
             <w:lvlText w:val='{long}'/></w:lvl></w:abstractNum>\
             <w:num w:numId='4'><w:abstractNumId w:val='1'/></w:num>"
        );
        let mut lists = Lists::of(&xml);
        let marker = lists.marker("4", usize::MAX).unwrap();
        assert!(marker.len() <= MOST_MARKER_LETTERS, "{}", marker.len());
    }

    #[test]
    fn styles_that_rest_on_each_other_end() {
        let styles = Styles::of(
            "<w:style w:styleId='a'><w:basedOn w:val='b'/></w:style>\
             <w:style w:styleId='b'><w:basedOn w:val='a'/></w:style>",
        );
        assert_eq!((styles.heading("a"), styles.list("a")), (None, None));
    }

    #[test]
    fn a_list_counts_its_levels() {
        let xml = "<w:numbering><w:abstractNum w:abstractNumId='1'>\
            <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/>\
            <w:lvlText w:val='Recommendation %1:'/></w:lvl>\
            <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/>\
            <w:lvlText w:val='%1(%2)'/></w:lvl></w:abstractNum>\
            <w:num w:numId='4'><w:abstractNumId w:val='1'/></w:num></w:numbering>";
        let mut lists = Lists::of(xml);
        let mut next = |level| lists.marker("4", level).unwrap();
        assert_eq!(next(0), "Recommendation 1:");
        assert_eq!((next(1), next(1)), ("1(a)".to_owned(), "1(b)".to_owned()));
        assert_eq!(next(0), "Recommendation 2:");
        assert_eq!(next(1), "2(a)");
    }
}
