//! Finds the asks among the blocks: by their openings, their labels, their numbers, their lists.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::chapters::Chapter;
use super::concerns::{self, Letter};
use super::headings::Headings;
use super::numbers::asks_in;
use super::roles::Role;
use super::series::Series;
use super::state_papers::StateAsk;
use super::stems::Points;
use super::tables;
use super::under::Under;
use super::{AskCue, Span};
use crate::cues::Cues;
use crate::read::{Source, text};
use crate::recognise::places::Places;
use crate::recognise::references;

/// How many lines above an ask may belong to it.
pub(super) const LINES_ABOVE: usize = 8;

/// So many labelled blocks show that all asks stand so: one or two may be headings of chapters.
const LABELLED_BLOCKS_MIN: usize = 3;

/// A box with an ask has at most so many blocks: its points, each a paragraph.
const BOX_BLOCKS_MAX: usize = 40;

/// An ask and the blocks that open it.
#[derive(Debug)]
pub(super) struct Site {
    /// The first block that belongs to it (a line with a name, a heading).
    pub(super) lead: usize,
    /// Where its words begin.
    pub(super) ask: Span,
    pub(super) cue: AskCue,
    /// The block with its label.
    pub(super) head: Option<usize>,
    /// The reference that stands in front of its words.
    pub(super) reference: Option<Range<usize>>,
    /// No words of an ask, only its number: what follows answers an earlier one.
    pub(super) mention: bool,
    /// The line over the list of concerns that it stands in, and where that list ends.
    pub(super) list: Option<(usize, usize)>,
    /// The letter of the part that it is of a numbered ask, and the words before all parts.
    pub(super) part: Option<Span>,
    pub(super) stem: Option<Span>,
}

/// Where asks stand under labels or numbers, "the Inquiry recommends that" in a paragraph of an
/// answer only tells of one.
fn without_mentioned(source: &Source, mut sites: Vec<Site>) -> Vec<Site> {
    if sites.len() > LABELLED_BLOCKS_MIN {
        sites.retain(|site| !asks_of_readers(source.words(&site.ask.range)));
    }
    let opens = |site: &Site| {
        site.cue == AskCue::Opening && site.head.is_none() && site.reference.is_none()
    };
    let opened = sites.iter().filter(|site| opens(site)).count();
    let labelled = sites.len() - opened;
    if labelled >= LABELLED_BLOCKS_MIN && opened * LABELLED_BLOCKS_MIN < labelled {
        sites.retain(|site| !opens(site));
    }
    sites
}

/// "The Committee is asked to note this report": what a paper asks of those who read it.
fn asks_of_readers(words: &str) -> bool {
    let asked = [
        " asked to ",
        " invited to ",
        " recommended to ",
        " requested to ",
    ];
    // "Is recommended to bring this report to its crews" is an ask like others.
    const TAKING_IN: &[&str] = &[
        "agree", "approve", "comment", "consider", "discuss", "endorse", "note", "receive",
        "review",
    ];
    let paper = [
        "this report",
        "the report",
        "this paper",
        "the paper",
        "the contents",
    ];
    let head = words.split_inclusive('.').next().unwrap_or_default();
    let asked = asked
        .iter()
        .filter_map(|verb| head.get(head.place_of(verb)? + verb.len()..));
    asked
        .map(|behind| behind.trim_start_matches(':').trim_start())
        .any(|behind| {
            let takes_in = TAKING_IN.iter().any(|verb| behind.starts_with(verb));
            takes_in && paper.iter().any(|noun| behind.contains(noun))
        })
}

/// Looks for asks.
pub(super) struct Finder<'a> {
    pub(super) source: &'a Source,
    pub(super) cues: &'a Cues,
    pub(super) roles: &'a [Role],
    pub(super) series: Series<'a>,
    pub(super) headings: Headings,
    /// Whether the document's asks neither say who asks nor stand under labels ("we recommend").
    pub(super) asks_unnamed: bool,
    /// The first block with the label of an ask ("Recommendation 3"): those before it have none.
    pub(super) first_label: usize,
    /// The lines that open lists whose numbers show that their items are asks.
    pub(super) runs: HashSet<usize>,
    /// Whether the document has headings that its format tells.
    pub(super) has_headings: bool,
    /// Whether the concerns stand in a letter that replies to them.
    pub(super) in_reply: bool,
    /// The numbers of rows that tell of parts of asks.
    pub(super) lettered_rows: HashSet<String>,
    /// The numbers in lines over asks without one, by the blocks of these lines.
    pub(super) numbered_lines: HashMap<usize, Range<usize>>,
    /// The chapters of one ask each, by the blocks that open their asks.
    pub(super) chapters: HashMap<usize, Chapter>,
    /// Asks that only papers of States print so, by their blocks.
    pub(super) state_asks: HashMap<usize, StateAsk>,
    /// To whom the document's concerns are sent, once it is known to hold any.
    pub(super) letter: OnceCell<Letter>,
}

impl Finder<'_> {
    pub(super) fn sites(&self) -> Vec<Site> {
        let mut sites = Vec::new();
        let mut under = Under::default();
        let mut free = 0;
        let mut known: HashSet<String> = HashSet::new();
        let mut list = Points::default();
        for (at, role) in self.roles.iter().enumerate() {
            if list.ends_before(at) {
                let headed = under
                    .head
                    .is_some_and(|head| self.head_number(head).is_none());
                list = self.points_below(at, under.list || headed);
            }
            if !list.ends_before(at) {
                if let Some(site) = self.point(&list, at) {
                    under.count_ask();
                    known.extend(self.site_number(&site));
                    sites.push(site);
                }
                under.head = None;
                free = at + 1;
                continue;
            }
            if under.concerns.is_some_and(|(_, end)| at >= end) {
                under.concerns = None;
            }
            let latest = sites.last().map(|site: &Site| site.ask.block);
            let found = self
                .site_at(at, role, (under, &known))
                .or_else(|| self.in_series(at, role, (latest, &known)))
                .filter(|_| !self.is_before_chapters(at));
            under = self.under(at, role, under);
            if let Some(mut site) = found {
                site.lead = self.lead(&site, free);
                self.number_by_line(&mut site, free);
                self.number_by_chapter(&mut site, free);
                free = site.ask.block + 1;
                under.head = None;
                under.listed |= under.list && self.is_item(site.ask.block);
                if !site.mention {
                    under.count_ask();
                }
                known.extend(self.number_shown(&site));
                sites.push(site);
            }
        }
        let mut sites = self.with_parts(without_mentioned(self.source, sites));
        self.numbered_by_rows(&mut sites);
        self.with_said_again(sites)
    }

    /// The number that a site has, as it is compared.
    pub(super) fn site_number(&self, site: &Site) -> Option<String> {
        let of_head = site.head.and_then(|head| self.head_number(head));
        let number = site.reference.clone().or(of_head)?;
        Some(references::key(self.source.words(&number)))
    }

    /// The number of a site, in its own words or in its row.
    fn number_shown(&self, site: &Site) -> Option<String> {
        let of_row = || {
            let number = self.number_of_row(site)?;
            Some(references::key(self.source.words(&number.range)))
        };
        self.site_number(site).or_else(of_row)
    }

    pub(super) fn head_number(&self, head: usize) -> Option<Range<usize>> {
        match self.roles.get(head) {
            Some(Role::AskHead { reference, .. }) => reference.clone(),
            _ => None,
        }
    }

    /// The ask that a block is by its own number, or by the decision below it.
    fn in_series(
        &self,
        at: usize,
        role: &Role,
        (latest, known): (Option<usize>, &HashSet<String>),
    ) -> Option<Site> {
        if !matches!(role, Role::Text | Role::Item) || self.series.decides(at) {
            return None;
        }
        let own = self.series.number_of(at).map(|(range, _)| range);
        let is_new =
            |range: &Range<usize>| !known.contains(&references::key(self.source.words(range)));
        let goes_on = latest.is_some_and(|latest| self.series.goes_on(at, latest));
        if let Some(own) = own {
            let is_ask = goes_on || self.series.is_lettered(at);
            return (is_ask && is_new(&own)).then(|| self.numbered_site(at, Some(own)));
        }
        let goes_with = || {
            let latest = latest.filter(|latest| at - latest <= BOX_BLOCKS_MAX);
            latest.is_some_and(|latest| {
                (latest..at)
                    .all(|block| self.series.alike(block, at) && !self.series.decides(block))
            })
        };
        let decided = self.series.is_boxed(at) && self.series.decides(at + 1) && !goes_with();
        let marker = self.series.marker_of(at);
        (decided && marker.as_ref().is_none_or(is_new)).then(|| self.numbered_site(at, marker))
    }

    fn numbered_site(&self, at: usize, reference: Option<Range<usize>>) -> Site {
        let mut site = self.site(at, AskCue::Label, None);
        site.reference = reference;
        self.cut_number(&mut site);
        site
    }

    /// Leaves the number that stands before its words out of an ask.
    pub(super) fn cut_number(&self, site: &mut Site) {
        let Some(reference) = &site.reference else {
            return;
        };
        if reference.end <= site.ask.range.start {
            return;
        }
        let behind = self.source.words(&(reference.end..site.ask.range.end));
        let inside = behind.trim_start_matches(|l: char| !l.is_alphanumeric());
        site.ask.range.start = site.ask.range.end - inside.len();
    }

    /// The ask that a block opens, or the answer to one by its number.
    fn site_at(
        &self,
        at: usize,
        role: &Role,
        (under, known): (Under, &HashSet<String>),
    ) -> Option<Site> {
        let headed = under.head.is_some();
        if let Some(site) = self.of_state_paper(at) {
            return Some(site);
        }
        if let Some(site) = self.of_chapter(at) {
            return Some(site);
        }
        if let Some(list) = under.concerns.filter(|&(_, end)| at < end) {
            return self.concern(at, list);
        }
        match role {
            Role::AskHead { .. } if self.goes_on_in_cell(at) => {
                // The number of an ask stands above its words, in the same cell.
                let above = at.checked_sub(1).filter(|above| under.head == Some(*above));
                above.map(|_| self.site(at, AskCue::Label, under.head))
            }
            Role::AskHead { .. } => self.decided(at, known).or_else(|| self.inline_ask(at)),
            // The ask stands in the line below.
            Role::Ask { .. } if headed && self.opens_one(at) => None,
            // Inside a response "we recommend" is the addressee's own advice.
            Role::Ask { issuer, .. } => {
                let own =
                    issuer.is_some() || headed || under.list || under.asking || self.asks_unnamed;
                own.then(|| self.opened(at, under))
            }
            // "Recommendation 6", and below it "No response has been received.": asks nothing.
            Role::Text if headed && self.asks_nothing(at) => None,
            Role::Text | Role::Item if headed => {
                let mut site = self.below_head(at, (under.head, known));
                let above = at.checked_sub(1).filter(|&above| self.opens_one(above));
                site.stem = site.stem.or(above.map(|above| self.span(above)));
                Some(site)
            }
            Role::Heading(_) if headed => self.whole_heading(at, under.head),
            Role::Text | Role::Item if under.list && self.reads_as_ask(at) => {
                self.listed(at, under)
            }
            // "The Board should light it.", "Response: …", "The Office should …", "Response: …"
            Role::Text | Role::Item
                if under.answered && self.is_answer(at + 1) && self.reads_as_ask(at) =>
            {
                Some(self.site(at, AskCue::List, None))
            }
            // "Response", and below it "1. We agree.", "2. We do not."
            Role::Text | Role::Item if under.replies => self.replied(at, known),
            // "Response to recommendation 2" stands for itself, wherever it stands.
            Role::Response {
                reference: Some(reference),
                ..
            } => {
                let reference = Some(reference.clone());
                Some(Site {
                    reference,
                    ..self.mention(at, None)
                })
            }
            Role::Decision(_) if headed && self.asks_below(at, (under.head, known)) => None,
            Role::Response { .. } | Role::Decision(_) if headed => {
                (!self.label_follows(at)).then(|| self.mention(at, under.head))
            }
            Role::Reference(reference) => self.row(at, reference, known),
            _ => None,
        }
    }

    /// The ask that a block opens with "we recommend".
    fn opened(&self, at: usize, under: Under) -> Site {
        let mut site = self.site(at, AskCue::Opening, under.head);
        let listed = || self.listed_number(at).filter(|_| under.list);
        // "104. I recommend that …": what replies cite, where no label has a number.
        let typed = || self.typed_number(at).filter(|_| at < self.first_label);
        site.reference = site.reference.or_else(listed).or_else(typed);
        self.cut_number(&mut site);
        site
    }

    /// An ask below "Recommendations" that nothing but its words shows.
    fn listed(&self, at: usize, under: Under) -> Option<Site> {
        // Behind a list of asks a paragraph is none, and what opens some that have numbers is none
        // either.
        if under.listed && !self.is_item(at) || self.opens_heads(at) {
            return None;
        }
        let mut site = self.site(at, AskCue::List, None);
        let letter = || self.typed_letter(at);
        let typed = || self.typed_number(at).filter(|_| at < self.first_label);
        site.reference = self.listed_number(at).or_else(letter).or_else(typed);
        self.cut_number(&mut site);
        Some(site)
    }

    /// The answer that stands with the number of an ask.
    fn replied(&self, at: usize, known: &HashSet<String>) -> Option<Site> {
        let number = self.listed_number(at).or_else(|| self.typed_number(at))?;
        let block = self.span(at).range;
        let start = number.end.max(block.start);
        let words = self.source.words(&(start..block.end));
        let words = words.trim_start_matches(['.', ')', ':', ' ']);
        // "(a)" is a part of the ask above.
        let key = references::key(self.source.words(&number));
        let counts = key.bytes().all(|byte| byte.is_ascii_digit()) && known.contains(&key);
        (counts && self.cues.labels.opens_answer(words)).then(|| Site {
            reference: Some(number),
            ..self.mention(at, None)
        })
    }

    /// One of a list of concerns.
    fn concern(&self, at: usize, list: (usize, usize)) -> Option<Site> {
        let text = (self.source, self.cues);
        concerns::is_concern(text, list, at).then(|| {
            let number = concerns::number(text, at).map(|(range, _)| range);
            let number = number.filter(|range| !range.is_empty());
            let mut site = self.numbered_site(at, number);
            // A bullet that a paragraph types is no part of its words.
            let words = self.source.words(&site.ask.range);
            let typed = text::marker(words).filter(|_| site.reference.is_none());
            site.ask.range.start += typed.map_or(0, |marker| marker.end);
            (site.cue, site.list) = (AskCue::List, Some(list));
            site.lead = concerns::marker_before(self.source, at).unwrap_or(site.lead);
            site
        })
    }

    /// "Recommendation 8: Accepted.", where recommendation 8 was printed before; "Recommendation 8:
    /// We will light it."
    fn decided(&self, at: usize, known: &HashSet<String>) -> Option<Site> {
        let Some(Role::AskHead {
            reference: Some(reference),
            rest: Some(rest),
            ..
        }) = self.roles.get(at)
        else {
            return None;
        };
        let words = self.source.words(rest);
        let first = words.split_inclusive('.').next()?;
        let is_known = known.contains(&references::key(self.source.words(reference)));
        let answers = || {
            self.cues.decision(first).is_some()
                || self.cues.labels.opens_answer(words)
                || self.is_among_replies(at)
                    && !asks_in(first, self.cues)
                    && ![" recommend ", " recommends "]
                        .iter()
                        .any(|verb| first.contains(verb))
        };
        (is_known && answers()).then(|| Site {
            reference: Some(reference.clone()),
            ..self.mention(at, None)
        })
    }

    /// Whether a block stands among the replies of a body, behind the day of their receipt and not
    /// behind a list of asks.
    fn is_among_replies(&self, at: usize) -> bool {
        /// A reply to a report with many asks is a letter of some pages.
        const REPLY_BLOCKS_MAX: usize = 60;
        let before = self.roles.get(at.saturating_sub(REPLY_BLOCKS_MAX)..at);
        let mut before = before.unwrap_or_default().iter().rev();
        let opening = before.find(|role| {
            matches!(
                role,
                Role::Received(..)
                    | Role::From(_)
                    | Role::AskList
                    | Role::ConcernList
                    | Role::Ask { .. }
            )
        });
        matches!(opening, Some(Role::Received(..) | Role::From(_)))
    }

    /// Whether a paragraph of a cell goes on with the ask before it. In a cell whose paragraphs all
    /// have their numbers each is an ask.
    pub(super) fn goes_on_in_cell(&self, at: usize) -> bool {
        let numbered = |block: usize| {
            let words = self.source.words(&self.span(block).range);
            let typed = text::marker(words).and_then(|range| words.get(range));
            let before = self.series.marker_before(block);
            let marker = before.map(|range| self.source.words(&range)).or(typed);
            let bare = marker.map(|marker| marker.trim_end_matches([' ', '.', ')']));
            bare.is_some_and(|bare| !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit()))
        };
        // In front of the words stands their number, in a line of its own.
        let before = at.checked_sub(1).and_then(|before| self.roles.get(before));
        let goes_on = tables::goes_on(self.source, at)
            && !matches!(before, Some(Role::Reference(_) | Role::Addressee(_)));
        // "Recommendation 6" in a line of its own, below the words of the one before.
        let own = matches!(
            self.roles.get(at),
            Some(Role::AskHead {
                reference: Some(_),
                rest: None,
                ..
            })
        );
        // "4(i) The Board should", "4(ii) The Office should": each brings its number.
        let headed = |block: usize| {
            let start = self.span(block).range.start;
            matches!(self.roles.get(block), Some(Role::AskHead { reference: Some(number), .. })
                if number.start == start)
        };
        let before = at.checked_sub(1);
        let each = |brings: &dyn Fn(usize) -> bool| brings(at) && before.is_some_and(brings);
        goes_on && !own && !each(&numbered) && !each(&headed)
    }

    pub(super) fn site(&self, at: usize, cue: AskCue, head: Option<usize>) -> Site {
        let reference = match self.roles.get(at) {
            Some(Role::Ask {
                reference: Some(reference),
                ..
            }) => Some(reference.clone()),
            _ => head.and_then(|head| self.numbered(&self.span(at), head)),
        };
        let mut site = Site {
            lead: at,
            ask: self.span(at),
            cue,
            head,
            reference,
            mention: false,
            list: None,
            part: None,
            stem: None,
        };
        self.cut_number(&mut site);
        site
    }

    /// "8.1. The idea": below a heading without a number, the ask brings its own.
    fn numbered(&self, ask: &Span, head: usize) -> Option<Range<usize>> {
        let words = self.source.words(&ask.range);
        let first = words.split_whitespace().next()?;
        let bare = first.trim_end_matches(['.', ')', ':']);
        // "2a) …", below "Recommendation 2".
        let whole = self.head_number(head);
        let whole = whole.map(|number| self.source.words(&number));
        let letter = whole.and_then(|whole| bare.strip_prefix(whole));
        let part = letter.is_some_and(|letter| {
            letter.len() == 1 && letter.bytes().all(|byte| byte.is_ascii_lowercase())
        });
        if part && bare.len() < first.len() {
            return Some(ask.range.start..ask.range.start + bare.len());
        }
        let dotted = bare.contains('.') && bare.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let number = (bare.len() < first.len() || dotted)
            && bare.starts_with(|l: char| l.is_ascii_digit())
            && references::is_reference(bare);
        number.then_some(ask.range.start..ask.range.start + bare.len())
    }

    pub(super) fn mention(&self, at: usize, head: Option<usize>) -> Site {
        Site {
            mention: true,
            ..self.site(at, AskCue::Label, head)
        }
    }

    /// The first words below "Recommendation 3" are the ask, unless they answer it: they begin as
    /// answers do, and the ask was printed before or nothing else stands there. (A committee's own
    /// words may begin with "we welcome" too.)
    fn below_head(&self, at: usize, (head, known): (Option<usize>, &HashSet<String>)) -> Site {
        let opens = self
            .cues
            .labels
            .opens_answer(self.source.words(&self.span(at).range));
        let number = head.and_then(|head| self.head_number(head));
        let key = number.map(|number| references::key(self.source.words(&number)));
        let number_is_known = || key.as_ref().is_some_and(|key| known.contains(key));
        let is_known = key.is_none() || number_is_known();
        let alone = !matches!(self.roles.get(at + 1), Some(Role::Text | Role::Item));
        let answers = opens && (is_known || alone || self.series.decides(at))
            || number_is_known() && self.answers_concern(at, head);
        if answers {
            self.mention(at, head)
        } else {
            self.site(at, AskCue::Label, head)
        }
    }

    /// Under a heading "Recommendations": a sentence that says what a body should do.
    fn reads_as_ask(&self, at: usize) -> bool {
        let words = self.source.words(&self.span(at).range);
        let should = words.contains(" should ") || words.contains(" must ");
        // "(a) That the Board light the pier", with its letter typed in an item.
        let typed = text::marker(words).map_or(0, |marker| marker.end);
        let behind = words.get(typed..).unwrap_or_default();
        let behind = behind.trim_start_matches([')', '.', ' ']);
        let mut first = behind.split_whitespace();
        let verb = first.next() == Some("That") || self.cues.labels.opens_with_verb(behind);
        // "Commission for Women", "Review of Piers, 2029": a noun.
        let verb = verb && !matches!(first.next(), Some("of" | "for" | "on"));
        let item = matches!(self.roles.get(at), Some(Role::Item));
        // "I have considered whether a register should be kept": nothing is asked yet.
        let mut opening = words.split_whitespace().take(30);
        let telling = opening.find(|word| matches!(*word, "should" | "must" | "whether"));
        let obliges = telling.is_some_and(|word| word != "whether");
        (should && obliges) || (verb && item)
    }
}
