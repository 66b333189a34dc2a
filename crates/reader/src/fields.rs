//! Entries to drafts: places in the text become values, each with its passage, cue and sureness.
//!
//! `ask`, `response` and `actions` read the three parts of an entry; `odd` then looks at the whole
//! draft and remarks on what is strange about it.

mod acting;
mod actions;
mod addressees;
mod agents;
mod ask;
mod attributes;
mod beside;
mod by_row;
mod calendar;
mod collaborators;
mod dated;
mod deadline;
mod doers;
mod doubts;
mod front;
mod guessed;
mod headed;
mod judged;
mod lead;
mod listed;
mod obliged;
mod odd;
mod offices;
mod passives;
mod past;
mod proposed;
mod prose;
mod recipients;
mod referred;
mod response;
mod retold;
mod scanned;
mod split;
mod subject;
mod things;
mod times;
mod told;
mod told_apart;
mod writer;

use std::cell::{OnceCell, RefCell};
use std::collections::HashSet;
use std::ops::Range;

use crate::cues::Cues;
use crate::cues::phrases::Scan;
use crate::document::Document;
use crate::draft::{Draft, DraftAction, Field, Passage, Sure};
use crate::layout::{self, Answer, AnswerCue, Entry, Layout, Span};
use crate::read::Source;
use crate::reading::{Format, Reading};
use crate::recognise::bodies::Bodies;
use crate::recognise::likelihood::WeighedTime;
use crate::recognise::mentions::Mentions;
use crate::recognise::sentences::sentences;
use crate::remark::Remark;

pub(crate) use calendar::Whose;

/// What every field is read with.
pub(crate) struct Desk<'a> {
    pub(crate) document: &'a Document<'a>,
    pub(crate) cues: &'a Cues,
    pub(crate) source: &'a Source,
    pub(crate) bodies: Bodies,
    /// Whose calendar its dates follow.
    pub(crate) calendar: Whose,
    /// Who makes the recommendations, where they say it.
    pub(crate) issuer: Option<String>,
    /// The one under review, whom every ask is made to.
    pub(crate) reviewed: Option<Span>,
    /// Who writes, where the document is a reply to a coroner.
    pub(crate) writer: Option<Span>,
    /// Gathered when first asked for.
    pub(crate) mentions: OnceCell<Mentions>,
    /// On which days the replies came, where the first pages say it.
    pub(crate) receipts: Vec<crate::layout::Receipt>,
    /// Where the times that were weighed are kept, for whoever asks.
    pub(crate) times: Option<&'a RefCell<Vec<WeighedTime>>>,
}

impl Desk<'_> {
    /// Whether the document says that things are done by, with or to a name.
    pub(crate) fn tells_of(&self, name: &str) -> bool {
        let mentions = || Mentions::of(&self.source.text);
        !name.contains(' ') && self.mentions.get_or_init(mentions).tell_of(name)
    }

    /// Whether the document says that somebody acts whose name ends as a name of several words.
    pub(crate) fn acts_by_last(&self, name: &str) -> bool {
        let mentions = || Mentions::of(&self.source.text);
        self.mentions.get_or_init(mentions).last_acts(name)
    }

    pub(crate) fn words(&self, span: &Span) -> &str {
        self.source.words(&span.range)
    }

    /// A field whose value is exactly the words of its passage.
    pub(crate) fn exact(&self, span: &Span, cue: &str, sure: Sure) -> Field<String> {
        self.field(plain(self.words(span)), span, cue, sure)
    }

    pub(crate) fn field<T>(&self, value: T, span: &Span, cue: &str, sure: Sure) -> Field<T> {
        let passage = self.source.passage(span.block, span.range.clone());
        Field {
            value,
            passage,
            cue: cue.to_owned(),
            sure,
        }
    }

    /// A stretch of the words of a span, counted from its first byte.
    pub(crate) fn within(&self, span: &Span, range: &Range<usize>) -> Span {
        let start = span.range.start;
        Span {
            block: span.block,
            range: start + range.start..start + range.end,
        }
    }
}

/// A sentence of a response, with what a walk over it shows.
pub(crate) struct Told {
    pub(crate) span: Span,
    pub(crate) scan: Scan,
}

/// Every sentence of the narrative of an answer: cut and searched once, looked at by many.
fn told(desk: &Desk<'_>, answer: &Answer) -> Vec<Told> {
    let spans = answer.narrative.iter();
    spans.flat_map(|span| told_in(desk, span)).collect()
}

/// The sentences of one stretch of words.
fn told_in(desk: &Desk<'_>, span: &Span) -> Vec<Told> {
    let words = desk.words(span);
    let skip = numbered(words);
    let told = sentences(words.get(skip..).unwrap_or_default()).into_iter();
    told.map(|range| {
        let span = desk.within(span, &(skip + range.start..skip + range.end));
        let scan = desk.cues.phrases.scan(desk.words(&span));
        Told { span, scan }
    })
    .collect()
}

/// How long the number is with which a paragraph of print opens: "3.5 ", "12. ".
fn numbered(words: &str) -> usize {
    let Some((first, rest)) = words.split_once(' ') else {
        return 0;
    };
    let digits = first
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number = digits && first.contains('.') && first.starts_with(|one: char| one != '.');
    let rest_at = words.len() - rest.trim_start().len();
    // "2.5 metres" is no number of a paragraph.
    let sentence = rest.trim_start().starts_with(char::is_uppercase);
    if number && sentence { rest_at } else { 0 }
}

/// Words without the addresses that the reader put behind links.
pub(crate) fn plain(words: &str) -> String {
    // Hardly any words have one.
    if memchr::memchr(b'<', words.as_bytes()).is_none() {
        return words.to_owned();
    }
    let mut rest = words;
    let mut out = String::with_capacity(words.len());
    while let Some((before, after)) = rest.split_once(" <") {
        match after.split_once('>') {
            Some((address, behind)) if is_address(address) => {
                out.push_str(before);
                rest = behind;
            }
            _ => {
                out.push_str(before);
                out.push_str(" <");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn is_address(words: &str) -> bool {
    (words.starts_with("http") || words.starts_with('/')) && !words.contains(char::is_whitespace)
}

/// Makes the reading of a document, and keeps the times that were weighed on the way where there is
/// a place for them.
pub(crate) fn reading(
    document: &Document<'_>,
    cues: &Cues,
    source: Source,
    times: Option<&RefCell<Vec<WeighedTime>>>,
) -> Reading {
    let mut layout = layout::layout(&source, cues);
    let issuer = layout
        .issuer
        .as_ref()
        .map(|span| source.words(&span.range).to_owned());
    let reviewed = layout
        .reviewed
        .clone()
        .map(|span| front::by_short_name(&source, &cues.papers, span))
        .or_else(|| front::state(&source, cues));
    let state = reviewed.as_ref().map(|span| source.words(&span.range));
    let calendar = Whose::of(document, &source, state);
    let bodies = Bodies::of(&source.text, document.names);
    let dated = Document {
        said_on: document
            .said_on
            .or_else(|| dated::printed(&source))
            .or_else(|| dated::page::of_page_now(document, &source, calendar.calendar()))
            .or_else(|| dated::of_letter(document, &source))
            .or_else(|| dated::page::on_page(&source, calendar.calendar()))
            .or_else(|| dated::in_name(document))
            .or_else(|| dated::made(document)),
        ..*document
    };
    let desk = Desk {
        document: &dated,
        cues,
        source: &source,
        bodies,
        calendar,
        issuer,
        reviewed,
        receipts: front::receipts(&source, &layout.entries),
        writer: writer::of_reply(&source),
        mentions: OnceCell::new(),
        times,
    };
    let mut drafts: Vec<Draft> = layout
        .entries
        .iter()
        .map(|entry| draft(&desk, entry))
        .collect();
    without_wordless(&mut layout, &mut drafts);
    promised_once(&layout, &mut drafts);
    told_apart::by_number(&source, &layout, &mut drafts);
    retold::once(&layout, &mut drafts);
    addressees::carry(&mut drafts);
    referred::link(cues, &mut drafts);
    if source.format == Format::Scan {
        drafts.iter_mut().for_each(scanned::doubt);
    }
    let mut remarks = source.remarks.clone();
    remarks.extend(guessed::doubt(&desk, &layout, &mut drafts));
    remarks.extend(odd::document(&desk, &drafts));
    Reading {
        title: source.title,
        format: source.format,
        encoding: source.encoding,
        calendar: calendar.calendar(),
        text: source.text,
        drafts,
        remarks,
    }
}

/// Leaves out what asks for nothing: a number or label with no words behind it, in a text that was
/// cut, or a list of the numbers of others.
fn without_wordless(layout: &mut Layout, drafts: &mut Vec<Draft>) {
    let has_words = |draft: &Draft| draft.text.value.chars().any(char::is_alphabetic);
    let kept: Vec<bool> = drafts.iter().map(has_words).collect();
    let mut kept = kept.into_iter();
    layout.entries.retain(|_| kept.next().unwrap_or(true));
    drafts.retain(has_words);
}

/// What prose promises to several asks in the same words stands once, with the last of them. (A
/// cell or a paragraph that is marked as the answer of each is.)
fn promised_once(layout: &Layout, drafts: &mut [Draft]) {
    let mut known: HashSet<(usize, usize)> = HashSet::new();
    for (entry, draft) in layout.entries.iter().zip(drafts).rev() {
        let marked = |answer: &Answer| answer.cue == AnswerCue::Marked;
        if entry.answers.iter().any(marked) {
            continue;
        }
        let place = |action: &DraftAction| {
            let passage = &action.text.passage;
            (passage.start, passage.end)
        };
        draft
            .actions
            .retain(|action| !known.contains(&place(action)));
        known.extend(draft.actions.iter().map(place));
    }
}

fn draft(desk: &Desk<'_>, entry: &Entry) -> Draft {
    let ask = ask::read(desk, entry);
    let mut draft = Draft {
        reference: ask.reference,
        kind: ask.kind,
        text: ask.text,
        purpose: ask.purpose,
        addressees: ask.addressees,
        collaborators: ask.collaborators,
        respond_by: deadline::read(desk, entry),
        responses: Vec::with_capacity(entry.answers.len()),
        actions: Vec::new(),
        particulars: Vec::new(),
        remarks: ask.remarks,
    };
    let answers = entry.answers.iter();
    let all_told = answers.map(|one| answer(desk, one, &mut draft)).collect();
    let remarks = oddities(desk, entry, all_told, &mut draft);
    draft.remarks.extend(remarks);
    shrink(&mut draft);
    draft
}

/// Gives back the room that lists kept for more: a long page holds thousands of drafts until all
/// are read.
fn shrink(draft: &mut Draft) {
    draft.addressees.shrink_to_fit();
    draft.collaborators.shrink_to_fit();
    draft.responses.shrink_to_fit();
    draft.actions.shrink_to_fit();
    draft.remarks.shrink_to_fit();
    for response in &mut draft.responses {
        response.dispositions.shrink_to_fit();
        response.refusals.shrink_to_fit();
    }
    for action in &mut draft.actions {
        action.dependencies.shrink_to_fit();
        action.conditions.shrink_to_fit();
    }
}

/// Reads one answer into a draft; its sentences.
pub(crate) fn answer(desk: &Desk<'_>, answer: &Answer, draft: &mut Draft) -> Vec<Told> {
    let told = told(desk, answer);
    let response = response::read(desk, answer, &told, draft);
    let index = draft.responses.len();
    let actions = actions::read(desk, answer, &told, (index, &response), &draft.text);
    draft.responses.push(response);
    draft.actions.extend(actions);
    told
}

/// What is odd about a draft whose answers are read, and doubtful.
pub(crate) fn oddities(
    desk: &Desk<'_>,
    entry: &Entry,
    all_told: Vec<Vec<Told>>,
    draft: &mut Draft,
) -> Vec<Remark> {
    doubts::raise(desk, entry, draft);
    odd::draft(desk, entry, &all_told, draft)
}

/// A passage that covers several spans.
pub(crate) fn around(desk: &Desk<'_>, spans: &[Span]) -> Option<Passage> {
    let (first, last) = (spans.first()?, spans.last()?);
    Some(
        desk.source
            .passage(first.block, first.range.start..last.range.end),
    )
}
