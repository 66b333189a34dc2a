//! The explanation of a document: every block once, every field in its blocks, and no sentence
//! that was read said to be unread.

#![expect(clippy::unwrap_used, reason = "a failing test is meant to stop there")]

use heeded_reader::explain::{Explanation, Kind, Smell, explain};
use heeded_reader::{Cues, Document, Section};

const PAGE: &str = "\
# Lamps on the pier

The Harbour Board recommends that the Pilots' Office lights the pier.

## Response

We accept this recommendation. We will light it by March 2027.

## Elsewhere

The Lantern Trust should buy oil. It rained.

| Recommendation | Status |
|---|---|
| The Pilots' Office should sweep the steps. | Accepted |
";

fn explained(name: &str, text: &str, cues: &Cues) -> Explanation {
    explain(&Document::new(name, text.as_bytes()), cues).unwrap()
}

fn block<'e>(
    explanation: &'e Explanation,
    words: &str,
) -> &'e heeded_reader::explain::ExplainedBlock {
    let text = &explanation.reading.text;
    let found = explanation
        .blocks
        .iter()
        .find(|block| block.passage.words(text).contains(words));
    found.unwrap()
}

#[test]
fn a_block_says_what_became_of_it_and_by_which_cue() {
    let own = Section::from_toml("accepted = []").is_err();
    assert!(own, "a key that is not known is refused here too");
    let cues = Cues::general().with(&Section::from_toml("promises = [\"light it\"]").unwrap());
    let explanation = explained("page.md", PAGE, &cues);
    assert_eq!(explanation.blocks[0].kind, Kind::Heading(1));
    let ask = block(&explanation, "lights the pier");
    assert!(
        ask.fields
            .iter()
            .any(|one| one.field == "text" && one.draft == 0)
    );
    assert!(ask.fields.iter().any(|one| one.field == "addressees"));
    let opening = ask
        .cues
        .iter()
        .find(|one| one.key == "ask_openings")
        .unwrap();
    assert_eq!(opening.phrase, "{body} recommends that");
    assert_eq!(opening.words, "The Harbour Board recommends that");
    assert!(!opening.is_own);
    let answer = block(&explanation, "We accept");
    assert!(
        answer
            .cues
            .iter()
            .any(|one| one.is_own && one.phrase == "light it")
    );
    assert!(
        answer
            .fields
            .iter()
            .any(|one| one.field == "actions[0].due")
    );
    assert_eq!(answer.unread, [], "the promise was read");
    let cell = block(&explanation, "Accepted");
    assert!(matches!(cell.kind, Kind::Cell(_)));
    let column = cell.column.unwrap();
    assert_eq!(column.words(&explanation.reading.text), "Status");
    assert!(cell.cues.iter().any(|one| one.key == "disposition_labels"));
}

#[test]
fn what_smells_of_more_than_it_became_is_said() {
    let text = "Notes of a walk\n\nThe Lantern Trust should buy oil. It rained.\n\n\
                The trust will buy a boat by May 2027.\n\nThe boat is to be green.\n";
    let explanation = explained("walk.txt", text, &Cues::general());
    let of = |words: &str| {
        let block = block(&explanation, words);
        let unread = block.unread.iter();
        let told = unread.map(|one| (one.smell, one.passage.words(&explanation.reading.text)));
        told.collect::<Vec<_>>()
    };
    assert_eq!(
        of("oil"),
        [(Smell::Ask, "The Lantern Trust should buy oil.")]
    );
    let promise = "The trust will buy a boat by May 2027.";
    assert_eq!(of("boat by"), [(Smell::Promise, promise)]);
    assert_eq!(of("green"), []);
}

/// Whatever the document: it is read as it is without the explanation, and no field is lost.
#[test]
fn every_field_of_the_examples_stands_in_a_block() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let bytes = std::fs::read(&path).unwrap();
        let document = Document::new(&name, &bytes);
        let cues = Cues::general();
        let explanation = explain(&document, &cues).unwrap();
        let reading = heeded_reader::read(&document, &cues).unwrap();
        assert_eq!(explanation.reading, reading, "{name}");
        for (number, draft) in reading.drafts.iter().enumerate() {
            let fields = explanation.blocks.iter().flat_map(|block| &block.fields);
            let own: Vec<&str> = fields
                .filter(|one| one.draft == number)
                .map(|one| one.field.as_str())
                .collect();
            assert!(own.contains(&"text"), "{name}: the ask of {number}");
            for action in 0..draft.actions.len() {
                let text = format!("actions[{action}].text");
                assert!(own.contains(&text.as_str()), "{name}: {text} of {number}");
            }
        }
        let starts = explanation.blocks.iter().map(|block| block.passage.start);
        assert!(starts.is_sorted(), "{name}: in the order of the document");
    }
}
