//! Puts entries together: what is repeated, and what answers an earlier ask by its number.

use std::collections::{HashMap, HashSet};

use heeded_domain::vocabulary::AskKind;

use super::{Answer, AnswerCue, AskCue, Entry, NameCue, Span};
use crate::read::Source;
use crate::recognise::{named_asks, references};

/// The entries so far, findable by their words and by their numbers.
pub(super) struct Placed<'a> {
    source: &'a Source,
    /// By their words, the last of those that have the same.
    worded: HashMap<String, usize>,
    /// By their words and whom the lines that open them name.
    told: HashMap<(String, String), usize>,
    numbered: HashMap<String, usize>,
    entries: Vec<Entry>,
}

impl<'a> Placed<'a> {
    pub(super) fn of(source: &'a Source) -> Self {
        Self {
            source,
            worded: HashMap::new(),
            told: HashMap::new(),
            numbered: HashMap::new(),
            entries: Vec::new(),
        }
    }

    /// Adds an entry, or its answers to the entry that it repeats or names by number. A mention
    /// has a number and no words of an ask.
    pub(super) fn add(&mut self, entry: Entry, mention: bool) {
        let text = self.text(&entry);
        let number = self.number(&entry);
        let by_number = number
            .as_ref()
            .and_then(|number| self.numbered.get(number))
            .copied()
            .or_else(|| {
                // Only what has no words of an ask may be told of under another kind.
                let told = mention || entry.ask_cue == AskCue::Row;
                told.then(|| self.of_any_kind(&entry)).flatten()
            });
        let row = by_number.filter(|&at| self.is_row(at));
        let told = self.told_to(&entry).join("|");
        let by_text = || {
            let same = self.told.get(&(text.clone(), told.clone()));
            same.or_else(|| self.worded.get(&text)).copied()
        };
        let alike = || {
            let at = by_text().or_else(|| by_number.filter(|&at| self.begins_alike(at, &text)));
            at.filter(|&at| !self.asks_others(at, (&entry, number.as_deref())))
        };
        // Rows have no words; a number that issuers give is no other's.
        let same = if mention || entry.ask_cue == AskCue::Row || self.is_issued(&entry) {
            by_number
        } else {
            row.or_else(alike)
        };
        if let Some(at) = same {
            return self.join(at, entry, mention);
        }
        if mention {
            return self.lose(entry);
        }
        self.worded.insert(text.clone(), self.entries.len());
        self.told.insert((text, told), self.entries.len());
        if let Some(number) = number {
            self.numbered.insert(number, self.entries.len());
        }
        self.entries.push(entry);
    }

    /// Every entry, in the order of the document.
    pub(super) fn finish(mut self) -> Vec<Entry> {
        self.hand_over();
        self.tell_together();
        self.leave_out_parts();
        share_answers(&mut self.entries);
        self.entries
    }

    /// "Recommendations 1 and 2 are accepted. …", below the last of them: it answers the others
    /// too.
    fn tell_together(&mut self) {
        let mut given: Vec<(usize, Answer)> = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            for answer in &entry.answers {
                let Some(first) = answer.narrative.first() else {
                    continue;
                };
                let mut named = self.numbers_at_start(self.words(first));
                // Or in the heading above it and above how they were decided.
                let above =
                    (1..=2).filter_map(|up| self.source.blocks.get(first.block.checked_sub(up)?));
                let mut above =
                    above.map(|block| self.numbers_at_start(self.source.words(&block.range)));
                if named.is_empty() {
                    named = above.find(|all| !all.is_empty()).unwrap_or_default();
                }
                let shared = |&ask: &usize| {
                    let answer = Answer {
                        cue: AnswerCue::Shared,
                        ..answer.clone()
                    };
                    (ask, answer)
                };
                given.extend(named.iter().filter(|ask| **ask < at).map(shared));
            }
        }
        for (ask, answer) in given {
            if let Some(entry) = self.entries.get_mut(ask)
                && entry.answers.is_empty()
            {
                entry.answers.push(answer);
            }
        }
    }

    /// The asks that words open with by their numbers: "Recommendations 1, 2 and 4 are".
    fn numbers_at_start(&self, words: &str) -> Vec<usize> {
        let list = words.strip_prefix("Recommendations ").unwrap_or_default();
        named_asks::places(list, |word| self.of_number(word))
    }

    /// The ask that has a number.
    fn of_number(&self, number: &str) -> Option<usize> {
        let kind = AskKind::SafetyRecommendation.code();
        let key = format!("{kind} {}", references::key(number));
        self.numbered.get(&key).copied()
    }

    /// A row without words that has the number of a part, "4a", repeats what its ask says: "4"; and
    /// one that has the number of a whole, what its parts say.
    fn leave_out_parts(&mut self) {
        let digits = |number: &str| {
            let end = number.find(|letter: char| !letter.is_ascii_digit())?;
            number
                .get(..end)
                .filter(|digits| !digits.is_empty())
                .map(str::to_owned)
        };
        let reference = |entry: &Entry| entry.reference.as_ref().map(|span| self.words(span));
        let asks = self
            .entries
            .iter()
            .filter(|entry| entry.ask_cue != AskCue::Row);
        let known: HashSet<String> = asks
            .clone()
            .filter_map(reference)
            .map(str::to_owned)
            .collect();
        let parted = |entry: &&Entry| entry.part.is_some();
        let wholes = asks.clone().filter(parted).filter_map(reference);
        let lettered = asks.filter_map(reference).filter_map(digits);
        let wholes: HashSet<String> = wholes.map(str::to_owned).chain(lettered).collect();
        let repeats = |entry: &Entry| {
            let row = reference(entry).filter(|_| entry.ask_cue == AskCue::Row);
            let part = row.and_then(digits);
            let part = part.is_some_and(|whole| known.contains(&whole));
            part || row.is_some_and(|whole| wholes.contains(whole))
        };
        let kept: Vec<bool> = self.entries.iter().map(|entry| !repeats(entry)).collect();
        let mut kept = kept.into_iter();
        self.entries.retain(|_| kept.next().unwrap_or(true));
    }

    /// Words that close with the numbers of asks ("… by June. (007/30, 008/30)") answer those.
    fn hand_over(&mut self) {
        let mut given: Vec<(Vec<usize>, Vec<Span>)> = Vec::new();
        for at in 0..self.entries.len() {
            let answers = self.entries.get(at).map_or(0, |entry| entry.answers.len());
            for answer in 0..answers {
                given.extend(self.closed_by_numbers(at, answer));
            }
        }
        for (asks, narrative) in given {
            for ask in asks {
                if let Some(entry) = self.entries.get_mut(ask) {
                    entry.answers.push(Answer {
                        cue: AnswerCue::Follows,
                        narrative: narrative.clone(),
                        ..Answer::new()
                    });
                }
            }
        }
        for entry in &mut self.entries {
            entry.answers.retain(|answer| {
                let decided = answer.decision.is_some() || answer.received.is_some();
                decided || !answer.narrative.is_empty() || !answer.actions.is_empty()
            });
        }
    }

    /// Takes from an answer what closes with the numbers of other asks.
    fn closed_by_numbers(&mut self, at: usize, answer: usize) -> Vec<(Vec<usize>, Vec<Span>)> {
        let Some(entry) = self.entries.get(at) else {
            return Vec::new();
        };
        let narrative = entry
            .answers
            .get(answer)
            .map(|answer| answer.narrative.clone());
        let (mut given, mut run) = (Vec::new(), Vec::new());
        for span in narrative.unwrap_or_default() {
            let asks = self.numbers_at_end(self.words(&span));
            run.push(span);
            if !asks.is_empty() {
                given.push((asks, std::mem::take(&mut run)));
            }
        }
        let answer = self
            .entries
            .get_mut(at)
            .and_then(|entry| entry.answers.get_mut(answer));
        if let Some(answer) = answer.filter(|_| !given.is_empty()) {
            answer.narrative = run;
        }
        given
    }

    /// The asks whose numbers stand in brackets at the end of words.
    fn numbers_at_end(&self, words: &str) -> Vec<usize> {
        let Some((_, inside)) = words
            .trim_end()
            .trim_end_matches('.')
            .strip_suffix(')')
            .and_then(|words| words.rsplit_once('('))
        else {
            return Vec::new();
        };
        let numbers = inside
            .split([' ', ',', ';', '&'])
            .filter(|word| references::is_issued(word));
        numbers
            .filter_map(|number| self.of_number(number))
            .collect()
    }

    /// Whether an entry's words begin like these: the summary leaves the points out.
    fn begins_alike(&self, at: usize, text: &str) -> bool {
        /// A line of print: two asks of one number may share their first words.
        const ALIKE_BYTES_MIN: usize = 60;
        let own = self.entries.get(at).map(|entry| self.text(entry));
        let own = own.unwrap_or_default();
        let same = own
            .bytes()
            .zip(text.bytes())
            .take_while(|(one, other)| one == other);
        own == text || same.count() >= ALIKE_BYTES_MIN
    }

    /// Whether the same words under another number ask somebody else: "1. The hospital should: (a)
    /// apologise", "2. The clinic should: (a) apologise".
    fn asks_others(&self, at: usize, (entry, number): (&Entry, Option<&str>)) -> bool {
        let Some(earlier) = self.entries.get(at) else {
            return false;
        };
        let others = || {
            let (first, second) = (self.told_to(earlier), self.told_to(entry));
            let any = !first.is_empty() && !second.is_empty();
            any && !second.iter().any(|name| first.contains(name))
        };
        // "(a)" is below each of them; "3" is one.
        let counted = number.is_some_and(|number| number.ends_with(|l: char| l.is_ascii_digit()));
        let same = counted && self.number(earlier).as_deref() == number;
        !same && (others() || self.are_counted_apart(earlier, entry))
    }

    /// "131.7 Ratify the Convention", "131.52 Ratify the Convention": one list counts both, for two
    /// States made one each.
    fn are_counted_apart(&self, earlier: &Entry, entry: &Entry) -> bool {
        let number = |entry: &Entry| {
            let words = self.words(entry.reference.as_ref()?);
            let (list, number) = words.split_once('.')?;
            let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            (digits(list) && digits(number)).then_some((list, number))
        };
        let both = number(earlier).zip(number(entry));
        both.is_some_and(|(one, other)| one.0 == other.0 && one.1 != other.1)
    }

    /// Those whom the line that opens an ask, or its label, names.
    fn told_to(&self, entry: &Entry) -> Vec<&'a str> {
        let named = |cue: &NameCue| matches!(cue, NameCue::Opening | NameCue::Label);
        let names = entry.names.iter().filter(|(cue, _)| named(cue));
        names.map(|(_, name)| self.words(name)).collect()
    }

    fn words(&self, span: &Span) -> &'a str {
        self.source.words(&span.range)
    }

    /// The words of an ask as they are compared.
    fn text(&self, entry: &Entry) -> String {
        let mut text = String::new();
        for span in &entry.ask {
            for letter in self.words(span).chars() {
                if letter.is_ascii_alphanumeric() {
                    text.push(letter.to_ascii_lowercase());
                } else if letter.is_alphanumeric() {
                    text.extend(letter.to_lowercase());
                }
            }
        }
        text
    }

    /// The number of an entry as it is compared: observation 1 and recommendation 1 are two.
    fn number(&self, entry: &Entry) -> Option<String> {
        let kind = entry.kind.as_ref();
        let kind = kind.map_or(AskKind::SafetyRecommendation, |(kind, _)| *kind);
        let words = self.words(entry.reference.as_ref()?);
        let part = entry.part.as_ref().map_or("", |part| self.words(part));
        let key = references::key(&format!("{words}{part}"));
        Some(format!("{} {key}", kind.code()))
    }

    /// The ask of whatever kind that has the number of a reply, where only one has.
    fn of_any_kind(&self, entry: &Entry) -> Option<usize> {
        let key = references::key(self.words(entry.reference.as_ref()?));
        let kinds = AskKind::ALL
            .iter()
            .map(|kind| format!("{} {key}", kind.code()));
        let mut found = kinds.filter_map(|number| self.numbered.get(&number));
        let only = found.next()?;
        found.next().is_none().then_some(*only)
    }

    fn is_issued(&self, entry: &Entry) -> bool {
        let reference = entry.reference.as_ref();
        reference.is_some_and(|span| references::is_issued(self.words(span)))
    }

    fn is_row(&self, at: usize) -> bool {
        let entry = self.entries.get(at);
        entry.is_some_and(|entry| entry.ask_cue == AskCue::Row)
    }

    fn join(&mut self, at: usize, entry: Entry, mention: bool) {
        let source = self.source;
        let in_row = self.is_row(at);
        let Some(earlier) = self.entries.get_mut(at) else {
            return;
        };
        if in_row && !mention && entry.ask_cue != AskCue::Row {
            // The row had the number, and here are the words.
            (earlier.ask, earlier.ask_cue) = (entry.ask, entry.ask_cue);
            earlier.sections = entry.sections;
        } else if entry.ask_cue != AskCue::Row {
            earlier.repeats.extend(entry.ask.into_iter().take(1));
        }
        for answer in entry.answers {
            match earlier.answers.last_mut() {
                // A row that says what will be done adds to the answer that was given.
                Some(given) if given.cue != AnswerCue::Shared && answer.only_acts() => {
                    given.actions.extend(answer.actions);
                    given.decision = given.decision.take().or(answer.decision);
                }
                // "Agree", "June 2031" in a row, and "Narrative for recommendation 1" below it.
                Some(given) if mention && given.only_decides() => {
                    given.cue = answer.cue;
                    given.narrative = answer.narrative;
                    given.actions = answer.actions;
                    given.loose.extend(answer.loose);
                    given.beside.extend(answer.beside);
                    given.received = answer.received;
                    given.mark = given.mark.take().or(answer.mark);
                }
                _ => earlier.answers.push(answer),
            }
        }
        earlier.unplaced.extend(entry.unplaced);
        earlier.reference = earlier.reference.take().or(entry.reference);
        // A line above a table says whom its rows are about, or who signed what stands before it.
        let above = |cue: &NameCue| entry.ask_cue == AskCue::Row && *cue == NameCue::Line;
        for name in entry.names.into_iter().filter(|(cue, _)| !above(cue)) {
            let same = |span: &Span| source.words(&span.range) == source.words(&name.1.range);
            if !earlier.names.iter().any(|(_, span)| same(span)) {
                earlier.names.push(name);
            }
        }
    }

    /// The answer to an ask that the document does not hold.
    fn lose(&mut self, entry: Entry) {
        let lost = entry
            .answers
            .into_iter()
            .flat_map(|answer| answer.narrative);
        if let Some(last) = self.entries.last_mut() {
            last.unplaced.extend(lost);
        }
    }
}

/// Several asks in a row and then an answer: it answers them all.
fn share_answers(entries: &mut [Entry]) {
    /// One answer is for so many in a row; more are a list of asks with words behind it. Asks.
    const TOGETHER_ENTRIES_MAX: usize = 8;
    let answered = entries.iter().filter(|entry| !entry.answers.is_empty());
    // Where hardly any is answered, they stand in a list, and no answer is for all of it.
    let common = answered.count() * 4 >= entries.len();
    let mut below: Option<Vec<Answer>> = None;
    let mut run = 0;
    let mut next_ask = usize::MAX;
    for entry in entries.iter_mut().rev() {
        let ask = entry.ask.first().map_or(next_ask, |ask| ask.block);
        let behind = std::mem::replace(&mut next_ask, ask);
        // A list of actions further below that tells of it by its number is no answer in words.
        let answers =
            |answer: &Answer| !answer.narrative.is_empty() || stands_before(answer, behind);
        let answered = entry.answers.iter().any(answers);
        run = if answered { 0 } else { run + 1 };
        if entry.shares
            && !answered
            && common
            && run <= TOGETHER_ENTRIES_MAX
            && let Some(answers) = &below
        {
            entry.answers.splice(0..0, answers.iter().cloned());
            continue;
        }
        // What stands behind other asks answers this one by its number, and by that alone.
        let here = |answer: &&Answer| stands_before(answer, behind);
        let shared = |answer: &Answer| Answer {
            cue: AnswerCue::Shared,
            ..answer.clone()
        };
        below = Some(entry.answers.iter().filter(here).map(shared).collect());
    }
}

/// Whether an answer stands before the block of another ask.
fn stands_before(answer: &Answer, block: usize) -> bool {
    let listed = answer.actions.first().map(|listed| &listed.text);
    let first = answer.narrative.first().or(listed);
    let first = first.or(answer.decision.as_ref()).or(answer.mark.as_ref());
    first.is_none_or(|span| span.block < block)
}
