//! Planned actions: those in lists, and (in `prose`) those that the prose of a response hides.

use std::ops::Range;

use heeded_due::{Context, SaidOn};
use jiff::civil::Date;

use super::headed::{self, Headed};
use super::lead;
use super::listed::{self, Cut};
use super::{Desk, Told, attributes, beside, dated, past, prose, times};
use crate::cues::labels::Label;
use crate::cues::phrases::{Hit, Says};
use crate::draft::{Commitment, DraftAction, DraftDue, DraftResponse, Field, FoundIn, Sure};
use crate::layout::{Answer, AnswerCue, Listed, Span};
use crate::read::BlockKind;
use crate::recognise::likelihood::Stands;
use crate::recognise::places::Places;
use crate::recognise::sentences::sentences;
use crate::recognise::{commitment, dates, words};

/// The actions of one answer, in the order of the document.
pub(super) fn read(
    desk: &Desk<'_>,
    answer: &Answer,
    told: &[Told],
    (index, response): (usize, &DraftResponse),
    ask: &Field<String>,
) -> Vec<DraftAction> {
    // What it promises stands once, with the last of the asks that it answers.
    if answer.cue == AnswerCue::Shared {
        return Vec::new();
    }
    let reader = Reader {
        desk,
        said_on: said_on(desk, answer, response),
        index,
    };
    let found = headed::headed(desk, told)
        .iter()
        .enumerate()
        .flat_map(|(at, headed)| match headed {
            Headed::No => {
                let found = reader.promises_in(told, at);
                reader.judged(told, (at, Stands::Prose), found)
            }
            Headed::Stem => Vec::new(),
            Headed::Item(over, undertaking) => {
                let found = reader.promises_below(told, at, (*over, undertaking));
                reader.judged(told, (at, Stands::Below), found)
            }
        })
        .collect();
    let mut actions = prose::join_dates(found);
    if !reader.is_complete(answer) {
        reader.date_by_row(&mut actions, told, (&answer.loose, ask));
    }
    reader.beside(answer, told, &mut actions);
    reader.due_of_decision(answer, &mut actions);
    // "Next steps: None" plans nothing, and "Ongoing." says only how it stands.
    let planned = |listed: &&Listed| {
        let words = desk.words(&listed.text).trim_end_matches('.');
        let first = words.split([',', '.', ';']).next().unwrap_or_default();
        !is_nothing(words) && !goes_on(first)
    };
    let complete = reader.is_complete(answer);
    for listed in answer.actions.iter().filter(planned) {
        let cut = listed::cut(desk.words(&listed.text), desk.cues);
        match reader.told_in(listed, &cut) {
            told if told.is_empty() => {
                let mut action = reader.listed(listed, &cut);
                reader.judge_item(&listed.text, &mut action);
                let gone = reader.is_gone(&action);
                let row = || reader.is_row_complete(listed);
                if complete && gone || (gone || reader.said_on.is_none()) && row() {
                    action.due = None;
                    action.commitment = Commitment::AlreadyDone;
                }
                actions.push(action);
            }
            told => actions.extend(told),
        }
    }
    reader.lead_by_row(&mut actions, answer);
    actions.sort_by_key(|action| action.text.passage.start);
    actions
}

/// When the response was written, as far as it is known.
fn said_on(desk: &Desk<'_>, answer: &Answer, response: &DraftResponse) -> Option<SaidOn> {
    // A column of what became of the ask since is as new as the document, not as the reply.
    let told = answer.narrative.first();
    let block = told.and_then(|told| desk.source.blocks.get(told.block));
    let heading = block.and_then(|block| block.label.as_ref());
    // "Position at June 2031", over the cell or the answer.
    let received = answer.received.as_ref().map(|(_, span)| span.block);
    let mark = answer.mark.as_ref();
    let mark = mark.filter(|mark| Some(mark.block) != received);
    let mark = mark.map(|mark| &mark.range);
    let mut marks = heading.into_iter().chain(mark);
    if let Some(said_on) = marks.find_map(|mark| dated::in_title(desk.source.words(mark))) {
        // "Position at June 2031", in a paper of 12 June 2031.
        let whole = desk
            .document
            .said_on
            .filter(|day| dated::is_within(*day, said_on));
        return whole.or(Some(said_on));
    }
    let heading = heading.map(|label| desk.source.words(label));
    if heading.is_some_and(|heading| tells_of_since(desk, heading))
        && let Some(said_on) = desk.document.said_on
    {
        return Some(said_on);
    }
    // What a document prints as it came in, once for all answers, it dates by its own day.
    let day = |field: &Field<Date>| SaidOn::Day(field.value);
    let received = response.received.as_ref();
    let own = received.filter(|_| answer.received.is_some());
    let stated = response.stated.as_ref().or(own).map(day);
    stated
        .or(desk.document.said_on)
        .or_else(|| received.map(day))
}

/// "Update from the Board", "Progress": a heading over what became of an ask since it was answered.
fn tells_of_since(desk: &Desk<'_>, heading: &str) -> bool {
    const SINCE: &[&str] = &["progress", "status", "update", "updates"];
    let mut all = words::all_words(heading);
    desk.cues.labels.heading(heading) == Some(Label::Update)
        || all.any(|word| SINCE.iter().any(|since| word.is(heading, since)))
}

/// What the actions of one answer are read with.
pub(super) struct Reader<'a> {
    pub(super) desk: &'a Desk<'a>,
    pub(super) said_on: Option<SaidOn>,
    /// The place of the answer among those to the ask.
    pub(super) index: usize,
}

/// How a date in the words of an action was found.
pub(super) const IN_ACTION: &str = "a time phrase in the action";

impl Reader<'_> {
    /// "The Board will light the pier by May 2031": an item without labels whose sentences say who
    /// will do what by when is read as they are; so is one beside which only stands who leads it,
    /// if several of its sentences have a day.
    fn told_in(&self, listed: &Listed, cut: &Cut) -> Vec<DraftAction> {
        /// The day of one is that of the whole item.
        const DATED_SENTENCES_MIN: usize = 2;
        let lead = |(label, _): &(Label, Span)| *label == Label::Lead;
        if !listed.parts.iter().all(lead) || !cut.parts.is_empty() {
            return Vec::new();
        }
        let told = super::told_in(self.desk, &listed.text);
        let promise = |told: &Told| {
            let at = told.scan.hits.iter().find(|hit| hit.says == Says::Promise);
            at.is_some_and(|hit| hit.range.start > 0)
        };
        if !told.iter().any(promise) {
            return Vec::new();
        }
        let found = (0..told.len()).flat_map(|at| {
            let found = self.promises_in(&told, at);
            self.judged(&told, (at, Stands::Action), found)
        });
        let mut found: Vec<DraftAction> = found.collect();
        let dated = found.iter().filter(|action| action.due.is_some()).count();
        let enough = match listed.parts.is_empty() {
            true => 1,
            false => DATED_SENTENCES_MIN,
        };
        if dated < enough {
            return Vec::new();
        }
        let lead = listed.parts.first().map(|(_, span)| self.labelled(span));
        for action in &mut found {
            action.found_in = FoundIn::List;
            action.lead = action.lead.take().or_else(|| lead.clone());
        }
        found
    }

    fn listed(&self, listed: &Listed, cut: &Cut) -> DraftAction {
        let text = self.desk.within(&listed.text, &cut.text);
        let mut parts: Vec<(Label, Span)> = listed.parts.clone();
        let own = cut
            .parts
            .iter()
            .map(|(label, range)| (*label, self.desk.within(&listed.text, range)));
        parts.extend(own);
        let of = |label: Label| {
            parts
                .iter()
                .filter(move |(one, _)| *one == label)
                .map(|(_, span)| span)
        };
        let labelled = |label: Label| of(label).map(|span| self.labelled(span));
        let sentence = self.desk.words(&text);
        let hits = self.desk.cues.phrases.find(sentence);
        let conditions = self.conditions(&text, &hits);
        let done = of(Label::Due).find(|span| is_done(self.desk.words(span)));
        let own = self.due_in(&text);
        let over = own.as_ref().is_some_and(|due| self.is_over(&text, due));
        let mut dependencies: Vec<Field<String>> = of(Label::Dependency)
            .flat_map(|span| self.dependencies(span))
            .collect();
        if dependencies.is_empty() {
            dependencies = self.condition_objects(&text, &hits);
        }
        DraftAction {
            due: match of(Label::Due).next() {
                Some(span) if done.is_some() || is_nothing(self.desk.words(span)) => None,
                // "Ongoing", beside what has been done: how it stands.
                Some(span) if goes_on(self.desk.words(span)) && past::tells(sentence) => None,
                Some(span) => {
                    let column = self.due_of(span, sentence);
                    let own = own.filter(|own| {
                        let promised = beside::is_promised(sentence, &hits, own);
                        promised || beside::is_within(own, &column)
                    });
                    own.filter(|own| beside::is_closer(own, &column))
                        .or(Some(column))
                }
                None => own.filter(|_| !over),
            },
            lead: self
                .leads(parts.iter())
                .first()
                .map(|span| self.labelled(span))
                .or_else(|| self.doer(&text, &hits)),
            comments: labelled(Label::Comment)
                .next()
                .or(done.map(|span| self.labelled(span))),
            dependencies,
            commitment: match done {
                Some(_) => Commitment::AlreadyDone,
                None if over => Commitment::AlreadyDone,
                None => listed_commitment(sentence, &hits, &conditions),
            },
            conditions,
            text: self
                .desk
                .exact(&text, "an item of the list of actions", Sure::Certain),
            found_in: FoundIn::List,
            response: Some(self.index),
        }
    }

    /// Whether the state beside an answer says that all is done.
    pub(super) fn is_complete(&self, answer: &Answer) -> bool {
        let state = answer.decision.as_ref();
        state.is_some_and(|span| is_done(self.desk.words(span)))
    }

    /// "Complete. Published on 4 May 2031.", in another cell of the row of an action.
    fn is_row_complete(&self, listed: &Listed) -> bool {
        /// What says it stands near; a row without an end is no row of a table. Blocks.
        const NEAR_BLOCKS_MAX: usize = 40;
        let blocks = &self.desk.source.blocks;
        let row = |at: usize| match blocks.get(at).map(|block| block.kind) {
            Some(BlockKind::Cell(row)) => Some(row),
            _ => None,
        };
        let Some(own) = row(listed.text.block) else {
            return false;
        };
        let label = |at: usize| blocks.get(at).and_then(|block| block.label.clone());
        let heading = label(listed.text.block);
        let before = (0..listed.text.block).rev();
        let before = before.take_while(|at| row(*at) == Some(own));
        let behind = (listed.text.block + 1..blocks.len()).take_while(|at| row(*at) == Some(own));
        let near = before
            .take(NEAR_BLOCKS_MAX)
            .chain(behind.take(NEAR_BLOCKS_MAX));
        let mut others = near.filter(|at| label(*at) != heading);
        others.any(|at| {
            let words = blocks
                .get(at)
                .map(|block| self.desk.source.words(&block.range));
            words.is_some_and(is_completed)
        })
    }

    /// Whether the last day of an action was gone when the answer was written.
    fn is_gone(&self, action: &DraftAction) -> bool {
        let latest = action.due.as_ref().and_then(|due| due.due.chosen().latest);
        let written = self.said_on.and_then(prose::last_day);
        latest
            .zip(written)
            .is_some_and(|(latest, written)| latest <= written)
    }

    /// Who will do what an item of a list says, where it says it: "The Board will light it".
    fn doer(&self, text: &Span, hits: &[Hit]) -> Option<Field<String>> {
        let found = commitment::undertaking(self.desk.words(text), hits)?;
        let cue = &found.cue;
        found.subject.as_ref()?;
        lead::read(self.desk, text, [cue, cue], &[])
    }

    pub(super) fn labelled(&self, span: &Span) -> Field<String> {
        let words = self.desk.words(span);
        let inside = words.trim_end_matches(['.', ' ']);
        let span = self.desk.within(span, &(0..inside.len()));
        self.desk.exact(&span, "its label", Sure::Certain)
    }

    /// A row that says once who leads says it of every action in it whose words name nobody.
    fn lead_by_row(&self, actions: &mut [DraftAction], answer: &Answer) {
        let is_lead = |(label, _): &&(Label, Span)| *label == Label::Lead;
        let of_row = answer.loose.iter().filter(is_lead);
        let in_cell = |span: &Span| {
            let block = self.desk.source.blocks.get(span.block);
            block.is_some_and(|block| matches!(block.kind, BlockKind::Cell(_)))
        };
        let of_list = answer.actions.iter().flat_map(|listed| &listed.parts);
        let all = self.leads(of_row.chain(of_list.filter(is_lead)));
        let [only] = all.as_slice() else { return };
        // "Harbour Board, March 2031" is more than a name.
        if !in_cell(only) || !heeded_due::find(self.desk.words(only)).is_empty() {
            return;
        }
        // "We will" leaves it open which of "us".
        let ours = |action: &DraftAction| {
            let prose = action.found_in == FoundIn::Prose;
            prose
                && ["We ", "I "]
                    .iter()
                    .any(|own| action.text.value.starts_with(own))
        };
        for action in actions.iter_mut() {
            if action.lead.is_none() && !ours(action) {
                let lead = self.labelled(only);
                action.lead = Some(Field {
                    sure: Sure::Likely,
                    ..lead
                });
            }
        }
    }

    /// Dependencies stand apart by semicolons; a comma may belong to one.
    fn dependencies(&self, span: &Span) -> Vec<Field<String>> {
        let words = self.desk.words(span);
        let mut found = Vec::new();
        let mut start = 0;
        for piece in words.split_inclusive(';') {
            let bare = piece.trim_matches([';', ' ', '.', '\n']);
            let at = start + piece.find(bare).unwrap_or_default();
            if !bare.is_empty() && !is_nothing(bare) {
                let span = self.desk.within(span, &(at..at + bare.len()));
                found.push(self.desk.exact(&span, "its label", Sure::Certain));
            }
            start += piece.len();
        }
        found
    }

    /// What words mean that state a date.
    pub(super) fn dated(&self, words: Field<String>, sentence: Option<&str>) -> DraftDue {
        let context = Context {
            said_on: self.said_on,
            calendar: self.desk.calendar.calendar(),
            sentence,
        };
        let due = heeded_due::read(&words.value, &context);
        let mut due = DraftDue {
            words,
            said_on: self.said_on,
            due,
        };
        if self.desk.calendar.may_be_another(&due) {
            due.words.sure = Sure::Doubtful;
        }
        due
    }

    /// A due date behind its own label; of one that was moved, the latest.
    pub(super) fn due_of(&self, span: &Span, sentence: &str) -> DraftDue {
        const MOVED: &[&str] = &["amended to ", "extended to ", "moved to ", "revised to "];
        let words = self.desk.words(span);
        let moved = MOVED
            .iter()
            .filter_map(|verb| Some(words.last_place_of(verb)? + verb.len()));
        let told = |at: &usize| !heeded_due::find(words.get(*at..).unwrap_or_default()).is_empty();
        let latest = moved.max().filter(told);
        let span = self.desk.within(span, &(latest.unwrap_or(0)..words.len()));
        self.dated(self.labelled(&span), Some(sentence))
    }

    /// The due date in the words of a listed action: the last time phrase.
    fn due_in(&self, span: &Span) -> Option<DraftDue> {
        let sentence = self.desk.words(span);
        let mut found = heeded_due::find(sentence);
        found.retain(|one| {
            !times::is_gone_by(sentence, &one.range)
                && !attributes::is_of_paper(sentence, &one.range)
                && !attributes::says_of_thing(sentence, one)
        });
        let found = found.pop()?;
        // "Talks are continuing", "No date has been set": how things are, and no time.
        let words = sentence.get(found.range.clone()).unwrap_or_default();
        let before = sentence.get(..found.range.start).unwrap_or_default();
        let goes_on = before.ends_with(" are ") || before.ends_with(" is ");
        if words == "continuing" && goes_on || words.eq_ignore_ascii_case("no date") {
            return None;
        }
        let behind = sentence.get(found.range.end..).unwrap_or_default();
        let at_end = behind.trim_matches(['.', ' ', ')']).is_empty();
        let sure = if at_end { Sure::Certain } else { Sure::Likely };
        Some(self.due_at(span, found.range, sure))
    }

    /// "The toll was abolished in 2029", in a list of what was done and will be: the day of a deed.
    fn is_over(&self, text: &Span, due: &DraftDue) -> bool {
        let at = due.words.passage.start.saturating_sub(text.range.start);
        let words = self.desk.words(text);
        let told = sentences(words).into_iter().find(|one| one.contains(&at));
        let told = told.unwrap_or(0..words.len());
        let sentence = words.get(told.clone()).unwrap_or(words);
        // "The Minister confirmed on 22 May 2031 that it will be done."
        let phrase = at.saturating_sub(told.start);
        let phrase = phrase..phrase + due.words.value.len();
        let reading = due.due.chosen();
        let (Some(first), Some(last)) = (
            self.said_on.and_then(prose::first_day),
            self.said_on.and_then(prose::last_day),
        ) else {
            return false;
        };
        let over = reading.latest.is_some_and(|day| day < first);
        let begun = reading.earliest.is_some_and(|day| day <= last);
        // "The rules apply from 2030"
        let since = due.words.value.starts_with("from ");
        // In a cell of prose: what nobody will do was done.
        let told = || {
            let several = told.len() < words.trim_end().len();
            let mut hits = self.desk.cues.phrases.saying(Says::Promise, sentence);
            several && hits.next().is_none()
        };
        let deed =
            || past::tells_of_over(sentence) || past::verb_is_past(sentence, &phrase) || told();
        over && (since || deed()) || begun && past::is_past(sentence)
    }

    pub(super) fn due_at(&self, span: &Span, range: Range<usize>, sure: Sure) -> DraftDue {
        let sentence = self.desk.words(span);
        let place = self.desk.within(span, &range);
        let words = self.desk.exact(&place, IN_ACTION, sure);
        self.dated(words, Some(sentence))
    }

    /// "subject to funding": the words from the phrase to the next mark.
    pub(super) fn conditions(&self, span: &Span, hits: &[Hit]) -> Vec<Field<String>> {
        let condition = |hit: &&Hit| hit.says == Says::Condition;
        let sentence = self.desk.words(span);
        hits.iter()
            .filter(condition)
            .map(|hit| {
                let range = hit.range.start..clause_end(sentence, hit.range.end);
                self.desk.exact(
                    &self.desk.within(span, &range),
                    "words of a condition",
                    Sure::Likely,
                )
            })
            .collect()
    }

    /// "funding", of "subject to funding": what the promise waits for.
    pub(super) fn condition_objects(&self, span: &Span, hits: &[Hit]) -> Vec<Field<String>> {
        let sentence = self.desk.words(span);
        let mut found = Vec::new();
        for hit in hits.iter().filter(|hit| hit.says == Says::Condition) {
            let end = clause_end(sentence, hit.range.end);
            let words = sentence.get(hit.range.end..end).unwrap_or_default();
            let bare = words.trim();
            let start = end - words.trim_start().len();
            if !bare.is_empty() {
                // The accuracy run: half of them are nothing that the promise waits for.
                let place = self.desk.within(span, &(start..start + bare.len()));
                found.push(
                    self.desk
                        .exact(&place, "words of a condition", Sure::Doubtful),
                );
            }
        }
        found
    }
}

/// "Completed December 2030" in the place of a date: when it was done, not by when it will be.
fn is_done(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    let done = [
        "achieved",
        "closed",
        "complete",
        "completed",
        "delivered",
        "done",
        "implemented",
    ];
    done.contains(&words::key(first).as_str())
}

/// "Complete", "Completed 4 May 2031", "Implemented. The lamps were …": a state, and not the first
/// words of what is to be done ("Complete the survey").
fn is_completed(words: &str) -> bool {
    let mut all = words::all_words(words);
    let first = all.next().map(|word| word.text(words));
    let next = all.next().map(|word| word.text(words));
    let stops = |first: &str| first.ends_with(['.', ',', ';', ':', '–', '—']);
    let goes_on = |next: &str| {
        let day = next.starts_with(|one: char| one.is_ascii_digit());
        day || dates::month(next).is_some() || matches!(next, "–" | "—" | "-" | "in" | "on")
    };
    is_done(words) && first.is_some_and(|first| stops(first) || next.is_none_or(goes_on))
}

/// How something stands that is being done, and no word of what is.
const GOES_ON: &[&str] = &[
    "continuing",
    "continuous",
    "in progress",
    "ongoing",
    "on-going",
    "under way",
];

/// Whether words say that something is being done, and nothing else: "Ongoing.".
fn goes_on(words: &str) -> bool {
    let bare = words.trim_end_matches('.').trim().to_lowercase();
    GOES_ON.contains(&bare.as_str())
}

pub(super) fn is_nothing(words: &str) -> bool {
    !words.contains(char::is_alphanumeric)
        || matches!(
            words.to_lowercase().as_str(),
            "none"
                | "n/a"
                | "nil"
                | "no date"
                | "no date set"
                | "no date at present"
                | "no timeframe"
                | "not known"
                | "none identified"
                | "not applicable"
                | "-"
        )
}

fn clause_end(sentence: &str, from: usize) -> usize {
    let rest = sentence.get(from..).unwrap_or_default();
    let mark = rest.find(['.', ',', ';', ')', ':']).unwrap_or(rest.len());
    // "Subject to their agreement will introduce it", "… and before going back into service": the
    // verb of the promise, or what comes after.
    let ends = JOINED_ON.iter().filter_map(|joint| rest.place_of(joint));
    from + ends.min().unwrap_or(mark).min(mark)
}

/// What goes on behind the words of a condition.
const JOINED_ON: &[&str] = &[
    " and before ",
    " and is ",
    " and may ",
    " and will ",
    " and would ",
    " may ",
    " will ",
    " would ",
];

fn listed_commitment(sentence: &str, hits: &[Hit], conditions: &[Field<String>]) -> Commitment {
    let first_words = |hit: &Hit| {
        sentence
            .get(..hit.range.start)
            .is_some_and(|before| before.split_whitespace().count() <= 2)
    };
    let at_start = |says: Says| hits.iter().any(|hit| hit.says == says && first_words(hit));
    let done = sentence.trim_end_matches(['.', ')', ' ']).to_lowercase();
    if at_start(Says::Considering) {
        Commitment::Considering
    } else if !conditions.is_empty() {
        Commitment::Conditional
    } else if at_start(Says::AlreadyDone)
        || done.ends_with("completed")
        || done.ends_with(" complete")
    {
        Commitment::AlreadyDone
    } else {
        Commitment::Promise
    }
}
