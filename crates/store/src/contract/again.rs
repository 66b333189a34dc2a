//! What a store promises of documents that are read again.

use super::invented::{about, ask, batch, organisation, recorded};
use super::keeping::{document, draft};
use super::{Make, wait};
use crate::{DraftState, NewDraft, NewEvent, RECORDS_OF_A_REFERENCE_MAX, Sighting, Trace};
use heeded_domain::event::RecommendationFact;
use heeded_domain::id::{OrganisationId, RecommendationId};
use heeded_domain::recommendation::{Ask, Rewording, Source};
use jiff::civil::{Date, date};

pub(super) fn drafts(make: Make<'_>) {
    let store = make();
    let name = wait(store.keep_document(document(b"Rest."))).unwrap();
    let ids = wait(store.keep_drafts(vec![draft(&name, 3, 1)])).unwrap();
    wait(store.set_aside(ids[0])).unwrap();
    assert_eq!(
        wait(store.keep_drafts(vec![draft(&name, 3, 1)])).unwrap(),
        ids
    );
    assert_eq!(wait(store.drafts(DraftState::Waiting, 10)).unwrap(), []);
    let change = NewDraft {
        about: Some(RecommendationId(7)),
        why: "the same words".to_owned(),
        change: "abc".to_owned(),
        ..draft(&name, 3, 2)
    };
    for _ in 0..2 {
        assert_eq!(wait(store.keep_drafts(vec![change.clone()])).unwrap(), ids);
    }
    let rows = wait(store.drafts_of(name.clone())).unwrap();
    assert_eq!((rows.len(), rows[0].state), (1, DraftState::Waiting));
    assert_eq!(
        (rows[0].about, rows[0].doubt),
        (Some(RecommendationId(7)), 2)
    );
    assert_eq!(
        (rows[0].why.as_str(), rows[0].change.as_str()),
        ("the same words", "abc")
    );
    assert_eq!(wait(store.drafts_of("0".repeat(64))).unwrap(), []);
}

fn sighting(document: &str, place: &str, seen_on: Date) -> Sighting {
    Sighting {
        issuer: "Wards Board".to_owned(),
        place: place.to_owned(),
        document: document.to_owned(),
        seen_on,
    }
}

pub(super) fn sightings(make: Make<'_>) {
    let store = make();
    let first = wait(store.keep_document(document(b"one"))).unwrap();
    let second = wait(store.keep_document(document(b"two"))).unwrap();
    let (may, june) = (date(2026, 5, 3), date(2026, 6, 3));
    let seen = [
        sighting(&first, "page.html", may),
        sighting(&first, "page.html", may),
        sighting(&second, "page.html", may),
        sighting(&first, "page.html", june),
        sighting(&second, "other.html", june),
    ];
    for one in seen {
        wait(store.keep_sighting(one)).unwrap();
    }
    let at =
        |place: &str| wait(store.sightings("Wards Board".to_owned(), place.to_owned())).unwrap();
    assert_eq!(
        at("page.html"),
        [
            sighting(&first, "page.html", june),
            sighting(&second, "page.html", may)
        ],
        "the last seen first"
    );
    assert_eq!(at("nowhere"), []);
    let others = wait(store.sightings("Others".to_owned(), "page.html".to_owned()));
    assert_eq!(others.unwrap(), []);
    let last = |document: &str, by| wait(store.last_seen(document.to_owned(), by)).unwrap();
    assert_eq!(
        last(&second, may),
        Some(sighting(&second, "page.html", may))
    );
    assert_eq!(
        last(&first, june),
        Some(sighting(&first, "page.html", june))
    );
    assert_eq!(last(&first, date(2026, 5, 2)), None);
}

pub(super) fn traces(make: Make<'_>) {
    let store = make();
    let source = |document: &str| Source {
        document: document.to_owned(),
        passage: None,
        captured_on: date(2026, 5, 3),
    };
    let asked = |text: &str, reference: &str| Ask {
        source: Some(source("aa")),
        reference: Some(reference.to_owned()),
        ..ask(1, &[2], date(2024, 3, 1), text)
    };
    wait(store.append(batch(vec![
        organisation(1, "Wards Board"),
        recorded(1, asked("Rest, at night.", "R/2024/9")),
        recorded(2, asked("Fit lamps.", "R/2024/10")),
    ])))
    .unwrap();
    let found = |trace| wait(store.traced(trace)).unwrap();
    let (one, two) = (RecommendationId(1), RecommendationId(2));
    let board = OrganisationId(1);
    assert_eq!(found(Trace::Document("aa".to_owned())), [one, two]);
    assert_eq!(
        found(Trace::Words(board, "rest at NIGHT".to_owned())),
        [one]
    );
    assert_eq!(
        found(Trace::Words(
            OrganisationId(2),
            "Rest, at night.".to_owned()
        )),
        []
    );
    assert_eq!(
        found(Trace::Reference(board, "R/2024/10".to_owned())),
        [two]
    );
    assert_eq!(
        found(Trace::Reference(OrganisationId(2), "R/2024/10".to_owned())),
        []
    );
    let reworded = RecommendationFact::Reworded(Rewording {
        text: "Sleep.".to_owned(),
        purpose: None,
        source: source("bb"),
    });
    wait(store.append(batch(vec![NewEvent {
        on: None,
        fact: about(1, reworded),
    }])))
    .unwrap();
    assert_eq!(found(Trace::Document("bb".to_owned())), [one]);
    assert_eq!(found(Trace::Document("aa".to_owned())), [one, two]);
    assert_eq!(found(Trace::Words(board, "Sleep".to_owned())), [one]);
    assert_eq!(
        found(Trace::Words(board, "Rest, at night.".to_owned())),
        [one]
    );
}

pub(super) fn numbers(make: Make<'_>) {
    let store = make();
    let first = |id| {
        let ask = Ask {
            reference: Some("1".to_owned()),
            ..ask(1, &[2], date(2024, 3, 1), "Rest anew.")
        };
        recorded(id, ask)
    };
    let numbered = || {
        let trace = Trace::Reference(OrganisationId(1), "1".to_owned());
        u32::try_from(wait(store.traced(trace)).unwrap().len()).unwrap()
    };
    let most = RECORDS_OF_A_REFERENCE_MAX;
    let ones: Vec<NewEvent> = (1..=u64::from(most)).map(first).collect();
    wait(store.append(batch(ones))).unwrap();
    assert_eq!(numbered(), most);
    wait(store.append(batch(vec![first(u64::from(most) + 1)]))).unwrap();
    assert_eq!(numbered(), 0, "so many have it that it tells nothing");
}
