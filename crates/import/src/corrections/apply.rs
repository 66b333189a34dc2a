//! What corrections do to a draft: a pure function of the draft as it was read.
//!
//! Every correction looks at what was *read*, never at what another one made of it: their order
//! does not matter, and twice is once. Where the words it rests on no longer stand, it is not
//! applied, and a question is put; unless a person has said that the new words are right.

use super::field::{FieldName, Owner, Spot};
use super::value::{self, Hand, many, one, texts_of_actions, texts_of_responses};
use super::{contains, joined, same, words::made_by};
use heeded_domain::wording::{bare, likeness, plain, telling};
use heeded_due::Calendar;
use heeded_reader::{About, Draft, Remark};
use heeded_store::CorrectionRow;

/// Telling words in common, in per cent, from which a response or an action is held to be the one
/// that a correction was made of, edited. As where responses are paired.
const ALIKE_PER_CENT: u32 = 50;

/// As before, from which what a person added is held to be read by now.
const THERE_PER_CENT: u32 = 80;

/// A correction at its place in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// Where.
    pub spot: Spot,
    /// Which.
    pub row: CorrectionRow,
}

/// A correction that stood at a field whose words are others now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Which field.
    pub spot: Spot,
    /// All that is read there now.
    pub now: String,
    /// The correction.
    pub row: CorrectionRow,
}

/// A draft with the corrections that hold.
#[derive(Debug, Clone)]
pub(crate) struct Corrected {
    /// With what is to be removed: what a person is shown and points at.
    pub(crate) shown: Draft,
    /// What was done to it.
    pub(crate) applied: Vec<Applied>,
    /// What a person has to decide.
    pub(crate) questions: Vec<Question>,
    /// As read, with the responses and actions that a person added.
    pub(crate) read: Draft,
}

/// Applies the corrections that concern a draft.
pub(crate) fn apply(read: &Draft, rows: &[&CorrectionRow], calendar: Calendar) -> Corrected {
    let mut applying = Applying {
        read: read.clone(),
        shown: read.clone(),
        rows,
        items: Vec::new(),
        calendar,
        applied: Vec::new(),
        questions: Vec::new(),
    };
    if !rows.is_empty() {
        applying.everything();
    }
    let applied = applying.applied;
    let mut shown = applying.shown;
    shown
        .remarks
        .retain(|remark| !applied.iter().any(|one| one.settles(remark)));
    Corrected {
        read: applying.read,
        shown,
        applied,
        questions: applying.questions,
    }
}

struct Applying<'r> {
    /// As read, with the responses and actions that a person added: their fields can be corrected.
    read: Draft,
    shown: Draft,
    rows: &'r [&'r CorrectionRow],
    /// Of each row, the response or action that it is about.
    items: Vec<Option<usize>>,
    calendar: Calendar,
    applied: Vec<Applied>,
    questions: Vec<Question>,
}

impl<'r> Applying<'r> {
    fn everything(&mut self) {
        self.add_items(FieldName::Responses);
        self.add_items(FieldName::Actions);
        let responses = texts_of_responses(&self.read);
        let actions = texts_of_actions(&self.read);
        let item = |row: &&CorrectionRow| {
            let item = row.correction.item.as_deref()?;
            let field = FieldName::from_code(&row.correction.field)?;
            let of_response = field.owner() == Owner::Response || field == FieldName::Responses;
            item_of(if of_response { &responses } else { &actions }, item)
        };
        self.items = self.rows.iter().map(item).collect();
        for field in FieldName::ALL.iter().copied() {
            let count = match field.owner() {
                Owner::Ask if field.is_of_items() => {
                    self.remove_items(field);
                    continue;
                }
                Owner::Ask => None,
                Owner::Response => Some(responses.len()),
                Owner::Action => Some(actions.len()),
            };
            let items = count.map_or_else(|| vec![None], |count| (0..count).map(Some).collect());
            for item in items {
                let mine = self.rows_of(field, item);
                match mine.is_empty() {
                    true => {}
                    false if field.is_list() => self.several(field, item, &mine),
                    false => self.single(field, item, &mine),
                }
            }
        }
    }

    /// The corrections of a field: those made of it, and those that hold wherever words stand.
    fn rows_of(&self, field: FieldName, item: Option<usize>) -> Vec<&'r CorrectionRow> {
        let all = self.rows.iter().zip(&self.items);
        let fits = |(row, of): &(&&CorrectionRow, &Option<usize>)| {
            let Some(made) = FieldName::from_code(&row.correction.field) else {
                return false;
            };
            match row.correction.place {
                Some(_) => (made == field && **of == item) || answers_too(row, made, field),
                None => made == field || (made.is_of_the_ask() && field.names_bodies()),
            }
        };
        all.filter(fits).map(|(row, _)| *row).collect()
    }

    fn single(&mut self, field: FieldName, item: Option<usize>, mine: &[&'r CorrectionRow]) {
        let spot = Spot::of(field, item);
        let now = one(&self.read, field, item);
        let now = now.as_deref();
        let at_words = |row: &&&CorrectionRow| same(row.correction.read.as_deref(), now);
        if let Some(row) = mine
            .iter()
            .filter(at_words)
            .max_by_key(|row| weight(row, field))
        {
            let said = row.correction.said.as_deref();
            if !same(said, now) && self.hand(row).set(&mut self.shown, (field, item), said) {
                self.did(spot, row);
            }
            return;
        }
        let own = |row: &&&CorrectionRow| {
            row.correction.place.is_some() && row.correction.field == field.code()
        };
        let here = mine.iter().filter(own);
        if let Some(newest) = here.max_by_key(|row| row.id)
            && !same(newest.correction.said.as_deref(), now)
        {
            self.asks(spot, now.unwrap_or_default(), newest);
        }
    }

    fn several(&mut self, field: FieldName, item: Option<usize>, mine: &[&'r CorrectionRow]) {
        let now = many(&self.read, field, item);
        let mut undecided = Vec::new();
        for (at, value) in now.iter().enumerate() {
            let at_words = |row: &&&CorrectionRow| {
                row.correction.read.is_some() && same(row.correction.read.as_deref(), Some(value))
            };
            let spot = Spot {
                field,
                item,
                at: Some(at),
            };
            match mine
                .iter()
                .filter(at_words)
                .max_by_key(|row| weight(row, field))
            {
                None => undecided.push(value),
                Some(row) => match row.correction.said.as_deref() {
                    Some(said) if same(Some(said), Some(value)) => {}
                    Some(said) => {
                        if self.hand(row).set_element(&mut self.shown, spot, said) {
                            self.did(spot, row);
                        }
                    }
                    None => self.did(spot, row),
                },
            }
        }
        let state = joined(&now);
        let has = |said: &str| now.iter().any(|value| bare(value) == bare(said));
        let mut left = Vec::new();
        for row in mine.iter().filter(|row| row.correction.place.is_some()) {
            let made = &row.correction;
            let around: Vec<&str> = made.around.lines().collect();
            let unseen = |value: &&String| !around.contains(&plain(value).as_str());
            let changed = undecided.iter().any(unseen) || now.is_empty();
            match (made.read.as_deref(), made.said.as_deref()) {
                (None, Some(said)) if has(said) || self.shows(field, item, said) => {}
                (None, Some(said)) if made.around == state => {
                    let hand = self.hand(row);
                    if let Some(at) = hand.add(&mut self.shown, (field, item), said) {
                        let at = Some(at);
                        self.did(Spot { field, item, at }, row);
                    }
                }
                (None, Some(_)) => left.push(*row),
                (Some(read), _) if has(read) => {}
                (Some(_), Some(said)) if has(said) => {}
                (Some(_), said) if changed && (said.is_some() || !now.is_empty()) => {
                    left.push(*row);
                }
                _ => {}
            }
        }
        left.retain(|row| {
            let said = row.correction.said.as_deref();
            !said.is_some_and(|said| self.shows(field, item, said))
        });
        if let Some(newest) = left.iter().max_by_key(|row| row.id)
            && !is_confirmed(mine, &state)
        {
            self.asks(Spot::of(field, item), &state, newest);
        }
    }

    fn shows(&self, field: FieldName, item: Option<usize>, said: &str) -> bool {
        let shown = many(&self.shown, field, item);
        shown.iter().any(|value| bare(value) == bare(said))
    }

    /// What a person added: where the words around it still stand, and nobody else has read it.
    fn add_items(&mut self, field: FieldName) {
        let now = around(&self.read, field, None);
        let mine = self.rows_named(field);
        for row in &mine {
            let (None, Some(said)) = (&row.correction.read, row.correction.said.as_deref()) else {
                continue;
            };
            let words = telling(said);
            let there = |value: &String| {
                bare(value) == bare(said) || likeness(&telling(value), &words) >= THERE_PER_CENT
            };
            if many(&self.read, field, None).iter().any(there) {
                continue;
            }
            let stands = field == FieldName::Actions && contains(&now, said);
            if row.correction.around == now || stands {
                let hand = self.hand(row);
                hand.add(&mut self.read, (field, None), said);
                if let Some(at) = hand.add(&mut self.shown, (field, None), said) {
                    let (at, item) = (Some(at), None);
                    self.did(Spot { field, item, at }, row);
                }
            } else if !is_confirmed(&mine, &now) {
                self.asks(Spot::of(field, None), &now, row);
            }
        }
    }

    /// What a person said is no response, or no planned action: where its very words stand.
    fn remove_items(&mut self, field: FieldName) {
        let texts = many(&self.read, field, None);
        let mine = self.rows_named(field);
        let removals = self.rows.iter().copied().zip(self.items.clone());
        let removals = removals.filter(|(row, _)| {
            let made = &row.correction;
            made.field == field.code() && made.read.is_some() && made.said.is_none()
        });
        let mut edited = Vec::new();
        for (row, at) in removals {
            let Some(text) = at.and_then(|at| texts.get(at)) else {
                continue;
            };
            let spot = Spot {
                field,
                item: None,
                at,
            };
            if same(row.correction.read.as_deref(), Some(text)) {
                self.did(spot, row);
            } else if !is_confirmed(&mine, &plain(text)) {
                edited.push((spot, text, row));
            }
        }
        for (spot, text, row) in edited {
            if !self.applied.iter().any(|one| one.spot == spot) {
                self.asks(spot, text, row);
            }
        }
    }

    fn rows_named(&self, field: FieldName) -> Vec<&'r CorrectionRow> {
        let named = |row: &&CorrectionRow| row.correction.field == field.code();
        self.rows.iter().copied().filter(named).collect()
    }

    fn hand(&self, row: &CorrectionRow) -> OwnHand {
        OwnHand {
            cue: format!("corrected {}", made_by(&row.correction)),
            calendar: self.calendar,
        }
    }

    fn did(&mut self, spot: Spot, row: &CorrectionRow) {
        let row = row.clone();
        self.applied.push(Applied { spot, row });
    }

    fn asks(&mut self, spot: Spot, now: &str, row: &CorrectionRow) {
        self.questions.push(Question {
            spot,
            now: now.to_owned(),
            row: row.clone(),
        });
    }
}

/// A [`Hand`] with its own words.
struct OwnHand {
    cue: String,
    calendar: Calendar,
}

impl OwnHand {
    fn lent(&self) -> Hand<'_> {
        Hand {
            cue: &self.cue,
            calendar: self.calendar,
        }
    }

    fn set(&self, draft: &mut Draft, at: (FieldName, Option<usize>), said: Option<&str>) -> bool {
        self.lent().set(draft, at, said)
    }

    fn set_element(&self, draft: &mut Draft, spot: Spot, said: &str) -> bool {
        self.lent().set_element(draft, spot, said)
    }

    fn add(&self, draft: &mut Draft, to: (FieldName, Option<usize>), said: &str) -> Option<usize> {
        self.lent().add(draft, to, said)
    }
}

/// Of two corrections of the same words that counts which was made of this very field, then the
/// one made here, then the newer one.
fn weight(row: &CorrectionRow, field: FieldName) -> (bool, bool, u64) {
    let made = &row.correction;
    (made.field == field.code(), made.place.is_some(), row.id.0)
}

/// Whether a name that was corrected where somebody is asked is the same one where somebody
/// answers. Not the other way: that another body answered says nothing of who was asked.
fn answers_too(row: &CorrectionRow, made: FieldName, field: FieldName) -> bool {
    let renames = row.correction.read.is_some() && row.correction.said.is_some();
    renames && made.is_of_the_ask() && field == FieldName::From
}

/// Whether a person has said that the field is right as it is read now.
fn is_confirmed(mine: &[&CorrectionRow], state: &str) -> bool {
    let confirms = |row: &&CorrectionRow| {
        let made = &row.correction;
        made.read.is_none() && made.said.is_none() && made.around == state
    };
    mine.iter().any(confirms)
}

/// The response or action that has these words, or is most like them.
fn item_of(texts: &[String], words: &str) -> Option<usize> {
    let wanted = bare(words);
    if let Some(at) = texts.iter().position(|text| bare(text) == wanted) {
        return Some(at);
    }
    let wanted = telling(words);
    let shares = texts.iter().map(|text| likeness(&telling(text), &wanted));
    let best = shares
        .enumerate()
        .max_by_key(|(at, share)| (*share, std::cmp::Reverse(*at)));
    best.filter(|(_, share)| *share >= ALIKE_PER_CENT)
        .map(|(at, _)| at)
}

/// All that a field holds, as it is kept with a correction; of what may be missing among the
/// planned actions, the words that they stand in.
pub(crate) fn around(draft: &Draft, field: FieldName, item: Option<usize>) -> String {
    match field {
        FieldName::Actions => match texts_of_responses(draft).as_slice() {
            [] => plain(&draft.text.value),
            some => joined(some),
        },
        _ if field.is_list() => joined(&many(draft, field, item)),
        _ => plain(&value::one(draft, field, item).unwrap_or_default()),
    }
}

impl Applied {
    /// Whether it takes something away.
    #[must_use]
    pub fn removes(&self) -> bool {
        self.row.correction.said.is_none()
    }

    /// Whether a remark says nothing any more, now that a person has said what stands there.
    fn settles(&self, remark: &Remark) -> bool {
        use FieldName as F;
        let item = self.spot.item.unwrap_or(usize::MAX);
        let doubts = remark.kind.doubts_reading();
        match (self.spot.field, remark.about) {
            (F::Text, About::Text)
            | (F::Reference, About::Reference)
            | (F::Addressees, About::Addressees) => doubts,
            (F::ResponseText, About::Response(at)) | (F::ActionText, About::Action(at)) => {
                at == item && doubts
            }
            (F::Received, About::Received(at))
            | (F::Disposition, About::Disposition(at))
            | (F::Due, About::Due(at))
            | (F::Lead, About::Lead(at)) => at == item,
            _ => false,
        }
    }
}

/// Each correction once, wherever its words stand.
pub(crate) fn told_once(applied: &[Applied]) -> impl Iterator<Item = &Applied> {
    let first = |(at, one): &(usize, &Applied)| {
        let before = applied.iter().take(*at);
        !before.into_iter().any(|other| other.row.id == one.row.id)
    };
    applied.iter().enumerate().filter(first).map(|(_, one)| one)
}

impl Corrected {
    /// The draft without what was removed: as it is accepted.
    pub(crate) fn settled(&self) -> Draft {
        let mut draft = self.shown.clone();
        let mut gone: Vec<Spot> = self
            .applied
            .iter()
            .filter(|one| one.removes() && one.spot.at.is_some())
            .map(|one| one.spot)
            .collect();
        // The last first, so that the numbers of those before it stay; what belongs to an item
        // before the items.
        gone.sort_unstable_by_key(|spot| (spot.field.is_of_items(), std::cmp::Reverse(*spot)));
        gone.dedup();
        for Spot { field, item, at } in gone {
            let Some(at) = at else { continue };
            match field {
                FieldName::Addressees => cut_out(&mut draft.addressees, at),
                FieldName::Collaborators => cut_out(&mut draft.collaborators, at),
                FieldName::Actions => without_action(&mut draft, at),
                FieldName::Responses => without_response(&mut draft, at),
                _ => {
                    if let Some(action) = item.and_then(|item| draft.actions.get_mut(item)) {
                        match field {
                            FieldName::Conditions => cut_out(&mut action.conditions, at),
                            _ => cut_out(&mut action.dependencies, at),
                        }
                    }
                }
            }
        }
        draft
    }
}

fn cut_out<T>(list: &mut Vec<T>, at: usize) {
    if at < list.len() {
        list.remove(at);
    }
}

fn without_action(draft: &mut Draft, at: usize) {
    cut_out(&mut draft.actions, at);
    renumber(draft, |about| match about {
        About::Action(of) => Some(About::Action(after(of, at)?)),
        About::Due(of) => Some(About::Due(after(of, at)?)),
        About::Lead(of) => Some(About::Lead(after(of, at)?)),
        other => Some(other),
    });
}

/// With what was found in it.
fn without_response(draft: &mut Draft, at: usize) {
    let within = |number: usize, draft: &Draft| {
        draft.actions.get(number).and_then(|action| action.response) == Some(at)
    };
    for number in (0..draft.actions.len()).rev() {
        if within(number, draft) {
            without_action(draft, number);
        }
    }
    cut_out(&mut draft.responses, at);
    for action in &mut draft.actions {
        action.response = action.response.and_then(|of| after(of, at));
    }
    renumber(draft, |about| match about {
        About::Response(of) => Some(About::Response(after(of, at)?)),
        About::Received(of) => Some(About::Received(after(of, at)?)),
        About::Disposition(of) => Some(About::Disposition(after(of, at)?)),
        other => Some(other),
    });
}

/// The number that one of several has when another is gone; none for that one.
fn after(of: usize, gone: usize) -> Option<usize> {
    match of.cmp(&gone) {
        std::cmp::Ordering::Less => Some(of),
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(of - 1),
    }
}

fn renumber(draft: &mut Draft, new: impl Fn(About) -> Option<About>) {
    let remarks = std::mem::take(&mut draft.remarks);
    let renumbered = remarks.into_iter().filter_map(|remark| {
        let about = new(remark.about)?;
        Some(Remark { about, ..remark })
    });
    draft.remarks = renumbered.collect();
}
