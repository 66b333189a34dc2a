//! All recommendations: search, filters with counts, order, pages; everything in the address.
//!
//! The index answers; while it is being prepared the register itself answers the list without
//! words. What is asked is read in [`asked`], the panel of filters is [`panel`].

mod asked;
mod data;
mod panel;

pub(super) use data::table;

use super::pieces::{counted, day, due_words, organisation_link, organisation_links, standing_tag};
use super::typed;
use crate::components::{
    Heading, Input, InsetText, ResultItem, Results, SearchInput, Select, SelectOption, page_of,
    pages,
};
use crate::layout::{Part, Place, Twin, Width};
use crate::trouble::Trouble;
use crate::visit::{AS_OF, Fields, Visit};
use crate::words;
use asked::{Asked, SORTS};
use axum::response::Response;
use heeded_domain::event::Subject;
use heeded_domain::id::{OrganisationId, ReportId};
use heeded_domain::replay::recommendation_as_of;
use heeded_publish::{name, organisation_called};
use heeded_search::{
    Axis, Found, Ignored, NAMED_MAX, PARTS_MAX, Passage, Passages, Question, SearchError, Sort,
    TYPED_CHARACTERS_MAX, TakenFrom,
};
use heeded_store::{Directory, DueFilter, RecommendationRow};
use maud::{Markup, Render, html};
use std::sync::Arc;

/// Up to this many organisations are offered as a list to choose from; more are typed, as a list
/// of hundreds helps nobody and would weigh more than the page.
const CHOOSE_FROM_ORGANISATIONS_MAX: usize = 60;

/// How planned actions stand against their date, each with its code in addresses.
pub(super) const DUES: [(&str, DueFilter, &str); 5] = [
    ("late", DueFilter::Late, "Late"),
    ("may-be-late", DueFilter::MayBeLate, "May be late"),
    (
        "day-passed",
        DueFilter::DayPassed,
        "Day passed, only to be considered",
    ),
    ("now", DueFilter::Now, "Due now"),
    ("later", DueFilter::Later, "Not yet due"),
];

/// The page with what is found.
struct List {
    asked: Asked,
    rows: Vec<RecommendationRow>,
    /// For each row the passage that shows why it was found.
    passages: Vec<Option<Passage>>,
    total: u64,
    page: u32,
    /// What the index says; `None` while it is being prepared.
    found: Option<Found>,
    /// Reports that match by title.
    reports: Vec<(ReportId, String)>,
    /// Events read and events in all, while there is no index.
    preparing: Option<(u64, u64)>,
    directory: Arc<Directory>,
}

/// What the address asks for, as things stand today: for those who follow the list.
pub(super) fn question_of(visit: &Visit, directory: &Directory) -> Result<Question, Trouble> {
    let question = Asked::read(visit, directory)?.question;
    Ok(Question {
        as_of: visit.today,
        ..question
    })
}

pub(super) async fn page(visit: Visit) -> Response {
    let list = load(&visit).await;
    visit.answer(list, data::data, |list| html(&visit, list))
}

async fn load(visit: &Visit) -> Result<List, Trouble> {
    let directory = visit.directory().await?;
    let asked = Asked::read(visit, &directory)?;
    let store = &visit.register.store;
    let mut list = List {
        rows: Vec::new(),
        passages: Vec::new(),
        total: 0,
        page: 1,
        found: None,
        reports: Vec::new(),
        preparing: None,
        directory,
        asked,
    };
    match visit.register.search.find(&list.asked.question) {
        Ok(found) => {
            let day = list.asked.question.as_of;
            list.rows = store.rows(found.ids.clone(), day).await?;
            (list.total, list.page) = (found.total, found.page);
            for id in &found.reports {
                let report = store.report(*id).await?;
                list.reports
                    .extend(report.map(|report| (*id, report.title)));
            }
            typed::there(list.asked.question.page, typed::last_page(list.total))?;
            list.found = Some(found);
            list.passages = passages(visit, &list).await?;
        }
        Err(error) => {
            list.preparing = Some(match error {
                SearchError::Preparing { done, of } => (done, of),
                SearchError::Index(_) | SearchError::Store(_) => {
                    tracing::error!(error = %error, "the search index gave no answer");
                    (0, 0)
                }
            });
            if let Some(query) = list.asked.as_list() {
                let page = query.page;
                let listed = typed::listed(page, store.list(query).await?)?;
                (list.rows, list.total, list.page) = (listed.rows, listed.total, listed.page);
            }
        }
    }
    Ok(list)
}

/// The passages of the rows, from the records as they stood on the day.
async fn passages(visit: &Visit, list: &List) -> Result<Vec<Option<Passage>>, Trouble> {
    let question = &list.asked.question;
    if question.words.is_empty() {
        return Ok(Vec::new());
    }
    let mut finder = Passages::new(&question.words);
    let mut passages = Vec::with_capacity(list.rows.len());
    for row in &list.rows {
        let subject = Subject::Recommendation(row.id);
        let events = visit.register.store.events(subject).await?;
        let record = recommendation_as_of(&events, question.as_of);
        passages.push(record.and_then(|record| finder.best(&record)));
    }
    Ok(passages)
}

/// The filter that this code stands for.
fn due_filter(code: &str) -> Option<DueFilter> {
    DUES.iter()
        .find(|(c, ..)| *c == code)
        .map(|(_, filter, _)| *filter)
}

fn html(visit: &Visit, list: &List) -> Markup {
    let last = typed::last_page(list.total);
    let to_page = |page| visit.to_page(page);
    let table = format!(
        "{}.csv{}",
        visit.path,
        visit.fields.without("page").as_query()
    );
    let followed = ["page", "sort", AS_OF].into_iter();
    let followed = followed.fold(visit.fields.clone(), |fields, name| fields.without(name));
    let feed = format!("{}.atom{}", visit.path, followed.as_query());
    let main = html! {
        (Heading::page("Recommendations"))
        (search_form(visit, list))
        div class="nhsuk-grid-row" {
            div class="nhsuk-grid-column-one-third" { (panel::filter(visit, list)) }
            div class="nhsuk-grid-column-two-thirds" {
                h2 class="nhsuk-heading-m" {
                    (counted(list.total, "recommendation", "recommendations"))
                }
                (panel::selected(visit, list))
                (remarks(visit, list))
                (named(visit, list))
                @if list.total > 1 { (sorts(visit, list)) }
                (results(visit, list))
                @if let Some(pages) = pages(list.page, last, to_page) { (pages) }
                @if list.found.is_some() && list.total > 0 {
                    p class="nhsuk-body-s" {
                        a href=(table) type="text/csv" { "The whole list as a table (CSV)" }
                    }
                }
            }
        }
    };
    visit.frame(
        "Recommendations",
        |page| {
            page.place = Place::At(Part::Recommendations);
            page.width = Width::Full;
            page.page_of = page_of(list.page, last);
            page.search_in_header = false;
            page.twins.push(Twin::feed(feed, words::FOLLOW_THIS_LIST));
            page.unlisted = !list.asked.question.words.is_empty();
        },
        main,
    )
}

fn search_form(visit: &Visit, list: &List) -> Markup {
    let typed = visit.fields.get("q");
    let search = SearchInput::new("q", "Words, a “phrase in quotation marks”, or a reference");
    let search = SearchInput {
        input: Input {
            value: typed,
            id: Some("q"),
            large: true,
            ..search.input
        },
        ..search
    };
    let kept = visit.fields.without("q").without("page");
    html! {
        form action=(visit.path) method="get" role="search" novalidate {
            @for (field, value) in kept.iter() {
                input type="hidden" name=(field) value=(value);
            }
            (search)
        }
        @if typed.is_some() && !list.asked.question.choices.is_empty() {
            p class="nhsuk-body-s" { "The filters chosen below hold for this search too." }
        }
        p class="nhsuk-body-s" {
            a href=(visit.to("/similar")) { "Compare a draft with all that was asked before" }
        }
    }
}

/// What the reader has to know of this answer.
fn remarks(visit: &Visit, list: &List) -> Markup {
    let found = list.found.as_ref();
    let suggestion = found.and_then(|found| found.suggestion.as_deref());
    html! {
        @if let Some((done, of)) = list.preparing { (preparing(list, done, of)) }
        @if let Some(better) = suggestion {
            @let fields = visit.fields.without("page").with("q", better);
            p class="nhsuk-body-l" {
                "Did you mean "
                a href={ (visit.path) (fields.as_query()) } { (better) }
                "?"
            }
        }
        @if found.is_some_and(|found| found.is_any_word) {
            (InsetText::new("No recommendation has all of these words. These have some of them."))
        }
        @for ignored in &list.asked.question.words.ignored {
            p class="nhsuk-body-s" { (ignored_words(ignored)) }
        }
        @for theme in unknown_themes(visit, list) {
            (InsetText::new(format!(
                "No recommendation has the theme “{theme}”. Check the spelling, or choose it from \
                 the list of themes."
            )))
        }
        @if list.total > 0 && visit.fields.get(AS_OF).is_some()
            && !list.asked.question.words.is_empty() {
            p class="nhsuk-body-s" {
                "Words are looked for in what is on record today; what is shown is what was there "
                "on the day."
            }
        }
    }
}

/// Themes of the address that no record has, as they were typed.
fn unknown_themes<'a>(visit: &'a Visit, list: &'a List) -> impl Iterator<Item = &'a str> {
    let known = list.found.as_ref().map(|found| &found.themes);
    visit.fields.all("theme").filter(move |typed| {
        let value = Axis::Theme.from_code(typed);
        known.is_some_and(|known| value.is_none_or(|value| !known.contains_key(&value)))
    })
}

fn preparing(list: &List, done: u64, of: u64) -> InsetText<'static> {
    let how_far = if of == 0 {
        "Search is being prepared.".to_owned()
    } else {
        format!(
            "Search is being prepared: {} of {}.",
            super::pieces::thousands(done),
            counted(of, "change is read", "changes are read")
        )
    };
    let meanwhile = if list.asked.as_list().is_some() {
        "Until then this list has no counts."
    } else {
        "Until then words and these filters find nothing: try again in a minute."
    };
    InsetText::new(format!("{how_far} {meanwhile}"))
}

fn ignored_words(ignored: &Ignored) -> String {
    match ignored {
        Ignored::Common(words) => format!(
            "Left out, as nearly every text has them: {}. In quotation marks they count.",
            words.join(", ")
        ),
        Ignored::TooMuch => format!(
            "Only the first {PARTS_MAX} words and {TYPED_CHARACTERS_MAX} characters were looked \
             for."
        ),
    }
}

/// Organisations and reports that match by name, above the list.
fn named(visit: &Visit, list: &List) -> Markup {
    let organisations: &[OrganisationId] = list
        .found
        .as_ref()
        .map_or(&[], |found| &found.organisations);
    html! {
        @if list.page == 1 && !(organisations.is_empty() && list.reports.is_empty()) {
            ul class="nhsuk-list" {
                @for id in organisations {
                    li { "Organisation: " (organisation_link(visit, &list.directory, *id)) }
                }
                @for (id, title) in &list.reports {
                    li {
                        "Report: "
                        a href=(visit.to(&format!("/reports/{id}"))) { (title) }
                    }
                }
                @if list.reports.len() == NAMED_MAX {
                    li { a href=(same_words(visit, "/reports")) { "All reports with these words" } }
                }
                @if organisations.len() == NAMED_MAX {
                    li {
                        a href=(same_words(visit, "/organisations")) {
                            "All organisations with these words"
                        }
                    }
                }
            }
        }
    }
}

/// Where the same words are looked for in another list, as of the same day.
fn same_words(visit: &Visit, path: &str) -> String {
    let kept = ["q", AS_OF].into_iter();
    let kept = kept.filter_map(|field| Some((field, visit.fields.get(field)?)));
    let fields = kept.fold(Fields::default(), |fields, (field, value)| {
        fields.with(field, value)
    });
    format!("{path}{}", fields.as_query())
}

fn sorts(visit: &Visit, list: &List) -> Markup {
    let has_words = !list.asked.question.words.is_empty();
    let offered = SORTS
        .iter()
        .filter(|(_, sort, _)| has_words || *sort != Sort::Relevance);
    let without = visit.fields.without("page");
    html! {
        @if list.found.is_some() {
            p class="nhsuk-body-s" {
                "Sorted by: "
                @for (at, (code, sort, words)) in offered.enumerate() {
                    @if at > 0 { ", " }
                    @if *sort == list.asked.sort_shown() {
                        strong { (words) }
                    } @else {
                        a href={ (visit.path) (without.with("sort", code).as_query()) } { (words) }
                    }
                }
            }
        }
    }
}

fn results(visit: &Visit, list: &List) -> Markup {
    if list.rows.is_empty() && list.preparing.is_none() {
        return nothing(visit);
    }
    let hrefs: Vec<String> = list
        .rows
        .iter()
        .map(|row| visit.to(&format!("/recommendations/{}", row.id)))
        .collect();
    let passages = list.passages.iter().map(Option::as_ref);
    let passages = passages.chain(std::iter::repeat(None));
    let items = list.rows.iter().zip(&hrefs).zip(passages);
    let items = items.map(|((row, href), passage)| result(visit, list, row, href, passage));
    Results::new(items.collect()).render()
}

fn nothing(visit: &Visit) -> Markup {
    html! {
        p { "There are no matching recommendations." }
        p { "You can:" }
        ul class="nhsuk-list nhsuk-list--bullet" {
            li { "use fewer or other words, and check their spelling" }
            li { "remove a filter" }
            li { "choose another day" }
            li { a href=(visit.to("/organisations")) { "look through the organisations" } }
        }
    }
}

fn result<'a>(
    visit: &Visit,
    list: &List,
    row: &'a RecommendationRow,
    href: &'a str,
    passage: Option<&Passage>,
) -> ResultItem<'a> {
    let asked = row.addressees.len();
    let caption = html! {
        @if let Some(reference) = &row.reference { (reference) ", " }
        (name(&list.directory, row.issuer))
    };
    let mut facts = vec![
        html! {
            "Addressed to " (organisation_links(visit, &list.directory, &row.addressees))
        }
        .into(),
    ];
    if row.made_on.is_some() {
        facts.push(html! { "Made " (day(row.made_on)) }.into());
    }
    if asked > 1 {
        facts.push(html! { (row.responded) " of " (asked) " responded" }.into());
    }
    if let Some((words, latest)) = &row.next_due {
        let day = list.asked.question.as_of;
        let has_passed = latest.is_some_and(|latest| latest < day);
        let label = if has_passed {
            "Was due: "
        } else {
            "Next due: "
        };
        facts.push(html! { (label) (due_words(words, *latest)) }.into());
    }
    ResultItem {
        caption: Some(caption.into()),
        facts,
        status: Some(standing_tag(row.standing)),
        passage: passage.map(|passage| passage_html(passage).into()),
        ..ResultItem::new(row.title.as_str(), href)
    }
}

fn passage_html(passage: &Passage) -> Markup {
    let from = match passage.from {
        TakenFrom::Ask => "From what was recommended: ",
        TakenFrom::Response => "From a response: ",
        TakenFrom::Action => "From a planned action: ",
    };
    html! {
        span class="nhsuk-u-secondary-text-colour" { (from) }
        @if passage.is_cut_before { "… " }
        @for (words, is_marked) in &passage.pieces {
            @if *is_marked { mark { (words) } } @else { (words) }
        }
        @if passage.is_cut_after { " …" }
    }
}

/// The filter by how planned actions stand against their date.
pub(super) fn due_choice(visit: &Visit, label: &'static str) -> Markup {
    let mut options = vec![SelectOption::new("", "All")];
    options.extend(
        DUES.iter()
            .map(|(code, _, words)| SelectOption::new(code, words)),
    );
    Select {
        value: visit.fields.get("due"),
        ..Select::new("due", label, options)
    }
    .render()
}

/// A field for an organisation: a list to choose from while it is short, else a line to type.
pub(super) fn organisation_field(
    field: &'static str,
    label: &'static str,
    visit: &Visit,
    directory: &Directory,
) -> Markup {
    let typed = visit.fields.get(field);
    if directory.len() > CHOOSE_FROM_ORGANISATIONS_MAX {
        let hint = Some("Its name or abbreviation".into());
        return Input {
            hint,
            value: typed,
            ..Input::new(field, label)
        }
        .render();
    }
    let mut names: Vec<(String, &str)> = directory
        .values()
        .map(|o| (o.id.to_string(), o.name()))
        .collect();
    names.sort_by_key(|(_, name)| name.to_lowercase());
    let mut options = vec![SelectOption::new("", "All")];
    options.extend(names.iter().map(|(id, name)| SelectOption::new(id, name)));
    let chosen = typed.and_then(|typed| organisation_called(directory, typed));
    let chosen = chosen.map(|id| id.to_string());
    Select {
        value: chosen.as_deref(),
        ..Select::new(field, label, options)
    }
    .render()
}
