//! Which of the asks of prose the sentences behind them answer.

use std::ops::Range;

use super::prose::Prose;
use super::{Answer, AnswerCue, Entry, Span, replies};
use crate::recognise::words;

impl Prose<'_> {
    /// Whether a paragraph right below an answer goes on with it: "It stated that …", "The Office
    /// will …".
    pub(super) fn goes_on(&self, sentence: &str, block: usize) -> bool {
        const TELLS: &[&str] = &[
            " will ",
            " would ",
            " plans to ",
            " stated ",
            " said ",
            " added ",
        ];
        let below = block
            .checked_sub(1)
            .is_some_and(|above| self.replied == Some(above));
        below && self.answered_before() && TELLS.iter().any(|word| sentence.contains(word))
    }

    /// Whether a sentence answers the asks above it: it reports an answer, and speaks of what was
    /// asked or of one of those asked, close below. "The witnesses agreed" answers nothing.
    pub(super) fn is_reply(&self, sentence: &str, block: usize) -> bool {
        const OF_ASKS: &[&str] = &["recommend", "finding", "draft", "concur", "comments on"];
        if !replies::is_reply(sentence, self.cues) {
            return self.answered_before() && replies::takes_up(sentence);
        }
        OF_ASKS.iter().any(|word| sentence.contains(word)) || self.tells_of_asked(sentence, block)
    }

    /// Whether the asks above have an answer already.
    fn answered_before(&self) -> bool {
        !self.entries.is_empty() && self.open == self.entries.len()
    }

    /// Whether the last ask stands not far above a block: one page of print at most.
    pub(super) fn is_below_asks(&self, block: usize) -> bool {
        const PAGE_BLOCKS: usize = 20;
        let last = self.entries.last().and_then(|entry| entry.ask.last());
        last.is_some_and(|span| block - span.block.min(block) <= PAGE_BLOCKS)
    }

    /// Whether a sentence begins with the name of a body that the asks just above it name.
    fn tells_of_asked(&self, sentence: &str, block: usize) -> bool {
        /// What stands further below tells of other things.
        const BLOCKS_BELOW: usize = 3;
        let Some(name) = opening_name(sentence) else {
            return false;
        };
        let from = match self.open < self.entries.len() {
            true => self.open,
            false => self.answered.start,
        };
        let is_near = |span: &&Span| block - span.block.min(block) <= BLOCKS_BELOW;
        let spans = |entry: &'_ Entry| {
            let names = entry.names.iter().map(|(_, name)| name);
            let near = names.chain(&entry.ask).filter(is_near);
            near.cloned().collect::<Vec<Span>>()
        };
        let since = self.entries.get(from..).unwrap_or_default();
        // Entries stand in the order of the document: above one that is not near none is.
        let asks = since.iter().rev().map(spans);
        let mut near = asks.take_while(|spans| !spans.is_empty()).flatten();
        near.any(|span| self.source.words(&span.range).contains(name))
    }

    /// Gives the sentences that answer to the asks before them: to those without an answer, else to
    /// those answered last, of which they tell more.
    pub(super) fn answer(&mut self, sentences: &[Span]) {
        let all = self.entries.len();
        if self.open < all {
            self.answered = self.open..all;
        }
        if sentences.is_empty() || self.answered.is_empty() || self.is_by_the_way(sentences) {
            return;
        }
        self.open = all;
        let first = self.answered.start;
        let total = self.answered.len();
        let of = self.asks_of(sentences, total);
        let told: Vec<Vec<Span>> = (0..total)
            .map(|at| self.told_of(sentences, (at, total), &of))
            .collect();
        for (entry, narrative) in self.entries.iter_mut().skip(first).zip(told) {
            if entry.answers.is_empty() && !narrative.is_empty() {
                entry.answers.push(Answer::new());
            }
            let answer = entry.answers.last_mut();
            answer
                .into_iter()
                .for_each(|answer| answer.narrative.extend(narrative.clone()));
        }
        self.share(first..first + total);
    }

    /// Whether sentences speak of no ask, behind so many that they cannot be for all of them.
    fn is_by_the_way(&self, sentences: &[Span]) -> bool {
        /// One answer is for so many. Asks.
        const TOGETHER_ENTRIES_MAX: usize = 8;
        let many = self.answered.len() > TOGETHER_ENTRIES_MAX;
        let speaks = |span: &Span| self.source.words(&span.range).contains("ecommendation");
        many && !sentences.iter().any(speaks)
    }

    /// What several asks are answered with in the same words stands with the last of them.
    fn share(&mut self, asks: Range<usize>) {
        let narratives: Vec<Vec<Span>> =
            self.entries.get(asks.clone()).map_or_else(Vec::new, |all| {
                let narrative =
                    |entry: &Entry| entry.answers.last().map(|one| one.narrative.clone());
                all.iter()
                    .map(|entry| narrative(entry).unwrap_or_default())
                    .collect()
            });
        for (at, entry) in self
            .entries
            .iter_mut()
            .skip(asks.start)
            .take(asks.len())
            .enumerate()
        {
            let own = narratives.get(at);
            let again = narratives
                .iter()
                .skip(at + 1)
                .any(|later| Some(later) == own);
            if let Some(answer) = entry.answers.last_mut() {
                answer.cue = match again {
                    true => AnswerCue::Shared,
                    false => AnswerCue::Follows,
                };
            }
        }
    }

    /// Of which asks each sentence tells that names none: of the one that it takes up, of the one
    /// that the sentence before took up, or of those that it named first.
    fn asks_of(&self, sentences: &[Span], total: usize) -> Vec<Vec<usize>> {
        // Those of the sentence before, and whether it named them.
        let mut latest: (Vec<usize>, bool) = (Vec::new(), false);
        let of = sentences.iter().map(|span| {
            let words = self.source.words(&span.range);
            let named = replies::first_named(words, total, self.cues);
            if !named.is_empty() {
                latest = (named, true);
                return Vec::new();
            }
            if let Some(own) = self.asked_alone(words) {
                latest = (vec![own], false);
                return latest.0.clone();
            }
            let told = latest.1 && latest.0.len() == 1;
            if let Some(own) = self.nearest(words).filter(|_| !told) {
                latest = (vec![own], false);
            }
            latest.0.clone()
        });
        of.collect()
    }

    /// The parts of the sentences that answer one of so many asks; all of them, where none does.
    fn told_of(&self, sentences: &[Span], place: (usize, usize), of: &[Vec<usize>]) -> Vec<Span> {
        let own = |(span, of): (&Span, &Vec<usize>)| -> Vec<Span> {
            let words = self.source.words(&span.range);
            if !of.is_empty() && !of.contains(&place.0) {
                return Vec::new();
            }
            let nearest = self.nearest(words).filter(|_| of.is_empty());
            if nearest.is_some_and(|nearest| nearest != place.0) {
                return Vec::new();
            }
            let parts = replies::of_ask(words, place, self.cues);
            let place = |range: Range<usize>| Span {
                block: span.block,
                range: span.range.start + range.start..span.range.start + range.end,
            };
            parts.into_iter().map(place).collect()
        };
        let parts: Vec<Span> = sentences.iter().zip(of).flat_map(own).collect();
        let entry = self.entries.get(self.answered.start + place.0);
        let answered = entry.is_some_and(|entry| !entry.answers.is_empty());
        // Where sentences tell more of those named before them, none of it is about the others.
        let more = of.iter().any(|of| !of.is_empty());
        if parts.is_empty() && !answered && !more {
            sentences.to_vec()
        } else {
            parts
        }
    }

    /// The one behind the first of the asks answered here that asks the body with whose name a
    /// sentence begins: "We also recommend that the Pilot Office …".
    fn asked_alone(&self, sentence: &str) -> Option<usize> {
        let name = opening_name(sentence)?;
        let asks = self.entries.get(self.answered.clone())?.iter().enumerate();
        let mut asking = asks.filter(|(_, entry)| {
            let words = entry.ask.first().map(|span| self.source.words(&span.range));
            let told = words.and_then(|words| words.split_once(" that "));
            let asked = told.map(|(_, asked)| asked.strip_prefix("the ").unwrap_or(asked));
            asked.is_some_and(|asked| asked.starts_with(name))
        });
        let (at, _) = asking.next().filter(|(at, _)| *at > 0)?;
        asking.next().is_none().then_some(at)
    }

    /// The one of the asks answered here that a sentence takes up in its words, where it does not
    /// speak of the asks as such.
    fn nearest(&self, sentence: &str) -> Option<usize> {
        if sentence.contains("ecommendation") {
            return None;
        }
        let asks = self.entries.get(self.answered.clone())?.iter();
        let texts = asks.map(|entry| entry.ask.first().map(|span| self.source.words(&span.range)));
        let texts: Vec<&str> = texts.map(Option::unwrap_or_default).collect();
        replies::nearest(sentence, &texts)
    }
}

/// The name with which a sentence begins, without its article.
fn opening_name(sentence: &str) -> Option<&str> {
    let all: Vec<words::Word> = words::first_words(sentence);
    let name = sentence.get(words::name_at(sentence, &all)?)?;
    let bare = words::without_article(name);
    words::looks_like_name(sentence).then_some(bare)
}

/// "It stated that the guide would be issued in May, and that the fee will be refunded": each part
/// may answer another ask.
pub(super) fn told_parts(sentence: &str) -> Vec<Range<usize>> {
    const JOINT: &str = ", and that ";
    let mut starts = vec![0];
    starts.extend(sentence.match_indices(JOINT).map(|(at, _)| at + ", ".len()));
    let ends = starts.iter().skip(1).map(|start| start - ", ".len());
    let ends: Vec<usize> = ends.chain([sentence.len()]).collect();
    starts
        .into_iter()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect()
}
