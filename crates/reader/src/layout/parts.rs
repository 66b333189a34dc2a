//! One number, several asks: "Recommendation 2: The Board should: (a) … (b) …", where each part has
//! an answer of its own, or is an ask by itself.

use std::collections::HashSet;
use std::ops::Range;

use super::concerns::{self, Style};
use super::roles::Role;
use super::sites::{Finder, Site};
use super::{AskCue, Span};
use crate::read::Source;
use crate::recognise::references;

/// The numbers of rows that tell of a part of an ask: "104(a)"; as numbers are compared.
pub(super) fn lettered_rows(source: &Source, roles: &[Role]) -> HashSet<String> {
    let rows = roles.iter().filter_map(|role| match role {
        Role::Reference(range) => Some(source.words(range)),
        _ => None,
    });
    let lettered = rows.filter(|number| number.ends_with(')'));
    lettered.map(references::key).collect()
}

/// A part that is an ask by itself says so in one of these ways.
const OBLIGES: &[&str] = &[" should ", " must ", " be required to ", " shall "];

impl Finder<'_> {
    /// Puts the lettered parts of asks in the place of the asks, where each is answered or asked by
    /// itself.
    pub(super) fn with_parts(&self, sites: Vec<Site>) -> Vec<Site> {
        let leads: Vec<usize> = sites.iter().skip(1).map(|site| site.lead).collect();
        let ends = leads.into_iter().chain([self.roles.len()]);
        let mut all = Vec::with_capacity(sites.len());
        for (site, end) in sites.into_iter().zip(ends) {
            let parts = self.parts(&site, end);
            match parts.is_empty() {
                true => all.push(site),
                false => all.extend(parts),
            }
        }
        all
    }

    /// "104. I recommend that the Office: (a) …; (b) …", where rows tell of "104(a)": the points of
    /// the list have its number too.
    pub(super) fn numbered_by_rows(&self, sites: &mut [Site]) {
        if self.lettered_rows.is_empty() {
            return;
        }
        for site in sites {
            let (Some(stem), Some(letter), None) = (&site.stem, &site.reference, &site.part) else {
                continue;
            };
            let Some(number) = self.typed_number(stem.block) else {
                continue;
            };
            let told = self.rows_tell_of(&number, self.source.words(letter));
            if site.cue == AskCue::List && told {
                site.part = Some(Span {
                    block: site.ask.block,
                    range: letter.clone(),
                });
                site.reference = Some(number);
            }
        }
    }

    /// Whether a list below a block has points that rows tell of by its number and their letters.
    pub(super) fn has_lettered_rows(&self, at: usize) -> bool {
        !self.lettered_rows.is_empty()
            && self
                .typed_number(at)
                .is_some_and(|number| self.rows_tell_of(&number, "a"))
    }

    fn rows_tell_of(&self, number: &Range<usize>, letter: &str) -> bool {
        let whole = format!("{}{letter}", self.source.words(number));
        self.lettered_rows.contains(&references::key(&whole))
    }

    /// The "104" of "104. I recommend that", the "3" of "(3) The Board should".
    pub(super) fn typed_number(&self, at: usize) -> Option<Range<usize>> {
        let line = self.span(at).range;
        let words = self.source.words(&line);
        if let Some((inside, _)) = words
            .strip_prefix('(')
            .and_then(|rest| rest.split_once(") "))
            && !inside.is_empty()
            && inside.bytes().all(|byte| byte.is_ascii_digit())
        {
            let start = line.start + "(".len();
            return Some(start..start + inside.len());
        }
        // The "I" of "I recommend" is no number; "R4" is.
        let bare = words.strip_prefix('R').unwrap_or(words);
        let digit = bare.starts_with(|letter: char| letter.is_ascii_digit());
        let number = references::at_start(words).filter(|_| digit)?;
        Some(line.start + number.start..line.start + number.end)
    }

    fn parts(&self, site: &Site, end: usize) -> Vec<Site> {
        let of_head = site.head.and_then(|head| self.head_number(head));
        let Some(number) = of_head.or_else(|| site.reference.clone()) else {
            return Vec::new();
        };
        let at = site.ask.block;
        let stem = self.letter(at).is_none().then(|| site.ask.clone());
        let letters = self.letters(at + usize::from(stem.is_some())..end);
        let (Some((first, _)), Some((second, _))) = (letters.first(), letters.get(1)) else {
            return Vec::new();
        };
        let own = match &stem {
            // Points that follow each other are one ask; what stands between them answers.
            Some(stem) => {
                let words = self.source.words(&stem.range).trim_end();
                let opens = words.ends_with([':', '–', '—']);
                // What was found stands before the parts, and each of them asks by itself.
                let found = !opens && !OBLIGES.iter().any(|word| words.contains(word));
                let asked = || letters.iter().all(|(block, _)| self.asks(*block));
                let apart = || {
                    let after = letters.last().map_or(at, |(last, _)| last + 1);
                    *second > first + 1
                        || letters.iter().all(|(block, _)| self.obliges(*block))
                        || self.letters(self.behind_mark(after, end)..end).len() == letters.len()
                        || self.names_parts(&number, &letters, after..end)
                };
                *first == at + 1 && (opens && apart() || found && asked())
            }
            None => letters.iter().all(|(block, _)| self.asks(*block)),
        };
        if site.mention || site.list.is_some() || site.cue == AskCue::Row || !own {
            return Vec::new();
        }
        let parts = letters.into_iter().enumerate();
        parts
            .map(|(place, (block, letter))| Site {
                lead: if place == 0 { site.lead } else { block },
                ask: self.behind(block, &letter),
                cue: AskCue::Label,
                head: site.head,
                reference: Some(number.clone()),
                mention: false,
                list: None,
                part: Some(Span {
                    block,
                    range: letter,
                }),
                stem: stem.clone(),
            })
            .collect()
    }

    /// Whether the words behind an ask name each of its parts: "The Board accepts recommendation
    /// 1(a). … It does not accept recommendation 1(b)."
    fn names_parts(
        &self,
        number: &Range<usize>,
        letters: &[(usize, Range<usize>)],
        blocks: Range<usize>,
    ) -> bool {
        let number = self.source.words(number);
        let told: Vec<&str> = blocks
            .map(|at| self.source.words(&self.span(at).range))
            .collect();
        letters.iter().all(|(_, letter)| {
            let letter = self.source.words(letter);
            let named = [
                format!(" {number}({letter})"),
                format!(" {number} ({letter})"),
            ];
            let names = |words: &&str| named.iter().any(|name| words.contains(name.as_str()));
            told.iter().any(names)
        })
    }

    /// Where the answer begins that is marked behind the parts of an ask; the end without one.
    fn behind_mark(&self, from: usize, end: usize) -> usize {
        let marked = |at: &usize| matches!(self.roles.get(*at), Some(Role::Response { .. }));
        (from..end).find(marked).map_or(end, |at| at + 1)
    }

    /// Whether a part says by itself what somebody should do: "(b) the Office should paint it;".
    fn obliges(&self, block: usize) -> bool {
        let words = self.source.words(&self.span(block).range);
        OBLIGES.iter().any(|word| words.contains(word))
    }

    /// The blocks that begin with (a), (b), (c) …, up to the next heading.
    fn letters(&self, blocks: Range<usize>) -> Vec<(usize, Range<usize>)> {
        let mut found: Vec<(usize, Range<usize>)> = Vec::new();
        for block in blocks {
            if matches!(
                self.roles.get(block),
                Some(Role::Heading(_) | Role::AskList)
            ) {
                break;
            }
            let next = ('a'..='z').nth(found.len());
            let Some(letter) = self.letter(block) else {
                continue;
            };
            let words = self.source.words(&letter).to_lowercase();
            if next.is_some_and(|next| words == next.to_string()) {
                found.push((block, letter));
            }
        }
        found
    }

    /// The letter in front of a block's words.
    fn letter(&self, block: usize) -> Option<Range<usize>> {
        if !matches!(
            self.roles.get(block),
            Some(Role::Text | Role::Item | Role::Ask { .. })
        ) {
            return None;
        }
        let (range, style) = concerns::number((self.source, self.cues), block)?;
        let own = (style == Style::Letter && range.len() == 1).then_some(range);
        // "- (a) the idea": pages set a bullet before letters that are typed.
        let typed = || {
            let span = self.span(block);
            let (letter, _) = references::lettered(self.source.words(&span.range))?;
            let start = span.range.start;
            (style == Style::Bullet).then(|| start + letter.start..start + letter.end)
        };
        own.or_else(typed)
    }

    /// The words of a block behind its letter.
    fn behind(&self, block: usize, letter: &Range<usize>) -> Span {
        let mut span = self.span(block);
        if letter.start >= span.range.start {
            let words = self.source.words(&(letter.end..span.range.end));
            let inside = words.trim_start_matches(|l: char| !l.is_alphanumeric());
            span.range.start = span.range.end - inside.len();
        }
        span
    }

    /// Whether the words of a part are an ask without those before them.
    fn asks(&self, block: usize) -> bool {
        let words = self.letter(block).map(|letter| self.behind(block, &letter));
        let words = words.map_or("", |span| self.source.words(&span.range));
        let told = words.starts_with("That ") || OBLIGES.iter().any(|word| words.contains(word));
        told && words.starts_with(char::is_uppercase)
    }
}
