//! Tables read by a column map: what cells hold becomes fields, and what they do not is said.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a failing test is meant to stop there"
)]

use heeded_domain::vocabulary::Disposition;
use heeded_reader::{ColumnField, ColumnMap, Cues, Document, Reading, Sure, look, read_by_columns};

const MAP: &str = "
name = \"Wards\"
[columns]
No = \"reference\"
What = \"ask\"
Who = \"addressees\"
Said = \"disposition\"
Reply = \"response\"
Made = \"made-on\"
Topic = \"theme\"
[words.disposition]
Yes = \"accepted\"
[words.response]
\"None received\" = \"\"
[fixed]
report = \"Wards of {Topic}\"
";

const HEADINGS: &str = "No,What,Who,Said,Reply,Made,Topic\n";

fn read_with(map: &str, bytes: &[u8]) -> Reading {
    let map = ColumnMap::from_toml("map", map).unwrap();
    let document = Document::new("wards.csv", bytes);
    read_by_columns(&document, &Cues::general(), &map).unwrap()
}

fn read(rows: &str) -> Reading {
    read_with(MAP, format!("{HEADINGS}{rows}").as_bytes())
}

fn told(reading: &Reading, draft: usize, what: ColumnField) -> Option<(&str, Sure)> {
    let found = reading.drafts[draft].particular(what)?;
    Some((found.value.value.as_str(), found.value.sure))
}

#[test]
fn each_cell_becomes_its_field_with_its_passage() {
    let reading = read(
        "7,\"Fit lamps.\nOn all piers.\",Pier Board; Port Trust,Yes,\"We agree. We will fit them \
         by May 2031.\",02/03/2025,Piers\n",
    );
    let draft = &reading.drafts[0];
    assert_eq!(draft.text.value, "Fit lamps.\nOn all piers.");
    assert_eq!(draft.text.passage.words(&reading.text), draft.text.value);
    let who: Vec<_> = draft
        .addressees
        .iter()
        .map(|one| one.value.as_str())
        .collect();
    assert_eq!(who, ["Pier Board", "Port Trust"]);
    assert_eq!(
        draft.responses[0].dispositions[0].value,
        Disposition::Accepted
    );
    assert_eq!(draft.responses[0].dispositions[0].sure, Sure::Certain);
    assert_eq!(
        draft.actions[0].due.as_ref().unwrap().words.value,
        "by May 2031"
    );
    assert_eq!(
        told(&reading, 0, ColumnField::MadeOn),
        Some(("2025-03-02", Sure::Certain))
    );
    assert_eq!(
        told(&reading, 0, ColumnField::Report),
        Some(("Wards of Piers", Sure::Certain))
    );
    assert!(!draft.doubt().is_doubtful());
}

#[test]
fn a_disposition_alone_is_an_answer_and_words_for_nothing_are_none() {
    let reading =
        read("1,Fit lamps.,Pier Board,Yes,,2025-03-02,\n2,Rest.,Pier Board,,None received,,\n");
    assert_eq!(reading.drafts[0].responses[0].text.value, "Yes");
    assert!(reading.drafts[1].responses.is_empty());
}

#[test]
fn what_a_cell_cannot_mean_makes_its_draft_doubtful() {
    let reading =
        read("1,Fit lamps.,Pier Board,Perhaps so,,2025-03-02,\n2,Rest.,Board,Yes,,soon,\n");
    assert!(
        reading
            .drafts
            .iter()
            .all(|draft| draft.doubt().is_doubtful())
    );
    assert_eq!(
        told(&reading, 1, ColumnField::MadeOn),
        Some(("soon", Sure::Doubtful))
    );
}

#[test]
fn rows_that_repeat_are_read_once_and_one_number_for_two_asks_is_remarked() {
    let reading = read(
        "1,Fit lamps.,Pier Board,,,,\n2,Rest.,Board,,,,\n1,Fit lamps.,Pier Board,,,,\n\
         2,Sleep.,Board,,,,\n,,Board,,,,\n",
    );
    let asks: Vec<_> = reading
        .drafts
        .iter()
        .map(|draft| draft.text.value.as_str())
        .collect();
    assert_eq!(asks, ["Fit lamps.", "Rest.", "Sleep."]);
    let remarked = |at: usize| {
        reading.drafts[at]
            .remarks
            .iter()
            .any(|r| r.kind.code() == "reference-twice")
    };
    assert_eq!([remarked(0), remarked(1), remarked(2)], [false, true, true]);
    let all: Vec<_> = reading
        .remarks
        .iter()
        .map(|remark| remark.words.as_str())
        .collect();
    assert!(
        all[0].contains("Row 6") && all[1].contains("1 row says word for word"),
        "{all:?}"
    );
}

#[test]
fn without_references_only_the_whole_row_tells_a_repeat() {
    let reading = read(
        ",Fit lamps.,Pier Board,,,,\n,Fit lamps.,Port Trust,,,,\n,Fit lamps.,Pier Board,,,,\n",
    );
    assert_eq!(reading.drafts.len(), 2);
}

#[test]
fn old_encodings_separators_of_lines_and_letters_decoded_twice() {
    let macintosh = b"No,What,Who,Said,Reply,Made,Topic\r1,Caf\x8E first.,Board,,,,\r";
    let reading = read_with(MAP, macintosh);
    assert_eq!(reading.drafts[0].text.value, "Café first.");
    let reading = read("1,Fit the Boardâ€™s <br>lamps.,Board,,,,\n");
    assert_eq!(reading.drafts[0].text.value, "Fit the Board’s\nlamps.");
    assert!(reading.remarks[0].words.contains("decoded wrongly"));
}

#[test]
fn months_come_first_where_the_map_says_so() {
    let map = MAP.replace("[columns]", "dates = \"month-first\"\n[columns]");
    let rows = format!("{HEADINGS}1,Rest.,Board,,,03/02/2025,\n");
    let reading = read_with(&map, rows.as_bytes());
    assert_eq!(
        told(&reading, 0, ColumnField::MadeOn),
        Some(("2025-03-02", Sure::Certain))
    );
}

#[test]
fn what_headings_mean_is_looked_up_and_written_as_a_map() {
    let table = b"List of 2025\nRef,Recommendation,Department,Due date,Colour\n\
        1,Rest.,Board,May 2031,red\n";
    let looks = look(&Document::new("list.csv", table)).unwrap();
    let found: Vec<_> = looks[0].columns.iter().map(|column| column.field).collect();
    let expected = [
        Some((ColumnField::Reference, Sure::Certain)),
        Some((ColumnField::Ask, Sure::Certain)),
        Some((ColumnField::Addressees, Sure::Doubtful)),
        Some((ColumnField::Due, Sure::Certain)),
        None,
    ];
    assert_eq!(found, expected);
    let map = ColumnMap::from_toml("written", &looks[0].to_toml("list")).unwrap();
    assert!(map.fits(&looks[0]) && looks[0].is_unsure());
}

#[test]
fn a_table_read_without_a_map_is_doubtful_where_headings_leave_it_open() {
    let read = |headings: &str| {
        let table = format!(
            "{headings}\n1,The Board should rest.,Board\n2,The Board should sleep.,Board\n"
        );
        let document = Document::new("list.csv", table.as_bytes());
        heeded_reader::read(&document, &Cues::general()).unwrap()
    };
    let sure = read("Ref,Recommendation,Addressee");
    assert_eq!(sure.drafts.len(), 2);
    assert!(!sure.drafts[0].doubt().is_doubtful());
    let unsure = read("Ref,Recommendation,Department");
    assert!(
        unsure
            .drafts
            .iter()
            .all(|draft| draft.doubt().is_doubtful())
    );
    assert!(
        unsure
            .remarks
            .iter()
            .any(|remark| remark.words.contains("“Department”"))
    );
}

#[test]
fn a_name_has_not_the_full_stop_of_its_cell() {
    let reading = read("7,Fit lamps.,Pier Board.; Harbours of U.S.A.,,,02/03/2025,Piers\n");
    let names = &reading.drafts[0].addressees;
    let values: Vec<&str> = names.iter().map(|name| name.value.as_str()).collect();
    assert_eq!(values, ["Pier Board", "Harbours of U.S.A."]);
    for name in names {
        assert_eq!(name.passage.words(&reading.text), name.value);
    }
}

#[test]
fn a_cell_with_nothing_but_what_every_report_says_waits_for_a_person() {
    let first = "During the course of the inquest the evidence revealed matters giving rise to \
                 concern. The MATTERS OF CONCERN are as follows.";
    let reading = read(&format!(
        "7,{first},Pier Board,,,02/03/2025,Piers\n8,{first} – (1) Nobody lit the pier.,Pier \
         Board,,,02/03/2025,Piers\n"
    ));
    let [empty, whole] = reading.drafts.as_slice() else {
        panic!("{:?}", reading.drafts.len())
    };
    assert_eq!(empty.text.sure, Sure::Doubtful);
    assert!(
        empty
            .remarks
            .iter()
            .any(|remark| remark.words.contains("themselves are missing"))
    );
    assert_eq!(whole.text.value, "(1) Nobody lit the pier.");
    assert_eq!(whole.text.sure, Sure::Certain);
    assert_eq!(whole.text.passage.words(&reading.text), whole.text.value);
}
