//! A draft accepted: a new record, or a change of one that is there.

use crate::again::{self, Meanwhile, change_of};
use crate::bodies::{Bodies, ByName};
use crate::draft::{self, Waiting};
use crate::{Accepted, Change, Choice, Found, ImportError, Importer, Outcome, Taken, Terms, facts};
use heeded_domain::decide::{Advice, Refusal, decide};
use heeded_domain::event::{Actor, Event, Fact, RecommendationFact, Report, ReportFact, Subject};
use heeded_domain::id::{OrganisationId, RecommendationId, ReportId};
use heeded_domain::replay::kept;
use heeded_domain::scheme::SchemeId;
use heeded_schemes::SchemeFile;
use heeded_store::{Batch, DraftId, DraftRow, DraftState, NewDraft, NewEvent, SubjectKind};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Drafts that wait are asked for in one go: far more than documents hold, and a bound all the
/// same.
pub(crate) const WAITING_DRAFTS_MAX: u32 = 100_000;

/// The name of a change that the record does not need.
pub(crate) const NOTHING: &str = "nothing";

impl Importer<'_> {
    /// Accepts a waiting draft: from now on it is a record, and public.
    ///
    /// Whoever accepts it a second time is told that it waits no more.
    ///
    /// # Errors
    ///
    /// [`ImportError`]; the draft then still waits, and nothing of it is recorded.
    pub async fn accept(
        &self,
        row: &DraftRow,
        at: Timestamp,
        today: Date,
    ) -> Result<Accepted, ImportError> {
        self.accept_by(&ByName::default(), row, (at, today)).await
    }

    async fn accept_by(
        &self,
        names: &ByName,
        row: &DraftRow,
        (at, today): (Timestamp, Date),
    ) -> Result<Accepted, ImportError> {
        if let Some(id) = row.about {
            return self.accept_change(names, (row, id), (at, today)).await;
        }
        let waiting = self.understand(row).await?;
        let file = self.scheme(&waiting.terms.scheme)?;
        let directory = self.store.directory().await?;
        let mut bodies = Bodies::new(names, &directory, file);
        self.refuse_if_on_record(row, &waiting, &bodies).await?;
        self.make_room(
            &mut bodies,
            &facts::names_in(&waiting.draft, &waiting.terms.issuer),
        )
        .await?;
        let id = RecommendationId(self.store.reserve(SubjectKind::Recommendation, 1).await?);
        let (report, recorded) = self
            .report(&waiting.terms, bodies.find(&waiting.terms.issuer))
            .await?;
        let facts = facts::of(&waiting, &bodies, report, &file.scheme);
        let (events, advice) = decided(id, Vec::new(), facts, (file, at, today))?;
        let batch = Batch {
            // That the draft still waits makes it safe to send twice.
            key: None,
            actor: Actor::Operator,
            at,
            events: bodies
                .events()
                .into_iter()
                .chain(recorded)
                .chain(events)
                .collect(),
            rests_on: vec![(Subject::Recommendation(id), 0)],
            accepts: vec![row.id],
        };
        self.store.append(batch).await?;
        self.confirm(&waiting, at).await?;
        let changed = None;
        Ok(Accepted {
            id,
            changed,
            advice,
        })
    }

    /// Accepts a change of a record, as it is by now: what the record says already changes nothing.
    async fn accept_change(
        &self,
        names: &ByName,
        (row, id): (&DraftRow, RecommendationId),
        (at, today): (Timestamp, Date),
    ) -> Result<Accepted, ImportError> {
        let scheme = SchemeId::new(&row.scheme);
        let scheme = scheme.ok_or_else(|| ImportError::NoSuchScheme(row.scheme.clone()))?;
        let file = self.scheme(&scheme)?;
        let directory = self.store.directory().await?;
        let mut bodies = Bodies::new(names, &directory, file);
        let before = self.store.events(Subject::Recommendation(id)).await?;
        let record = kept(&before).ok_or(Refusal::NotRecorded)?;
        let waiting = self.understand_change(row).await?;
        let of = (row, waiting.as_ref());
        // First as if every name were known, then with those that the change brings along.
        if let Some(waiting) = &waiting {
            let named = facts::names_in_responses(&waiting.draft);
            let changes = self.facts_of_change(of, &record, &bodies).await?;
            if changes
                .iter()
                .any(|fact| matches!(fact, RecommendationFact::Responded(_)))
            {
                self.make_room(&mut bodies, &named).await?;
            }
        }
        let facts = self.facts_of_change(of, &record, &bodies).await?;
        let last = before.last().map_or(0, |event| event.seq);
        let (events, advice) = decided(id, before, facts.clone(), (file, at, today))?;
        let batch = Batch {
            key: None,
            actor: Actor::Operator,
            at,
            events: bodies.events().into_iter().chain(events).collect(),
            rests_on: vec![(Subject::Recommendation(id), last)],
            accepts: vec![row.id],
        };
        self.store.append(batch).await?;
        if let Some(waiting) = &waiting {
            self.confirm(waiting, at).await?;
        }
        let changed = Some(Box::new(Change { record, facts }));
        Ok(Accepted {
            id,
            changed,
            advice,
        })
    }

    /// What a waiting draft would change, and in which record; `None` for a new recommendation.
    ///
    /// # Errors
    ///
    /// When the draft cannot be understood, or the store fails.
    pub async fn change(&self, row: &DraftRow) -> Result<Option<Change>, ImportError> {
        let Some(id) = row.about else { return Ok(None) };
        let scheme = SchemeId::new(&row.scheme);
        let scheme = scheme.ok_or_else(|| ImportError::NoSuchScheme(row.scheme.clone()))?;
        let directory = self.store.directory().await?;
        let waiting = self.understand_change(row).await?;
        let drafts = waiting.as_slice();
        let bodies = again::provisional(
            (&ByName::default(), &directory),
            self.scheme(&scheme)?,
            drafts,
        );
        let events = self.store.events(Subject::Recommendation(id)).await?;
        let record = kept(&events).ok_or(Refusal::NotRecorded)?;
        let of = (row, waiting.as_ref());
        let facts = self.facts_of_change(of, &record, &bodies).await?;
        Ok(Some(Change { record, facts }))
    }

    /// A draft that was new when it was read may be on record by now: then it waits as a change.
    async fn refuse_if_on_record(
        &self,
        row: &DraftRow,
        waiting: &Waiting,
        bodies: &Bodies<'_>,
    ) -> Result<(), ImportError> {
        let issuer = bodies.find(&waiting.terms.issuer);
        let here = self.here_of(waiting).await?;
        let nobody = BTreeSet::new();
        let found = self
            .known_meanwhile(waiting, issuer, (&here, &nobody))
            .await?;
        let Meanwhile::OnRecord(id, how, known) = found else {
            return Ok(());
        };
        let documents = here.documents();
        let kept = || NewDraft {
            about: Some(id),
            why: how.sentence(),
            change: NOTHING.to_owned(),
            ..draft::recast(row, waiting)
        };
        let change = change_of(&known.facts, how, kept, (waiting, bodies, &documents));
        let kept = draft::asking(change.unwrap_or_else(kept), waiting);
        self.store.keep_drafts(vec![kept]).await?;
        Err(ImportError::OnRecordNow(id))
    }

    /// Gives every name an organisation, with numbers of its own for new ones.
    async fn make_room(
        &self,
        bodies: &mut Bodies<'_>,
        names: &[String],
    ) -> Result<(), ImportError> {
        bodies.make_room(names);
        let kind = SubjectKind::Organisation;
        let first = self.store.reserve(kind, bodies.new_count()).await?;
        bodies.number_from(first);
        Ok(())
    }

    /// Accepts the drafts of a document as chosen; the others wait. What became of each, in order.
    ///
    /// One draft that cannot be recorded does not hold up the others.
    ///
    /// # Errors
    ///
    /// When the store fails: what was accepted until then is kept.
    pub async fn accept_taken(
        &self,
        taken: &Taken,
        choice: Choice,
        now: impl Fn() -> (Timestamp, Date),
    ) -> Result<Vec<Outcome>, ImportError> {
        let names = ByName::default();
        let rows = self.store.drafts_of(taken.document.clone()).await?;
        let waits = rows
            .into_iter()
            .filter(|row| row.state == DraftState::Waiting);
        let mut waiting: BTreeMap<DraftId, DraftRow> = waits.map(|row| (row.id, row)).collect();
        let mut outcomes = Vec::with_capacity(taken.drafts.len());
        for found in taken.drafts.iter().chain(&taken.gone) {
            let row = found.id.and_then(|id| waiting.remove(&id));
            outcomes.push(match (row, choice) {
                (None, _) => match found {
                    Found {
                        id: None,
                        of: Some(of),
                        ..
                    } => Outcome::NothingNew(*of),
                    _ => Outcome::DecidedBefore,
                },
                (Some(row), Choice::Certain) if draft::is_doubtful(row.doubt) => {
                    Outcome::Doubtful(row)
                }
                (Some(row), Choice::None) => Outcome::Waits(row),
                (Some(row), Choice::Certain | Choice::All) => {
                    let (at, today) = now();
                    match self.accept_by(&names, &row, (at, today)).await {
                        Ok(accepted) => Outcome::Accepted(accepted),
                        Err(ImportError::Store(fault)) => return Err(fault.into()),
                        Err(refused) => Outcome::Refused(row, refused),
                    }
                }
            });
        }
        Ok(outcomes)
    }

    /// The report of the terms, and what brings it into the register where it is not there yet.
    async fn report(
        &self,
        terms: &Terms,
        issuer: Option<OrganisationId>,
    ) -> Result<(Option<ReportId>, Option<NewEvent>), ImportError> {
        let (Some(of), Some(issuer)) = (&terms.report, issuer) else {
            return Ok((None, None));
        };
        if let Some(known) = self.store.report_titled(issuer, of.title.clone()).await? {
            return Ok((Some(known), None));
        }
        let id = ReportId(self.store.reserve(SubjectKind::Report, 1).await?);
        let report = Report {
            title: of.title.clone(),
            issuer,
            address: of.address.clone(),
            published_on: terms.made_on,
        };
        let fact = Fact::Report(id, ReportFact::Recorded(report));
        Ok((
            Some(id),
            Some(NewEvent {
                on: terms.made_on,
                fact,
            }),
        ))
    }
}

/// Decides fact after fact, each on the record as those before have made it.
///
/// What a change brings is known from the day of its capture, where nothing says another day.
fn decided(
    id: RecommendationId,
    before: Vec<Event>,
    facts: Vec<RecommendationFact>,
    (file, at, today): (&SchemeFile, Timestamp, Date),
) -> Result<(Vec<NewEvent>, Vec<Advice>), ImportError> {
    let recorded = before.len();
    let mut so_far = before;
    let mut advice = Vec::new();
    let mut seen_on = None;
    for fact in facts {
        let record = kept(&so_far);
        let decision = decide(record.as_ref(), &fact, &file.scheme, today)?;
        advice.extend(decision.advice);
        if let RecommendationFact::ResponseRevised(..) = &fact {
            seen_on = decision.on;
        }
        let on = match &fact {
            // It stands in the version before it.
            RecommendationFact::DispositionStated(_) => decision.on.or(seen_on),
            _ => decision.on,
        };
        let fact = Fact::Recommendation(id, fact);
        so_far.push(Event {
            seq: 0,
            at,
            actor: Actor::Operator,
            on,
            fact,
        });
    }
    let new = so_far.into_iter().skip(recorded);
    let events = new.map(|event| NewEvent {
        on: event.on,
        fact: event.fact,
    });
    Ok((events.collect(), advice))
}
