//! Documents that are read again: new versions, moved dates, what has gone and come back; never
//! two records of one recommendation, and nothing merged that is merely alike.

use crate::desk::{AT, Desk, TODAY, Told, wait};
use heeded_domain::recommendation::{Item, NoteKind};
use heeded_import::{Choice, ImportError};
use jiff::civil::{Date, date};

const AUTUMN: Date = date(2025, 11, 3);
const SPRING: Date = date(2026, 5, 3);
const SUMMER: Date = date(2026, 7, 1);

const RECORDS: &str = "Care Council
WSB recommends that the Care Council inspects night rotas in every hospital once a year. This is \
to see that they are kept.
We support this recommendation and will inspect.
Response received on 7 May 2024.
";

/// The first recommendation of the page, with an answer and its listed actions.
fn rota(answer: &str, actions: &[&str]) -> String {
    let list: String = actions
        .iter()
        .map(|action| format!("- {action}\n"))
        .collect();
    format!(
        "Ministry of Wards
WSB recommends that the Ministry of Wards reviews its guidance on night rotas for nurses. This is \
to help staff who work at night.
{answer}
Action planned to deliver safety recommendation:
{list}Response received on 6 May 2024.
"
    )
}

const GUIDANCE: &str =
    "Publish the new guidance, by Winter 2025. Organisational lead: Director of Nights.";
const TRAINING: &str = "Train those who plan rotas, by Autumn 2025.";
const ACCEPT: &str = "We accept this recommendation, which staff asked for.";
const CONSIDER: &str = "We accept this recommendation in principle, which staff asked for.";

fn first() -> String {
    rota(ACCEPT, &[GUIDANCE, TRAINING]) + RECORDS
}

/// Other words, a date moved, one action gone and one new; the other recommendation as it was.
fn second() -> String {
    let guidance =
        "Publish the new guidance, by Spring 2027. Organisational lead: Director of Nights.";
    rota(
        CONSIDER,
        &[guidance, "Appoint a rota guardian, by June 2027."],
    ) + RECORDS
}

fn told(new: usize, changed: usize, nothing_new: usize) -> Told {
    Told {
        new,
        changed,
        nothing_new,
        ..Told::default()
    }
}

#[test]
fn a_page_is_followed_through_its_versions() {
    let desk = Desk::new();
    assert_eq!(desk.read("page.txt", &first(), AUTUMN), told(2, 0, 0));
    let head = desk.head();
    let again = desk.read("page.txt", &first(), date(2025, 12, 1));
    assert_eq!((again.decided_before, again.new + again.changed), (2, 0));
    assert_eq!(desk.head(), head, "the same page again changes nothing");

    assert_eq!(desk.read("page.txt", &second(), SPRING), told(0, 1, 1));
    let record = desk.record(1);
    let texts: Vec<&str> = record.responses[0]
        .versions
        .iter()
        .map(|v| v.text.as_str())
        .collect();
    assert_eq!(texts, [ACCEPT, CONSIDER]);
    let moved = &record.actions[0];
    let stated = |revision: &heeded_domain::recommendation::DueRevision| {
        (
            revision.due.as_ref().unwrap().as_stated.clone(),
            revision.on,
        )
    };
    assert_eq!(
        moved.dues.iter().map(stated).collect::<Vec<_>>(),
        [
            ("by Winter 2025".to_owned(), Some(date(2024, 5, 6))),
            ("by Spring 2027".to_owned(), Some(SPRING))
        ],
        "first promised by winter; on 3 May 2026 the page said spring; moved once"
    );
    let (gone, new) = (&record.actions[1], &record.actions[2]);
    assert!(gone.promise.text.starts_with("Train"), "{gone:?}");
    assert_eq!(
        record.absence(Item::Action(2)).unwrap().gone.captured_on,
        SPRING
    );
    assert!(new.promise.text.starts_with("Appoint"), "{new:?}");
    assert_eq!((record.actions.len(), new.promise.response), (3, Some(1)));
    assert_eq!(desk.record(2).responses[0].versions.len(), 1);
    assert_eq!(desk.problems(), [""; 0]);

    let before = desk.record_on(1, date(2026, 5, 2));
    assert_eq!(before.responses[0].newest().unwrap().text, ACCEPT);
    assert_eq!(
        (before.actions.len(), before.actions[0].times_moved()),
        (2, 0)
    );
    assert!(before.absences.is_empty());

    let head = desk.head();
    let again = desk.read("page.txt", &second(), SUMMER);
    assert_eq!(again.changed + again.new, 0);
    assert_eq!(desk.head(), head, "the second twice is once");

    assert_eq!(desk.read("page.txt", &first(), SUMMER), told(0, 1, 1));
    let restored = desk.record(1);
    assert_eq!(restored.responses[0].newest().unwrap().text, ACCEPT);
    assert_eq!(restored.responses[0].versions.len(), 3);
    assert_eq!(restored.actions[0].times_moved(), 2);
    assert!(restored.absence(Item::Action(2)).is_none(), "it is back");
    assert!(
        restored.absence(Item::Action(3)).is_some(),
        "that one has gone"
    );
    assert_eq!(desk.read("page.txt", &second(), TODAY), told(0, 1, 1));
    assert_eq!(desk.record(1).responses[0].versions.len(), 4);
    assert_eq!(desk.problems(), [""; 0]);
}

#[test]
fn a_copy_that_was_captured_earlier_comes_before_what_is_on_record() {
    let desk = Desk::new();
    desk.read("page.txt", &second(), SPRING);
    assert_eq!(desk.read("page.txt", &first(), AUTUMN), told(0, 1, 1));
    let record = desk.record(1);
    let texts: Vec<&str> = record.responses[0]
        .versions
        .iter()
        .map(|v| v.text.as_str())
        .collect();
    assert_eq!(texts, [ACCEPT, CONSIDER], "the newest capture holds");
    assert_eq!(record.actions[0].times_moved(), 0);
    assert!(record.absences.is_empty());
    let head = desk.head();
    let again = desk.read("page.txt", &first(), AUTUMN);
    assert_eq!((again.new + again.changed, desk.head()), (0, head));
    assert_eq!(desk.read("page.txt", &second(), SPRING).changed, 0);
}

#[test]
fn the_same_page_as_another_file_or_format_is_no_other_record() {
    let desk = Desk::new();
    desk.read("page.txt", &first(), AUTUMN);
    let copy = desk.read("page (1).txt", &second(), SPRING);
    assert_eq!((copy.new, copy.changed, copy.nothing_new), (0, 1, 1));
    let paragraphs: String = second()
        .lines()
        .map(|line| match line.strip_prefix("- ") {
            Some(item) => format!("<ul><li>{}</li></ul>\n", item.replace('\'', "’")),
            None if line == "Ministry of Wards" || line == "Care Council" => {
                format!("<h2>{line}</h2>\n")
            }
            None => format!("<p>{line}</p>\n"),
        })
        .collect();
    let page = format!("<!doctype html><html><body><main>{paragraphs}</main></body></html>");
    let head = desk.head();
    let html = desk.read("page.html", &page, SUMMER);
    assert_eq!(html.new, 0, "{html:?}");
    assert_eq!(desk.record(1).responses[0].versions.len(), 2);
    assert!(
        desk.head() - head <= 2,
        "a format is no change: {:#?}",
        desk.events(1)
    );
}

#[test]
fn nothing_is_accepted_of_what_merely_looks_alike() {
    let desk = Desk::new();
    desk.read("page.txt", &first(), AUTUMN);
    let other = "Ministry of Wards
WSB recommends that the Ministry of Wards reviews its guidance on day rotas for porters. This is \
to help staff who work by day.
";
    let taken = desk.take("other.txt", other, SPRING);
    assert_eq!(desk.read_as(&taken, Choice::None).waits, 1);
    assert_eq!(desk.waiting()[0].about, None);
    let both = first() + other;
    let told = desk.read("page.txt", &both, SPRING);
    assert_eq!((told.changed, told.nothing_new), (0, 2), "{told:?}");
    assert_eq!(told.new + told.waits, 1);
}

#[test]
fn an_edited_ask_waits_for_a_person_and_its_first_words_stand() {
    let desk = Desk::new();
    desk.read("page.txt", &first(), AUTUMN);
    let edited = first().replace(
        "reviews its guidance on night rotas for nurses",
        "reviews its national guidance on night rotas for nurses and doctors",
    );
    let taken = desk.take("page.txt", &edited, SPRING);
    let told = desk.read_as(&taken, Choice::Certain);
    assert_eq!((told.waits, told.nothing_new), (1, 1), "{told:?}");
    let row = &desk.waiting()[0];
    assert!(row.why.contains("% of the words that tell"), "{}", row.why);
    let accepted = wait(desk.importer().accept(row, AT, TODAY)).unwrap();
    assert_eq!(accepted.changed.unwrap().facts.len(), 1);
    let record = desk.record(1);
    assert!(!record.ask.text.contains("national"));
    assert!(record.words().0.contains("national"));
    assert_eq!(desk.record_on(1, AUTUMN).rewordings, []);
}

#[test]
fn a_recommendation_that_a_page_no_longer_has_is_gone_from_it_and_stays_on_record() {
    let desk = Desk::new();
    desk.read("page.txt", &first(), AUTUMN);
    let alone = rota(ACCEPT, &[GUIDANCE, TRAINING]);
    let taken = desk.take("page.txt", &alone, SPRING);
    assert_eq!(
        desk.read_as(&taken, Choice::Certain).waits,
        1,
        "a person must look"
    );
    assert_eq!(desk.read("page.txt", &alone, SPRING).changed, 1);
    assert_eq!(
        desk.record(2).absence(Item::Ask).unwrap().gone.captured_on,
        SPRING
    );
    let head = desk.head();
    assert_eq!(desk.read("page.txt", &alone, SUMMER).changed, 0);
    assert_eq!(desk.head(), head);
    desk.read("page.txt", &first(), SUMMER);
    let record = desk.record(2);
    assert_eq!(record.absence(Item::Ask), None);
    assert_eq!(
        record.absences[0].back.as_ref().unwrap().captured_on,
        SUMMER
    );
}

#[test]
fn another_document_under_a_name_used_before_makes_nothing_gone() {
    let desk = Desk::new();
    desk.read("page.txt", &first(), AUTUMN);
    let other = "Harbour Office
WSB recommends that the Harbour Office fits lamps along each pier before winter sets in. This is \
to be seen.
";
    let taken = desk.take("page.txt", other, SPRING);
    assert!(taken.gone.is_empty());
    assert!(
        taken
            .remarks
            .iter()
            .any(|r| r.contains("taken for another one"))
    );
    assert_eq!(desk.read_as(&taken, Choice::All).new, 1);
    assert!(desk.record(1).absences.is_empty());
}

/// An ask with a reference, as in a table of references.
fn numbered(reference: &str, ask: &str) -> String {
    format!(
        "Safety recommendation {reference}\nWSB recommends that the Ministry of Wards {ask}\n\n"
    )
}

const LAMPS: &str = "fits lamps in every stairwell of its older hospitals.";
const ALARMS: &str = "tests the alarms of all bathrooms each month without warning.";

#[test]
fn a_renumbered_document_is_matched_by_its_words() {
    let desk = Desk::new();
    let page = numbered("R/2024/001", LAMPS) + &numbered("R/2024/002", ALARMS);
    desk.read("page.txt", &page, AUTUMN);
    assert_eq!(desk.record(1).ask.reference.as_deref(), Some("R/2024/001"));
    let renumbered = numbered("R/2024/002", LAMPS) + &numbered("R/2024/003", ALARMS);
    let told = desk.read("page.txt", &renumbered, SPRING);
    assert_eq!((told.new, told.changed), (0, 2));
    let record = desk.record(1);
    assert_eq!(record.ask.reference.as_deref(), Some("R/2024/001"));
    let note = record.notes.last().unwrap();
    assert_eq!(note.kind, NoteKind::Remark);
    assert!(
        note.text.contains("“R/2024/002”, not “R/2024/001”"),
        "{}",
        note.text
    );
    let head = desk.head();
    assert_eq!(desk.read("page.txt", &renumbered, SUMMER).changed, 0);
    assert_eq!(desk.head(), head);
}

#[test]
fn a_progress_report_that_answers_later_answers_the_record_of_its_reference() {
    let desk = Desk::new();
    let page = numbered("R/2024/001", LAMPS) + &numbered("R/2024/002", ALARMS);
    desk.read("report.txt", &page, AUTUMN);
    let progress = numbered("R/2024/001", LAMPS)
        + "We accept this and have fitted the first lamps.\nResponse received on 2 March 2026.\n";
    let told = desk.read("progress.txt", &progress, SPRING);
    assert_eq!((told.new, told.changed), (0, 1), "{told:?}");
    let record = desk.record(1);
    assert_eq!(record.responses[0].day(), Some(date(2026, 3, 2)));
    assert!(
        desk.record(2).absences.is_empty(),
        "it need not have them all"
    );
    let other = numbered(
        "R/2024/001",
        "closes its canteen on Sundays and feast days.",
    );
    let told = desk.read("another.txt", &other, SPRING);
    assert_eq!(told.new, 1, "one reference, two asks: two records");
}

#[test]
fn drafts_that_waited_while_their_recommendation_came_on_record_wait_as_changes() {
    let desk = Desk::new();
    desk.take("page.txt", &first(), AUTUMN);
    desk.take("page.txt", &second(), SPRING);
    let mut changes = 0;
    for row in desk.waiting() {
        let at = AT;
        match wait(desk.importer().accept(&row, at, TODAY)) {
            Ok(accepted) => assert_eq!(accepted.changed, None),
            Err(ImportError::OnRecordNow(_)) => changes += 1,
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!(changes, 2);
    let at = AT;
    for row in desk.waiting() {
        wait(desk.importer().accept(&row, at, TODAY)).unwrap();
    }
    assert_eq!(desk.record(1).responses[0].versions.len(), 2);
    assert_eq!(desk.record(2).responses[0].versions.len(), 1);
    assert!(desk.waiting().is_empty());
    let none = heeded_domain::id::RecommendationId(3);
    let events = heeded_store::Store::events(
        &desk.store,
        heeded_domain::event::Subject::Recommendation(none),
    );
    assert!(wait(events).unwrap().is_empty(), "no third record");
}

#[test]
fn what_was_set_aside_does_not_come_back() {
    let desk = Desk::new();
    desk.read("page.txt", &first(), AUTUMN);
    desk.take("page.txt", &second(), SPRING);
    let row = desk.waiting().remove(0);
    wait(heeded_store::Store::set_aside(&desk.store, row.id)).unwrap();
    desk.read("page.txt", &first(), SUMMER);
    let told = desk.read("page.txt", &second(), TODAY);
    assert_eq!(
        (told.changed, told.waits, told.decided_before),
        (0, 0, 1),
        "{told:?}"
    );
}
