//! Which record a draft is a later reading of: by the words of the ask, by its reference.
//!
//! Every draft gets one record at most and every record one draft. What is merely alike is another
//! recommendation, and the draft says which one it resembles; nothing is ever merged in silence.

use crate::draft::Waiting;
use heeded_domain::id::RecommendationId;
use heeded_domain::recommendation::Recommendation;
use heeded_domain::wording::{bare, dice, likeness, telling};
use heeded_reader::{ColumnField, Draft};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Telling words in common, in per cent, from which an ask of the same page is held to be the same
/// one, edited. Chosen by trying invented edits, not on captured pairs: a changed clause left more
/// than 80, another ask of the same body less than 60.
pub(crate) const SAME_ASK_PER_CENT: u32 = 80;

/// As before, where the reference is the same: an ask that was shortened, or told in other words.
pub(crate) const SAME_REFERENCE_PER_CENT: u32 = 30;

/// As before, where the same reference stands in another document: "1" stands in many.
const SAME_REFERENCE_ELSEWHERE_PER_CENT: u32 = 50;

/// From here on a person is told that two asks are alike.
const RESEMBLES_PER_CENT: u32 = 50;

/// Fewer telling words than these say too little for likeness to mean anything.
pub(crate) const TELLING_WORDS_MIN: usize = 4;

/// A record that a draft may be a later reading of.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) facts: Recommendation,
    /// Whether its ask stood at the place of the document that is read now.
    pub(crate) of_place: bool,
    words: BTreeSet<String>,
    addressees: BTreeSet<String>,
}

impl Known {
    pub(crate) fn new(facts: Recommendation, of_place: bool) -> Self {
        let ask = &facts.ask;
        let names = ask.addressees.iter().map(|a| a.named_as.as_str());
        let addressees = names.clone().map(bare).collect();
        let (text, purpose) = facts.words();
        let words = words_of(text, purpose, names);
        Self {
            facts,
            of_place,
            words,
            addressees,
        }
    }

    fn reference(&self) -> Option<String> {
        self.facts.ask.reference.as_deref().map(bare)
    }

    /// The words that it has for the ask, and those it had.
    fn texts(&self) -> BTreeSet<String> {
        let others = self
            .facts
            .rewordings
            .iter()
            .map(|words| words.text.as_str());
        let all = others.chain([self.facts.ask.text.as_str()]);
        all.map(bare).collect()
    }
}

/// The words that tell an ask from others: not its purpose, not whom it names.
fn words_of<'a>(
    text: &str,
    purpose: Option<&str>,
    names: impl Iterator<Item = &'a str>,
) -> BTreeSet<String> {
    let ask = purpose
        .and_then(|purpose| text.trim_end().strip_suffix(purpose.trim()))
        .unwrap_or(text);
    let mut words = telling(ask);
    for name in names.flat_map(telling) {
        words.remove(&name);
    }
    words
}

/// What a draft was found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// A later reading of this record.
    Is(RecommendationId, How),
    /// A recommendation that is not on record; what a person should know of it, if anything.
    New(Option<String>),
}

/// Why a draft is held to be a record's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// The ask has the same words.
    Words,
    /// It has the same reference, and this share of the telling words, in per cent.
    Reference(u32),
    /// It has this share of the telling words.
    Alike(u32),
}

impl How {
    /// Whether a person need not look before it is accepted.
    pub(crate) fn is_sure(self) -> bool {
        match self {
            Self::Words => true,
            Self::Reference(share) => share >= SAME_ASK_PER_CENT,
            Self::Alike(_) => false,
        }
    }

    /// Why, for whoever decides.
    pub(crate) fn sentence(self) -> String {
        match self {
            Self::Words => "the ask has the same words".to_owned(),
            Self::Reference(share) => {
                format!("the ask has the same reference and {share} % of the words that tell")
            }
            Self::Alike(share) => format!("the ask has {share} % of the words that tell"),
        }
    }
}

/// The records that come into question, and those that a draft has already.
pub(crate) struct Matching<'a> {
    known: &'a BTreeMap<RecommendationId, Known>,
    taken: BTreeSet<RecommendationId>,
    by_text: BTreeMap<String, Vec<RecommendationId>>,
    by_reference: BTreeMap<String, Vec<RecommendationId>>,
    by_word: BTreeMap<&'a str, Vec<RecommendationId>>,
}

/// A draft, as it is compared.
struct Candidate {
    text: String,
    reference: Option<String>,
    words: BTreeSet<String>,
    addressees: BTreeSet<String>,
    /// The day that its own row of a table says that it was made on.
    made_on: Option<Date>,
    /// Whether no other draft that is compared has the same words.
    alone: bool,
}

impl Candidate {
    fn new(draft: &Draft) -> Self {
        let names = draft.addressees.iter().map(|field| field.value.as_str());
        let purpose = draft.purpose.as_ref().map(|field| field.value.as_str());
        Self {
            text: bare(&draft.text.value),
            reference: draft.reference.as_ref().map(|field| bare(&field.value)),
            addressees: names.clone().map(bare).collect(),
            words: words_of(&draft.text.value, purpose, names),
            made_on: draft
                .particular(ColumnField::MadeOn)
                .and_then(|day| day.value.value.parse().ok()),
            alone: false,
        }
    }

    /// All that a document has, each knowing whether others have its words.
    fn all<'d>(drafts: impl Iterator<Item = &'d Draft>) -> Vec<Self> {
        let mut all: Vec<Self> = drafts.map(Self::new).collect();
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        for one in &all {
            *times.entry(one.text.clone()).or_default() += 1;
        }
        for one in &mut all {
            one.alone = times.get(&one.text) == Some(&1);
        }
        all
    }

    /// Both name whom they ask, and nobody is asked by both: bodies ask the same of one after the
    /// other, in the same words.
    fn asks_others(&self, known: &Known) -> bool {
        let named = !self.addressees.is_empty() && !known.addressees.is_empty();
        named && self.addressees.is_disjoint(&known.addressees)
    }

    /// Both say when they were made, and not on one day: it was asked again.
    fn was_made_again(&self, known: &Known) -> bool {
        let both = self.made_on.zip(known.facts.ask.made_on);
        both.is_some_and(|(one, other)| one != other)
    }

    /// Both have a reference, and not the same one.
    fn contradicts(&self, known: &Known) -> bool {
        let theirs = known.reference();
        self.reference.is_some() && theirs.is_some() && self.reference != theirs
    }
}

impl<'a> Matching<'a> {
    pub(crate) fn new(known: &'a BTreeMap<RecommendationId, Known>) -> Self {
        let mut matching = Self {
            known,
            taken: BTreeSet::new(),
            by_text: BTreeMap::new(),
            by_reference: BTreeMap::new(),
            by_word: BTreeMap::new(),
        };
        for (id, known) in known {
            for text in known.texts() {
                matching.by_text.entry(text).or_default().push(*id);
            }
            if let Some(reference) = known.reference() {
                matching
                    .by_reference
                    .entry(reference)
                    .or_default()
                    .push(*id);
            }
            for word in &known.words {
                matching.by_word.entry(word).or_default().push(*id);
            }
        }
        matching
    }

    /// What each draft of a document is, in their order: first what is sure, then what is alike.
    pub(crate) fn verdicts<'d>(&mut self, drafts: impl Iterator<Item = &'d Draft>) -> Vec<Verdict> {
        self.verdicts_on(&Candidate::all(drafts))
    }

    fn verdicts_on(&mut self, drafts: &[Candidate]) -> Vec<Verdict> {
        let mut found: Vec<Option<(RecommendationId, How)>> = vec![None; drafts.len()];
        // Numbers before words alone: where an ask was renumbered its words still find it.
        for strict in [true, false] {
            for (draft, found) in drafts.iter().zip(&mut found) {
                if found.is_none() {
                    *found = self.by_words(draft, strict);
                }
            }
        }
        for (draft, found) in drafts.iter().zip(&mut found) {
            if found.is_none() {
                *found = self.by_reference(draft);
            }
        }
        self.by_likeness(drafts, &mut found);
        let verdicts = drafts.iter().zip(found);
        verdicts
            .map(|(draft, found)| match found {
                Some((id, how)) => Verdict::Is(id, how),
                None => Verdict::New(self.resembles(draft)),
            })
            .collect()
    }

    /// The records that no draft has, and whose ask stood at this place.
    pub(crate) fn missing(&self) -> impl Iterator<Item = RecommendationId> {
        let missing = self
            .known
            .iter()
            .filter(|(id, known)| known.of_place && !self.taken.contains(id));
        missing.map(|(id, _)| *id)
    }

    /// How many records whose ask stood at this place a draft has.
    pub(crate) fn found_again(&self) -> usize {
        let of_place = |id: &&RecommendationId| self.known.get(id).is_some_and(|k| k.of_place);
        self.taken.iter().filter(of_place).count()
    }

    /// Of these records, those that no draft has yet.
    fn free(
        &self,
        ids: Option<&Vec<RecommendationId>>,
    ) -> impl Iterator<Item = (RecommendationId, &'a Known)> {
        let free = ids
            .into_iter()
            .flatten()
            .filter(|id| !self.taken.contains(id));
        free.filter_map(|id| Some((*id, self.known.get(id)?)))
    }

    fn take(&mut self, id: Option<(RecommendationId, How)>) -> Option<(RecommendationId, How)> {
        self.taken.extend(id.map(|(id, _)| id));
        id
    }

    /// `strict`: the reference, or that there is none, is the same too.
    fn by_words(&mut self, draft: &Candidate, strict: bool) -> Option<(RecommendationId, How)> {
        let fits = |known: &Known| {
            // What stands once in a document may have got another addressee there.
            let edited = known.of_place && draft.alone;
            if draft.was_made_again(known) || draft.asks_others(known) && !edited {
                return false;
            }
            let same = known.reference() == draft.reference;
            // Elsewhere the same words under another number are another ask: bodies repeat
            // themselves. Without a number, few words are said twice by chance.
            let elsewhere = !draft.contradicts(known)
                && (same && draft.reference.is_some() || draft.words.len() >= TELLING_WORDS_MIN);
            (same || !strict) && (known.of_place || elsewhere)
        };
        let free = self.free(self.by_text.get(&draft.text));
        let fitting = free.filter(|(_, known)| fits(known));
        let found = fitting.min_by_key(|(id, known)| (draft.asks_others(known), *id));
        let found = found.map(|(id, _)| id);
        self.take(found.map(|id| (id, How::Words)))
    }

    fn by_reference(&mut self, draft: &Candidate) -> Option<(RecommendationId, How)> {
        let reference = draft.reference.as_deref()?;
        let alike = self
            .free(self.by_reference.get(reference))
            .map(|(id, known)| (likeness(&draft.words, &known.words), id, known.of_place));
        let enough = alike.filter(|(share, _, of_place)| {
            *share
                >= if *of_place {
                    SAME_REFERENCE_PER_CENT
                } else {
                    SAME_REFERENCE_ELSEWHERE_PER_CENT
                }
        });
        let best = enough
            .max_by_key(|(share, id, of_place)| (*of_place, *share, std::cmp::Reverse(*id)))
            .map(|(share, id, _)| (id, How::Reference(share)));
        self.take(best)
    }

    /// What is left, of the same place: the pairs that are most alike first.
    fn by_likeness(&mut self, drafts: &[Candidate], found: &mut [Option<(RecommendationId, How)>]) {
        let mut pairs = Vec::new();
        for (at, draft) in drafts.iter().enumerate() {
            if found.get(at).is_none_or(Option::is_some) || draft.words.len() < TELLING_WORDS_MIN {
                continue;
            }
            for (share, id, known) in self.sharing(draft) {
                let same =
                    !draft.was_made_again(known) && (draft.alone || !draft.asks_others(known));
                let enough = known.words.len() >= TELLING_WORDS_MIN && known.of_place && same;
                if share >= SAME_ASK_PER_CENT && enough {
                    pairs.push((std::cmp::Reverse(share), at, id));
                }
            }
        }
        pairs.sort_unstable();
        for (std::cmp::Reverse(share), at, id) in pairs {
            let Some(place) = found.get_mut(at).filter(|place| place.is_none()) else {
                continue;
            };
            if self.taken.insert(id) {
                *place = Some((id, How::Alike(share)));
            }
        }
    }

    /// The records that share telling words with a draft, with their likeness: by the index of
    /// words, as comparing all with all would take too long.
    fn sharing(&self, draft: &Candidate) -> Vec<(u32, RecommendationId, &'a Known)> {
        let mut shared: BTreeMap<RecommendationId, usize> = BTreeMap::new();
        for word in &draft.words {
            for id in self.by_word.get(word.as_str()).into_iter().flatten() {
                *shared.entry(*id).or_default() += 1;
            }
        }
        let with = |(id, shared)| {
            let known = self.known.get(&id)?;
            let share = dice(shared, draft.words.len(), known.words.len());
            Some((share, id, known))
        };
        shared.into_iter().filter_map(with).collect()
    }

    /// What a person should know of a draft that is not on record.
    fn resembles(&self, draft: &Candidate) -> Option<String> {
        let reference = draft.reference.as_ref();
        let numbered = reference.and_then(|r| self.by_reference.get(r)?.first());
        let alike = self
            .sharing(draft)
            .into_iter()
            .map(|(share, id, _)| (share, id))
            .filter(|(share, _)| *share >= RESEMBLES_PER_CENT)
            .max_by_key(|(share, id)| (*share, std::cmp::Reverse(*id)));
        match (numbered, alike) {
            (Some(id), _) => Some(format!(
                "It has the reference of {id} and other words: taken for another recommendation."
            )),
            (None, Some((share, id))) => Some(format!(
                "It resembles {id} ({share} % of the words that tell): taken for another one."
            )),
            (None, None) => None,
        }
    }
}

impl Waiting {
    /// What this draft is, among these records alone.
    pub(crate) fn verdict(&self, known: &BTreeMap<RecommendationId, Known>) -> Verdict {
        // What others its document has is not known here: none of it is taken for another's.
        let draft = Candidate::new(&self.draft);
        let mut verdicts = Matching::new(known).verdicts_on(&[draft]);
        verdicts.pop().unwrap_or(Verdict::New(None))
    }
}
