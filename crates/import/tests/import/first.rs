//! Documents into a real register: names matched and never merged by likeness, succession known,
//! nothing public before it is accepted, nothing twice.

use crate::desk::{AT, Desk, TODAY, wait};
use heeded_domain::event::Subject;
use heeded_domain::organisation::Moves;
use heeded_domain::replay::recommendation;
use heeded_import::{ImportError, Taken};
use heeded_store::{DraftState, Store, StoreError};
use jiff::civil::date;

fn take(desk: &Desk, text: &str) -> Taken {
    desk.take("page.txt", text, TODAY)
}

fn page(addressee: &str, ask: &str) -> String {
    format!("{addressee}\nWSB recommends that {addressee} {ask}. This is to help patients.\n")
}

#[test]
fn nothing_is_in_the_register_before_a_person_accepts() {
    let desk = Desk::new();
    let taken = take(&desk, &page("National Wards Service", "reviews its rota"));
    assert_eq!(taken.drafts.len(), 1);
    assert_eq!(wait(desk.store.head()).unwrap(), 0);
    assert_eq!(desk.accept_all().len(), 1);
    assert!(wait(desk.store.head()).unwrap() > 0);
}

#[test]
fn an_abbreviation_means_the_body_that_the_scheme_knows_by_it() {
    let desk = Desk::new();
    take(&desk, &page("National Wards Service", "reviews its rota"));
    desk.accept_all();
    take(&desk, &page("NWS", "publishes its rota"));
    desk.accept_all();
    assert_eq!(
        desk.names(),
        ["Ward Safety Board", "National Wards Service"]
    );
}

#[test]
fn recommendations_of_one_report_share_it() {
    let desk = Desk::new();
    take(&desk, &page("National Wards Service", "reviews its rota"));
    take(&desk, &page("National Wards Service", "publishes its rota"));
    let reports: Vec<_> = desk
        .accept_all()
        .into_iter()
        .map(|accepted| {
            let subject = Subject::Recommendation(accepted.id);
            recommendation(&wait(desk.store.events(subject)).unwrap())
                .unwrap()
                .ask
                .report
                .unwrap()
        })
        .collect();
    assert_eq!(reports.len(), 2);
    assert_eq!(reports[0], reports[1]);
    assert_eq!(
        wait(desk.store.report(reports[0])).unwrap().unwrap().title,
        "Rotas"
    );
}

#[test]
fn the_last_day_for_an_answer_that_a_document_prints_starts_the_clock() {
    let desk = Desk::new();
    let ask = page("National Wards Service", "reviews its rota");
    take(
        &desk,
        &format!("{ask}No response yet: it is due by 12 March 2026.\n"),
    );
    let accepted = desk.accept_all().remove(0);
    let subject = Subject::Recommendation(accepted.id);
    let record = recommendation(&wait(desk.store.events(subject)).unwrap()).unwrap();
    let clock = &record.clocks[0];
    assert_eq!(clock.stated_end, Some(date(2026, 3, 12)));
    // This scheme counts from publication: nobody said when it was sent.
    assert_eq!(clock.sent_on, None);
}

#[test]
fn bodies_alike_in_name_are_never_merged() {
    let desk = Desk::new();
    take(&desk, &page("Ministry of Wards", "rests"));
    desk.accept_all();
    take(&desk, &page("Ministry of Ward", "rests again"));
    desk.accept_all();
    let names = desk.names();
    assert!(names.contains(&"Ministry of Wards".to_owned()), "{names:?}");
    assert!(names.contains(&"Ministry of Ward".to_owned()), "{names:?}");
}

#[test]
fn a_body_comes_with_what_became_of_it() {
    let desk = Desk::new();
    take(&desk, &page("Wards Voices Office", "asks staff"));
    desk.accept_all();
    let directory = wait(desk.store.directory()).unwrap();
    let office = directory
        .values()
        .find(|body| body.name() == "Wards Voices Office")
        .unwrap();
    let step = &office.successions[0];
    assert_eq!((step.on, &step.moves), (date(2026, 7, 1), &Moves::All));
    assert_eq!(
        directory[&step.to.unwrap()].name(),
        "National Wards Service"
    );
}

#[test]
fn a_document_taken_twice_keeps_nothing_twice_and_an_accepted_draft_waits_no_more() {
    let desk = Desk::new();
    let text = page("National Wards Service", "reviews its rota");
    let first = take(&desk, &text);
    let row = wait(desk.store.drafts(DraftState::Waiting, 10))
        .unwrap()
        .remove(0);
    desk.accept_all();
    let head = wait(desk.store.head()).unwrap();
    let again = take(&desk, &text);
    assert_eq!(first.document, again.document);
    assert_eq!(first.drafts[0].id, again.drafts[0].id);
    assert!(desk.accept_all().is_empty());
    let refused = wait(desk.importer().accept(&row, AT, TODAY)).unwrap_err();
    assert!(
        matches!(refused, ImportError::Store(StoreError::NotWaiting(_))),
        "{refused}"
    );
    assert_eq!(wait(desk.store.head()).unwrap(), head);
}

#[test]
fn a_response_from_the_future_is_refused_and_the_draft_still_waits() {
    let desk = Desk::new();
    let ask = page("National Wards Service", "reviews its rota");
    take(
        &desk,
        &format!("{ask}We will.\nResponse received on 3 March 2031.\n"),
    );
    let row = wait(desk.store.drafts(DraftState::Waiting, 10))
        .unwrap()
        .remove(0);
    let refused = wait(desk.importer().accept(&row, AT, TODAY)).unwrap_err();
    assert!(
        refused.to_string().contains("2031-03-03, after today"),
        "{refused}"
    );
    assert_eq!(wait(desk.store.head()).unwrap(), 0);
    assert_eq!(
        wait(desk.store.drafts(DraftState::Waiting, 10))
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn what_the_document_says_is_what_the_record_says() {
    let desk = Desk::new();
    let ask = page("National Wards Service", "reviews its rota");
    take(
        &desk,
        &format!(
            "{ask}We accept this.\nAction planned to deliver safety recommendation:\n\
         - Publish it, by Autumn 2026. Organisational lead: Director of Wards.\n\
         Response received on 6 May 2026.\n"
        ),
    );
    let accepted = desk.accept_all();
    let events = wait(desk.store.events(Subject::Recommendation(accepted[0].id))).unwrap();
    let record = recommendation(&events).unwrap();
    assert_eq!(record.ask.made_on, Some(date(2024, 1, 5)));
    assert_eq!(record.responses[0].day(), Some(date(2026, 5, 6)));
    let action = &record.actions[0];
    assert_eq!(action.promise.lead.as_deref(), Some("Director of Wards"));
    assert_eq!(action.due().unwrap().as_stated, "by Autumn 2026");
    assert_eq!(
        action.due().unwrap().chosen().latest,
        Some(date(2026, 11, 30))
    );
    let source = record.ask.source.unwrap();
    let document = wait(desk.store.document(source.document)).unwrap().unwrap();
    assert_eq!(document.name, "page.txt");
}
