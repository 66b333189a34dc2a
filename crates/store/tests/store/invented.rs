//! What the tests of the store share: a register in a folder of its own, and facts to put in.

use heeded_domain::event::{Actor, Fact, RecommendationFact};
use heeded_domain::id::{OrganisationId, RecommendationId};
use heeded_domain::recommendation::{Addressee, Ask, Note, NoteKind};
use heeded_domain::scheme::SchemeId;
use heeded_domain::vocabulary::AskKind;
use heeded_store::contract::{schemes, wait};
use heeded_store::sqlite::{Opening, Sqlite};
use heeded_store::{Batch, NewDocument, NewEvent, Store, StoreError};
use jiff::civil::date;
use std::path::Path;
use std::sync::Arc;

/// Opens the register of a folder.
pub(crate) fn open(folder: &Path) -> Result<Sqlite, StoreError> {
    Sqlite::open(
        folder,
        Arc::new(schemes()),
        Opening::by("heeded test, process 1"),
    )
}

/// Proves a register.
pub(crate) fn problems(store: &Sqlite) -> Vec<String> {
    store.check(&mut |_| {}).unwrap().problems
}

/// A recommendation with two notes, all of which bear the same word.
pub(crate) fn batch(id: u64, word: &str) -> Batch {
    let fact = |fact| NewEvent {
        on: Some(date(2024, 3, 1)),
        fact: Fact::Recommendation(RecommendationId(id), fact),
    };
    let note = || {
        let text = word.to_owned();
        fact(RecommendationFact::Noted(Note {
            kind: NoteKind::Remark,
            from: None,
            text,
            on: None,
        }))
    };
    let ask = Ask {
        issuer: OrganisationId(1),
        scheme: SchemeId::new("invented").unwrap(),
        kind: AskKind::SafetyRecommendation,
        reference: None,
        text: word.to_owned(),
        purpose: None,
        parts: Vec::new(),
        addressees: vec![Addressee {
            organisation: OrganisationId(2),
            named_as: "Wards".to_owned(),
        }],
        collaborators: Vec::new(),
        report: None,
        made_on: Some(date(2024, 3, 1)),
        source: None,
    };
    Batch {
        key: Some(word.to_owned()),
        actor: Actor::Operator,
        at: "2026-11-22T12:00:00Z".parse().unwrap(),
        events: vec![fact(RecommendationFact::Recorded(ask)), note(), note()],
        rests_on: Vec::new(),
        accepts: Vec::new(),
    }
}

/// The word that an event of [`batch`] bears.
pub(crate) fn word(fact: &Fact) -> &str {
    match fact {
        Fact::Recommendation(_, RecommendationFact::Recorded(ask)) => &ask.text,
        Fact::Recommendation(_, RecommendationFact::Noted(note)) => &note.text,
        other => panic!("{other:?}"),
    }
}

/// A document of these words.
pub(crate) fn document(words: &str) -> NewDocument {
    NewDocument {
        name: "letter.txt".to_owned(),
        media_type: "text/plain".to_owned(),
        address: None,
        captured_on: date(2026, 11, 1),
        bytes: words.as_bytes().to_owned(),
    }
}

/// A register with some recommendations and documents.
pub(crate) fn filled(folder: &Path) -> Sqlite {
    let store = open(folder).unwrap();
    for id in 1..=30 {
        wait(store.append(batch(id, &format!("word {id}")))).unwrap();
    }
    for words in ["first letter", "second letter", ""] {
        wait(store.keep_document(document(words))).unwrap();
    }
    store
}
