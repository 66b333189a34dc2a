//! A question and what is found: which records, in which order, how many of what.
//!
//! Per segment: words become sets of documents (never a ranking over everything), filters are sets
//! already, and both meet by intersection. Counts are sizes of intersections. Only then the best
//! are ranked, or the first by a column.

use crate::SearchError;
use crate::axis::{Axis, Choice};
use crate::columns::{Columns, OnDay, at, doc};
use crate::document::{about, key, plain, recommendation_of};
use crate::fields::Fields;
use crate::rank::{Ranked, Ranking};
use crate::segment::{Segment, Snapshot};
use crate::words::{Part, Words};
use fixedbitset::FixedBitSet;
use heeded_domain::event::Subject;
use heeded_domain::id::{OrganisationId, RecommendationId, ReportId};
use heeded_store::PAGE_ROWS;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tantivy::Term;

/// Organisations, and themes, with a count in the answer, besides those chosen: more would fill a
/// screen.
pub const BODIES_MAX: usize = 12;

/// Organisations and reports that match by name, above the list: more are a list of their own.
pub const NAMED_MAX: usize = 3;

/// Reports that are found by their titles: more are no answer, and their rows are read one by one.
pub const REPORTS_MAX: usize = 200;

/// What is looked for.
#[derive(Debug, Clone)]
pub struct Question {
    /// The words.
    pub words: Words,
    /// What it is narrowed to: within an axis any, between axes all.
    pub choices: Vec<Choice>,
    /// As things stood at the end of this day.
    pub as_of: Date,
    /// The order.
    pub sort: Sort,
    /// The page, from 1.
    pub page: u32,
}

/// The order of what is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// Best match first; without words as [`Sort::NewestMade`].
    #[default]
    Relevance,
    /// Newest made first; those without a day last.
    NewestMade,
    /// Newest response first; those without one last.
    NewestResponse,
    /// Those without an answer first, oldest first; then the others, newest first.
    OldestUnanswered,
    /// By the last day of the next planned action; those without one last.
    NextDue,
}

/// What is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The recommendations of this page, in order.
    pub ids: Vec<RecommendationId>,
    /// Recommendations on all pages together.
    pub total: u64,
    /// This page, from 1. Past the end is page 1.
    pub page: u32,
    /// For each axis the values that occur, with how many recommendations there would be if only
    /// this axis were chosen anew. Closed lists in their order, years newest first, organisations
    /// and themes those with most first, and those chosen always.
    pub counts: BTreeMap<Axis, Vec<(u64, u64)>>,
    /// How the themes of `counts` are written; without those that no record has.
    pub themes: BTreeMap<u64, String>,
    /// No record has all of the words; these have some of them.
    pub is_any_word: bool,
    /// What may have been meant, where that leads to more.
    pub suggestion: Option<String>,
    /// Organisations that match by name.
    pub organisations: Vec<OrganisationId>,
    /// Reports that match by title.
    pub reports: Vec<ReportId>,
}

/// One segment's part of an answer.
pub(crate) struct Hits<'a> {
    pub(crate) segment: &'a Segment,
    pub(crate) on: Arc<OnDay>,
    /// What the words match: of every kind, alive; `None` when there are none.
    pub(crate) words: Option<FixedBitSet>,
    /// What is found.
    pub(crate) matched: FixedBitSet,
}

impl Snapshot {
    /// Answers a question.
    pub(crate) fn find(&self, question: &Question) -> Result<Found, SearchError> {
        let mut hits = self.hits(question, &question.words)?;
        let mut is_any_word = false;
        if total(&hits) == 0 && question.words.all.len() > 1 {
            hits = self.hits(question, &question.words.any())?;
            is_any_word = total(&hits) > 0;
        }
        let total = total(&hits);
        let pages = total.div_ceil(u64::from(PAGE_ROWS)).max(1);
        let page = if (1..=pages).contains(&u64::from(question.page)) {
            question.page
        } else {
            1
        };
        let suggestion = self.suggestion(question, if is_any_word { 0 } else { total })?;
        let ranking = Ranking::new(self, question)?;
        let named = |of: fn(&Columns) -> &FixedBitSet| self.named(&hits, &ranking, of, NAMED_MAX);
        let organisations = named(|columns| &columns.organisations)?;
        let reports = named(|columns| &columns.reports)?;
        let skip = u64::from(page - 1) * u64::from(PAGE_ROWS);
        let keys = ranking.page(&hits, usize::try_from(skip).unwrap_or(usize::MAX))?;
        let counts = self.counts(question, &hits);
        Ok(Found {
            ids: keys.into_iter().map(recommendation_of).collect(),
            total,
            page,
            themes: self.theme_names(counts.get(&Axis::Theme)),
            counts,
            is_any_word,
            suggestion,
            organisations: organisations.into_iter().map(OrganisationId).collect(),
            reports: reports.into_iter().map(ReportId).collect(),
        })
    }

    /// How many recommendations a question finds.
    pub(crate) fn total(&self, question: &Question, words: &Words) -> Result<u64, SearchError> {
        Ok(total(&self.hits(question, words)?))
    }

    /// Every recommendation that a question finds, in no order, unless there are more than `most`.
    pub(crate) fn few(
        &self,
        question: &Question,
        most: u64,
    ) -> Result<Option<Vec<RecommendationId>>, SearchError> {
        let hits = self.hits(question, &question.words)?;
        if total(&hits) > most {
            return Ok(None);
        }
        let keys = hits
            .iter()
            .flat_map(|hits| documents(&hits.matched).map(|document| key_of(hits, document)));
        Ok(Some(keys.map(recommendation_of).collect()))
    }

    /// Every recommendation that a question finds, in its order.
    pub(crate) fn every(&self, question: &Question) -> Result<Vec<RecommendationId>, SearchError> {
        let mut hits = self.hits(question, &question.words)?;
        if total(&hits) == 0 && question.words.all.len() > 1 {
            hits = self.hits(question, &question.words.any())?;
        }
        let keys = Ranking::new(self, question)?.all(&hits)?;
        Ok(keys.into_iter().map(recommendation_of).collect())
    }

    /// Those of some recommendations that a question finds; its order and page do not matter.
    pub(crate) fn which(
        &self,
        question: &Question,
        ids: &[RecommendationId],
    ) -> Result<BTreeSet<RecommendationId>, SearchError> {
        let mut found = BTreeSet::new();
        for hits in self.hits(question, &question.words)? {
            let segment = hits.segment;
            let mut asked = FixedBitSet::with_capacity(segment.columns.documents);
            for id in ids {
                let key = key(Subject::Recommendation(*id));
                segment.add(Term::from_field_u64(self.fields.key, key), &mut asked)?;
            }
            asked.intersect_with(&hits.matched);
            let keys = documents(&asked).map(|document| key_of(&hits, document));
            found.extend(keys.map(recommendation_of));
        }
        Ok(found)
    }

    /// Reports whose title has all of the words, best match first.
    pub(crate) fn reports(&self, words: &Words, as_of: Date) -> Result<Vec<ReportId>, SearchError> {
        let question = Question {
            words: words.clone(),
            choices: Vec::new(),
            as_of,
            sort: Sort::Relevance,
            page: 1,
        };
        let hits = self.hits(&question, words)?;
        let ranking = Ranking::new(self, &question)?;
        let found = self.named(&hits, &ranking, |columns| &columns.reports, REPORTS_MAX)?;
        Ok(found.into_iter().map(ReportId).collect())
    }

    fn hits(&self, question: &Question, words: &Words) -> Result<Vec<Hits<'_>>, SearchError> {
        let segments = self.segments.iter();
        segments
            .map(|segment| {
                let on = segment.columns.on(&segment.reader, question.as_of)?;
                let words = matching(&self.fields, segment, words)?;
                let matched = segment.known(&on, words.as_ref());
                let mut hits = Hits {
                    segment,
                    on,
                    words,
                    matched,
                };
                for axis in axes(question) {
                    let chosen = hits.chosen(&self.fields, question, axis)?;
                    hits.matched.intersect_with(&chosen);
                }
                Ok(hits)
            })
            .collect()
    }

    /// The best matches of another kind, by number, at most `wanted`: only for words.
    fn named(
        &self,
        hits: &[Hits<'_>],
        ranking: &Ranking,
        of: impl Fn(&Columns) -> &FixedBitSet,
        wanted: usize,
    ) -> Result<Vec<u64>, SearchError> {
        let mut best: Vec<Ranked> = Vec::new();
        for hits in hits {
            let Some(words) = &hits.words else {
                continue;
            };
            let mut named = words.clone();
            named.intersect_with(of(&hits.segment.columns));
            if !named.is_clear() {
                best.extend(ranking.best(hits, &named, wanted)?);
            }
        }
        best.sort_unstable();
        best.truncate(wanted);
        Ok(best.into_iter().map(|ranked| about(ranked.key).0).collect())
    }
}

/// The axes that are narrowed.
pub(crate) fn axes(question: &Question) -> BTreeSet<Axis> {
    question.choices.iter().map(|(axis, _)| *axis).collect()
}

/// The values chosen on an axis.
pub(crate) fn chosen(question: &Question, axis: Axis) -> impl Iterator<Item = u64> {
    let of_axis = question.choices.iter().filter(move |(a, _)| *a == axis);
    of_axis.map(|(_, value)| *value)
}

fn total(hits: &[Hits<'_>]) -> u64 {
    let sizes = hits.iter().map(|hits| hits.matched.count_ones(..));
    sizes.map(|size| u64::try_from(size).unwrap_or(0)).sum()
}

impl Hits<'_> {
    /// The documents that have one of the chosen values of an axis.
    pub(crate) fn chosen(
        &self,
        fields: &Fields,
        question: &Question,
        axis: Axis,
    ) -> Result<FixedBitSet, SearchError> {
        let columns = &self.segment.columns;
        let mut any = FixedBitSet::with_capacity(columns.documents);
        for value in chosen(question, axis) {
            match axis {
                Axis::Issuer => self
                    .segment
                    .add(Term::from_field_u64(fields.issuer, value), &mut any)?,
                Axis::Addressee => {
                    self.segment
                        .add(Term::from_field_u64(fields.addressee, value), &mut any)?;
                }
                Axis::Theme => {
                    self.segment
                        .add(Term::from_field_u64(fields.theme, value), &mut any)?;
                }
                _ => any.union_with(
                    self.segment
                        .with(&self.on, axis, value)
                        .unwrap_or(&FixedBitSet::new()),
                ),
            }
        }
        Ok(any)
    }
}

/// The documents of a segment that the words match, alive; `None` when there are no words.
fn matching(
    fields: &Fields,
    segment: &Segment,
    words: &Words,
) -> Result<Option<FixedBitSet>, SearchError> {
    if words.is_empty() {
        return Ok(None);
    }
    let documents = segment.columns.documents;
    let mut matched = FixedBitSet::with_capacity(documents);
    for (place, group) in words.all.iter().enumerate() {
        let mut any = FixedBitSet::with_capacity(documents);
        for part in group {
            add_part(fields, segment, part, &mut any)?;
        }
        if place == 0 {
            matched = any;
        } else {
            matched.intersect_with(&any);
        }
    }
    if words.all.is_empty() {
        matched.insert_range(..);
    }
    for part in &words.none {
        let mut unwanted = FixedBitSet::with_capacity(documents);
        add_part(fields, segment, part, &mut unwanted)?;
        matched.difference_with(&unwanted);
    }
    // A reference or identifier finds its record, whatever its words.
    for reference in references(words) {
        segment.add(
            Term::from_field_text(fields.reference, &reference),
            &mut matched,
        )?;
    }
    if let Some(alive) = &segment.alive {
        matched.intersect_with(alive);
    }
    Ok(Some(matched))
}

/// What was typed as references: the whole, and each word of it that has a digit.
pub(crate) fn references(words: &Words) -> Vec<String> {
    let has_digit = |text: &str| text.chars().any(|c| c.is_ascii_digit());
    let whole = plain(&words.typed);
    if !has_digit(&whole) || !words.none.is_empty() {
        return Vec::new();
    }
    vec![whole]
}

fn add_part(
    fields: &Fields,
    segment: &Segment,
    part: &Part,
    to: &mut FixedBitSet,
) -> Result<(), SearchError> {
    match (&part.stem, part.written.as_slice()) {
        (Some(stem), _) => segment.add(Term::from_field_text(fields.words, stem), to),
        (None, [only]) => segment.add(Term::from_field_text(fields.exact, only), to),
        (None, phrase) => {
            let terms = phrase
                .iter()
                .map(|word| Term::from_field_text(fields.exact, word));
            segment.add_phrase(terms.collect(), to)
        }
    }
}

/// Documents of a set, as the index counts them.
pub(crate) fn documents(set: &FixedBitSet) -> impl Iterator<Item = tantivy::DocId> + '_ {
    set.ones().map(doc)
}

/// A document's key.
pub(crate) fn key_of(hits: &Hits<'_>, document: tantivy::DocId) -> u64 {
    hits.segment
        .columns
        .keys
        .get(at(document))
        .copied()
        .unwrap_or_default()
}
