//! Organisations that are handed in are known by every form of their names; the words of the
//! document stay as they are.

#![expect(clippy::expect_used, reason = "a failing test is meant to stop there")]

use heeded_reader::{Cues, Document, Draft, Name, Names, RemarkKind, read};

fn names() -> Names {
    let name = |name: &str, abbreviation: &str, aliases: &[&str]| Name {
        name: name.to_owned(),
        abbreviation: Some(abbreviation.to_owned()),
        aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
    };
    Names::new(vec![
        name(
            "Coast and Tide Agency",
            "CTX",
            &["Coastal Agency", "Coast and Tied Agency"],
        ),
        name("Trinity", "TY", &[]),
    ])
}

fn first(text: &str) -> Draft {
    let names = names();
    let document = Document::new("x.txt", text.as_bytes()).with_names(&names);
    read(&document, &Cues::general())
        .expect("text")
        .drafts
        .remove(0)
}

fn addressees(draft: &Draft) -> Vec<&str> {
    draft
        .addressees
        .iter()
        .map(|field| field.value.as_str())
        .collect()
}

#[test]
fn an_abbreviation_above_and_the_name_in_the_ask_are_one_body() {
    let draft = first("CTX\nTSB recommends that the Coast and Tide Agency counts buoys.\n");
    assert_eq!(addressees(&draft), ["CTX"]);
}

#[test]
fn a_misspelling_is_the_same_body_and_keeps_its_words() {
    let draft =
        first("Coast and Tied Agency\nTSB recommends that the Coastal Agency counts buoys.\n");
    assert_eq!(addressees(&draft), ["Coast and Tied Agency"]);
}

#[test]
fn a_name_nearly_known_is_remarked_on_and_never_merged() {
    let near = |text: &str| {
        let draft = first(text);
        let remarks = draft.remarks.iter();
        let found = remarks
            .filter(|remark| remark.kind == RemarkKind::NameDrift)
            .count();
        (addressees(&draft).join("; "), found)
    };
    assert_eq!(
        near("TSB recommends that the Coast and Tide Agnecy counts buoys.\n"),
        ("Coast and Tide Agnecy".to_owned(), 1)
    );
    assert_eq!(
        near("TSB recommends that the Coast and Pier Agency counts buoys.\n").1,
        0
    );
}

#[test]
fn a_known_name_ends_where_it_ends() {
    let draft = first("TSB recommends that Trinity and the Coast and Tide Agency count buoys.\n");
    assert_eq!(addressees(&draft), ["Trinity", "Coast and Tide Agency"]);
}

#[test]
fn a_known_body_in_the_prose_is_remarked_on_by_any_form_of_its_name() {
    let draft = first(
        "Harbour Office\nTSB recommends that the Harbour Office paints the pier.\n\
         We will ask CTX to help by May 2031.\nResponse received on 1 May 2030.\n",
    );
    let named = draft
        .remarks
        .iter()
        .find(|remark| remark.kind == RemarkKind::BodyInProse);
    assert!(
        named.is_some_and(|remark| remark.words.contains("CTX")),
        "{:?}",
        draft.remarks
    );
}

#[test]
fn a_former_name_that_begins_the_newer_one_does_not_cut_it() {
    let mut ministry = Name {
        name: "Ministry of Wards and Social Care".to_owned(),
        ..Name::default()
    };
    ministry.aliases = vec!["Ministry of Wards".to_owned()];
    let names = Names::new(vec![ministry]);
    let text = "Ministry of Wards and Social Care\nThe Board recommends that the Ministry of Wards \
        and Social Care reviews its rota. This is to help.\n";
    let document = Document::new("page.txt", text.as_bytes()).with_names(&names);
    let reading = read(&document, &Cues::general()).unwrap();
    assert_eq!(
        addressees(&reading.drafts[0]),
        ["Ministry of Wards and Social Care"]
    );
}
