//! Finds the asks among the blocks, and shares the blocks between them out.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use heeded_domain::vocabulary::AskKind;

use super::answers::{self, Region};
use super::chapters;
use super::concerns::{self, Letter};
use super::handed_out;
use super::headings::Headings;
use super::heads::{addressed, addressed_first};
use super::in_turn;
use super::lines;
use super::numbered_lines;
use super::parts;
use super::place::Placed;
use super::planned;
use super::positions::{self, Position};
use super::prose;
use super::receipts;
use super::reprinted;
use super::roles::Role;
use super::runs;
use super::series::Series;
use super::sites::{Finder, Site};
use super::state_papers;
use super::tables;
use super::{Answer, AnswerCue, AskCue, Entry, Layout, NameCue, Span};
use crate::cues::Cues;
use crate::cues::labels::Label;
use crate::read::{Block, BlockKind, Source, text};
use crate::recognise::{references, words};

/// Finds every entry; `follows` where it is known that what follows an ask answers it.
pub(super) fn entries(
    source: &Source,
    cues: &Cues,
    (roles, positions): (&[Role], &[Position]),
    follows: bool,
) -> Layout {
    let finder = Finder::of(source, cues, roles);
    let sites = finder.sites();
    let answering = finder.answering(&sites);
    // What a State says below what it was asked answers it.
    let follows = follows || !finder.state_asks.is_empty();
    let marked = follows || marks_answers(source, roles, positions);
    let shelf = Shelf {
        finder: &finder,
        answered: tables::answered(source, roles, sites.iter().map(|site| site.ask.block)),
        answering,
        over_actions: finder.over_actions(),
        inner: finder.inner(&sites),
        leads: roles
            .iter()
            .any(|role| matches!(role, Role::Part(Label::Lead, _))),
        sites,
    };
    let mut found = shelf.entries(marked);
    let answered = || are_answered(&found) || reprinted::says_reply(source, &found);
    if !marked && answered() {
        found = shelf.entries(true);
    }
    in_turn::tell_apart(&shelf, &mut found);
    handed_out::hand_out(source, cues, &mut found);
    lines::carry_names(source, &mut found);
    lines::carry_lines(source, roles, &mut found);
    lines::carry_openings(&finder, &mut found);
    if !marked {
        prose::reply_to_all(source, cues, &mut found);
    }
    let mut placed = Placed::of(source);
    for (mut entry, mention) in found {
        positions::fill(&mut entry, positions);
        state_papers::fill(&mut entry, &finder.state_asks);
        placed.add(entry, mention);
    }
    let mut entries = placed.finish();
    planned::hand(source, cues, &mut entries);
    receipts::above(&mut entries, roles);
    receipts::fill(&mut entries, source, roles);
    let reviewed = first(roles, |role| match role {
        Role::Reviewed(range) => Some(range),
        _ => None,
    });
    let reviewed = reviewed.or_else(|| positions.iter().find_map(|one| one.body.clone()));
    let issuer = first(roles, |role| match role {
        Role::Ask { issuer, .. } => issuer.as_ref(),
        _ => None,
    });
    Layout {
        entries,
        issuer,
        reviewed,
        guessed: Vec::new(),
        counted: Vec::new(),
        marks: Vec::new(),
    }
}

/// Whether a document marks answers at all.
fn marks_answers(source: &Source, roles: &[Role], positions: &[Position]) -> bool {
    !positions.is_empty()
        || reprinted::is_reply(source, roles)
        || roles.iter().any(|role| {
            matches!(
                role,
                Role::Response { .. } | Role::Received(..) | Role::Actions | Role::Decision(_)
            )
        })
}

/// Whether an ask says who asks, or stands under a label.
fn is_named(role: &Role) -> bool {
    match role {
        Role::Ask { issuer, .. } => issuer.is_some(),
        Role::AskHead { .. } => true,
        _ => false,
    }
}

/// Where every fourth ask is followed by words that open as answers do, the words behind the others
/// answer too.
fn are_answered(found: &[(Entry, bool)]) -> bool {
    const FEWEST_ENTRIES: usize = 3;
    let opened = found.iter().filter(|(entry, _)| !entry.answers.is_empty());
    let opened = opened.count();
    opened >= FEWEST_ENTRIES && opened * 4 >= found.len()
}

/// The asks with all that is needed to read what stands between them.
pub(super) struct Shelf<'a> {
    pub(super) finder: &'a Finder<'a>,
    pub(super) sites: Vec<Site>,
    /// The columns of asks whose rows hold the answers too.
    answered: HashSet<usize>,
    /// The lines that say which of several bodies answers.
    answering: HashSet<String>,
    /// How often each heading over actions stands in the document.
    over_actions: HashMap<String, usize>,
    /// The headings that stand inside the answers again and again.
    inner: HashSet<String>,
    /// Whether the document says under labels of its own who leads.
    leads: bool,
}

impl Shelf<'_> {
    /// Every entry, and whether it only mentions an ask; `marked` where answers are.
    fn entries(&self, marked: bool) -> Vec<(Entry, bool)> {
        let pairs = self.sites.iter().enumerate();
        pairs
            .map(|(at, site)| (self.entry((at, site), marked), site.mention))
            .collect()
    }

    fn entry(&self, (at, site): (usize, &Site), marked: bool) -> Entry {
        let finder = self.finder;
        let next = self.sites.get(at + 1);
        let end = next.map_or(finder.roles.len(), |next| next.lead);
        let end = site.list.map_or(end, |(_, list_end)| end.min(list_end));
        let mut entry = finder.entry(site, end);
        let last = entry.ask.last().map_or(site.ask.block, |span| span.block);
        let region = Region {
            source: finder.source,
            cues: finder.cues,
            roles: finder.roles,
            blocks: last + usize::from(!site.mention)..end,
            before: site.lead..site.ask.block,
            level: finder.level(site),
            // "Recommendation: The Board should …" in a section: its answer ends with that at last.
            section: (site.head == Some(site.ask.block))
                .then(|| finder.level_above(site.lead))
                .flatten(),
            marked,
            series: &finder.series,
            mention: site.mention,
            answering: &self.answering,
            over_actions: &self.over_actions,
            inner: &self.inner,
            leads: self.leads,
            tabled: tables::column(finder.source, site.ask.block)
                .is_some_and(|column| self.answered.contains(&column)),
        };
        answers::fill(&mut entry, &region);
        if let Some(decision) = finder.decided_in_head(site) {
            if entry.answers.is_empty() {
                entry.answers.push(Answer::new());
            }
            if let Some(answer) = entry.answers.first_mut() {
                answer.cue = AnswerCue::Marked;
                answer.decision.get_or_insert(decision);
            }
        }
        entry.shares = next.is_some_and(|next| {
            let numbered = |site: &Site| finder.site_number(site).is_some();
            let follows = last + 1 == next.ask.block
                || next.head == Some(last + 1) && next.ask.block == last + 2;
            numbered(site) && numbered(next) && follows && !next.mention
        });
        entry
    }
}

/// The first place that a role gives.
fn first(roles: &[Role], place: fn(&Role) -> Option<&Range<usize>>) -> Option<Span> {
    roles.iter().enumerate().find_map(|(block, role)| {
        let range = place(role)?.clone();
        Some(Span { block, range })
    })
}

impl<'a> Finder<'a> {
    fn of(source: &'a Source, cues: &'a Cues, roles: &'a [Role]) -> Self {
        let label = |role: &Role| matches!(role, Role::AskHead { .. });
        Self {
            source,
            cues,
            roles,
            series: Series::of(source, cues, roles),
            headings: Headings::of(source, roles),
            first_label: roles.iter().position(label).unwrap_or(usize::MAX),
            asks_unnamed: !roles.iter().any(is_named),
            runs: runs::of(source, cues, roles),
            has_headings: source
                .blocks
                .iter()
                .any(|block| matches!(block.kind, BlockKind::Heading(_))),
            lettered_rows: parts::lettered_rows(source, roles),
            numbered_lines: numbered_lines::of(source, roles),
            chapters: chapters::of(source, cues, roles),
            state_asks: state_papers::asks(source, cues, roles),
            letter: OnceCell::new(),
            in_reply: concerns::list(roles).is_some_and(|at| reprinted::opens_reply(source, at)),
        }
    }
}

impl Finder<'_> {
    /// Whether a block stands on a page of print, whose headings show in its type.
    pub(super) fn is_paged(&self, block: usize) -> bool {
        let block = self.source.blocks.get(block);
        block.is_some_and(|block| block.look.left > 0)
    }

    /// The words of a block, as names are compared.
    pub(super) fn key(&self, block: usize) -> String {
        words::name_key(self.source.words(&self.span(block).range))
    }

    pub(super) fn is_item(&self, block: usize) -> bool {
        self.source
            .blocks
            .get(block)
            .is_some_and(|block| block.kind == BlockKind::Item)
    }

    pub(super) fn span(&self, block: usize) -> Span {
        Span::whole(self.source, block)
    }

    /// The level of the heading that opens an entry, if a heading does.
    fn level(&self, site: &Site) -> Option<u8> {
        if let (Some(stem), AskCue::List) = (&site.stem, site.cue) {
            return self.level_above(stem.block);
        }
        let from = site.head.map_or(site.lead, |head| head.min(site.lead));
        let blocks = self.source.blocks.get(from..=site.ask.block)?;
        blocks.iter().rev().find_map(|block| match block.kind {
            BlockKind::Heading(level) => Some(level),
            _ => None,
        })
    }

    /// The level of the nearest heading above a block.
    fn level_above(&self, block: usize) -> Option<u8> {
        /// A section of a report is shorter; without a bound a page without headings would be
        /// walked from every ask back to its beginning.
        const SECTION_BLOCKS_MAX: usize = 5_000;
        let from = block.saturating_sub(SECTION_BLOCKS_MAX);
        let above = self.source.blocks.get(from..block)?;
        above.iter().rev().find_map(|block| match block.kind {
            BlockKind::Heading(level) => Some(level),
            _ => None,
        })
    }

    fn entry(&self, site: &Site, end: usize) -> Entry {
        let mut entry = Entry {
            sections: self.sections(site),
            part: site.part.clone(),
            ..Entry::new(site.cue)
        };
        let stem = match (&site.stem, site.cue) {
            (Some(stem), AskCue::List) => self.asked_in_stem(stem),
            (Some(stem), _) => self.obliged(stem).or_else(|| self.asked_in_stem(stem)),
            (None, _) => self.heading_stem(site).and_then(|stem| self.obliged(&stem)),
        };
        entry
            .names
            .extend(stem.map(|name| (NameCue::Opening, name)));
        for at in site.lead..=site.ask.block {
            self.take_lead(at, &mut entry);
        }
        let concern = matches!(entry.kind, Some((AskKind::Concern, _)));
        if site.list.is_some() || concern {
            self.told_for(site, &mut entry);
        }
        if let Some((heading, _)) = site.list {
            entry.kind = Some((AskKind::Concern, self.span(heading)));
        }
        if site.list.is_some() || concern && entry.names.is_empty() {
            let letter = || Letter::of(self.source, self.cues, self.roles);
            let letter = self.letter.get_or_init(letter);
            let names = letter.recipients.iter().cloned();
            entry
                .names
                .extend(names.map(|name| (NameCue::Recipient, name)));
            let terms = letter.terms_behind(site.ask.block);
            let terms = terms.map(|block| self.span(block));
            entry.deadlines.extend(terms);
        }
        let own = site.reference.clone();
        let own = own.map(|range| Span {
            block: site.ask.block,
            range,
        });
        // "2a) …", below "Recommendation 2": its own number says more.
        let whole = entry.reference.take();
        let words = |span: &Span| self.source.words(&span.range);
        let own_part = own
            .as_ref()
            .zip(whole.as_ref())
            .is_some_and(|(own, whole)| {
                let letter = words(own).strip_prefix(words(whole));
                letter
                    .is_some_and(|letter| letter.starts_with(|one: char| one.is_ascii_lowercase()))
            });
        let (first, second) = if own_part { (own, whole) } else { (whole, own) };
        let number = first.or(second).or_else(|| self.number_of_row(site));
        entry.reference = number.or_else(|| self.code_above(site));
        if !site.mention {
            let ask = self.behind_name(site, &mut entry);
            entry.ask.push(ask);
            self.extend_ask(site, end, &mut entry.ask);
        }
        entry
    }

    /// The words of an ask behind whom they open with: "TO THE HARBOUR BOARD: Light the pier."
    fn behind_name(&self, site: &Site, entry: &mut Entry) -> Span {
        let words = self.source.words(&site.ask.range);
        let Some(name) = addressed_first(words) else {
            return site.ask.clone();
        };
        let start = site.ask.range.start;
        let place = |range: Range<usize>| Span {
            block: site.ask.block,
            range: start + range.start..start + range.end,
        };
        entry.names.push((NameCue::Label, place(name.clone())));
        let behind = words.get(name.end..).unwrap_or_default();
        let inside = behind.trim_start_matches([':', ' ']).len();
        place(words.len() - inside..words.len())
    }

    /// Cuts the names above a concern to those whom their lines say that it is for, and adds those
    /// of a heading that says more: "Lamps — to the Tide Board".
    fn told_for(&self, site: &Site, entry: &mut Entry) {
        let lines = (site.lead..site.ask.block).filter_map(|at| {
            let span = self.span(at);
            let from = concerns::told_for(self.source.words(&span.range))?;
            let range = span.range.start + from..span.range.end;
            Some(Span { block: at, range })
        });
        for line in lines {
            entry.names.retain(|(_, name)| name.block != line.block);
            entry.names.push((NameCue::Heading, line));
        }
    }

    /// The number that the row of an ask has, wherever it stands in it.
    pub(super) fn number_of_row(&self, site: &Site) -> Option<Span> {
        let mut row = tables::blocks(self.source, site.ask.block);
        let span = |at: usize| match self.roles.get(at) {
            Some(Role::Reference(range)) => Some(Span {
                block: at,
                range: range.clone(),
            }),
            _ => None,
        };
        row.find_map(span).filter(|_| !site.mention)
    }

    /// "The Board should:" over a column of asks: each cell goes on with these words.
    fn heading_stem(&self, site: &Site) -> Option<Span> {
        let block = self.source.blocks.get(site.ask.block)?;
        let range = block.label.clone()?;
        Some(Span {
            block: site.ask.block,
            range,
        })
    }

    /// Who should act, in words that end there: "The Board should:", "Recommendation to the Board".
    fn obliged(&self, stem: &Span) -> Option<Span> {
        let words = self.source.words(&stem.range);
        if let Some(start) = words::made_to(words) {
            return Some(Span {
                block: stem.block,
                range: stem.range.start + start..stem.range.end,
            });
        }
        let at = [" should", " must"]
            .iter()
            .find_map(|word| words.find(word))?;
        // "What the company must do" names nobody.
        let name = words.get(..at).filter(|name| !name.starts_with("What "))?;
        let range = stem.range.start..stem.range.start + name.len();
        (!name.is_empty()).then_some(Span {
            block: stem.block,
            range,
        })
    }

    /// Under an issued number the reason may come first, and then how the ask was told: "For this
    /// reason the Commission recommended that …".
    fn told_below(&self, site: &Site, below: Range<usize>) -> Option<usize> {
        const BLOCKS_BELOW: usize = 6;
        let number = site.head.and_then(|head| self.head_number(head))?;
        if !references::is_issued(self.source.words(&number)) {
            return None;
        }
        let told = |at: usize| {
            let words = self.source.words(&self.span(at).range);
            self.cues.labels.told(words).is_some() || self.cues.labels.ask_opening(words).is_some()
        };
        if told(site.ask.block) {
            return None;
        }
        below
            .take(BLOCKS_BELOW)
            .take_while(|&at| {
                matches!(
                    self.roles.get(at),
                    Some(Role::Text | Role::Item | Role::Ask { .. })
                )
            })
            .find(|&at| told(at))
    }

    /// The headings above an ask that stands in a table or under an issued number.
    fn sections(&self, site: &Site) -> Vec<Span> {
        let heads = site.head.and_then(|head| self.head_number(head));
        let issued = heads.is_some_and(|head| references::is_issued(self.source.words(&head)));
        if tables::row(self.source, site.ask.block).is_some() || issued {
            self.headings.above(site.lead)
        } else {
            let mut headings = self.headings.above(site.ask.block);
            headings.retain(|heading| {
                let words = self.source.words(&heading.range);
                words::made_to(words).is_some()
            });
            headings
        }
    }

    /// Whether the cell of a number has given the ask its number before.
    fn is_second_number(&self, block: usize, entry: &Entry) -> bool {
        let first = entry.reference.as_ref();
        first.is_some_and(|first| tables::same_cell(self.source, first.block, block))
    }

    /// What a line above the ask says.
    fn take_lead(&self, block: usize, entry: &mut Entry) {
        let at = |range: &Range<usize>| Span {
            block,
            range: range.clone(),
        };
        match self.roles.get(block) {
            Some(Role::AskHead {
                kind,
                label,
                reference,
                rest,
            }) => {
                entry.kind = Some((*kind, at(label)));
                entry.reference = reference.as_ref().map(at).or(entry.reference.take());
                let behind = reference.as_ref().map_or(0, |number| number.end);
                let end = self.span(block).range.end;
                if let Some(name) = addressed(self.source.words(&(behind..end)))
                    && behind > 0
                    && rest.is_none()
                {
                    let name = behind + name.start..behind + name.end;
                    entry.names.push((NameCue::Label, at(&name)));
                }
            }
            // Behind the number of an ask its cell may have that of the report.
            Some(Role::Reference(_)) if self.is_second_number(block, entry) => {}
            Some(Role::Reference(range)) => entry.reference = Some(at(range)),
            Some(Role::Ask {
                reference: Some(range),
                ..
            }) => entry.reference = Some(at(range)),
            Some(Role::Addressee(range)) => entry.names.push((NameCue::Label, at(range))),
            Some(Role::Name) => {
                let heading = matches!(
                    self.source.blocks.get(block),
                    Some(Block {
                        kind: BlockKind::Heading(_),
                        ..
                    })
                );
                let cue = if heading {
                    NameCue::Heading
                } else {
                    NameCue::Line
                };
                entry.names.push((cue, self.span(block)));
            }
            _ => {}
        }
    }

    /// The blocks after the first that still belong to the ask: its points, its purpose, and where
    /// a heading marks the response, all that stands before it.
    fn extend_ask(&self, site: &Site, end: usize, ask: &mut Vec<Span>) {
        let first = site.ask.block + 1;
        if site.cue == AskCue::Row {
            return;
        }
        let heading = (first..end)
            .find(|&at| matches!(self.roles.get(at), Some(Role::Response { .. })))
            .filter(|&at| {
                (first..at).all(|at| {
                    matches!(self.roles.get(at), Some(Role::Text | Role::Item))
                        && !self
                            .series
                            .opens_disposition(self.source.words(&self.span(at).range))
                })
            });
        let told = self.told_below(site, first..end);
        let style = self.marker(first);
        let words = self.source.words(&site.ask.range);
        let introduces = words.ends_with([':', '–', '—']);
        let stands_open = words.ends_with(" that:") || words.ends_with(" should:");
        let boxed = site.reference.is_some() && self.series.is_boxed(site.ask.block);
        for at in first..end {
            let words = self.source.words(&self.span(at).range);
            let in_box = boxed
                && self.series.alike(at, site.ask.block)
                && !self.series.says_disposition(words);
            let belongs = match self.roles.get(at) {
                _ if concerns::is_marker(self.source, at) => false,
                // In a letter that replies, what stands below a concern is the reply.
                _ if site.list.is_some() && !self.in_reply => true,
                Some(Role::Text | Role::Item) if in_box => true,
                _ if heading.is_some_and(|heading| at < heading) => true,
                _ if told.is_some_and(|told| at <= told) => true,
                Some(Role::Aside | Role::Response { .. }) => false,
                _ if tables::same_cell(self.source, site.ask.block, at) => true,
                Some(Role::Item) => introduces && self.marker(at) == style,
                // "The Board recommends that:", and below it what it recommends.
                Some(Role::Text) if at == first && stands_open => true,
                Some(Role::Text) => {
                    let block = self.source.blocks.get(at);
                    let part = block.is_some_and(|block| block.kind == BlockKind::ItemPart);
                    let point = introduces && (part || text::marker(words).is_some());
                    point || self.cues.labels.opens_purpose(words)
                }
                _ => false,
            };
            if !belongs {
                break;
            }
            ask.push(self.span(at));
        }
    }

    /// The kind of marker in front of an item: the same in all points of one list.
    fn marker(&self, block: usize) -> Option<char> {
        let start = self.source.blocks.get(block)?.range.start;
        let line = self.source.text.get(..start)?.rsplit('\n').next()?;
        let first = line.trim().chars().next()?;
        Some(match first {
            '0'..='9' => '1',
            'a'..='z' | 'A'..='Z' => 'a',
            other => other,
        })
    }
}
