//! Which come first: by BM25 for words, by a column otherwise.
//!
//! Few matches are scored one by one. Of many, the index skips whole blocks that cannot come among
//! the first; what is filtered out never counts as one of the first.

use crate::SearchError;
use crate::columns::at;
use crate::day::NEVER;
use crate::find::{Hits, Question, Sort, documents, key_of, references};
use crate::segment::Snapshot;
use fixedbitset::FixedBitSet;
use heeded_store::PAGE_ROWS;
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use tantivy::query::{BooleanQuery, BoostQuery, EnableScoring, Occur, Query, TermQuery, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Term};

/// Documents of a segment that are scored one by one, in documents; of more the index finds the
/// best, which costs more than this for few.
const SCORED_EACH_MAX: usize = 3_000;

/// A word in the ask counts this much more than one elsewhere in the record: what was asked is what
/// most people look for.
const ASK_BOOST: f32 = 2.0;

/// A reference or identifier comes before everything.
const REFERENCE_BOOST: f32 = 100.0;

/// One in so many documents is in a set: then walking all in order finds a page of it soon.
const DENSE: usize = 32;

/// A document and what it is sorted by; the first is the smallest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Ranked {
    score: f32,
    order: u64,
    pub(crate) key: u64,
}

impl Eq for Ranked {}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        let scores = other.score.total_cmp(&self.score);
        let orders = self.order.cmp(&other.order);
        scores.then(orders).then(other.key.cmp(&self.key))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// How the matches of a question are put in order.
pub(crate) struct Ranking {
    sort: Sort,
    /// One weight for each term, and one for all of them.
    terms: Vec<Box<dyn Weight>>,
    any: Option<Box<dyn Weight>>,
}

impl Ranking {
    pub(crate) fn new(snapshot: &Snapshot, question: &Question) -> Result<Self, SearchError> {
        let fields = &snapshot.fields;
        let mut queries: Vec<Box<dyn Query>> = Vec::new();
        let mut add = |field: Field, text: &str, boost: f32| {
            let term = Term::from_field_text(field, text);
            let query = Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
            queries.push(Box::new(BoostQuery::new(query, boost)));
        };
        for part in question.words.wanted() {
            match &part.stem {
                Some(stem) => {
                    add(fields.words, stem, 1.0);
                    add(fields.ask, stem, ASK_BOOST);
                }
                None => part
                    .written
                    .iter()
                    .for_each(|word| add(fields.exact, word, 1.0)),
            }
        }
        for reference in references(&question.words) {
            add(fields.reference, &reference, REFERENCE_BOOST);
        }
        let scoring = EnableScoring::enabled_from_searcher(&snapshot.searcher);
        let terms = queries.iter().map(|query| query.weight(scoring));
        let terms: Vec<Box<dyn Weight>> = terms.collect::<Result<_, _>>()?;
        let any = BooleanQuery::new(queries.into_iter().map(|q| (Occur::Should, q)).collect());
        let any = (!terms.is_empty())
            .then(|| any.weight(scoring))
            .transpose()?;
        let sort = match (question.sort, &any) {
            (Sort::Relevance, None) => Sort::NewestMade,
            (sort, _) => sort,
        };
        Ok(Self { sort, terms, any })
    }

    /// The keys of one page, after so many that are skipped.
    pub(crate) fn page(&self, hits: &[Hits<'_>], skip: usize) -> Result<Vec<u64>, SearchError> {
        let rows = usize::try_from(PAGE_ROWS).unwrap_or(usize::MAX);
        let ranked = self.first(hits, skip.saturating_add(rows))?;
        Ok(ranked
            .into_iter()
            .skip(skip)
            .map(|ranked| ranked.key)
            .collect())
    }

    /// The keys of all, in order.
    pub(crate) fn all(&self, hits: &[Hits<'_>]) -> Result<Vec<u64>, SearchError> {
        let ranked = self.first(hits, usize::MAX)?;
        Ok(ranked.into_iter().map(|ranked| ranked.key).collect())
    }

    fn first(&self, hits: &[Hits<'_>], wanted: usize) -> Result<Vec<Ranked>, SearchError> {
        let mut first: Vec<Ranked> = Vec::new();
        for hits in hits {
            first.extend(match self.sort {
                Sort::Relevance => self.best(hits, &hits.matched, wanted)?,
                _ => self.by_column(hits, wanted)?,
            });
        }
        first.sort_unstable();
        first.truncate(wanted);
        Ok(first)
    }

    /// The best of a set of a segment's documents, in no order, by score.
    pub(crate) fn best(
        &self,
        hits: &Hits<'_>,
        of: &FixedBitSet,
        wanted: usize,
    ) -> Result<Vec<Ranked>, SearchError> {
        let size = of.count_ones(..);
        if size <= SCORED_EACH_MAX || wanted >= size {
            return self.scored(hits, of, wanted);
        }
        let Some(any) = &self.any else {
            return Ok(Vec::new());
        };
        // The worst of the best on top.
        let mut best: BinaryHeap<Ranked> = BinaryHeap::with_capacity(wanted.saturating_add(1));
        let mut threshold = f32::MIN;
        any.for_each_pruning(threshold, &hits.segment.reader, &mut |document, score| {
            if of.contains(at(document)) {
                best.push(ranked(hits, document, score));
                if best.len() > wanted {
                    best.pop();
                }
                if best.len() == wanted {
                    threshold = best.peek().map_or(threshold, |worst| worst.score);
                }
            }
            threshold
        })?;
        Ok(best.into_vec())
    }

    /// Scores each document of a set.
    fn scored(
        &self,
        hits: &Hits<'_>,
        of: &FixedBitSet,
        wanted: usize,
    ) -> Result<Vec<Ranked>, SearchError> {
        let all: Vec<DocId> = documents(of).collect();
        let mut scores = vec![0.0_f32; all.len()];
        for weight in &self.terms {
            let mut scorer = weight.scorer(&hits.segment.reader, 1.0)?;
            for (document, score) in all.iter().zip(&mut scores) {
                let here = if scorer.doc() < *document {
                    scorer.seek(*document)
                } else {
                    scorer.doc()
                };
                if here == *document {
                    *score += scorer.score();
                }
            }
        }
        let scored = all.into_iter().zip(scores);
        let scored = scored.map(|(document, score)| ranked(hits, document, score));
        Ok(smallest(scored, wanted))
    }

    /// The first by a column.
    fn by_column(&self, hits: &Hits<'_>, wanted: usize) -> Result<Vec<Ranked>, SearchError> {
        let columns = &hits.segment.columns;
        let order = self.order(hits)?;
        let ranked = |at: usize| Ranked {
            score: 0.0,
            order: order(at),
            key: columns.keys.get(at).copied().unwrap_or_default(),
        };
        let newest = |of: &FixedBitSet, wanted: usize| {
            let walk = columns.by_made.iter().map(|document| at(*document));
            first_of((of, wanted), walk, ranked)
        };
        Ok(match self.sort {
            Sort::NewestMade => newest(&hits.matched, wanted),
            Sort::OldestUnanswered => {
                let mut unanswered = hits.matched.clone();
                unanswered.intersect_with(&hits.on.unanswered);
                let walk = columns.oldest_first();
                let mut first = first_of((&unanswered, wanted), walk, ranked);
                if first.len() < wanted {
                    let mut answered = hits.matched.clone();
                    answered.difference_with(&unanswered);
                    first.extend(newest(&answered, wanted - first.len()));
                }
                first
            }
            _ => smallest(hits.matched.ones().map(ranked), wanted),
        })
    }

    /// What a document is sorted by.
    fn order<'a>(&self, hits: &'a Hits<'_>) -> Result<Box<dyn Fn(usize) -> u64 + 'a>, SearchError> {
        let (columns, on) = (&hits.segment.columns, &hits.on);
        let of = |column: &[u32], at: usize| column.get(at).copied().unwrap_or_default();
        let newest = |day: u32| u64::from(NEVER - day);
        Ok(match self.sort {
            Sort::Relevance | Sort::NewestMade => Box::new(move |at| newest(of(&columns.made, at))),
            Sort::NewestResponse => {
                let responded = on.responded(&hits.segment.reader)?;
                Box::new(move |at| newest(of(responded, at)))
            }
            Sort::OldestUnanswered => Box::new(move |at| {
                match (on.unanswered.contains(at), of(&columns.made, at)) {
                    // Whose day is not known comes after those of known days.
                    (true, 0) => u64::from(NEVER),
                    (true, made) => u64::from(made),
                    (false, made) => (1 << 32) + newest(made),
                }
            }),
            Sort::NextDue => {
                let next_due = on.next_due(&hits.segment.reader)?;
                Box::new(move |at| u64::from(of(next_due, at)))
            }
        })
    }
}

fn ranked(hits: &Hits<'_>, document: DocId, score: f32) -> Ranked {
    Ranked {
        score,
        order: u64::from(document),
        key: key_of(hits, document),
    }
}

/// The first so many of a set: met on a walk over all documents in order where that finds them
/// soon, else the smallest.
fn first_of(
    (of, wanted): (&FixedBitSet, usize),
    walk: impl Iterator<Item = usize>,
    ranked: impl Fn(usize) -> Ranked,
) -> Vec<Ranked> {
    let size = of.count_ones(..);
    if size.saturating_mul(DENSE) >= of.len() && wanted < size {
        let among = walk.filter(|at| of.contains(*at));
        return among.take(wanted).map(ranked).collect();
    }
    smallest(of.ones().map(ranked), wanted)
}

/// The smallest of many, in no order: most are larger than the largest of those, which costs one
/// comparison and no memory.
fn smallest(all: impl Iterator<Item = Ranked>, wanted: usize) -> Vec<Ranked> {
    let mut smallest: BinaryHeap<Ranked> = BinaryHeap::new();
    for ranked in all {
        if smallest.len() < wanted {
            smallest.push(ranked);
        } else if let Some(mut largest) = smallest.peek_mut()
            && ranked < *largest
        {
            *largest = ranked;
        }
    }
    smallest.into_vec()
}
