//! A letter (.eml) to text and blocks: its words, then what is attached to it, each read as the
//! document that it is. What cannot be read of it is remarked on.

use jiff::civil::Date;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::{MAX_DOCUMENT_BYTES, Source, html, pdf, sniff, text};
use crate::cues::Cues;
use crate::document::Document;
use crate::page::Attached;
use crate::reading::{Encoding, Format};
use crate::remark::{About, Remark, RemarkKind};

/// A letter may be attached to a letter that is attached to a letter.
const DEEPEST_LETTERS: usize = 4;
/// What a PDF file begins with.
const PDF_MARK: &[u8] = b"%PDF-";
/// More attachments than this are not read.
const MOST_ATTACHMENTS: usize = 100;

/// Reads a letter; `depth` letters are around it.
pub(super) fn source(document: &Document<'_>, cues: &Cues, depth: usize) -> Option<Source> {
    let message = MessageParser::default().parse(document.bytes)?;
    let mut source = body(&message, cues);
    source.title = message.subject().map(str::to_owned).or(source.title);
    source.format = Format::Email;
    source.encoding = Encoding("UTF-8".to_owned());
    for part in message.attachments().take(MOST_ATTACHMENTS) {
        attach(&mut source, part, (document, cues), depth);
    }
    Some(source)
}

/// The words of the letter itself: as a page where it is one, because a page keeps its tables.
fn body(message: &Message<'_>, cues: &Cues) -> Source {
    let page = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(page) => Some(page),
        _ => None,
    });
    match page {
        Some(page) => html::source(page, cues),
        None => text::source(&unquoted(&message.body_text(0).unwrap_or_default())),
    }
}

/// The words of a letter without the ">" before what it quotes (RFC 3676, 4.5): the asks of a
/// letter of which each is answered where it stands are paragraphs like their answers.
fn unquoted(body: &str) -> String {
    let mut text = String::with_capacity(body.len());
    let mut before = 0;
    for line in body.split_inclusive('\n') {
        let inside = line.trim_start_matches(['>', ' ']);
        let quoted = line.get(..line.len() - inside.len()).unwrap_or_default();
        let depth = quoted.bytes().filter(|byte| *byte == b'>').count();
        if depth != before {
            text.push('\n');
        }
        text.push_str(if depth > 0 { inside } else { line });
        before = depth;
    }
    text
}

/// The day on which a letter was sent, where it was sent.
pub(crate) fn sent_on(bytes: &[u8]) -> Option<Date> {
    let message = MessageParser::default().parse_headers(bytes)?;
    let sent = message.date()?;
    let (month, day) = (sent.month.try_into().ok()?, sent.day.try_into().ok()?);
    Date::new(sent.year.try_into().ok()?, month, day).ok()
}

/// The files in a letter, or in a letter within it, that a program outside has to read: each PDF
/// file with its name. Nothing for what is no letter.
#[must_use]
pub fn files_in_letter(document: &Document<'_>) -> Vec<(String, Vec<u8>)> {
    let letter = document.bytes.len() <= MAX_DOCUMENT_BYTES
        && !sniff::is_page(document)
        && matches!(sniff::format(document), Ok(Format::Email));
    let mut files = Vec::new();
    if letter && let Some(message) = MessageParser::default().parse(document.bytes) {
        collect(&message, 0, &mut files);
    }
    files
}

fn collect(message: &Message<'_>, depth: usize, files: &mut Vec<(String, Vec<u8>)>) {
    for part in message.attachments().take(MOST_ATTACHMENTS) {
        match &part.body {
            PartType::Message(inner) if depth < DEEPEST_LETTERS => {
                collect(inner, depth + 1, files);
            }
            _ if part.contents().starts_with(PDF_MARK) && files.len() < MOST_ATTACHMENTS => {
                files.push((name(part).to_owned(), part.contents().to_vec()));
            }
            _ => {}
        }
    }
}

fn name<'a>(part: &'a MessagePart<'_>) -> &'a str {
    part.attachment_name().unwrap_or("an attachment")
}

fn attach(
    source: &mut Source,
    part: &MessagePart<'_>,
    (document, cues): (&Document<'_>, &Cues),
    depth: usize,
) {
    let name = name(part);
    let media_type = part.content_type().map(|kind| {
        let subtype = kind.subtype().unwrap_or_default();
        format!("{}/{subtype}", kind.ctype())
    });
    let attached = Document {
        name,
        bytes: match &part.body {
            PartType::Message(message) => message.raw_message(),
            _ => part.contents(),
        },
        media_type: media_type.as_deref(),
        pages: None,
        ..*document
    };
    let own = |one: &&Attached| one.name == name && one.bytes == attached.bytes.len();
    let read = if let Some(found) = document.attached.iter().find(own) {
        let pages = found.pages.as_ref().map_err(Clone::clone);
        pages.map(|pages| pdf::source(pages, cues))
    } else if depth < DEEPEST_LETTERS {
        super::source_within(&attached, cues, depth + 1).map_err(|cause| cause.to_string())
    } else {
        Err(format!(
            "{name} lies in too many letters, one in the other."
        ))
    };
    match read {
        Ok(read) => source.append(read),
        Err(cause) => source.remarks.push(unread(&cause)),
    }
}

fn unread(cause: &str) -> Remark {
    Remark {
        kind: RemarkKind::AttachmentUnread,
        words: format!("What is attached was not read: {cause}"),
        passage: None,
        about: About::Document,
    }
}
