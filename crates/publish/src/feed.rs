//! A feed in Atom (RFC 4287): what changed, newest first, for those who follow a list or a record.

use crate::history::Happening;
use heeded_domain::event::Event;
use jiff::Timestamp;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event as Xml};
use std::io;

/// What a feed is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Its permanent name: an address, the same for ever.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its own address.
    pub address: String,
    /// The address of the page that it follows.
    pub page: String,
    /// Who runs the register.
    pub author: String,
    /// When the register last changed, for a feed without entries.
    pub updated: Timestamp,
    /// What changed, newest first.
    pub entries: Vec<Entry>,
}

/// One change of a record: what was recorded of it at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its permanent name.
    pub id: String,
    /// The record and what happened.
    pub title: String,
    /// The address of the record.
    pub page: String,
    /// When it was recorded.
    pub updated: Timestamp,
    /// What happened, each in a sentence.
    pub sentences: Vec<String>,
}

/// Groups events, newest first, by what was recorded of one record at one time.
#[must_use]
pub fn changes(events: &[Event]) -> Vec<&[Event]> {
    let together =
        |one: &Event, next: &Event| (one.fact.subject(), one.at) == (next.fact.subject(), next.at);
    events.chunk_by(together).collect()
}

/// A happening in a sentence: what, more of it, and the day.
#[must_use]
pub fn sentence(told: &Happening, on: Option<&str>) -> String {
    let day = on.map_or_else(String::new, |on| format!(", {on}"));
    match told.detail.as_str() {
        "" => format!("{}{day}.", told.title),
        detail => format!("{}{day}. {detail}", told.title),
    }
}

/// Writes a feed.
///
/// # Errors
///
/// When what it is written to fails; memory does not.
pub fn atom(feed: &Feed) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new());
    writer.write_event(Xml::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let root = [
        ("xmlns", "http://www.w3.org/2005/Atom"),
        ("xml:lang", "en-GB"),
    ];
    writer.write_event(Xml::Start(BytesStart::new("feed").with_attributes(root)))?;
    text(&mut writer, "id", &feed.id)?;
    text(&mut writer, "title", &feed.title)?;
    link(&mut writer, "self", "application/atom+xml", &feed.address)?;
    link(&mut writer, "alternate", "text/html", &feed.page)?;
    let newest = feed.entries.iter().map(|entry| entry.updated).max();
    text(
        &mut writer,
        "updated",
        &newest.unwrap_or(feed.updated).to_string(),
    )?;
    writer.write_event(Xml::Start(BytesStart::new("author")))?;
    text(&mut writer, "name", &feed.author)?;
    writer.write_event(Xml::End(BytesEnd::new("author")))?;
    for entry in &feed.entries {
        writer.write_event(Xml::Start(BytesStart::new("entry")))?;
        text(&mut writer, "id", &entry.id)?;
        text(&mut writer, "title", &entry.title)?;
        link(&mut writer, "alternate", "text/html", &entry.page)?;
        text(&mut writer, "updated", &entry.updated.to_string())?;
        text(&mut writer, "summary", &entry.sentences.join("\n"))?;
        writer.write_event(Xml::End(BytesEnd::new("entry")))?;
    }
    writer.write_event(Xml::End(BytesEnd::new("feed")))?;
    Ok(writer.into_inner())
}

fn text(writer: &mut Writer<Vec<u8>>, name: &str, words: &str) -> io::Result<()> {
    // Characters that no XML may have: received words can hold them.
    let allowed =
        |c: &char| matches!(c, '\t' | '\n' | '\r') || (!c.is_control() && !is_no_character(*c));
    let words: String = words.chars().filter(allowed).collect();
    writer.write_event(Xml::Start(BytesStart::new(name)))?;
    writer.write_event(Xml::Text(BytesText::new(&words)))?;
    writer.write_event(Xml::End(BytesEnd::new(name)))
}

fn is_no_character(c: char) -> bool {
    matches!(c, '\u{fffe}' | '\u{ffff}')
}

fn link(writer: &mut Writer<Vec<u8>>, rel: &str, kind: &str, href: &str) -> io::Result<()> {
    let attributes = [("rel", rel), ("type", kind), ("href", href)];
    let link = BytesStart::new("link").with_attributes(attributes);
    writer.write_event(Xml::Empty(link))
}

#[cfg(test)]
mod tests {
    use super::*;
    use quick_xml::Reader;

    fn feed() -> Feed {
        Feed {
            id: "https://register.example/recommendations.atom?q=a%26b".to_owned(),
            title: "Recommendations <all> & \u{0}more\u{ffff}".to_owned(),
            address: "https://register.example/recommendations.atom?q=a&b".to_owned(),
            page: "https://register.example/recommendations".to_owned(),
            author: "a test".to_owned(),
            updated: "2026-11-22T12:00:00Z".parse().unwrap(),
            entries: vec![Entry {
                id: "https://register.example/recommendations/R0001A#7".to_owned(),
                title: "Response received: ]]> \"Rest\"".to_owned(),
                page: "https://register.example/recommendations/R0001A".to_owned(),
                updated: "2026-11-20T12:00:00Z".parse().unwrap(),
                sentences: vec!["Response received, 1 May 2026. From B.".to_owned()],
            }],
        }
    }

    #[test]
    fn a_feed_is_well_formed_whatever_words_it_has() {
        let bytes = atom(&feed()).unwrap();
        let written = String::from_utf8(bytes).unwrap();
        let mut reader = Reader::from_str(&written);
        let mut elements = 0;
        loop {
            match reader.read_event().unwrap() {
                Xml::Start(_) | Xml::Empty(_) => elements += 1,
                Xml::Eof => break,
                _ => {}
            }
        }
        assert_eq!(elements, 14, "{written}");
        assert!(
            written.contains("Recommendations &lt;all&gt; &amp; more<"),
            "{written}"
        );
        assert!(written.contains("q=a&amp;b\""), "{written}");
        // The newest entry says when the feed last changed.
        assert!(
            written.contains("<updated>2026-11-20T12:00:00Z</updated><author>"),
            "{written}"
        );
    }

    #[test]
    fn a_feed_without_entries_says_when_the_register_last_changed() {
        let empty = Feed {
            entries: Vec::new(),
            ..feed()
        };
        let written = String::from_utf8(atom(&empty).unwrap()).unwrap();
        assert!(
            written.contains("<updated>2026-11-22T12:00:00Z</updated>"),
            "{written}"
        );
    }
}
