//! A document read later: what place it stands at, which records it may tell of, what is new in it.

use crate::bodies::{Bodies, ByName};
use crate::changes::{Beside, newest_capture};
use crate::draft::{self, Waiting};
use crate::facts;
use crate::matching::{How, Known, Matching, Verdict};
use crate::{Found, ImportError, Importer, Seen, Terms};
use heeded_domain::event::{RecommendationFact, Subject};
use heeded_domain::id::{OrganisationId, RecommendationId};
use heeded_domain::recommendation::{Item, Recommendation};
use heeded_domain::replay::kept;
use heeded_reader::{Draft, Reading};
use heeded_schemes::SchemeFile;
use heeded_store::{Directory, DraftId, DraftRow, NewDraft, Sighting, Trace};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Records that one document may be compared with: a document holds 2,000 at most (opinion), and
/// its place may have held as many before.
const RECORDS_MAX: usize = 20_000;

/// Organisations that a document names for the first time are numbered from here while it is
/// compared: no register has so many, and nothing of it is kept.
const PROVISIONAL: u64 = 1 << 60;

/// What is known of where a document stands.
pub(crate) struct Here {
    /// The name that its issuer is kept under.
    pub(crate) issuer: String,
    /// Its address or file name; none for what came through a pipe.
    pub(crate) place: Option<String>,
    /// SHA-256 of the document itself.
    pub(crate) document: String,
    /// Every document seen at the place, the last seen first; without this one, where it is new.
    pub(crate) seen: Vec<String>,
}

impl Here {
    /// Whether the place had this very document when it was last looked at.
    pub(crate) fn is_unchanged(&self) -> bool {
        self.seen_before() == Some(Seen::Same)
    }

    /// What stood at the place when it was looked at before.
    pub(crate) fn seen_before(&self) -> Option<Seen> {
        let last = self.seen.first()?;
        Some(if *last == self.document {
            Seen::Same
        } else {
            Seen::Other
        })
    }

    /// The place that corrections made here are kept for.
    pub(crate) fn scope(&self) -> String {
        draft::scope(self.place.as_deref(), &self.document)
    }

    /// Every document of the place, with this one.
    pub(crate) fn documents(&self) -> BTreeSet<String> {
        self.seen.iter().chain([&self.document]).cloned().collect()
    }

    /// That it was seen there on the day of the terms.
    pub(crate) fn sighting(&self, terms: &Terms) -> Option<Sighting> {
        Some(Sighting {
            issuer: self.issuer.clone(),
            place: self.place.clone()?,
            document: self.document.clone(),
            seen_on: terms.captured_on,
        })
    }
}

/// What the drafts of a document were found to be.
pub(crate) struct Compared {
    /// Of each draft, in order: the record that it is of, if any, and what to keep, if anything.
    pub(crate) drafts: Vec<(Option<RecommendationId>, Option<NewDraft>)>,
    /// Records that the document no longer has: what to keep of each.
    pub(crate) gone: Vec<(RecommendationId, NewDraft)>,
    /// What is odd about it beside what stood at its place before.
    pub(crate) remarks: Vec<String>,
    /// The drafts with the corrections that hold.
    pub(crate) corrected: Vec<Draft>,
}

/// What a draft is by what came on record while it waited.
pub(crate) enum Meanwhile {
    /// A later reading of this record.
    OnRecord(RecommendationId, How, Box<Known>),
    /// Still new; and what a person should know of it, if anything.
    New(Option<String>),
}

/// The name that an issuer is kept under, however it was typed.
pub(crate) fn kept_under(file: &SchemeFile, terms: &Terms) -> String {
    let known = file.organisation(&terms.issuer);
    known
        .map_or(terms.issuer.trim(), |body| body.name())
        .to_owned()
}

/// The place of a document: its address without what leads within the page, else its file name.
pub(crate) fn place(address: Option<&str>, name: &str) -> Option<String> {
    let address = address.map(|a| a.split('#').next().unwrap_or(a).trim().to_owned());
    let name = (name != "standard input").then(|| name.to_owned());
    address.or(name).filter(|place| !place.is_empty())
}

impl Importer<'_> {
    /// Where a document stands, and what was seen there before.
    pub(crate) async fn here(
        &self,
        issuer: String,
        place: Option<String>,
        document: &str,
    ) -> Result<Here, ImportError> {
        let seen = match &place {
            Some(place) => {
                let seen = self.store.sightings(issuer.clone(), place.clone()).await?;
                seen.into_iter().map(|sighting| sighting.document).collect()
            }
            None => Vec::new(),
        };
        Ok(Here {
            issuer,
            place,
            document: document.to_owned(),
            seen,
        })
    }

    /// Compares what was read with the records that it may be a later reading of.
    pub(crate) async fn compare(
        &self,
        reading: &Reading,
        terms: &Terms,
        here: &Here,
        file: &SchemeFile,
    ) -> Result<Compared, ImportError> {
        let directory = self.store.directory().await?;
        let (waiting, remarks) = self.corrected(reading, terms, here, file).await?;
        let bodies = provisional((&ByName::default(), &directory), file, &waiting);
        // A body that is not on record has no records that this could be a later reading of.
        let issuer = bodies.find(&terms.issuer).filter(|id| id.0 < PROVISIONAL);
        let known = self.known(issuer, here, &here.seen, &waiting).await?;
        let mut matching = Matching::new(&known);
        let verdicts = matching.verdicts(waiting.iter().map(|one| &one.draft));
        let mut compared = Compared {
            drafts: Vec::with_capacity(waiting.len()),
            gone: Vec::new(),
            remarks,
            corrected: Vec::new(),
        };
        let place = here.documents();
        for ((at, waiting), verdict) in waiting.iter().enumerate().zip(verdicts) {
            let kept = || draft::to_keep((reading, at), waiting, here, terms);
            let (of, kept) = match verdict {
                Verdict::New(why) => {
                    let why = why.unwrap_or_default();
                    (None, Some(NewDraft { why, ..kept() }))
                }
                Verdict::Is(id, how) => {
                    let change = known.get(&id).and_then(|known| {
                        change_of(&known.facts, how, kept, (waiting, &bodies, &place))
                    });
                    (Some(id), change)
                }
            };
            let kept = kept.map(|kept| draft::asking(kept, waiting));
            compared.drafts.push((of, kept));
        }
        missing(&matching, &known, (reading, terms, here), &mut compared);
        compared.corrected = waiting.into_iter().map(|one| one.draft).collect();
        Ok(compared)
    }

    /// The records that the drafts may be later readings of: those of the place, and of the issuer
    /// those with the same reference or the same words.
    async fn known(
        &self,
        issuer: Option<OrganisationId>,
        here: &Here,
        seen: &[String],
        drafts: &[Waiting],
    ) -> Result<BTreeMap<RecommendationId, Known>, ImportError> {
        let Some(issuer) = issuer else {
            // Nobody of that name is on record: nothing can be a later reading.
            return Ok(BTreeMap::new());
        };
        let mut ids: BTreeSet<RecommendationId> = BTreeSet::new();
        for document in seen {
            ids.extend(self.store.traced(Trace::Document(document.clone())).await?);
        }
        for one in drafts {
            let words = one.draft.text.value.clone();
            ids.extend(self.store.traced(Trace::Words(issuer, words)).await?);
            if let Some(reference) = &one.draft.reference {
                let trace = Trace::Reference(issuer, reference.value.clone());
                ids.extend(self.store.traced(trace).await?);
            }
        }
        let place = here.documents();
        let mut known = BTreeMap::new();
        for id in ids.into_iter().take(RECORDS_MAX) {
            let events = self.store.events(Subject::Recommendation(id)).await?;
            let facts = kept(&events).filter(|facts| facts.ask.issuer == issuer);
            if let Some(facts) = facts {
                let of_place = stood_at(&facts, &place);
                known.insert(id, Known::new(facts, of_place));
            }
        }
        Ok(known)
    }

    /// What a waiting draft is, by what is on record now.
    ///
    /// The records of its own document are other recommendations, as it names each once; so are
    /// those that others of its drafts are of.
    pub(crate) async fn known_meanwhile(
        &self,
        waiting: &Waiting,
        issuer: Option<OrganisationId>,
        (here, taken): (&Here, &BTreeSet<RecommendationId>),
    ) -> Result<Meanwhile, ImportError> {
        let drafts = std::slice::from_ref(waiting);
        // By its words and its number: what stood at its place was compared when it was read.
        let mut known = self.known(issuer, here, &[], drafts).await?;
        known.retain(|id, known| {
            let source = known.facts.ask.source.as_ref();
            let elsewhere = source.is_none_or(|source| source.document != waiting.document);
            elsewhere && !taken.contains(id)
        });
        Ok(match waiting.verdict(&known) {
            Verdict::New(why) => Meanwhile::New(why),
            Verdict::Is(id, how) => match known.remove(&id) {
                Some(known) => Meanwhile::OnRecord(id, how, Box::new(known)),
                None => Meanwhile::New(None),
            },
        })
    }

    /// What a draft changes in the record that it is of, as that record stands now; `waiting` is
    /// missing for a record that is.
    pub(crate) async fn facts_of_change(
        &self,
        (row, waiting): (&DraftRow, Option<&Waiting>),
        record: &Recommendation,
        bodies: &Bodies<'_>,
    ) -> Result<Vec<RecommendationFact>, ImportError> {
        let Some(waiting) = waiting else {
            let source = draft::gone_from(row)?;
            let fact = RecommendationFact::Vanished(Item::Ask, source);
            let there = record.absence(Item::Ask).is_none();
            return Ok(there.then_some(fact).into_iter().collect());
        };
        let place = self.here_of(waiting).await?.documents();
        let beside = Beside {
            record,
            waiting,
            bodies,
            place: &place,
        };
        Ok(beside.changes())
    }

    /// Where the document of a draft stands.
    pub(crate) async fn here_of(&self, waiting: &Waiting) -> Result<Here, ImportError> {
        let (issuer, place) = (waiting.kept_under.clone(), waiting.place.clone());
        self.here(issuer, place, &waiting.document).await
    }
}

/// The organisations that drafts name, with provisional numbers for those that nobody has.
pub(crate) fn provisional<'a>(
    (names, directory): (&ByName, &Arc<Directory>),
    file: &'a SchemeFile,
    waiting: &[Waiting],
) -> Bodies<'a> {
    let mut bodies = Bodies::new(names, directory, file);
    for one in waiting {
        bodies.make_room(&facts::names_in_responses(&one.draft));
    }
    bodies.number_from(PROVISIONAL);
    bodies
}

/// Whether a record's ask stood in one of these documents.
pub(crate) fn stood_at(facts: &Recommendation, place: &BTreeSet<String>) -> bool {
    let others = facts.rewordings.iter().map(|words| &words.source);
    let mut sources = facts.ask.source.iter().chain(others);
    sources.any(|source| place.contains(&source.document))
}

/// What to keep of a draft that is a record's; nothing where it says what is on record.
pub(crate) fn change_of(
    record: &Recommendation,
    how: How,
    kept: impl FnOnce() -> NewDraft,
    (waiting, bodies, place): (&Waiting, &Bodies<'_>, &BTreeSet<String>),
) -> Option<NewDraft> {
    let beside = Beside {
        record,
        waiting,
        bodies,
        place,
    };
    let facts = beside.changes();
    if facts.is_empty() {
        return None;
    }
    let (kept, mut why) = (kept(), how.sentence());
    if beside.is_earlier_copy() {
        why.push_str("; captured before what is on record: only its responses are taken");
    }
    Some(NewDraft {
        doubt: draft::rank_of_change(kept.doubt, how, &facts),
        about: Some(record.id),
        change: draft::name_of_change(record, &facts),
        why,
        ..kept
    })
}

/// The records whose ask the document no longer has: only where it is the same document still,
/// which half of them being there shows. A name or an address may come to hold another one.
fn missing(
    matching: &Matching<'_>,
    known: &BTreeMap<RecommendationId, Known>,
    (reading, terms, here): (&Reading, &Terms, &Here),
    compared: &mut Compared,
) {
    let missing: Vec<RecommendationId> = matching.missing().collect();
    let (missed, found) = (missing.len(), matching.found_again());
    if missed == 0 {
        return;
    }
    if found < missed {
        let total = found + missed;
        let place = here.place.as_deref().unwrap_or_default();
        compared.remarks.push(format!(
            "Of {total} records read from {place} before, {found} are in this document: it is \
             taken for another one, and nothing is held to have gone."
        ));
        return;
    }
    for id in missing {
        let Some(known) = known.get(&id) else {
            continue;
        };
        let earlier = newest_capture(&known.facts) > Some(terms.captured_on);
        if known.facts.absence(Item::Ask).is_none() && !earlier {
            let gone = draft::gone_to_keep(reading, &known.facts, here, terms);
            compared.gone.push((id, gone));
        }
    }
}

impl Compared {
    /// What to keep, but for what has been kept at its position already.
    pub(crate) fn new_drafts(&self, decided: &BTreeMap<u32, DraftId>) -> Vec<NewDraft> {
        let new = self.drafts.iter().filter_map(|(_, new)| new.as_ref());
        let gone = self.gone.iter().map(|(_, gone)| gone);
        new.chain(gone)
            .filter(|new| !decided.contains_key(&new.position))
            .cloned()
            .collect()
    }

    /// What the document holds and what it is missing, each with the number that it waits under.
    pub(crate) fn found(self, ids: &BTreeMap<u32, DraftId>) -> (Vec<Found>, Vec<Found>) {
        let drafts = (0_u32..).zip(self.drafts.into_iter().zip(self.corrected));
        let drafts = drafts.map(|(at, ((of, _), draft))| Found {
            id: ids.get(&at).copied(),
            of,
            draft: Some(draft),
        });
        let gone = self.gone.into_iter().map(|(of, gone)| Found {
            id: ids.get(&gone.position).copied(),
            of: Some(of),
            draft: None,
        });
        (drafts.collect(), gone.collect())
    }
}
