//! What a store promises of documents and drafts.

use super::invented::{ask, batch, recorded};
use super::{Make, wait};
use crate::{Batch, Capture, DraftId, DraftState, NewDocument, NewDraft, StoreError};
use jiff::civil::date;

pub(super) fn document(bytes: &[u8]) -> NewDocument {
    NewDocument {
        name: "letter.html".to_owned(),
        media_type: "text/html".to_owned(),
        address: Some("https://example.org/letter".to_owned()),
        captured_on: date(2026, 11, 1),
        bytes: bytes.to_owned(),
    }
}

pub(super) fn draft(document: &str, position: u32, doubt: u32) -> NewDraft {
    NewDraft {
        document: document.to_owned(),
        position,
        scheme: "invented".to_owned(),
        issuer: "Wards Board".to_owned(),
        doubt,
        title: format!("Draft {position}"),
        body: "{\"text\": \"Rest.\"}".to_owned(),
        about: None,
        why: String::new(),
        change: String::new(),
    }
}

pub(super) fn documents(make: Make<'_>) {
    let store = make();
    let name = wait(store.keep_document(document(b"<p>Rest.</p>\0"))).unwrap();
    assert_eq!(name.len(), 64);
    let other = NewDocument {
        name: "copy.html".to_owned(),
        ..document(b"<p>Rest.</p>\0")
    };
    assert_eq!(wait(store.keep_document(other)).unwrap(), name);
    let row = wait(store.document(name.clone())).unwrap().unwrap();
    assert_eq!((row.name.as_str(), row.length_bytes), ("letter.html", 13));
    assert_eq!(row.captured_on, date(2026, 11, 1));
    assert_eq!(wait(store.document_bytes(name)).unwrap(), b"<p>Rest.</p>\0");
    let empty = wait(store.keep_document(document(b""))).unwrap();
    assert!(wait(store.document_bytes(empty)).unwrap().is_empty());
    let nowhere = "0".repeat(64);
    assert_eq!(wait(store.document(nowhere.clone())).unwrap(), None);
    assert!(wait(store.document_bytes(nowhere)).is_err());
    assert!(wait(store.document_bytes("../heeded.lock".to_owned())).is_err());
}

pub(super) fn captures(make: Make<'_>) {
    let store = make();
    let asked = "https://example.org/letter";
    let capture = |document: &str, at: &str| Capture {
        document: document.to_owned(),
        asked: asked.to_owned(),
        address: "https://example.org/letter.html".to_owned(),
        redirects: vec!["https://example.org/a".to_owned(), asked.to_owned()],
        at: at.parse().unwrap(),
        status: 200,
        headers: "etag: \"7\"\ndate: today\n".to_owned(),
    };
    assert_eq!(wait(store.last_capture(asked.to_owned())).unwrap(), None);
    let first = wait(store.keep_document(document(b"Rest."))).unwrap();
    let second = wait(store.keep_document(document(b"Rest more."))).unwrap();
    wait(store.keep_capture(capture(&first, "2026-11-01T10:00:00Z"))).unwrap();
    let newest = capture(&second, "2026-11-02T10:00:00Z");
    wait(store.keep_capture(newest.clone())).unwrap();
    let direct = Capture {
        asked: "https://example.org/other".to_owned(),
        redirects: Vec::new(),
        ..newest.clone()
    };
    wait(store.keep_capture(direct.clone())).unwrap();
    let last = |asked: &str| wait(store.last_capture(asked.to_owned())).unwrap();
    assert_eq!(last(asked), Some(newest));
    assert_eq!(last(&direct.asked), Some(direct.clone()));
    let unknown = capture(&"0".repeat(64), "2026-11-01T10:00:00Z");
    assert!(wait(store.keep_capture(unknown)).is_err());
}

pub(super) fn drafts(make: Make<'_>) {
    let store = make();
    let name = wait(store.keep_document(document(b"Rest."))).unwrap();
    let both = vec![draft(&name, 0, 1), draft(&name, 1, 9)];
    let ids = wait(store.keep_drafts(both.clone())).unwrap();
    assert_eq!(wait(store.keep_drafts(both)).unwrap(), ids);
    let states = |state| {
        let rows = wait(store.drafts(state, 10)).unwrap();
        rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(
        states(DraftState::Waiting),
        [ids[1], ids[0]],
        "most doubtful first"
    );
    assert_eq!(wait(store.drafts(DraftState::Waiting, 1)).unwrap().len(), 1);
    let accepting = |id| Batch {
        accepts: vec![id],
        ..batch(vec![recorded(1, ask(1, &[2], date(2024, 3, 1), "Rest."))])
    };
    wait(store.append(accepting(ids[0]))).unwrap();
    assert_eq!(states(DraftState::Accepted), [ids[0]]);
    let head = wait(store.head()).unwrap();
    for gone in [ids[0], DraftId(999)] {
        let refused = wait(store.append(accepting(gone)));
        assert!(matches!(refused, Err(StoreError::NotWaiting(id)) if id == gone));
        assert!(matches!(
            wait(store.set_aside(gone)),
            Err(StoreError::NotWaiting(_))
        ));
    }
    assert_eq!(
        wait(store.head()).unwrap(),
        head,
        "nothing of a refused batch is kept"
    );
    wait(store.set_aside(ids[1])).unwrap();
    wait(store.set_aside(ids[1])).unwrap();
    assert_eq!(states(DraftState::SetAside), [ids[1]]);
    assert!(wait(store.append(accepting(ids[1]))).is_err());
    assert!(states(DraftState::Waiting).is_empty());
}
