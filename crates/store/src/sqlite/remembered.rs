//! Answers that take a walk over many rows, remembered until the register moves on.

use crate::StoreError;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

/// Answers remembered, each a few hundred bytes as a rule; when there are more all are forgotten.
const ANSWER_ITEMS_MAX: usize = 500;

/// Answers to questions, each with the head that it was worked out at.
#[derive(Debug)]
pub(super) struct Remembered<K, V>(Mutex<HashMap<K, (u64, V)>>);

impl<K, V> Default for Remembered<K, V> {
    fn default() -> Self {
        Self(Mutex::new(HashMap::new()))
    }
}

impl<K: Eq + Hash, V: Clone> Remembered<K, V> {
    /// The answer to a question at a head: as remembered, else as worked out now.
    pub(super) fn of(
        &self,
        head: u64,
        question: K,
        work: impl FnOnce() -> Result<V, StoreError>,
    ) -> Result<V, StoreError> {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, answer)) = known().get(&question)
            && *at == head
        {
            return Ok(answer.clone());
        }
        let answer = work()?;
        let mut all = known();
        if all.len() >= ANSWER_ITEMS_MAX {
            all.clear();
        }
        all.insert(question, (head, answer.clone()));
        Ok(answer)
    }

    /// Forgets all of them: the tables were worked out again.
    pub(super) fn forget(&self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}
