//! A person corrects a field of a draft; corrections are taken back; drafts are understood with
//! those that hold.

use crate::accept::{NOTHING, WAITING_DRAFTS_MAX};
use crate::again::{self, Here, Meanwhile, change_of, kept_under};
use crate::bodies::ByName;
use crate::corrections::apply::{around, told_once};
use crate::corrections::asks::{concerned, is_of};
use crate::corrections::saying::{Made, Reach, Saying, cannot, item, made, reason};
use crate::corrections::shown::Shown;
use crate::corrections::words::told;
use crate::draft::{self, AsRead, Waiting};
use crate::matching::{How, Known, Verdict};
use crate::{ImportError, Importer, Terms};
use heeded_domain::event::{Actor, Subject};
use heeded_domain::id::RecommendationId;
use heeded_domain::replay::kept;
use heeded_domain::wording::plain;
use heeded_reader::Reading;
use heeded_schemes::SchemeFile;
use heeded_store::{
    CorrectionId, CorrectionRow, CorrectionsOf, DraftId, DraftRow, DraftState, NewCorrection,
    NewDraft,
};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Corrections applied again, and corrections that found no draft, that are told one by one of one
/// document; the others are counted.
const TOLD_SENTENCES_MAX: usize = 10;

/// What became of a correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Its number; `None` where an earlier one was taken back instead.
    pub id: Option<CorrectionId>,
    /// Corrections that it took the place of.
    pub taken_back: Vec<CorrectionId>,
    /// Other waiting drafts to which it is applied.
    pub others: usize,
}

impl Importer<'_> {
    /// A waiting draft, with its corrections.
    ///
    /// # Errors
    ///
    /// When it cannot be understood, or is none: that a record has gone has no fields.
    pub async fn shown(&self, row: &DraftRow) -> Result<Shown, ImportError> {
        let corrected = self.fields_of(row).await?.corrected;
        Ok(Shown {
            draft: corrected.shown,
            applied: corrected.applied,
            questions: corrected.questions,
        })
    }

    /// Corrects a field of a waiting draft, and keeps the correction: it is applied again whenever
    /// the same words stand there.
    ///
    /// # Errors
    ///
    /// [`ImportError::CannotCorrect`] says how to mend it; nothing is then kept.
    pub async fn correct(
        &self,
        row: &DraftRow,
        saying: &Saying,
        at: Timestamp,
    ) -> Result<Said, ImportError> {
        let waiting = self.fields_of(row).await?;
        let file = self.scheme(&waiting.terms.scheme)?;
        let issuer = match saying.reach {
            Reach::Here => waiting.kept_under.clone(),
            Reach::Everywhere => kept_under(file, &waiting.terms),
        };
        let Made { new, replaces } = made(&waiting, saying, (issuer, at))?;
        let mut said = Said {
            id: None,
            taken_back: replaces.clone(),
            others: 0,
        };
        match new {
            Some(new) => said.id = Some(self.store.keep_correction(new, replaces).await?),
            None => {
                for id in replaces {
                    self.store.take_back(id, at, saying.why.clone()).await?;
                }
            }
        }
        let mut applied = self.recast_all(Some(&waiting), said.id).await?;
        applied.remove(&row.id);
        said.others = applied.len();
        Ok(said)
    }

    /// Takes a correction back: it is applied no more, and waiting drafts read as if it had not
    /// been made. What was accepted with it stays as it was accepted.
    ///
    /// # Errors
    ///
    /// When no correction of this number holds, or the store fails.
    pub async fn take_back(
        &self,
        id: CorrectionId,
        at: Timestamp,
        why: String,
    ) -> Result<(), ImportError> {
        self.store.take_back(id, at, reason(&why)?).await?;
        self.recast_all(None, None).await?;
        Ok(())
    }

    async fn fields_of(&self, row: &DraftRow) -> Result<Waiting, ImportError> {
        let waiting = self.understand_change(row).await?;
        waiting.ok_or_else(|| {
            cannot(format!(
                "draft {} says that a record is no longer in its document: there is nothing in it \
                 to correct; accept it or set it aside",
                row.id.0
            ))
        })
    }

    /// A waiting draft with the corrections that hold now.
    pub(crate) async fn understand(&self, row: &DraftRow) -> Result<Waiting, ImportError> {
        let read = AsRead::kept(row)?;
        let file = self.scheme(&read.terms.scheme)?;
        let of = CorrectionsOf::Place {
            issuer: read.kept_under.clone(),
            place: draft::scope(read.place.as_deref(), &read.document),
        };
        let mut rows = self.store.corrections(of).await?;
        rows.retain(|row| is_of(row, &read.draft) || read.alike.contains(&row.id));
        let everywhere = CorrectionsOf::Everywhere(kept_under(file, &read.terms));
        rows.extend(self.store.corrections(everywhere).await?);
        let rows: Vec<&CorrectionRow> = rows.iter().collect();
        Ok(read.with(&rows))
    }

    /// As [`Self::understand`]; `None` for one that says that a record has gone.
    pub(crate) async fn understand_change(
        &self,
        row: &DraftRow,
    ) -> Result<Option<Waiting>, ImportError> {
        match draft::is_gone(row.position) {
            true => Ok(None),
            false => self.understand(row).await.map(Some),
        }
    }

    /// The drafts of a reading with the corrections that were made before, and what to tell of it.
    pub(crate) async fn corrected(
        &self,
        reading: &Reading,
        terms: &Terms,
        here: &Here,
        file: &SchemeFile,
    ) -> Result<(Vec<Waiting>, Vec<String>), ImportError> {
        let of = CorrectionsOf::Place {
            issuer: here.issuer.clone(),
            place: here.scope(),
        };
        let made_here = self.store.corrections(of).await?;
        let (concerned, lost) = concerned(&made_here, &reading.drafts);
        let mut everywhere: BTreeMap<String, Vec<CorrectionRow>> = BTreeMap::new();
        let mut waiting = Vec::with_capacity(reading.drafts.len());
        for (draft, mut rows) in reading.drafts.iter().zip(concerned) {
            let mut read = AsRead::of(reading, draft, here, terms);
            let alike = rows.iter().filter(|row| !is_of(row, draft));
            read.alike = alike.map(|row| row.id).collect();
            let issuer = kept_under(file, &read.terms);
            if !everywhere.contains_key(&issuer) {
                let of = CorrectionsOf::Everywhere(issuer.clone());
                everywhere.insert(issuer.clone(), self.store.corrections(of).await?);
            }
            rows.extend(everywhere.get(&issuer).into_iter().flatten());
            waiting.push(read.with(&rows));
        }
        let remarks = remarks(&waiting, &lost);
        Ok((waiting, remarks))
    }

    /// Puts a waiting draft as it reads now in the place of what waits; what it is now.
    async fn recast(&self, row: &DraftRow) -> Result<Waiting, ImportError> {
        let waiting = self.understand(row).await?;
        let new = self.cast(row, &waiting).await?;
        let as_it_waits = (&row.title, row.doubt, row.about, &row.why, &row.change);
        if as_it_waits != (&new.title, new.doubt, new.about, &new.why, &new.change) {
            self.store.recast_draft(row.id, new).await?;
        }
        Ok(waiting)
    }

    /// A waiting draft as it reads now, and the change that it is.
    async fn cast(&self, row: &DraftRow, waiting: &Waiting) -> Result<NewDraft, ImportError> {
        let file = self.scheme(&waiting.terms.scheme)?;
        let directory = self.store.directory().await?;
        let alone = std::slice::from_ref(waiting);
        let bodies = again::provisional((&ByName::default(), &directory), file, alone);
        let here = self.here_of(waiting).await?;
        let documents = here.documents();
        let issuer = bodies.find(&waiting.terms.issuer);
        let of = match row.about {
            // Which record it is of was found among all of its document.
            Some(id) => self.known_as(id, waiting, &documents).await?,
            None => {
                let siblings = self.store.drafts_of(row.document.clone()).await?;
                let taken = siblings.iter().filter_map(|row| row.about).collect();
                self.known_meanwhile(waiting, issuer, (&here, &taken))
                    .await?
            }
        };
        let kept = || draft::recast(row, waiting);
        let (id, how, known) = match of {
            Meanwhile::OnRecord(id, how, known) => (id, how, known),
            Meanwhile::New(why) => {
                let why = why.unwrap_or_default();
                return Ok(draft::asking(NewDraft { why, ..kept() }, waiting));
            }
        };
        let change = change_of(&known.facts, how, kept, (waiting, &bodies, &documents));
        let nothing = || NewDraft {
            about: Some(id),
            why: how.sentence(),
            change: NOTHING.to_owned(),
            ..kept()
        };
        Ok(draft::asking(change.unwrap_or_else(nothing), waiting))
    }

    async fn known_as(
        &self,
        id: RecommendationId,
        waiting: &Waiting,
        documents: &BTreeSet<String>,
    ) -> Result<Meanwhile, ImportError> {
        let events = self.store.events(Subject::Recommendation(id)).await?;
        let Some(facts) = kept(&events) else {
            return Ok(Meanwhile::New(None));
        };
        let of_place = again::stood_at(&facts, documents);
        let mut known = BTreeMap::from([(id, Known::new(facts, of_place))]);
        let how = match waiting.verdict(&known) {
            Verdict::Is(_, how) => how,
            // By other words than before: a person must look.
            Verdict::New(_) => How::Alike(0),
        };
        Ok(match known.remove(&id) {
            Some(known) => Meanwhile::OnRecord(id, how, Box::new(known)),
            None => Meanwhile::New(None),
        })
    }

    /// Recasts the waiting drafts of the issuer of one, or all of them; those to which a correction
    /// is applied now.
    async fn recast_all(
        &self,
        like: Option<&Waiting>,
        correction: Option<CorrectionId>,
    ) -> Result<BTreeSet<DraftId>, ImportError> {
        let issuer = |terms: &Terms| -> Result<String, ImportError> {
            Ok(kept_under(self.scheme(&terms.scheme)?, terms))
        };
        let wanted = like.map(|like| issuer(&like.terms)).transpose()?;
        let all = self.store.drafts(DraftState::Waiting, WAITING_DRAFTS_MAX);
        let mut applied = BTreeSet::new();
        for row in all.await? {
            if draft::is_gone(row.position) {
                continue;
            }
            if wanted.is_some() && wanted != Some(issuer(&AsRead::kept(&row)?.terms)?) {
                continue;
            }
            let waiting = self.recast(&row).await?;
            let ids = waiting.corrected.applied.iter().map(|one| one.row.id);
            let has = ids.into_iter().any(|id| Some(id) == correction);
            applied.extend(has.then_some(row.id));
        }
        Ok(applied)
    }

    /// What was accepted as read, though a correction stood there, is right as it is read.
    pub(crate) async fn confirm(
        &self,
        waiting: &Waiting,
        at: Timestamp,
    ) -> Result<(), ImportError> {
        for question in &waiting.corrected.questions {
            let field = question.spot.field;
            let single = !field.is_list() && !question.now.is_empty();
            let now = single.then(|| question.now.clone());
            let new = NewCorrection {
                at,
                actor: Actor::Operator,
                document: waiting.document.clone(),
                reference: waiting.read.reference.as_ref().map(|one| one.value.clone()),
                ask: waiting.read.text.value.clone(),
                item: item(waiting, question.spot),
                read: now.clone(),
                said: now,
                around: match (field.is_of_items(), question.spot.at) {
                    (true, Some(_)) => plain(&question.now),
                    (true, None) => question.now.clone(),
                    _ => around(&waiting.corrected.read, field, question.spot.item),
                },
                why: "accepted as it is read".to_owned(),
                ..question.row.correction.clone()
            };
            self.store.keep_correction(new, Vec::new()).await?;
        }
        Ok(())
    }
}

/// What to tell of corrections that were applied again, and of those that found no draft.
fn remarks(waiting: &[Waiting], lost: &[&CorrectionRow]) -> Vec<String> {
    let applied: Vec<String> = waiting
        .iter()
        .flat_map(|one| told_once(&one.corrected.applied))
        .map(|one| format!("Corrected as before: {}", one.sentence()))
        .collect();
    let mut remarks = at_most(applied, "more were corrected as before");
    let lost = lost.iter().filter(|row| row.correction.said.is_some());
    let lost: Vec<String> = lost
        .map(|row| {
            let (id, told) = (row.id.0, told(&row.correction));
            format!(
                "Correction {id} was made here of an ask that is no longer read ({told}); \
                 `heeded corrections` shows it."
            )
        })
        .collect();
    remarks.extend(at_most(lost, "more corrections found no ask to stand on"));
    remarks
}

fn at_most(mut sentences: Vec<String>, more: &str) -> Vec<String> {
    let left = sentences.len().saturating_sub(TOLD_SENTENCES_MAX);
    if left > 0 {
        sentences.truncate(TOLD_SENTENCES_MAX);
        sentences.push(format!("{left} {more}."));
    }
    sentences
}
