//! Pictures of an organisation: its promises on a line of days, and what a closing leaves behind.

use super::figures::file;
use super::pieces::counted;
use super::statistics::{Count, count};
use crate::components::chart::{
    Bar, Bars, Chart, Drawing, Figures, Holds, Lane, LaneSpan, Lanes, Look, Sign, day_mark,
    figure_of, with_room,
};
use crate::trouble::Trouble;
use crate::visit::Visit;
use axum::extract::Path;
use axum::response::Response;
use heeded_domain::id::OrganisationId;
use heeded_domain::organisation::{Carrier, carrier};
use heeded_domain::status::Phase;
use heeded_domain::timing::Timing;
use heeded_due::day_in_words;
use heeded_publish::name;
use heeded_store::{Directory, Listed, StatisticsQuery, WaitQuery, WaitRow};
use jiff::civil::Date;
use maud::{Markup, Render};

/// Lanes drawn: what fits on two screens; the list of what is due has the others.
const LANES_ROWS_MAX: usize = 12;

/// Bodies whose obligations are counted one by one: more would be a page of their own.
const BODIES_ROWS_MAX: usize = 8;

/// The promises of a page of the list of what waits; nothing where none does.
pub(super) fn promises(visit: &Visit, of: OrganisationId, waits: &Listed<WaitRow>) -> Markup {
    let Ok(day) = visit.day() else {
        return Markup::default();
    };
    let rows: Vec<&WaitRow> = waits.rows.iter().take(LANES_ROWS_MAX).collect();
    let bounds = rows.iter().flat_map(|row| [row.earliest, row.latest]);
    let days: Vec<Date> = bounds.flatten().collect();
    let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) else {
        return Markup::default();
    };
    let (from, until) = with_room((*first).min(day), (*last).max(day));
    let late = rows.iter().filter(|row| row.timing == Timing::Late).count();
    let drawing = Lanes {
        from,
        until,
        marked: day_mark(day, visit.today),
        lanes: rows.iter().map(|row| lane(row, day)).collect(),
        key: key(late),
    };
    let count = u64::try_from(rows.len()).unwrap_or(0);
    let shown = counted(count, "promise", "promises");
    let which = if waits.total > count {
        format!("The first {shown} to fall due, of {}.", waits.total)
    } else if count == 1 {
        "The only promise with a date that waits to be kept.".to_owned()
    } else {
        format!("All {shown} with a date that wait to be kept.")
    };
    let told = rows
        .iter()
        .map(|row| format!("{}: {}", row.title, note(row)));
    Chart {
        id: "promises",
        headline: match late {
            0 if count == 1 => "The promise shown is not late".to_owned(),
            1 if count == 1 => "The promise shown is late".to_owned(),
            0 => format!("None of the {shown} shown is late"),
            1 => format!("1 of the {shown} shown is late"),
            many => format!("{many} of the {shown} shown are late"),
        },
        subtitle: format!(
            "When its open promises fall due, as of {}",
            day_in_words(day)
        ),
        description: told.collect::<Vec<_>>().join(" "),
        drawing: Some(&drawing),
        working: vec![("What is shown", which), ("What is not known", not_known())],
        figures: &promised(&waits.rows),
        csv_href: visit.to(&format!("/organisations/{of}/promises.csv")),
    }
    .render()
}

fn not_known() -> String {
    "Promises without a date that sets a bound are not in this picture; the records have them. \
     Where words can be read in two ways, the kindest reading counts."
        .to_owned()
}

fn key(late: usize) -> Vec<(Sign, &'static str)> {
    let mut key = vec![(Sign::Span(Look::Due), "when it falls due")];
    if late > 0 {
        key.push((Sign::Span(Look::Late), "late"));
    }
    key
}

fn lane(row: &WaitRow, day: Date) -> Lane {
    let span = |from, until, look| LaneSpan { from, until, look };
    let mut spans = vec![span(row.earliest.or(row.latest), row.latest, Look::Due)];
    let over = row.latest.and_then(|latest| latest.tomorrow().ok());
    if let (Timing::Late, Some(over)) = (row.timing, over) {
        spans.push(span(Some(over), Some(day), Look::Late));
    }
    Lane {
        title: row.text.clone(),
        note: note(row),
        spans,
        marks: Vec::new(),
    }
}

fn note(row: &WaitRow) -> String {
    let until = row.latest.map_or_else(
        || "no last day is set".to_owned(),
        |latest| format!("until {}", day_in_words(latest)),
    );
    format!("“{}”: {until}; {}.", row.as_stated, row.timing.words())
}

fn promised(rows: &[WaitRow]) -> Figures {
    let columns = [
        ("Planned action", Holds::Words),
        ("Recommendation", Holds::Words),
        ("Due as stated", Holds::Words),
        ("First day", Holds::Days),
        ("Last day", Holds::Days),
        ("Times moved", Holds::Numbers),
        ("Status", Holds::Words),
    ];
    let rows = rows.iter().map(|row| {
        vec![
            row.text.clone(),
            row.recommendation.to_string(),
            row.as_stated.clone(),
            figure_of(row.earliest),
            figure_of(row.latest),
            row.times_moved.to_string(),
            row.timing.words().to_owned(),
        ]
    });
    Figures {
        columns: columns.into(),
        rows: rows.collect(),
    }
}

pub(super) async fn promises_csv(Path(id): Path<String>, visit: Visit) -> Response {
    let figures = async {
        let organisation = known(&visit, &id).await?;
        let query = WaitQuery {
            as_of: visit.day()?,
            organisation: Some(organisation),
            due: None,
            last_day: None,
            page: 1,
        };
        let waits = visit.register.store.waits(query).await?;
        Ok(promised(&waits.rows))
    };
    file(&visit, &format!("{id}-promises"), figures.await)
}

async fn known(visit: &Visit, id: &str) -> Result<OrganisationId, Trouble> {
    let id: OrganisationId = id.parse().map_err(|_| Trouble::NotFound)?;
    let directory = visit.directory().await?;
    let is_known = directory.contains_key(&id);
    is_known.then_some(id).ok_or(Trouble::NotFound)
}

/// What is open of a body whose obligations are with another, or of those that another has.
pub(super) struct Handed {
    of: OrganisationId,
    carrier: Carrier,
    counts: Vec<(OrganisationId, Count)>,
    left_out: usize,
}

/// Counts what is open: of the body itself once it has ended, and of those it took over from.
///
/// `None` where it neither ended nor took anything over.
pub(super) async fn handed(
    visit: &Visit,
    of: OrganisationId,
    directory: &Directory,
) -> Result<Option<Handed>, Trouble> {
    let day = visit.day()?;
    let look_up = |id| directory.get(&id);
    let body = directory.get(&of).ok_or(Trouble::NotFound)?;
    let carrier_now = carrier(body, day, look_up);
    let took_over = directory.values().filter(|other| {
        let with = carrier(other, day, look_up);
        matches!(with, Carrier::Other { organisation, .. } if organisation == of)
    });
    let mut bodies: Vec<OrganisationId> = took_over.map(|other| other.id).collect();
    if carrier_now != Carrier::Itself || !bodies.is_empty() {
        bodies.insert(0, of);
    }
    let left_out = bodies.len().saturating_sub(BODIES_ROWS_MAX);
    let mut counts = Vec::new();
    for body in bodies.into_iter().take(BODIES_ROWS_MAX) {
        let query = StatisticsQuery {
            as_of: day,
            issuer: None,
            organisation: Some(body),
            year: None,
        };
        counts.push((body, count(visit, query).await?));
    }
    Ok((!counts.is_empty()).then_some(Handed {
        of,
        carrier: carrier_now,
        counts,
        left_out,
    }))
}

/// Open recommendations, and planned actions that wait, of which late.
fn open(count: &Count) -> (u64, u64, u64) {
    let statistics = &count.counted.statistics;
    let standings = statistics.standings.iter();
    let open = standings.filter(|(standing, _)| standing.phase() != Phase::Ended);
    let due = &statistics.falling_due;
    let late = due.quarters.values().map(|(_, late)| late).sum();
    (open.map(|(_, count)| count).sum(), due.total(), late)
}

impl Handed {
    fn totals(&self) -> (u64, u64) {
        let each = self.counts.iter().map(|(_, count)| open(count));
        each.fold((0, 0), |(asks, due), (more, waits, _)| {
            (asks + more, due + waits)
        })
    }

    fn headline(&self, directory: &Directory) -> String {
        let (asks, due) = self.totals();
        let asks = counted(asks, "open recommendation", "open recommendations");
        let due = counted(due, "dated promise", "dated promises");
        let own = name(directory, self.of);
        match self.carrier {
            Carrier::Itself => format!("{own} answers for {asks} and {due}, its own and others’"),
            Carrier::Other {
                organisation,
                since,
            } => format!(
                "{asks} and {due} passed to {} on {}",
                name(directory, organisation),
                day_in_words(since)
            ),
            Carrier::Divided { since } => format!(
                "{asks} and {due} stand open since {}; who has which is not on record",
                day_in_words(since)
            ),
            Carrier::Nobody { since } => format!(
                "{asks} and {due} stand open since {}; nobody is on record who took them over",
                day_in_words(since)
            ),
        }
    }

    fn figures(&self, directory: &Directory) -> Figures {
        let rows = self.counts.iter().map(|(body, count)| {
            let (asks, due, late) = open(count);
            let of = name(directory, *body).to_owned();
            vec![of, asks.to_string(), due.to_string(), late.to_string()]
        });
        Figures {
            columns: vec![
                ("Addressed to, or promised by", Holds::Words),
                ("Open recommendations", Holds::Numbers),
                ("Dated promises not said to be done", Holds::Numbers),
                ("Of these late", Holds::Numbers),
            ],
            rows: rows.collect(),
        }
    }

    fn bars(&self, directory: &Directory) -> Bars {
        let bars = self.counts.iter().flat_map(|(body, count)| {
            let (asks, due, late) = open(count);
            let of = name(directory, *body);
            let number = match late {
                0 => due.to_string(),
                late => format!("{due}, {late} late"),
            };
            let promises = Bar {
                label: format!("{of}: dated promises"),
                count: due,
                part: late,
                number,
            };
            let asks = Bar {
                label: format!("{of}: open recommendations"),
                count: asks,
                part: 0,
                number: asks.to_string(),
            };
            [asks, promises]
        });
        Bars {
            bars: bars.collect(),
        }
    }

    /// The picture.
    pub(super) fn show(&self, visit: &Visit, directory: &Directory) -> Markup {
        let bars = self.bars(directory);
        let (asks, due) = self.totals();
        let drawing: Option<&dyn Drawing> = if asks + due > 0 { Some(&bars) } else { None };
        let told = bars.bars.iter();
        let told = told.map(|bar| format!("{}: {}", bar.label, bar.number));
        let day = self.counts.first().map(|(_, count)| count.query.as_of);
        let day = day.map(day_in_words).unwrap_or_default();
        Chart {
            id: "handed-on",
            headline: self.headline(directory),
            subtitle: format!(
                "Open obligations, by the body that was asked or promised, as of {day}"
            ),
            description: format!("Bars. {}.", told.collect::<Vec<_>>().join("; ")),
            drawing,
            working: self.working(),
            figures: &self.figures(directory),
            csv_href: visit.to(&format!("/organisations/{}/handed-on.csv", self.of)),
        }
        .render()
    }

    fn working(&self) -> Vec<(&'static str, String)> {
        let left_out = match self.left_out {
            0 => String::new(),
            more => format!(" {more} more bodies are not counted here."),
        };
        let counted = format!(
            "Recommendations that have not ended, and planned actions with a date that are not \
             said to be done. A body that closes ends none of them.{left_out}"
        );
        let unknown = "Where only a function moved, which obligations moved with it is not on \
                       record: they are counted with the body that was asked.";
        vec![
            ("What is counted", counted),
            ("What is not known", unknown.to_owned()),
        ]
    }
}

pub(super) async fn handed_csv(Path(id): Path<String>, visit: Visit) -> Response {
    let figures = async {
        let organisation = known(&visit, &id).await?;
        let directory = visit.directory().await?;
        let handed = handed(&visit, organisation, &directory).await?;
        let handed = handed.ok_or(Trouble::NotFound)?;
        Ok(handed.figures(&directory))
    };
    file(&visit, &format!("{id}-handed-on"), figures.await)
}
