//! What a store promises of batches.

use super::invented::{about, as_events, ask, batch, organisation, recorded, responded, subject};
use super::{Make, wait};
use crate::{Batch, StoreError, SubjectKind};
use heeded_domain::event::{
    Fact, OrganisationFact, RecommendationFact, Report, ReportFact, Subject,
};
use heeded_domain::id::{OrganisationId, ReportId};
use heeded_domain::organisation::Name;
use heeded_domain::recommendation::{Note, NoteKind};
use jiff::civil::date;

/// Bytes of a text that is longer than any a document has.
const HUGE_BYTES: usize = 1 << 20;

pub(super) fn read_back(make: Make<'_>) {
    let store = make();
    let report = Report {
        title: "Wards at night".to_owned(),
        issuer: OrganisationId(1),
        address: Some("https://example.org/wards".to_owned()),
        published_on: Some(date(2024, 3, 1)),
    };
    let mut events = vec![
        organisation(1, "Wards Board"),
        recorded(1, ask(1, &[2, 3], date(2024, 3, 1), "Rest.")),
        responded(
            1,
            2,
            date(2024, 4, 1),
            &[date(2025, 1, 1), date(2025, 2, 1)],
        ),
    ];
    events.push(crate::NewEvent {
        on: None,
        fact: Fact::Report(ReportId(1), ReportFact::Recorded(report.clone())),
    });
    let batch = batch(events);
    let appended = wait(store.append(batch.clone())).unwrap();
    assert_eq!(
        (appended.first, appended.last, appended.again),
        (1, 4, false)
    );
    let all = as_events(&batch, 1);
    assert_eq!(wait(store.events_after(0, 100)).unwrap(), all);
    assert_eq!(wait(store.events_after(1, 2)).unwrap(), all[1..3]);
    assert_eq!(wait(store.events(subject(1))).unwrap(), all[1..3]);
    assert_eq!(
        wait(store.events(Subject::Organisation(OrganisationId(1)))).unwrap(),
        all[..1]
    );
    assert_eq!(wait(store.report(ReportId(1))).unwrap(), Some(report));
    assert_eq!(wait(store.head()).unwrap(), 4);
}

pub(super) fn few(make: Make<'_>) {
    let store = make();
    let append = |ids: &[u64], second: i64| {
        let recorded = |id: &u64| organisation(*id, &format!("Wards Board {id}"));
        let mut batch = batch(ids.iter().map(recorded).collect());
        batch.at += jiff::SignedDuration::from_secs(second);
        wait(store.append(batch)).unwrap();
    };
    for (ids, second) in [
        (&[1, 2, 3][..], 0),
        (&[4], 1),
        (&[5, 6], 2),
        (&[7], 0),
        (&[8], 3),
    ] {
        append(ids, second);
    }
    let of_few = |after: u64, few: u32, limit: u32| -> Vec<u64> {
        let events = wait(store.events_of_few(after, few, limit)).unwrap();
        events.iter().map(|event| event.seq).collect()
    };
    assert_eq!(of_few(0, 1, 10), [4, 8]);
    assert_eq!(of_few(0, 2, 10), [4, 5, 6, 8]);
    assert_eq!(of_few(0, 2, 3), [4, 5, 6], "at most so many");
    assert_eq!(of_few(4, 1, 10), [7, 8], "of those after the place");
    assert!(of_few(8, 1, 10).is_empty());
}

pub(super) fn keys(make: Make<'_>) {
    let store = make();
    let keyed = |text: &str| Batch {
        key: Some("form 7".to_owned()),
        ..batch(vec![recorded(1, ask(1, &[2], date(2024, 3, 1), text))])
    };
    let first = wait(store.append(keyed("Rest."))).unwrap();
    let later = Batch {
        at: "2027-01-01T00:00:00Z".parse().unwrap(),
        ..keyed("Rest.")
    };
    let again = wait(store.append(later)).unwrap();
    assert_eq!(
        (again.first, again.last, again.again),
        (first.first, first.last, true)
    );
    assert_eq!(wait(store.head()).unwrap(), first.last);
    let reused = wait(store.append(keyed("Work.")));
    assert!(matches!(reused, Err(StoreError::KeyReused(key)) if key == "form 7"));
    assert_eq!(wait(store.head()).unwrap(), first.last);
}

pub(super) fn stale(make: Make<'_>) {
    let store = make();
    let new = Batch {
        rests_on: vec![(subject(1), 0)],
        ..batch(vec![recorded(1, ask(1, &[2], date(2024, 3, 1), "Rest."))])
    };
    wait(store.append(new.clone())).unwrap();
    let refused = wait(store.append(new)).unwrap_err();
    let expected = (subject(1), 0, 1);
    assert!(matches!(
        refused,
        StoreError::Stale { subject, expected: rested_on, found }
            if (subject, rested_on, found) == expected
    ));
    let next = Batch {
        rests_on: vec![(subject(1), 1)],
        ..batch(vec![responded(1, 2, date(2024, 4, 1), &[])])
    };
    wait(store.append(next.clone())).unwrap();
    assert!(matches!(
        wait(store.append(next)),
        Err(StoreError::Stale { found: 2, .. })
    ));
    assert_eq!(wait(store.head()).unwrap(), 2);
}

pub(super) fn whole_or_not(make: Make<'_>) {
    let store = make();
    let mut bad = ask(1, &[2], date(2024, 3, 1), "Rest.");
    bad.scheme = super::invented::scheme_id("no-such-scheme").unwrap();
    let half = Batch {
        key: Some("half".to_owned()),
        ..batch(vec![
            organisation(1, "Wards Board"),
            recorded(1, ask(1, &[2], date(2024, 3, 1), "Rest.")),
            recorded(2, bad),
        ])
    };
    let refused = wait(store.append(half)).unwrap_err();
    assert!(matches!(refused, StoreError::NoSuchScheme(name) if name == "no-such-scheme"));
    assert_eq!(wait(store.head()).unwrap(), 0);
    assert!(wait(store.events(subject(1))).unwrap().is_empty());
    assert!(wait(store.directory()).unwrap().is_empty());
    assert!(wait(store.standings(date(2026, 1, 1))).unwrap().is_empty());
    // The key was not used up, and the next batch starts where the register ends.
    let whole = Batch {
        key: Some("half".to_owned()),
        ..batch(vec![recorded(1, ask(1, &[2], date(2024, 3, 1), "Rest."))])
    };
    assert_eq!(wait(store.append(whole)).unwrap().first, 1);
}

pub(super) fn any_text(make: Make<'_>) {
    let store = make();
    let texts = [
        String::new(),
        "a\0b".to_owned(),
        "“ﬁre” — Ærø, 東京, 🚒, \u{202e}desrever\u{202c}, e\u{301}".to_owned(),
        "'; DROP TABLE event; -- \\ \" \r\n\t\u{7f}\u{feff}".to_owned(),
        "wörd ".repeat(HUGE_BYTES / 6),
    ];
    for (id, text) in (1..).zip(&texts) {
        let mut odd = ask(1, &[2], date(2024, 3, 1), text);
        odd.reference = Some(text.clone());
        let note = Note {
            kind: NoteKind::Remark,
            from: None,
            text: text.clone(),
            on: None,
        };
        let note = about(id, RecommendationFact::Noted(note));
        let batch = batch(vec![
            recorded(id, odd),
            crate::NewEvent {
                on: None,
                fact: note,
            },
        ]);
        let appended = wait(store.append(batch.clone())).unwrap();
        let kept = wait(store.events(subject(id))).unwrap();
        assert!(
            kept == as_events(&batch, appended.first),
            "text {id} was not read back"
        );
    }
    let query = super::lists::all(date(2026, 1, 1));
    let listed = wait(store.list(query)).unwrap();
    assert_eq!(listed.rows.len(), texts.len());
    let references: Vec<_> = listed
        .rows
        .iter()
        .rev()
        .map(|r| r.reference.clone())
        .collect();
    assert!(references == texts.iter().cloned().map(Some).collect::<Vec<_>>());
}

pub(super) fn directory(make: Make<'_>) {
    let store = make();
    wait(store.append(batch(vec![organisation(1, "One"), organisation(2, "Two")]))).unwrap();
    let before = wait(store.directory()).unwrap();
    assert_eq!(before.len(), 2);
    wait(store.append(batch(vec![recorded(
        1,
        ask(1, &[2], date(2024, 3, 1), "Rest."),
    )])))
    .unwrap();
    assert_eq!(wait(store.directory()).unwrap(), before);
    let renamed = OrganisationFact::Renamed(Name {
        full: "Uno".to_owned(),
        abbreviation: Some("U".to_owned()),
        from: Some(date(2025, 1, 1)),
    });
    let renamed = Fact::Organisation(OrganisationId(1), renamed);
    wait(store.append(batch(vec![crate::NewEvent {
        on: None,
        fact: renamed,
    }])))
    .unwrap();
    let after = wait(store.directory()).unwrap();
    assert_eq!(after[&OrganisationId(1)].name(), "Uno");
    assert_eq!(after[&OrganisationId(1)].names.len(), 2);
    assert_eq!(before[&OrganisationId(1)].name(), "One");
}

pub(super) fn reserving(make: Make<'_>) {
    let store = make();
    let first = wait(store.reserve(SubjectKind::Recommendation, 3)).unwrap();
    let next = wait(store.reserve(SubjectKind::Recommendation, 1)).unwrap();
    assert!(first >= 1 && next >= first + 3);
    assert!(wait(store.reserve(SubjectKind::Report, 1)).unwrap() >= 1);
    // An identifier that came from elsewhere is not given out a second time.
    let foreign = recorded(next + 100, ask(1, &[2], date(2024, 3, 1), "Rest."));
    wait(store.append(batch(vec![foreign]))).unwrap();
    assert!(wait(store.reserve(SubjectKind::Recommendation, 1)).unwrap() > next + 100);
}
