//! What a store promises of corrections, and of drafts that they recast.

use super::invented::{ask, batch, recorded};
use super::keeping::{document, draft};
use super::{Make, wait};
use crate::{
    Batch, CorrectionId, CorrectionRow, CorrectionsOf, DraftId, DraftState, NewCorrection,
    NewDraft, Store, StoreError,
};
use heeded_domain::event::Actor;
use jiff::civil::date;

fn named(store: &dyn Store, read: &str, place: Option<&str>) -> NewCorrection {
    NewCorrection {
        at: "2026-11-22T12:00:00Z".parse().unwrap(),
        actor: Actor::Operator,
        issuer: "Wards Board".to_owned(),
        place: place.map(str::to_owned),
        document: wait(store.keep_document(document(b"Rest."))).unwrap(),
        reference: None,
        ask: "Let them rest.".to_owned(),
        field: "addressees".to_owned(),
        item: None,
        read: Some(read.to_owned()),
        said: Some("Ministry of Wards".to_owned()),
        around: read.to_owned(),
        why: "‘misprint’; \"so it is\"".to_owned(),
    }
}

fn of_place(store: &dyn Store, place: &str) -> Vec<CorrectionRow> {
    let (issuer, place) = ("Wards Board".to_owned(), place.to_owned());
    wait(store.corrections(CorrectionsOf::Place { issuer, place })).unwrap()
}

pub(super) fn keeping(make: Make<'_>) {
    let store = make();
    let store = store.as_ref();
    assert_eq!(of_place(store, "page"), []);
    let here = named(store, "Minstry", Some("page"));
    let removed = NewCorrection {
        said: None,
        item: Some("We accept.".to_owned()),
        reference: Some("R/1".to_owned()),
        ..named(store, "Ministers", Some("page"))
    };
    let everywhere = named(store, "Minstry of Wrads", None);
    let first = wait(store.keep_correction(here.clone(), Vec::new())).unwrap();
    let second = wait(store.keep_correction(removed.clone(), Vec::new())).unwrap();
    let third = wait(store.keep_correction(everywhere.clone(), Vec::new())).unwrap();
    // The same again is once.
    let again = wait(store.keep_correction(here.clone(), Vec::new())).unwrap();
    assert_eq!(again, first);
    let kept: Vec<_> = of_place(store, "page");
    assert_eq!(
        kept.iter().map(|row| row.id).collect::<Vec<_>>(),
        [first, second]
    );
    assert_eq!(
        (&kept[0].correction, &kept[1].correction),
        (&here, &removed)
    );
    assert!(of_place(store, "another").is_empty());
    let of = |issuer: &str| {
        wait(store.corrections(CorrectionsOf::Everywhere(issuer.to_owned()))).unwrap()
    };
    assert_eq!(of("Wards Board")[0].correction, everywhere);
    assert!(of("Another Board").is_empty());

    let at = "2026-11-23T09:00:00Z".parse().unwrap();
    wait(store.take_back(third, at, "they are two bodies".to_owned())).unwrap();
    assert!(of("Wards Board").is_empty());
    let again = wait(store.take_back(third, at, "again".to_owned()));
    assert!(matches!(again, Err(StoreError::NoSuchCorrection(id)) if id == third));
    let all = wait(store.corrections(CorrectionsOf::All(10))).unwrap();
    let back = all[2].taken_back.clone().unwrap();
    assert_eq!(
        (all.len(), back),
        (3, (at, "they are two bodies".to_owned()))
    );
    let newest = wait(store.corrections(CorrectionsOf::All(1))).unwrap();
    assert_eq!(newest[0].id, third);
    // What was taken back may be said anew.
    let anew = wait(store.keep_correction(everywhere, Vec::new())).unwrap();
    assert!(anew > third);
}

pub(super) fn replacing(make: Make<'_>) {
    let store = make();
    let store = store.as_ref();
    let old = wait(store.keep_correction(named(store, "Minstry", Some("page")), Vec::new()));
    let old = old.unwrap();
    let new = NewCorrection {
        said: Some("Ministry of Health".to_owned()),
        ..named(store, "Minstry", Some("page"))
    };
    let id = wait(store.keep_correction(new.clone(), vec![old])).unwrap();
    let holds: Vec<_> = of_place(store, "page").iter().map(|row| row.id).collect();
    assert_eq!(holds, [id]);
    // One that cannot take another's place is not kept either.
    let failing = named(store, "Other", Some("page"));
    let failed = wait(store.keep_correction(failing, vec![old]));
    assert!(matches!(failed, Err(StoreError::NoSuchCorrection(_))));
    assert_eq!(of_place(store, "page").len(), 1);
    // To say again what holds takes nobody's place, its own least of all.
    assert_eq!(wait(store.keep_correction(new, vec![id])).unwrap(), id);
    assert_eq!(of_place(store, "page").len(), 1);
    let none = wait(store.take_back(
        CorrectionId(99),
        "2026-11-23T09:00:00Z".parse().unwrap(),
        String::new(),
    ));
    assert!(none.is_err());
}

pub(super) fn recasting(make: Make<'_>) {
    let store = make();
    let sha256 = wait(store.keep_document(document(b"Rest."))).unwrap();
    let ids = wait(store.keep_drafts(vec![draft(&sha256, 0, 20_000)])).unwrap();
    let recast = NewDraft {
        doubt: 0,
        title: "As corrected".to_owned(),
        body: "{}".to_owned(),
        ..draft(&sha256, 0, 20_000)
    };
    wait(store.recast_draft(ids[0], recast.clone())).unwrap();
    let waiting = wait(store.drafts(DraftState::Waiting, 10)).unwrap();
    assert_eq!((waiting.len(), waiting[0].id), (1, ids[0]));
    assert_eq!(
        (waiting[0].doubt, waiting[0].title.as_str()),
        (0, "As corrected")
    );
    let accepted = Batch {
        accepts: ids.clone(),
        ..batch(vec![recorded(1, ask(1, &[2], date(2024, 3, 1), "Rest."))])
    };
    wait(store.append(accepted)).unwrap();
    for id in [ids[0], DraftId(77)] {
        let late = wait(store.recast_draft(id, recast.clone()));
        assert!(matches!(late, Err(StoreError::NotWaiting(found)) if found == id));
    }
}
