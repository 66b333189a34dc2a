//! What follows an ask: the answers, where each begins and ends, and their lists of actions.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::numbers::is_state;
use super::paired;
use super::replies;
use super::roles::Role;
use super::series::Series;
use super::tables;
use super::{Answer, AnswerCue, Entry, Listed, NameCue, Span, is_title};
use crate::cues::Cues;
use crate::cues::labels::Label;
use crate::read::{BlockKind, Source};
use crate::recognise::{bodies, references, words};

/// Behind a decision so many words say nothing more than it.
const MORE_WORDS_MIN: usize = 3;

/// An action of a list that lost its markers has at most so many words, on a page of print: a long
/// sentence.
const LISTED_WORDS_MAX: usize = 25;

/// The blocks between an ask and the next entry.
pub(super) struct Region<'a> {
    pub(super) source: &'a Source,
    pub(super) cues: &'a Cues,
    pub(super) roles: &'a [Role],
    pub(super) blocks: Range<usize>,
    /// What stands above the ask in its form, or before it in its row.
    pub(super) before: Range<usize>,
    /// The level of the heading that opened the entry.
    pub(super) level: Option<u8>,
    /// The level of the heading above an entry that no heading opened.
    pub(super) section: Option<u8>,
    /// Whether the document marks answers at all.
    pub(super) marked: bool,
    pub(super) series: &'a Series<'a>,
    /// The lines by themselves that say again and again which of several bodies answers.
    pub(super) answering: &'a HashSet<String>,
    /// How often each heading over actions stands in the document.
    pub(super) over_actions: &'a HashMap<String, usize>,
    /// The headings that divide answers.
    pub(super) inner: &'a HashSet<String>,
    /// Whether the document says under labels of its own who leads: then it is a form of those who
    /// answer, and its days are theirs.
    pub(super) leads: bool,
    /// Whether the ask stands in a table whose rows hold the answers too.
    pub(super) tabled: bool,
    /// Whether the first block only names the ask, whose words stand elsewhere.
    pub(super) mention: bool,
}

/// Reads the region behind an ask into the entry.
pub(super) fn fill(entry: &mut Entry, region: &Region<'_>) {
    let mut walk = Walk {
        region,
        entry,
        answer: None,
        in_actions: false,
        closed: false,
        signed: false,
        row: None,
        unanswered: false,
        silent: false,
        elsewhere: false,
        written_to: None,
        pending: Vec::new(),
    };
    walk.before();
    for at in region.blocks.clone() {
        if walk.ends_entry(at) {
            walk.entry
                .unplaced
                .extend((at..region.blocks.end).map(|at| region.span(at)));
            break;
        }
        // "Paragraph 20 (a) and 20 (b)", over the answer.
        let over = matches!(region.roles.get(at), Some(Role::Name | Role::Heading(_)));
        if walk.opens_mention(at) && over {
            walk.marked(at);
            continue;
        }
        walk.block(at);
    }
    walk.finish();
}

impl Region<'_> {
    pub(super) fn span(&self, block: usize) -> Span {
        Span::whole(self.source, block)
    }

    pub(super) fn words(&self, span: &Span) -> &str {
        self.source.words(&span.range)
    }

    /// The first of some words, where those are a decision.
    fn decision(&self, words: &Range<usize>) -> Option<Range<usize>> {
        let first = self.source.words(words).split_inclusive('.').next()?;
        let range = words.start..words.start + first.trim_end_matches('.').len();
        self.cues.decision(first).map(|_| range)
    }

    fn opens_answer(&self, words: &Range<usize>) -> bool {
        self.cues.labels.opens_answer(self.source.words(words))
    }

    /// Whether a cell has its heading right before it, as in a form.
    pub(super) fn is_pair(&self, block: usize) -> bool {
        tables::is_pair(self.source, block)
    }

    pub(super) fn row(&self, block: usize) -> Option<usize> {
        tables::row(self.source, block)
    }
}

/// Goes through a region block by block.
pub(super) struct Walk<'a, 'r> {
    pub(super) region: &'a Region<'r>,
    pub(super) entry: &'a mut Entry,
    pub(super) answer: Option<Answer>,
    pub(super) in_actions: bool,
    /// Whether the line of receipt has closed the answer.
    pub(super) closed: bool,
    /// Whether a letter has ended whose names are those of who signed it.
    pub(super) signed: bool,
    /// The row of the latest action, in a table.
    pub(super) row: Option<usize>,
    /// Whether the state of the ask is that nobody has answered.
    pub(super) unanswered: bool,
    /// Whether words say so in the place of an answer.
    pub(super) silent: bool,
    /// Whether they say that it is not for those to answer who answer the others.
    pub(super) elsewhere: bool,
    /// To whom the first letter of the answer was written.
    written_to: Option<String>,
    /// What a form says of an answer before it prints the answer.
    pub(super) pending: Vec<(Label, Span)>,
}

impl Walk<'_, '_> {
    /// A heading as high as the entry's own, that marks nothing of an answer, ends the entry.
    fn ends_entry(&self, at: usize) -> bool {
        if matches!(self.region.roles.get(at), Some(Role::Apart)) {
            return true;
        }
        // What stands behind the table is no answer to its last row.
        if self.region.tabled && self.region.row(at).is_none() {
            return true;
        }
        let section = self.region.section;
        let section = section.filter(|_| self.has_words() || self.silent);
        let Some(level) = self.region.level.or(section) else {
            return false;
        };
        // "Paragraph 20 (a) and 20 (b)", which opens the entry by its number.
        if self.opens_mention(at) {
            return false;
        }
        let heading = self.region.source.blocks.get(at).map(|block| block.kind);
        if !matches!(heading, Some(BlockKind::Heading(own)) if own <= level) || self.divides(at) {
            return false;
        }
        let opens = match self.region.roles.get(at) {
            Some(Role::Name | Role::Heading(_) | Role::AskList) => true,
            // "To the Harbour Board", over what it is asked.
            Some(Role::Addressee(_)) => true,
            // "Next steps" once, at the end of a document, and not below each ask.
            Some(Role::Actions) => self.stands_once(at),
            _ => false,
        };
        opens && !self.is_answering_body(at) && !self.region.series.decides(at)
    }

    /// Whether a heading stands inside other answers too.
    fn divides(&self, at: usize) -> bool {
        let key = words::name_key(self.region.words(&self.region.span(at)));
        self.region.inner.contains(&key)
    }

    /// Whether no other heading over actions has the same words.
    fn stands_once(&self, at: usize) -> bool {
        let key = words::name_key(self.region.words(&self.region.span(at)));
        self.region.over_actions.get(&key) == Some(&1)
    }

    /// "Recommendation 8: Accepted. Recommendation 9: Not accepted."
    fn decided_again(&mut self, at: usize, rest: &Range<usize>) {
        let span = |range: &Range<usize>| Span {
            block: at,
            range: range.clone(),
        };
        let decision = self.region.decision(rest);
        let end = decision.as_ref().map_or(rest.end, |range| range.end);
        self.marked(at).decision = decision.map(|range| span(&range));
        // "Recommendation 3 – Concur. The Board will light it in May."
        let more = self.region.source.words(&(end..rest.end));
        let more = more.trim_start_matches(['.', ' ']);
        let next = self.region.cues.labels.label(more);
        let next = next.is_some_and(|own| matches!(own.label, Label::Ask(_)));
        if !next && !words::at_most(more, MORE_WORDS_MIN) {
            self.narrate(span(rest));
        }
    }

    pub(super) fn block(&mut self, at: usize) {
        let span = |range: &Range<usize>| Span {
            block: at,
            range: range.clone(),
        };
        match self.region.roles.get(at) {
            Some(Role::Response {
                rest: Some(rest), ..
            }) if self.goes_on_in_row(at) => {
                self.narrate(span(rest));
            }
            Some(Role::Response { body, rest, .. }) => {
                self.begin(body.as_ref().map(&span), self.region.span(at));
                match rest {
                    Some(rest) => self.narrate(span(rest)),
                    None => self.receipt_in_heading(at),
                }
            }
            Some(Role::Received(date, range)) => {
                let closes = self.has_words() && !self.only_decided();
                self.marked(at).received = Some((*date, span(range)));
                (self.closed, self.in_actions) = (closes, false);
            }
            Some(Role::Stated(date, range)) => self.marked(at).stated = Some((*date, span(range))),
            Some(Role::From(range)) => self.from(at, span(range)),
            Some(Role::Decision(range)) => self.takes_state(at, span(range)),
            Some(Role::Actions) => {
                self.marked(at);
                self.in_actions = true;
            }
            Some(Role::Action(range)) => self.action(at, span(range)),
            Some(Role::Part(label, range)) => self.part(*label, span(range)),
            Some(Role::Addressee(range)) => self.addressee(span(range)),
            Some(Role::Aside) => {}
            Some(Role::AskHead {
                rest: Some(rest), ..
            }) if self.region.decision(rest).is_some() => self.decided_again(at, rest),
            // "Recommendation 8: We will light it.", where its words stand before.
            Some(Role::AskHead {
                rest: Some(rest), ..
            }) if self.region.opens_answer(rest) || self.opens_mention(at) => {
                self.marked(at);
                self.narrate(span(rest));
            }
            Some(Role::Unanswered) => self.leave_unanswered(at),
            Some(Role::OtherCell) => self.entry.unplaced.push(self.region.span(at)),
            Some(Role::Reference(range)) => self.reference(at, span(range)),
            Some(Role::Name | Role::Heading(_)) if self.judges(at) => {
                (self.closed, self.in_actions) = (true, false);
            }
            // Who signs a letter answers nothing by that.
            Some(Role::Name | Role::Text) if self.closes_letter(at) => {
                (self.closed, self.in_actions, self.signed) = (true, false, true);
            }
            Some(Role::Name) if self.signed => {}
            Some(Role::Name) if self.is_answering_body(at) => {
                let name = self.region.span(at);
                self.begin(Some(name.clone()), name);
            }
            _ if self.region.series.decides(at) => {
                self.marked(at);
                self.narrate(self.region.span(at));
            }
            Some(Role::Item) if self.in_actions => self.action(at, self.region.span(at)),
            _ => self.other(at),
        }
    }

    /// Whether a block names the ask at the head of its answer: "Recommendation (1). It is lit."
    fn opens_mention(&self, at: usize) -> bool {
        self.region.mention && at == self.region.blocks.start
    }

    /// How the ask was taken, and by when what follows is to be done.
    fn takes_state(&mut self, at: usize, state: Span) {
        self.pending.extend(self.day_of_state(&state));
        self.marked(at).decision = Some(state);
    }

    /// Whether the answer has no words yet but those that say how the ask was taken: "Concur".
    fn only_decided(&self) -> bool {
        /// "Concur in principle".
        const DECISION_WORDS_MAX: usize = 4;
        let Some(answer) = &self.answer else {
            return false;
        };
        answer.actions.is_empty()
            && answer.narrative.iter().all(|span| {
                let words = self.region.words(span);
                let decides = self.region.decision(&span.range).is_some();
                decides && words::at_most(words, DECISION_WORDS_MAX)
            })
    }

    /// Who answers. A letter from whom the one before was written to is the issuer's own.
    fn from(&mut self, at: usize, name: Span) {
        let words = self.region.words(&name);
        if self.written_to.as_deref() == Some(words) {
            (self.closed, self.in_actions) = (true, false);
            return;
        }
        self.closed = false;
        self.marked(at).from = Some(name);
    }

    /// Who is asked; at the head of a letter, to whom it was written.
    fn addressee(&mut self, name: Span) {
        let letter = self.answer.as_ref().is_some_and(|one| one.from.is_some());
        if letter || self.closed {
            let words = self.region.words(&name).to_owned();
            self.written_to.get_or_insert(words);
        } else {
            self.entry.names.push((NameCue::Label, name));
        }
    }

    /// The number of the ask; that of an action in a table is none.
    fn reference(&mut self, at: usize, number: Span) {
        if !self.in_other_row(at) {
            self.entry.reference.get_or_insert(number);
        }
    }

    /// "Board assessment of the response", behind it: the issuer's own.
    fn judges(&self, at: usize) -> bool {
        let words = self.region.words(&self.region.span(at));
        self.has_words() && self.region.cues.labels.judges(words)
    }

    /// "Yours sincerely", behind the answer.
    fn closes_letter(&self, at: usize) -> bool {
        let words = self.region.words(&self.region.span(at));
        words::closes_letter(words) && self.has_words()
    }

    /// Whether a cell belongs to the answer that another cell of its row began.
    fn goes_on_in_row(&self, at: usize) -> bool {
        let row = self.region.row(at);
        let mark = self.answer.as_ref().and_then(|answer| answer.mark.as_ref());
        let acts = self.row == row && self.answer.is_some();
        row.is_some() && (acts || mark.is_some_and(|mark| self.region.row(mark.block) == row))
    }

    fn in_other_row(&self, at: usize) -> bool {
        let ask = self
            .entry
            .ask
            .first()
            .and_then(|span| self.region.row(span.block));
        let row = self.region.row(at);
        row.is_some() && row != ask
    }

    /// Plain words: of a list of actions, of the answer, or of nobody.
    fn other(&mut self, at: usize) {
        let span = self.region.span(at);
        let part_of_item = self
            .region
            .source
            .blocks
            .get(at)
            .is_some_and(|block| block.kind == BlockKind::ItemPart);
        self.in_actions &= !self.is_prose(at);
        if self.in_actions {
            let listed = self
                .answer
                .as_ref()
                .is_some_and(|answer| !answer.actions.is_empty());
            match self.region.roles.get(at) {
                Some(Role::Text) if part_of_item && listed => {
                    return self.part(Label::Comment, span);
                }
                // A list that lost its markers: its first line shows whether it is one.
                Some(Role::Text | Role::Name) if !listed || self.without_markers() => {
                    return self.action(at, span);
                }
                _ => self.in_actions = false,
            }
        }
        if self.closed || self.is_badge(at) {
            self.entry.unplaced.push(span)
        } else {
            self.narrate(span)
        }
    }

    /// "In progress" by itself, above what is marked as an answer: how the ask stands.
    fn is_badge(&self, at: usize) -> bool {
        let next = self.region.roles.get(at + 1);
        let marked = matches!(
            next,
            Some(Role::Response { .. } | Role::Received(..) | Role::Actions | Role::Action(_))
        );
        let paragraph = self.region.row(at).is_none();
        let words = self.region.words(&self.region.span(at));
        paragraph && marked && !self.has_words() && is_state(words)
    }

    /// A long paragraph under "Next steps" is prose, whose promises stand in its sentences.
    fn is_prose(&self, at: usize) -> bool {
        let span = self.region.span(at);
        let block = self.region.source.blocks.get(at);
        let text = self.region.words(&span);
        block.is_some_and(|block| block.kind == BlockKind::Paragraph && block.page.is_some())
            && !words::at_most(text, LISTED_WORDS_MAX)
            && !self.closes_with_lead(text)
    }

    /// "… every pier (Lead: Pier Manager; by May 2031)": who leads stands behind no prose.
    fn closes_with_lead(&self, text: &str) -> bool {
        let behind = text.rfind('(').and_then(|at| text.get(at + 1..));
        let label = behind.and_then(|behind| self.region.cues.labels.label(behind));
        label.is_some_and(|found| found.label == Label::Lead)
    }

    fn without_markers(&self) -> bool {
        let last = self
            .answer
            .as_ref()
            .and_then(|answer| answer.actions.last());
        last.is_some_and(|listed| {
            let block = self.region.source.blocks.get(listed.text.block);
            block.is_some_and(|block| block.kind == BlockKind::Paragraph)
        })
    }

    /// The answer that a mark belongs to: the current one, or a new one.
    fn marked(&mut self, at: usize) -> &mut Answer {
        let mark = self.region.span(at);
        let answer = self.answer.get_or_insert_with(Answer::new);
        answer.cue = AnswerCue::Marked;
        answer.mark.get_or_insert(mark);
        answer
    }

    pub(super) fn has_words(&self) -> bool {
        self.answer
            .as_ref()
            .is_some_and(|answer| !answer.narrative.is_empty() || !answer.actions.is_empty())
    }

    pub(super) fn narrate(&mut self, span: Span) {
        let region = self.region;
        let text = region.words(&span);
        if self.says_none(&span) {
            return;
        }
        let marked = region.marked;
        // Paragraphs of an answer may have numbers: "1.2 We accept".
        let number = number_of(text).and_then(|number| text.get(number.len()..));
        let bare = number.unwrap_or(text).trim_start();
        // "The Board concurred with our first recommendation" answers another.
        // What somebody said before is quoted: "“We will light it” was what they pledged".
        let quoted = bare.starts_with(['“', '‘', '"']);
        let opens = region.cues.labels.opens_answer(bare) && !replies::names_places(bare);
        let opens = (opens || replies::is_told(bare)) && !quoted;
        // Behind words that there is no answer stand the issuer's own, unless a mark opens others.
        let told_on = self.elsewhere && self.answer.is_some();
        if self.silent && !self.has_words() && !opens && !told_on {
            self.entry.unplaced.push(span);
            return;
        }
        let answer = self.answer.get_or_insert_with(|| Answer {
            cue: if marked {
                AnswerCue::Follows
            } else {
                AnswerCue::Opens
            },
            ..Answer::new()
        });
        // Words that neither are marked nor answer are the issuer's own.
        if answer.cue == AnswerCue::Opens && answer.narrative.is_empty() && !opens {
            self.answer = None;
            self.entry.unplaced.push(span);
            return;
        }
        answer.narrative.push(span);
    }

    fn action(&mut self, at: usize, text: Span) {
        if self.says_none(&text) {
            return;
        }
        self.row = self.region.row(at);
        self.in_actions = true;
        // Who owns the record leads all of it; a day above the action is that of the action.
        let parts = self.pending.clone();
        self.pending.retain(|(label, _)| *label == Label::Lead);
        self.marked(at).actions.push(Listed { text, parts });
    }

    /// After an answer was closed, a line with the name of a body opens that body's answer.
    fn is_answering_body(&self, at: usize) -> bool {
        let span = self.region.span(at);
        let text = self.region.words(&span);
        let next = at + 1 < self.region.blocks.end;
        let again = self.region.answering.contains(&words::name_key(text));
        (self.closed || again)
            && next
            && is_title(text)
            && (bodies::has_body_noun(text) || bodies::is_abbreviation(text))
            && matches!(
                self.region.roles.get(at + 1),
                Some(Role::Text | Role::Item | Role::Response { .. })
            )
    }

    pub(super) fn keep(&mut self) {
        self.leave_to_others();
        if let Some(mut answer) = self.answer.take() {
            paired::pair(self.region, &mut answer);
            self.entry.answers.push(answer);
        }
    }

    fn finish(mut self) {
        // A heading between two parts of the document is no answer.
        let titles = self.answer.as_ref().is_some_and(|answer| {
            answer.cue != AnswerCue::Marked
                && self.region.blocks.end < self.region.roles.len()
                && answer.narrative.iter().all(|span| {
                    let words = self.region.words(span);
                    is_title(words) && !self.region.cues.labels.opens_answer(words)
                })
        });
        if titles && let Some(answer) = self.answer.take() {
            self.entry.unplaced.extend(answer.narrative);
        }
        let empty = self.answer.as_ref().is_some_and(|answer| {
            answer.narrative.is_empty()
                && answer.actions.is_empty()
                && answer.received.is_none()
                && (answer.decision.is_none() || self.silent)
        });
        if empty {
            self.answer = None;
        }
        self.settle();
        self.keep();
    }
}

impl Walk<'_, '_> {
    /// Gives the last answer what a form says of it above it; where the state says that there is
    /// none, what stands in its place is the issuer's own.
    fn settle(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        let region = self.region;
        let Some(answer) = &mut self.answer else {
            return;
        };
        if self.unanswered && answer.received.is_none() {
            self.entry.unplaced.append(&mut answer.narrative);
            self.answer = None;
        } else if let Some(last) = answer.narrative.last() {
            // A column may stand before that of the answer.
            let row = region.row(last.block);
            let here = |(_, span): &(Label, Span)| row.is_some() && region.row(span.block) == row;
            let (own, above): (Vec<_>, Vec<_>) = pending.into_iter().partition(here);
            answer.loose.extend(own);
            answer.beside.extend(above);
        } else {
            // "Agree", "June 2031": the words that they are about stand further below.
            answer.beside.extend(pending);
        }
    }
}

/// The number with which words begin: "3.1", "[12]".
fn number_of(words: &str) -> Option<&str> {
    if words.starts_with('[') {
        let number = words.get(..=words.find(']')?)?;
        let digits = number.trim_matches(['[', ']']);
        return digits
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then_some(number);
    }
    let range = references::at_start(words)?;
    let number = words.get(range)?;
    let dotted = number.contains('.') && number.starts_with(|l: char| l.is_ascii_digit());
    dotted.then_some(number)
}
