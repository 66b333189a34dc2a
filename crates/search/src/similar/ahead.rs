//! Working suggestions out ahead: for each recommendation once, and for a new one also into the
//! lists of those that it is near to. The words of an ask never change, so a list is only ever
//! added to, until other meanings have been learnt.

use super::kept::{Kept, SUGGESTED_MAX, Slot};
use super::{Effort, NEAR, Similar, WHOLE, Wanted, is_outgrown};
use crate::document::recommendation_of;
use crate::{Search, SearchError};
use heeded_domain::event::Subject;
use heeded_domain::id::RecommendationId;
use heeded_domain::replay::recommendation;
use heeded_store::Store;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Recommendations taken from one state of the index before the newest is looked at, so that an old
/// one is not kept in memory for long.
const TAKEN_AT_ONCE: usize = 1_000;

/// Work before a rest, as short as a reader's page may have to wait for a processor.
const WORK_MILLISECONDS: Duration = Duration::from_millis(5);

/// How hurried the work is.
pub(crate) enum Pace<'a> {
    /// As fast as it goes.
    AtOnce,
    /// With rests, half a processor at most, until it is to stop.
    BesideReaders(&'a AtomicBool),
}

impl Pace<'_> {
    fn is_over(&self) -> bool {
        matches!(self, Self::BesideReaders(stop) if stop.load(Ordering::Relaxed))
    }

    /// Rests as long as was worked.
    fn rest(&self, since: &mut Instant) {
        let worked = since.elapsed();
        if matches!(self, Self::BesideReaders(_)) && worked >= WORK_MILLISECONDS {
            std::thread::sleep(worked);
            *since = Instant::now();
        }
    }
}

/// Works out what is missing, until nothing is, something else has to be learnt first, or the
/// register is being filled: then it is done afterwards, with all that came.
pub(crate) async fn work_ahead(
    search: &Search,
    store: &Arc<dyn Store>,
    pace: Pace<'_>,
) -> Result<(), SearchError> {
    let (mut worked_out, mut since) = (0_u64, Instant::now());
    while let Some((kept, learnt_from, missing)) = search.missing() {
        if missing.is_empty() {
            break;
        }
        for id in missing {
            if pace.is_over() || search.has_to_wait_for_suggestions() {
                return Ok(());
            }
            work_out(search, store, (&kept, learnt_from), id).await?;
            worked_out += 1;
            pace.rest(&mut since);
        }
    }
    if worked_out > 0 {
        tracing::info!("search: what is similar is worked out for {worked_out} recommendations");
    }
    Ok(())
}

async fn work_out(
    search: &Search,
    store: &Arc<dyn Store>,
    (kept, learnt_from): (&Kept, usize),
    id: RecommendationId,
) -> Result<(), SearchError> {
    let events = store.events(Subject::Recommendation(id)).await?;
    if let Some(record) = recommendation(&events) {
        let list = search.near((id, &record.ask), None, WHOLE)?;
        for near in &list {
            let nearness = near.nearness;
            kept.insert(near.id, Similar { id, nearness })?;
        }
        kept.write(id, &Slot { learnt_from, list })?;
    }
    kept.mark(id);
    Ok(())
}

impl Search {
    /// The next recommendations without suggestions, and where those are kept; `None` while there
    /// is no index.
    fn missing(&self) -> Option<(Arc<Kept>, usize, Vec<RecommendationId>)> {
        let (snapshot, kept, generation) = self.published_with_kept()?;
        let learnt_from = self.senses().learnt_from();
        kept.begin(learnt_from);
        let now = snapshot.recommendations();
        let is_good = |slot: Slot| !is_outgrown(slot.learnt_from, now);
        let mut missing = Vec::new();
        for segment in &snapshot.segments {
            let columns = &segment.columns;
            let keys = columns.recommendations.ones();
            for key in keys.filter_map(|at| columns.keys.get(at)) {
                let id = recommendation_of(*key);
                if kept.has(id) {
                    continue;
                }
                if kept.read(id).is_some_and(is_good) {
                    kept.mark(id);
                    continue;
                }
                missing.push(id);
                if missing.len() >= TAKEN_AT_ONCE {
                    return Some((kept, learnt_from, missing));
                }
            }
        }
        if missing.is_empty() {
            kept.finish(generation);
        }
        Some((kept, learnt_from, missing))
    }

    /// What is near enough to be suggested, nearest first.
    pub(crate) fn near(
        &self,
        (id, ask): (RecommendationId, &heeded_domain::recommendation::Ask),
        as_of: Option<jiff::civil::Date>,
        effort: Effort,
    ) -> Result<Vec<Similar>, SearchError> {
        let wanted = Wanted {
            as_of,
            most: SUGGESTED_MAX,
            least: NEAR,
            effort,
        };
        self.compared((id, ask), wanted)
    }
}
