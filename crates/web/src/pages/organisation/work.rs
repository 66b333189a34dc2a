//! What an organisation was asked, how long its responses took, what it promised, what of it is
//! late, and what stands open when it is gone. Facts, no score and no rank.

use super::Page;
use crate::components::{Cell, Column, Heading, Table, Working};
use crate::pages::due::waits_table;
use crate::pages::pieces::{counted, standing_tag, thousands};
use crate::pages::rows::standings;
use crate::pages::statistics::median_days;
use crate::trouble::Trouble;
use crate::visit::{AS_OF, Visit};
use heeded_domain::id::OrganisationId;
use heeded_domain::organisation::Carrier;
use heeded_domain::status::Standing;
use heeded_store::{
    AnswerTime, DueFilter, Durations, Listed, Of, RecommendationRow, ResponseTimes, SilenceQuery,
    SlipQuery, Store, WaitQuery, WaitRow,
};
use jiff::civil::Date;
use maud::{Markup, html};

/// Recommendations shown on the page of who was asked: the list has the others.
const NEWEST_ROWS_MAX: usize = 10;

/// What an organisation was asked and what it promised, as of a day.
pub(super) struct Work {
    pub(super) asked: Listed<RecommendationRow>,
    pub(super) standings: Vec<(Standing, u64)>,
    pub(super) times: ResponseTimes,
    /// Responses not on record whose last day has passed.
    pub(super) overdue: u64,
    pub(super) waits: Listed<WaitRow>,
    pub(super) late: u64,
    pub(super) may_be_late: u64,
    /// Planned actions whose date was moved.
    pub(super) moved: u64,
}

pub(super) async fn load(
    store: &dyn Store,
    id: OrganisationId,
    day: Date,
) -> Result<Work, Trouble> {
    let waits = |due| {
        store.waits(WaitQuery {
            as_of: day,
            organisation: Some(id),
            due,
            last_day: None,
            page: 1,
        })
    };
    let silences = SilenceQuery {
        as_of: day,
        organisation: Some(id),
        time: Some(AnswerTime::Over),
        page: 1,
    };
    let slips = SlipQuery {
        as_of: day,
        organisation: Some(id),
        page: 1,
    };
    Ok(Work {
        asked: store.of(Of::Addressee(id), day, 1).await?,
        standings: store.standings_of(Of::Addressee(id), day).await?,
        times: store.response_times(id, day).await?,
        overdue: store.silences(silences).await?.total,
        waits: waits(None).await?,
        late: waits(Some(DueFilter::Late)).await?.total,
        may_be_late: waits(Some(DueFilter::MayBeLate)).await?.total,
        moved: store.slips(slips).await?.total,
    })
}

pub(super) fn html(visit: &Visit, page: &Page) -> Markup {
    html! {
        (asked(visit, page))
        (answered(visit, page))
        (promised(visit, page))
    }
}

/// An address of a list of this organisation's, as of the same day.
fn list(visit: &Visit, path: &str, page: &Page) -> String {
    let as_of = visit.fields.get(AS_OF);
    let as_of = as_of
        .map(|day| format!("&{AS_OF}={day}"))
        .unwrap_or_default();
    format!("{path}={}{as_of}", page.organisation.id)
}

/// What stands open when the body has gone, above the picture of it. Who carries it is said at the
/// head of the page.
pub(super) fn left_behind(visit: &Visit, page: &Page) -> Markup {
    let work = &page.work;
    if page.carrier() == Carrier::Itself {
        return html! {};
    }
    let open = counted(work.times.open, "response", "responses");
    let waits = counted(work.waits.total, "planned action", "planned actions");
    let unanswered = list(visit, "/unanswered?organisation", page);
    html! {
        (Heading::section("What it leaves behind", "left-behind"))
        ul class="nhsuk-list nhsuk-list--bullet" {
            li {
                @if work.times.open > 0 {
                    a href=(unanswered) { (open) } " not on record"
                } @else {
                    "no response that is not on record"
                }
            }
            li {
                @if work.waits.total > 0 {
                    a href=(list(visit, "/due?organisation", page)) { (waits) }
                    " with a date not reported as done, "
                    (thousands(work.late)) " late and " (thousands(work.may_be_late))
                    " that may be late"
                } @else {
                    "no planned action with a date that is not reported as done"
                }
            }
        }
    }
}

fn asked(visit: &Visit, page: &Page) -> Markup {
    let asked = &page.work.asked;
    html! {
        (Heading::section("What it was asked", "asked"))
        @if asked.total == 0 {
            p { "No recommendation in this register is addressed to it." }
        } @else {
            p {
                (counted(asked.total, "recommendation is", "recommendations are"))
                " addressed to it."
            }
            (standings(&page.work.standings, "addressed to it", asked.total))
            p { "The newest:" }
            ul class="nhsuk-list" {
                @for row in asked.rows.iter().take(NEWEST_ROWS_MAX) {
                    li {
                        a href=(visit.to(&format!("/recommendations/{}", row.id))) { (row.title) }
                        " " (standing_tag(row.standing))
                    }
                }
            }
            p {
                a href=(list(visit, "/recommendations?addressee", page)) {
                    "All of them, to filter and sort"
                }
            }
        }
    }
}

fn answered(visit: &Visit, page: &Page) -> Markup {
    let (work, times) = (&page.work, &page.work.times);
    if work.asked.total == 0 {
        return html! {};
    }
    let durations = &times.durations;
    let came: u64 = durations.reached.values().sum();
    let asked = durations.timed();
    html! {
        (Heading::section("How long its responses took", "responses"))
        @if came == 0 {
            p { "No response with both days known is on record." }
        } @else {
            p {
                @match median_days(durations) {
                    Some(days) => {
                        "Half of those who asked it had a response within "
                        (counted(days.into(), "day", "days")) "."
                    },
                    None if !durations.tells_when() => {
                        "Of most responses that came the day is not known, so no median is given."
                    }
                    None => "Fewer than half of those who asked it have had a response so far."
                }
                " Of " (counted(asked, "time that it was asked", "times that it was asked"))
                ", " (counted(came, "response has come", "responses have come"))
                @if let Some((first, last)) = range(durations) {
                    @if first == last { ", after " (counted(last.into(), "day", "days")) }
                    @else { ", after " (first) " to " (counted(last.into(), "day", "days")) }
                }
                "."
            }
        }
        @if times.open > 0 {
            p {
                a href=(list(visit, "/unanswered?organisation", page)) {
                    (counted(times.open, "response is", "responses are")) " not on record"
                }
                ", " (thousands(work.overdue)) " of them past the last day. How long they will "
                "take is not known: that they have taken so long already is counted."
            }
        }
        (Working::of_counts(
            "Days are counted from the day the recommendation was sent, else made, to the day of \
             the first response: received, else dated. One that has not come counts as open until \
             today, as in the statistics: leaving it out would flatter.",
            format!("{} with the days known.", counted(asked, "time", "times")),
            format!(
                "{} of which a day is not known or cannot be right. A response that does not say \
                 whose it is, where several were asked, counts for nobody.",
                counted(durations.not_timed(), "time", "times")
            ),
        ))
    }
}

/// The shortest and the longest that a response took.
pub(super) fn range(durations: &Durations) -> Option<(u32, u32)> {
    let first = durations.reached.keys().next()?;
    let last = durations.reached.keys().next_back()?;
    Some((*first, *last))
}

fn promised(visit: &Visit, page: &Page) -> Markup {
    let work = &page.work;
    html! {
        (Heading::section("What it promised with a date, and has not reported as done", "promised"))
        @if work.waits.total == 0 {
            p { "No such planned action is on record." }
        } @else {
            (timings(visit, page))
            (waits_table(
                visit,
                None,
                &work.waits.rows,
                counted(work.waits.total, "planned action", "planned actions"),
            ))
            p { a href=(list(visit, "/due?organisation", page)) { "All of them, to filter" } }
        }
        @if work.moved > 0 {
            p {
                a href=(list(visit, "/slippage?organisation", page)) {
                    "The date of "
                    (counted(work.moved, "planned action was", "planned actions were"))
                    " moved"
                }
            }
        }
    }
}

fn timings(visit: &Visit, page: &Page) -> Markup {
    let work = &page.work;
    let rest = work
        .waits
        .total
        .saturating_sub(work.late + work.may_be_late);
    let late = list(visit, "/due?due=late&organisation", page);
    let may_be_late = list(visit, "/due?due=may-be-late&organisation", page);
    let columns = vec![
        Column::new("Against their date"),
        Column::numeric("Planned actions"),
    ];
    let mut table = Table::new("Where its promises stand", columns);
    table.rows = vec![
        vec![
            Cell::new(html! { a href=(late) { "Late" } }),
            Cell::from(thousands(work.late)),
        ],
        vec![
            Cell::new(html! { a href=(may_be_late) { "May be late" } }),
            Cell::from(thousands(work.may_be_late)),
        ],
        vec![Cell::from("Not late"), Cell::from(thousands(rest))],
    ];
    html! {
        (table)
        (Working::of_counts(
            "Each planned action with a date that is not reported as done is counted once. Late \
             is what is late in every reading of its words.",
            format!(
                "{} whose response says that this organisation promised them.",
                counted(work.waits.total, "planned action", "planned actions")
            ),
            "Promises without a date are in no count here: they cannot be late. What was only to \
             be considered is not late either.",
        ))
    }
}
