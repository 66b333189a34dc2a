//! Laws that hold for any bytes: reading never panics, passages lie inside the text, time is
//! linear.

#![expect(clippy::unwrap_used, reason = "a failing test is meant to stop there")]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use heeded_reader::{
    Cues, Document, Draft, Field, MAX_DOCUMENT_BYTES, Passage, Reading, RemarkKind, Unreadable,
    read,
};
use proptest::prelude::*;

fn cases() -> Vec<(String, Vec<u8>)> {
    let cases = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut found = Vec::new();
    for folder in std::fs::read_dir(cases).unwrap() {
        for entry in std::fs::read_dir(folder.unwrap().path()).unwrap() {
            let name = entry
                .as_ref()
                .unwrap()
                .file_name()
                .to_string_lossy()
                .into_owned();
            if name.starts_with("input.") {
                found.push((name, std::fs::read(entry.unwrap().path()).unwrap()));
            }
        }
    }
    found.sort();
    found
}

fn passages(draft: &Draft) -> Vec<Passage> {
    fn of<T>(fields: &[Field<T>]) -> impl Iterator<Item = Passage> {
        fields.iter().map(|field| field.passage)
    }
    let mut all = vec![draft.text.passage, draft.kind.passage];
    all.extend(
        draft
            .reference
            .iter()
            .chain(&draft.purpose)
            .map(|field| field.passage),
    );
    all.extend(of(&draft.addressees).chain(of(&draft.collaborators)));
    all.extend(draft.remarks.iter().filter_map(|remark| remark.passage));
    for response in &draft.responses {
        all.extend([response.text.passage, response.kind.passage]);
        all.extend(response.from.iter().map(|field| field.passage));
        all.extend(
            response
                .received
                .iter()
                .chain(&response.stated)
                .map(|field| field.passage),
        );
        all.extend(of(&response.dispositions).chain(of(&response.refusals)));
    }
    for action in &draft.actions {
        all.push(action.text.passage);
        all.extend(action.due.iter().map(|due| due.words.passage));
        all.extend(
            action
                .lead
                .iter()
                .chain(&action.comments)
                .map(|field| field.passage),
        );
        all.extend(of(&action.dependencies).chain(of(&action.conditions)));
    }
    all
}

/// Values that are a plain slice of the document say exactly what their passage says; addresses of
/// links, which the reader puts into its text, are left out of values, and a name that takes two
/// lines of a letterhead is one.
fn assert_exact(reading: &Reading, draft: &Draft) {
    let exact = |field: &Field<String>| {
        let words = field.passage.words(&reading.text);
        let line: Vec<&str> = words.split_whitespace().collect();
        assert!(
            words == field.value || words.contains(" <") || line.join(" ") == field.value,
            "{words:?} {:?}",
            field.value
        );
    };
    exact(&draft.text);
    draft.purpose.iter().for_each(exact);
    // The reference of a part is its number and, from another place, its letter: "1(a)".
    if let Some(reference) = &draft.reference {
        let letter = reference.passage.words(&reading.text);
        if !reference.value.ends_with(&format!("({letter})")) {
            exact(reference);
        }
    }
    draft
        .addressees
        .iter()
        .chain(&draft.collaborators)
        .for_each(exact);
    for action in &draft.actions {
        exact(&action.text);
        action.lead.iter().chain(&action.comments).for_each(exact);
        action
            .dependencies
            .iter()
            .chain(&action.conditions)
            .for_each(exact);
        action.due.iter().for_each(|due| exact(&due.words));
    }
}

fn assert_laws(name: &str, bytes: &[u8]) {
    let Ok(reading) = read(&Document::new(name, bytes), &Cues::general()) else {
        return;
    };
    let inside = |passage: Passage| reading.text.get(passage.start..passage.end).is_some();
    for remark in &reading.remarks {
        assert!(remark.passage.is_none_or(inside), "{remark:?}");
    }
    for draft in &reading.drafts {
        for passage in passages(draft) {
            assert!(
                inside(passage),
                "{passage:?} of {} bytes",
                reading.text.len()
            );
        }
        assert_exact(&reading, draft);
        assert!(!draft.text.value.is_empty(), "an ask without words");
    }
}

#[test]
fn the_laws_hold_for_the_cases() {
    for (name, bytes) in cases() {
        assert_laws(&name, &bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(256)
    })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..2000), html in any::<bool>()) {
        assert_laws(if html { "x.html" } else { "x.txt" }, &bytes);
    }

    #[test]
    fn any_letters(text in "\\PC{0,400}", html in any::<bool>()) {
        assert_laws(if html { "x.html" } else { "x.txt" }, text.as_bytes());
    }

    /// Cases cut, doubled, shuffled by lines, with bytes put in.
    #[test]
    fn mangled_cases(
        case in any::<prop::sample::Index>(),
        cut in any::<prop::sample::Index>(),
        swaps in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 0..12),
        bytes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        doubled in any::<bool>(),
    ) {
        let cases = cases();
        let (name, text) = &cases[case.index(cases.len())];
        let mut lines: Vec<&[u8]> = text.split(|&byte| byte == b'\n').collect();
        for (a, b) in swaps {
            let (a, b) = (a.index(lines.len()), b.index(lines.len()));
            lines.swap(a, b);
        }
        let mut mangled = lines.join(&b'\n');
        if doubled {
            mangled.extend(mangled.clone());
        }
        for (at, byte) in bytes {
            let at = at.index(mangled.len());
            mangled.insert(at, byte);
        }
        mangled.truncate(cut.index(mangled.len()).max(mangled.len() / 2));
        assert_laws(name, &mangled);
    }
}

#[test]
fn what_is_no_document_is_refused_with_a_way_out() {
    let refuse = |bytes: &[u8]| read(&Document::new("f", bytes), &Cues::general()).unwrap_err();
    assert!(matches!(refuse(b""), Unreadable::Empty { .. }));
    assert!(matches!(refuse(b" \n\t"), Unreadable::Empty { .. }));
    assert!(refuse(b"%PDF-1.7").to_string().contains("pdftotext"));
    assert!(matches!(
        refuse(&[0, 159, 1, 2, 0, 0, 7, 200]),
        Unreadable::Binary { .. }
    ));
    let large = vec![b'a'; MAX_DOCUMENT_BYTES + 1];
    let started = Instant::now();
    let message = refuse(&large).to_string();
    assert!(
        message.contains("too large") && started.elapsed() < Duration::from_secs(1),
        "{message}"
    );
}

/// The time that a document of so many entries takes, as text or as a page.
fn time(entries: usize, html: bool) -> (usize, Duration) {
    let mut text = String::new();
    for number in 0..entries {
        let lines = [
            "Harbour Office".to_owned(),
            format!(
                "TSB recommends that the Harbour Office paints pier {number} before \
                 winter. This is to keep it."
            ),
            "We will paint it, and have written to all who use it; the old paint has been removed."
                .to_owned(),
            "Action planned to deliver safety recommendation:".to_owned(),
            "- Paint the pier, by May 2031. Organisational lead: Pier Manager.".to_owned(),
            "Response received on 3 June 2030.".to_owned(),
        ];
        for line in lines {
            if html {
                writeln!(text, "<p>{line}</p>").unwrap()
            } else {
                writeln!(text, "{line}").unwrap()
            }
        }
    }
    let name = if html { "x.html" } else { "x.txt" };
    let started = Instant::now();
    let reading = read(&Document::new(name, text.as_bytes()), &Cues::general()).unwrap();
    assert_eq!(reading.drafts.len(), entries);
    (text.len(), started.elapsed())
}

/// Ten times the document may take little more than ten times the time (slow machines: a floor).
#[test]
fn time_grows_with_the_length() {
    for html in [false, true] {
        let (_, short) = time(200, html);
        let (_, long) = time(2_000, html);
        assert!(
            long < short * 30 + Duration::from_millis(500),
            "{short:?} then {long:?}"
        );
    }
}

#[test]
fn hostile_text_takes_linear_time() {
    let hostile = [
        "(".repeat(300_000),
        "a ".repeat(300_000),
        "A ".repeat(300_000),
        "Recommendation 1\n".repeat(50_000),
        "We will ".repeat(100_000),
        "Harbour Board |\n".repeat(50_000),
        "<p>".repeat(200_000),
        "<table><tr><th>Action".repeat(50_000),
        "x: ".repeat(200_000),
        ". ".repeat(300_000),
        "- Action: ".repeat(50_000),
    ];
    for text in hostile {
        for name in ["x.txt", "x.html"] {
            let started = Instant::now();
            let _ = read(&Document::new(name, text.as_bytes()), &Cues::general());
            let took = started.elapsed();
            assert!(
                took < Duration::from_secs(20),
                "{took:?} for {:?}",
                text.get(..20)
            );
        }
    }
}

#[test]
fn a_page_cut_anywhere_is_read() {
    for (name, bytes) in cases()
        .into_iter()
        .filter(|(name, _)| name.ends_with("html"))
    {
        for end in (1..bytes.len()).step_by(7) {
            assert_laws(&name, &bytes[..end]);
        }
    }
    let cut = b"<html><body><p>TSB recommends that the Harbour Office waits.</p><p>We wi";
    let reading = read(&Document::new("x.html", cut), &Cues::general()).unwrap();
    assert!(
        reading
            .remarks
            .iter()
            .any(|remark| remark.kind == RemarkKind::Truncated)
    );
    assert_eq!(reading.drafts.len(), 1);
}
