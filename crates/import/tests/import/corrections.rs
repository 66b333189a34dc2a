//! What a person says of a draft is remembered, applied again where the same words stand, and asked
//! about where others do.

use crate::desk::{AT, Desk, wait};
use heeded_domain::recommendation::{NoteKind, Recommendation};
use heeded_domain::vocabulary::{AskKind, Disposition, DispositionSource};
use heeded_import::{Choice, ImportError, Reach, Said, Saying, Shown, Taken, To};
use heeded_store::{CorrectionId, CorrectionsOf, DraftRow, Store};
use jiff::civil::{Date, date};

const AUTUMN: Date = date(2025, 11, 3);
const SPRING: Date = date(2026, 5, 3);
const SUMMER: Date = date(2026, 7, 1);

/// A page with one recommendation, whose addressee is misprinted.
fn page(addressee: &str, answer: &str) -> String {
    format!(
        "{addressee}
WSB recommends that {addressee} reviews its guidance on night rotas for nurses. This is to help \
staff who work at night.
{answer}
Action planned to deliver safety recommendation:
- Publish the new guidance, by Winter 2025. Organisational lead: Director of Nights.
- Train those who plan rotas, by Autumn 2025.
Response received on 6 May 2024.
"
    )
}

const ACCEPT: &str = "We accept this recommendation, which staff asked for.";

fn say(desk: &Desk, row: &DraftRow, spot: &str, to: To) -> Result<Said, ImportError> {
    let saying = Saying {
        spot: spot.parse().unwrap(),
        to,
        why: "misprint".to_owned(),
        reach: Reach::Here,
    };
    wait(desk.importer().correct(row, &saying, AT))
}

fn value(words: &str) -> To {
    To::Value(words.to_owned())
}

fn shown(desk: &Desk, row: &DraftRow) -> Shown {
    wait(desk.importer().shown(row)).unwrap()
}

fn corrected(taken: &Taken) -> usize {
    let told = taken.remarks.iter();
    told.filter(|told| told.starts_with("Corrected as before"))
        .count()
}

fn addressees(record: &Recommendation) -> Vec<&str> {
    let named = record.ask.addressees.iter();
    named.map(|addressee| addressee.named_as.as_str()).collect()
}

/// How many corrections are kept that hold.
fn holding(desk: &Desk) -> usize {
    let all = wait(desk.store.corrections(CorrectionsOf::All(100))).unwrap();
    all.iter().filter(|row| row.taken_back.is_none()).count()
}

#[test]
fn a_corrected_draft_is_accepted_as_corrected_and_the_record_says_so() {
    let desk = Desk::new();
    desk.take("page.txt", &page("National Wards Servce", ACCEPT), AUTUMN);
    let row = desk.waiting().remove(0);
    let said = say(
        &desk,
        &row,
        "addressees[0]",
        value("National Wards Service"),
    )
    .unwrap();
    assert_eq!((said.id, said.others), (Some(CorrectionId(1)), 0));
    assert_eq!(desk.accept_all().len(), 1);
    let record = desk.record(1);
    assert_eq!(addressees(&record), ["National Wards Service"]);
    assert!(!desk.names().contains(&"National Wards Servce".to_owned()));
    assert!(record.ask.text.contains("Servce"), "received words stand");
    let notes = record
        .notes
        .iter()
        .filter(|note| note.kind == NoteKind::Correction);
    let notes: Vec<&str> = notes.map(|note| note.text.as_str()).collect();
    assert_eq!(
        notes,
        [
            "Corrected before it was accepted. Addressee: “National Wards Service”, where \
             “National Wards Servce” was read. Reason: misprint. Said by the operator on \
             22 November 2026."
        ]
    );
    assert_eq!(desk.problems(), [""; 0]);
}

#[test]
fn a_page_edited_elsewhere_has_the_correction_again_and_no_second_record() {
    let desk = Desk::new();
    desk.take("page.txt", &page("National Wards Servce", ACCEPT), AUTUMN);
    let row = desk.waiting().remove(0);
    say(
        &desk,
        &row,
        "addressees[0]",
        value("National Wards Service"),
    )
    .unwrap();
    say(&desk, &row, "actions[1].due", value("by Spring 2026")).unwrap();
    desk.accept_all();
    let other = page(
        "National Wards Servce",
        "We accept this in principle, as staff do.",
    )
    .replace("for nurses", "for nurses and porters");
    let taken = desk.take("page.txt", &other, SPRING);
    assert_eq!(corrected(&taken), 2, "{:?}", taken.remarks);
    assert!(taken.remarks[0].contains("by the operator on 22 November 2026: misprint"));
    let told = desk.read_as(&taken, Choice::All);
    assert_eq!((told.new, told.changed), (0, 1), "{told:?}");
    let record = desk.record(1);
    assert_eq!(addressees(&record), ["National Wards Service"]);
    assert_eq!(record.actions[1].due().unwrap().as_stated, "by Spring 2026");
    assert_eq!(record.actions[1].times_moved(), 0);
    let about = |note: &&heeded_domain::recommendation::Note| note.text.contains("addressee");
    assert_eq!(
        record.notes.iter().filter(about).count(),
        0,
        "{:?}",
        record.notes
    );
    let of_kind = |kind| record.notes.iter().filter(|note| note.kind == kind).count();
    assert_eq!(of_kind(NoteKind::Correction), 2, "each is told once");

    let head = desk.head();
    let again = desk.take("page.txt", &other, SUMMER);
    let told = desk.read_as(&again, Choice::All);
    assert_eq!((told.new, told.changed, desk.head()), (0, 0, head));
    // Elsewhere the page may say what it likes.
    let copy = desk.take("copy.txt", &page("National Wards Servce", ACCEPT), SUMMER);
    assert_eq!(corrected(&copy), 0);
}

#[test]
fn other_words_at_the_field_are_asked_about_until_a_person_decides() {
    let desk = Desk::new();
    desk.take("page.txt", &page("National Wards Servce", ACCEPT), AUTUMN);
    let row = desk.waiting().remove(0);
    say(
        &desk,
        &row,
        "addressees[0]",
        value("National Wards Service"),
    )
    .unwrap();
    desk.accept_all();

    let changed = page("Wards Voices Office", ACCEPT);
    let taken = desk.take("page.txt", &changed, SPRING);
    assert_eq!(corrected(&taken), 0);
    let told = desk.read_as(&taken, Choice::Certain);
    assert_eq!(
        (told.waits, told.changed),
        (1, 0),
        "somebody must look: {told:?}"
    );
    let row = desk.waiting().remove(0);
    assert!(
        row.why.contains("A correction stood here: addressee"),
        "{}",
        row.why
    );
    assert!(
        row.why.contains("“Wards Voices Office” there now"),
        "{}",
        row.why
    );
    assert_eq!(shown(&desk, &row).questions.len(), 1);
    desk.accept_all();

    // It was accepted as it is read: nobody is asked twice.
    let later = changed.replace(ACCEPT, "We accept it, and staff have been told of it.");
    let taken = desk.take("page.txt", &later, SUMMER);
    let told = desk.read_as(&taken, Choice::None);
    assert_eq!(told.waits, 1);
    let row = desk.waiting().remove(0);
    assert!(!row.why.contains("correction"), "{}", row.why);
    desk.accept_all();

    // The first words again: what was said of them holds.
    let back = desk.take("page.txt", &page("National Wards Servce", ACCEPT), SUMMER);
    assert_eq!(corrected(&back), 1, "{:?}", back.remarks);
}

#[test]
fn where_the_page_has_been_mended_there_is_nothing_to_say() {
    let desk = Desk::new();
    desk.take("page.txt", &page("National Wards Servce", ACCEPT), AUTUMN);
    let row = desk.waiting().remove(0);
    say(
        &desk,
        &row,
        "addressees[0]",
        value("National Wards Service"),
    )
    .unwrap();
    desk.accept_all();
    let mended = page("National Wards Service", ACCEPT);
    let taken = desk.take("page.txt", &mended, SPRING);
    assert_eq!(corrected(&taken), 0);
    assert!(
        desk.waiting()
            .iter()
            .all(|row| !row.why.contains("correction"))
    );
}

#[test]
fn a_misprint_is_known_everywhere_when_a_person_says_so() {
    let desk = Desk::new();
    desk.take("page.txt", &page("National Wards Servce", ACCEPT), AUTUMN);
    let other = "National Wards Servce
WSB recommends that National Wards Servce fits lamps in every stairwell of its older hospitals.
";
    desk.take("other.txt", other, AUTUMN);
    let row = desk.waiting().remove(0);
    let saying = Saying {
        spot: "addressees[0]".parse().unwrap(),
        to: value("National Wards Service"),
        why: "misprint".to_owned(),
        reach: Reach::Everywhere,
    };
    let said = wait(desk.importer().correct(&row, &saying, AT)).unwrap();
    assert_eq!(
        said.others, 1,
        "the draft of the other page reads otherwise too"
    );
    desk.accept_all();
    assert_eq!(
        desk.names(),
        ["Ward Safety Board", "National Wards Service"]
    );
    let third = other.replace("fits lamps", "tests alarms");
    let taken = desk.take("third.txt", &third, SPRING);
    assert_eq!(corrected(&taken), 1);

    // Here alone it is another body.
    let row = desk.waiting().remove(0);
    say(&desk, &row, "addressees[0]", value("National Wards Servce")).unwrap();
    assert_eq!(
        shown(&desk, &row).draft.addressees[0].value,
        "National Wards Servce"
    );
    // Words of one recommendation mean nothing elsewhere.
    let wrong = Saying {
        spot: "text".parse().unwrap(),
        to: value("WSB recommends that it rests."),
        ..saying
    };
    let refused = wait(desk.importer().correct(&row, &wrong, AT));
    assert!(matches!(refused, Err(ImportError::CannotCorrect(_))));
}

const TEXT: &str = "WSB recommends that it reviews its guidance on night rotas.";

/// Corrects every field of the page's draft.
fn correct_everything(desk: &Desk, row: &DraftRow) {
    for (spot, said) in [
        ("reference", "R/2024/7"),
        ("kind", "Safety observation"),
        ("text", TEXT),
        ("respond_by", "12 March 2026"),
        ("responses[0].kind", "update"),
        ("responses[0].from", "Wards Voices Office"),
        ("responses[0].received", "2024-05-07"),
        ("responses[0].stated", "1 May 2024"),
        ("responses[0].text", "We accept it."),
        ("responses[0].disposition", "accepted in principle"),
        ("actions[0].text", "Publish new guidance"),
        ("actions[0].due", "by Spring 2026"),
        ("actions[0].lead", "Director of Days"),
        ("actions[0].comments", "Twice a year."),
    ] {
        say(desk, row, spot, value(said)).unwrap();
    }
    for (spot, more) in [
        ("addressees", "Care Council"),
        ("collaborators", "Ministry of Wards"),
        ("actions[0].dependencies", "the night survey"),
        ("actions[0].conditions", "subject to funding"),
        ("actions", "Write to every ward"),
    ] {
        say(desk, row, spot, To::Addition(more.to_owned())).unwrap();
    }
    say(desk, row, "actions[2].due", value("by June 2026")).unwrap();
    say(desk, row, "actions[1]", To::Removal).unwrap();
}

#[test]
fn every_field_can_be_corrected() {
    let desk = Desk::new();
    desk.take("page.txt", &page("National Wards Service", ACCEPT), AUTUMN);
    let row = desk.waiting().remove(0);
    correct_everything(&desk, &row);
    desk.accept_all();

    let record = desk.record(1);
    let ask = &record.ask;
    assert_eq!(ask.reference.as_deref(), Some("R/2024/7"));
    assert_eq!(
        (ask.kind, ask.text.as_str()),
        (AskKind::SafetyObservation, TEXT)
    );
    assert_eq!(
        addressees(&record),
        ["National Wards Service", "Care Council"]
    );
    assert_eq!(ask.collaborators, ["Ministry of Wards"]);
    assert_eq!(record.clocks[0].stated_end, Some(date(2026, 3, 12)));
    let version = record.responses[0].newest().unwrap();
    assert_eq!(version.text, "We accept it.");
    assert_eq!(version.received_on, Some(date(2024, 5, 7)));
    assert_eq!(version.stated_on, Some(date(2024, 5, 1)));
    let stated = &record.dispositions[0];
    assert_eq!(stated.value, Disposition::AcceptedInPrinciple);
    assert_eq!(stated.source, DispositionSource::Coded);
    let [first, second] = record.actions.as_slice() else {
        panic!("{:?}", record.actions);
    };
    assert_eq!(first.promise.text, "Publish new guidance");
    assert_eq!(first.promise.lead.as_deref(), Some("Director of Days"));
    assert_eq!(first.promise.dependencies, ["the night survey"]);
    assert_eq!(first.promise.conditions, ["subject to funding"]);
    assert_eq!(
        first.due().unwrap().chosen().latest,
        Some(date(2026, 5, 31))
    );
    assert_eq!(second.promise.text, "Write to every ward");
    assert_eq!(second.due().unwrap().as_stated, "by June 2026");
    assert_eq!(desk.problems(), [""; 0]);

    // Read again with an edit elsewhere, all of it stands.
    let edited = page("National Wards Service", ACCEPT).replace("Train those", "Train all those");
    let taken = desk.take("page.txt", &edited, SPRING);
    let told = desk.read_as(&taken, Choice::Certain);
    assert_eq!(told.new, 0, "{told:?}");
    let row = desk.waiting().remove(0);
    let asked = shown(&desk, &row).questions;
    assert_eq!(
        asked.len(),
        1,
        "only about what was said to be no action: {asked:?}"
    );
    assert_eq!(asked[0].spot.to_string(), "actions[1]");
}

#[test]
fn a_response_that_is_none_goes_with_what_was_found_in_it() {
    let desk = Desk::new();
    desk.take("page.txt", &page("National Wards Service", ACCEPT), AUTUMN);
    let row = desk.waiting().remove(0);
    say(&desk, &row, "responses[0]", To::Removal).unwrap();
    assert_eq!(
        shown(&desk, &row).draft.responses.len(),
        1,
        "it can still be pointed at"
    );
    desk.accept_all();
    let record = desk.record(1);
    assert_eq!((record.responses.len(), record.actions.len()), (0, 0));
}

#[test]
fn a_correction_is_changed_and_taken_back_as_a_person_says() {
    let desk = Desk::new();
    desk.take("page.txt", &page("National Wards Servce", ACCEPT), AUTUMN);
    let row = desk.waiting().remove(0);
    let name = |row| shown(&desk, row).draft.addressees[0].value.clone();
    say(&desk, &row, "addressees[0]", value("Wards Voices Office")).unwrap();
    let again = say(&desk, &row, "addressees[0]", value("Wards Voices Office"));
    assert!(
        matches!(again, Err(ImportError::CannotCorrect(_))),
        "{again:?}"
    );
    let said = say(
        &desk,
        &row,
        "addressees[0]",
        value("National Wards Service"),
    )
    .unwrap();
    assert_eq!(said.taken_back, [CorrectionId(1)]);
    assert_eq!(
        (name(&row).as_str(), holding(&desk)),
        ("National Wards Service", 1)
    );
    // As it was read: the correction is taken back, none is made.
    let said = say(&desk, &row, "addressees[0]", value("National Wards Servce")).unwrap();
    assert_eq!((said.id, said.taken_back), (None, vec![CorrectionId(2)]));
    assert_eq!(
        (name(&row).as_str(), holding(&desk)),
        ("National Wards Servce", 0)
    );

    say(
        &desk,
        &row,
        "addressees",
        To::Addition("Care Council".to_owned()),
    )
    .unwrap();
    assert_eq!(shown(&desk, &row).draft.addressees.len(), 2);
    say(&desk, &row, "addressees[1]", To::Removal).unwrap();
    assert_eq!(
        (shown(&desk, &row).draft.addressees.len(), holding(&desk)),
        (1, 0)
    );

    say(&desk, &row, "actions[0]", To::Removal).unwrap();
    wait(
        desk.importer()
            .take_back(CorrectionId(4), AT, "it is one".to_owned()),
    )
    .unwrap();
    let late = wait(
        desk.importer()
            .take_back(CorrectionId(4), AT, "again".to_owned()),
    );
    assert!(late.unwrap_err().to_string().contains("heeded corrections"));
    desk.accept_all();
    assert_eq!(desk.record(1).actions.len(), 2);
}

#[test]
fn corrected_words_find_the_record_that_they_are_of() {
    let desk = Desk::new();
    desk.read("page.txt", &page("National Wards Service", ACCEPT), AUTUMN);
    let garbled = "National Wards Service
WSB recommends that footer 12 of 40 lamps doors stairs piers boats. 
";
    desk.take("copy.txt", garbled, SPRING);
    let row = desk.waiting().remove(0);
    assert_eq!(row.about, None);
    let words = desk.record(1).ask.text;
    say(&desk, &row, "text", value(&words)).unwrap();
    let row = desk.waiting().remove(0);
    assert_eq!(row.about.map(|id| id.0), Some(1), "{}", row.why);
    let accepted = desk.accept_all().remove(0);
    assert!(accepted.changed.unwrap().facts.is_empty());
}

#[test]
fn what_cannot_be_said_is_refused_with_a_way_on() {
    let desk = Desk::new();
    desk.take("page.txt", &page("National Wards Service", ACCEPT), AUTUMN);
    let row = desk.waiting().remove(0);
    for (spot, to, mend) in [
        ("addressees[1]", value("Care Council"), "no addressees[1]"),
        ("addressees", value("Care Council"), "--add"),
        ("reference", To::Addition("1".to_owned()), "--to"),
        ("text", To::Removal, "set the draft aside"),
        ("text", value("  \n "), "needs words"),
        ("kind", value("advice"), "safety-recommendation"),
        (
            "responses[0].received",
            value("by Winter 2025"),
            "6 May 2024",
        ),
        ("responses[1].from", value("Care Council"), "drafts show"),
        (
            "addressees[0]",
            value("National Wards Service"),
            "read so already",
        ),
        ("addressees[0]", value("Care\u{7}"), "characters"),
    ] {
        let refused = say(&desk, &row, spot, to).unwrap_err().to_string();
        assert!(refused.contains(mend), "{spot}: {refused}");
    }
    assert_eq!(holding(&desk), 0);
    let wordless = Saying {
        spot: "reference".parse().unwrap(),
        to: value("R/1"),
        why: " ".to_owned(),
        reach: Reach::Here,
    };
    let refused = wait(desk.importer().correct(&row, &wordless, AT)).unwrap_err();
    assert!(refused.to_string().contains("say why"), "{refused}");
}
