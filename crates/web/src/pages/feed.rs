//! Feeds: what changed in a list, of a record, or about an organisation, newest first, as Atom.

use super::recommendations::question_of;
use super::typed;
use crate::register::Deployment;
use crate::trouble::Trouble;
use crate::visit::Visit;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use heeded_domain::event::{Event, Fact, RecommendationFact, Subject};
use heeded_domain::id::{OrganisationId, RecommendationId};
use heeded_domain::replay::recommendation;
use heeded_due::day_in_words;
use heeded_publish::feed::{Entry, Feed, atom, changes, sentence};
use heeded_publish::history::happening;
use heeded_search::{Axis, Question, Sort, Words};
use heeded_store::Directory;
use std::collections::BTreeSet;

/// Entries of a feed: what changes in a busy week, and small enough to be asked for every hour.
const ENTRIES_MAX: usize = 30;

/// Events read in one go.
const EVENTS_IN_ONE_GO: u32 = 500;

/// Recommendations of a list that are each asked when they changed last: thousands take
/// milliseconds.
const ASKED_EACH_MAX: u64 = 5_000;

/// Events looked through for changes of a longer list, in which something changes all the time.
const EVENTS_MAX: u32 = 2_000;

/// Which recommendations a feed is about: what any of these questions finds.
type Questions = Vec<Question>;

/// Answers with the changes of the list of recommendations that the address asks for.
pub(super) async fn of_list(visit: Visit) -> Response {
    let feed = async {
        let directory = visit.directory().await?;
        let question = question_of(&visit, &directory)?;
        typed::whole(&visit)?;
        let plain = question.words.is_empty() && question.choices.is_empty();
        let questions = if plain { Vec::new() } else { vec![question] };
        let events = newest(&visit, &questions).await?;
        let title = match visit.fields.get("q") {
            Some(words) => format!("Recommendations: “{words}”"),
            None if plain => "All recommendations".to_owned(),
            None => "Recommendations, narrowed down".to_owned(),
        };
        made(&visit, title, &events, &directory).await
    };
    answer(&visit, feed.await)
}

/// Answers with the changes of what is addressed to an organisation or made by it.
pub(super) async fn of_organisation(visit: &Visit, id: &str) -> Response {
    let feed = async {
        let id: OrganisationId = id.parse().map_err(|_| Trouble::NotFound)?;
        let directory = visit.directory().await?;
        let title = directory
            .get(&id)
            .ok_or(Trouble::NotFound)?
            .name()
            .to_owned();
        let about = |axis| Question {
            words: Words::read(""),
            choices: vec![(axis, id.0)],
            as_of: visit.today,
            sort: Sort::NewestMade,
            page: 1,
        };
        let questions = vec![about(Axis::Addressee), about(Axis::Issuer)];
        let events = newest(visit, &questions).await?;
        made(visit, title, &events, &directory).await
    };
    answer(visit, feed.await)
}

/// Answers with the changes of a record.
pub(super) async fn of_record(visit: &Visit, id: &str) -> Response {
    let feed = async {
        let id: RecommendationId = id.parse().map_err(|_| Trouble::NotFound)?;
        let mut events = visit.events_of(id).await?;
        let record = recommendation(&events).ok_or(Trouble::NotFound)?;
        events.reverse();
        let directory = visit.directory().await?;
        made(visit, record.ask.title(), &events, &directory).await
    };
    answer(visit, feed.await)
}

fn answer(visit: &Visit, feed: Result<Feed, Trouble>) -> Response {
    let written = feed.and_then(|feed| atom(&feed).map_err(|_| Trouble::Fault));
    match written {
        Ok(bytes) => {
            let kind = [(CONTENT_TYPE, "application/atom+xml; charset=utf-8")];
            (kind, bytes).into_response()
        }
        Err(trouble) => trouble.answer(visit),
    }
}

/// The newest events of what the questions find; without any, of all.
async fn newest(visit: &Visit, questions: &Questions) -> Result<Vec<Event>, Trouble> {
    if let Some(ids) = few(visit, questions)? {
        // Each of them has a change: what is left out is older than all that are shown.
        let most = u32::try_from(ENTRIES_MAX).unwrap_or(u32::MAX);
        return Ok(visit.register.store.changes_of(ids, most).await?);
    }
    let (mut before, mut looked_through) = (u64::MAX >> 1, 0);
    let mut found: Vec<Event> = Vec::new();
    while changes(&found).len() <= ENTRIES_MAX && looked_through < EVENTS_MAX {
        let store = &visit.register.store;
        let events = store.changes_before(before, EVENTS_IN_ONE_GO).await?;
        let Some(last) = events.last() else { break };
        before = last.seq;
        looked_through += EVENTS_IN_ONE_GO;
        if questions.is_empty() {
            found.extend(events);
            continue;
        }
        let ids: BTreeSet<RecommendationId> = events.iter().filter_map(record_of).collect();
        let ids: Vec<RecommendationId> = ids.into_iter().collect();
        let mut wanted = BTreeSet::new();
        for question in questions {
            let which = visit.register.search.which(question, &ids);
            wanted.extend(which.map_err(super::similar::trouble)?);
        }
        let is_wanted = |event: &Event| record_of(event).is_some_and(|id| wanted.contains(&id));
        found.extend(events.into_iter().filter(is_wanted));
    }
    Ok(found)
}

/// What the questions find; `None` for all, or for more than can be asked each.
fn few(visit: &Visit, questions: &Questions) -> Result<Option<Vec<RecommendationId>>, Trouble> {
    if questions.is_empty() {
        return Ok(None);
    }
    let mut found = BTreeSet::new();
    for question in questions {
        let few = visit.register.search.few(question, ASKED_EACH_MAX);
        match few.map_err(super::similar::trouble)? {
            Some(few) => found.extend(few),
            None => return Ok(None),
        }
    }
    Ok(Some(found.into_iter().collect()))
}

fn record_of(event: &Event) -> Option<RecommendationId> {
    match event.fact.subject() {
        Subject::Recommendation(id) => Some(id),
        _ => None,
    }
}

/// What an address of the register is called for ever. Without a public address it has a name that
/// is well formed and says where it is from: nowhere else.
fn name_of(deployment: &Deployment, path: &str) -> String {
    match deployment.public_address.as_str() {
        "" => format!("tag:localhost,2026:{path}"),
        public => format!("{public}{path}"),
    }
}

/// Whether those who follow wait for it: what a thing is about is no news.
fn is_news(event: &Event) -> bool {
    let fact = &event.fact;
    !matches!(fact, Fact::Recommendation(_, RecommendationFact::Themed(_)))
}

/// A feed of these events, newest first.
async fn made(
    visit: &Visit,
    title: String,
    events: &[Event],
    directory: &Directory,
) -> Result<Feed, Trouble> {
    let events: Vec<Event> = events
        .iter()
        .filter(|event| is_news(event))
        .cloned()
        .collect();
    let deployment = &visit.register.deployment;
    let address = |path: &str| format!("{}{path}", deployment.public_address);
    let (own, query) = (visit.path.as_str(), visit.fields.as_query());
    let page = own.strip_suffix(".atom").unwrap_or(own);
    let mut entries = Vec::new();
    for change in changes(&events).into_iter().take(ENTRIES_MAX) {
        entries.extend(entry(visit, change, directory, &address).await?);
    }
    Ok(Feed {
        id: name_of(deployment, &format!("{own}{query}")),
        title: format!("{title} – {}", deployment.service_name),
        address: address(&format!("{own}{query}")),
        page: address(&format!("{page}{query}")),
        author: deployment.run_by.clone(),
        updated: events
            .first()
            .map_or((visit.register.now)(), |event| event.at),
        entries,
    })
}

async fn entry(
    visit: &Visit,
    change: &[Event],
    directory: &Directory,
    address: &impl Fn(&str) -> String,
) -> Result<Option<Entry>, Trouble> {
    let (Some(newest), Some(oldest)) = (change.first(), change.last()) else {
        return Ok(None);
    };
    let Some(id) = record_of(newest) else {
        return Ok(None);
    };
    let events = visit.register.store.events(newest.fact.subject()).await?;
    let Some(record) = recommendation(&events) else {
        return Ok(None);
    };
    // In the order in which it was recorded, as a story is told.
    let told: Vec<_> = change
        .iter()
        .rev()
        .map(|event| (event, happening(event, directory)))
        .collect();
    let day = |event: &Event| event.happened_on().map(day_in_words);
    let sentences = told
        .iter()
        .map(|(event, told)| sentence(told, day(event).as_deref()));
    let mut what: Vec<&str> = told.iter().map(|(_, told)| told.title).collect();
    what.dedup();
    let path = format!("/recommendations/{id}");
    let name = name_of(&visit.register.deployment, &path);
    let page = address(&path);
    Ok(Some(Entry {
        id: format!("{name}#event-{}", oldest.seq),
        title: format!("{}: {}", what.join(", "), record.ask.title()),
        page,
        updated: newest.at,
        sentences: sentences.collect(),
    }))
}
