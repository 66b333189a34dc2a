//! A picture: the promises of one recommendation as spans on a line of days.

use super::{Record, load};
use crate::components::chart::{
    Chart, Figures, Holds, Lane, LaneSpan, Lanes, Look, Shape, Sign, day_mark, figure_of, with_room,
};
use crate::pages::figures::file;
use crate::pages::pieces::counted;
use crate::visit::Visit;
use axum::extract::Path;
use axum::response::Response;
use heeded_domain::recommendation::{Commitment, Due, PlannedAction};
use heeded_domain::timing::Timing;
use heeded_due::{Reading, day_in_words};
use jiff::civil::Date;
use maud::{Markup, Render};

/// Lanes drawn: what fits on two screens; the table has every action.
const LANES_ROWS_MAX: usize = 12;

pub(in crate::pages) async fn csv(Path(id): Path<String>, visit: Visit) -> Response {
    let figures = load(&visit, &id)
        .await
        .map(|record| figures(&sorted(&record), record.day));
    file(&visit, &format!("{id}-promises"), figures)
}

/// The picture; nothing where no action with a bound was promised.
pub(super) fn picture(visit: &Visit, record: &Record) -> Markup {
    let actions = sorted(record);
    let dated: Vec<&PlannedAction> = actions.iter().copied().filter(|a| is_dated(a)).collect();
    let Some(lanes) = lanes(visit, &dated, record.day) else {
        return Markup::default();
    };
    let figures = figures(&actions, record.day);
    Chart {
        id: "promises",
        headline: headline(&dated, record.day),
        subtitle: format!(
            "When the planned actions of this recommendation fall due, as of {}",
            day_in_words(record.day)
        ),
        description: description(&dated, record.day),
        drawing: Some(&lanes),
        working: working(&actions, &dated),
        figures: &figures,
        csv_href: visit.to(&format!(
            "/recommendations/{}/promises.csv",
            record.facts.id
        )),
    }
    .render()
}

/// The actions, those that fall due first first; those without a last day last.
fn sorted(record: &Record) -> Vec<&PlannedAction> {
    let mut actions: Vec<&PlannedAction> = record.facts.actions.iter().collect();
    actions.sort_by_key(|action| {
        let latest = action.due().and_then(|due| due.chosen().latest);
        (latest.is_none(), latest, action.number)
    });
    actions
}

/// Whether there is something to draw: a bound of its date, or of one that it had.
fn is_dated(action: &PlannedAction) -> bool {
    let bounds = |due: &Due| due.chosen().earliest.or(due.chosen().latest);
    action
        .dues
        .iter()
        .filter_map(|held| held.due.as_ref())
        .any(|due| bounds(due).is_some())
}

/// What counts is promises: what is only to be considered is shown and not counted.
fn headline(dated: &[&PlannedAction], day: Date) -> String {
    let promised = || {
        let all = dated.iter();
        all.filter(|action| action.promise.commitment.is_a_promise())
    };
    let open = || promised().filter(|action| action.timing(day).is_open());
    let late = open().filter(|action| action.timing(day) == Timing::Late);
    let next = open()
        .filter_map(|action| action.due()?.chosen().latest)
        .filter(|latest| *latest >= day)
        .min();
    let count = u64::try_from(promised().count()).unwrap_or(0);
    let of = counted(count, "dated promise", "dated promises");
    let first = match (late.count(), open().count()) {
        (_, 0) if count == 0 => "Dates are given for what is only to be considered".to_owned(),
        (_, 0) if count == 1 => "The dated promise is no longer open".to_owned(),
        (_, 0) => format!("Of {of} none is open any longer"),
        (0, _) if count == 1 => "The dated promise is not late".to_owned(),
        (1, _) if count == 1 => "The dated promise is late".to_owned(),
        (0, _) => format!("None of {of} is late"),
        (1, _) => format!("1 of {of} is late"),
        (many, _) => format!("{many} of {of} are late"),
    };
    match next {
        Some(next) => format!("{first}; the next falls due by {}", day_in_words(next)),
        None => first,
    }
}

fn description(dated: &[&PlannedAction], day: Date) -> String {
    let told = dated
        .iter()
        .take(LANES_ROWS_MAX)
        .map(|action| format!("Planned action {}: {}", action.number, note(action, day)));
    told.collect::<Vec<_>>().join(" ")
}

fn working(all: &[&PlannedAction], dated: &[&PlannedAction]) -> Vec<(&'static str, String)> {
    let of = counted(
        u64::try_from(all.len()).unwrap_or(0),
        "planned action",
        "planned actions",
    );
    let drawn = dated.len().min(LANES_ROWS_MAX);
    let undated = all.len() - dated.len();
    vec![
        (
            "What is shown",
            format!(
                "{drawn} of {of} on record. A vague date is a span; where its words can be read in \
                 two ways, the reading kindest to the organisation counts."
            ),
        ),
        (
            "What is not known",
            match undated {
                0 => "Every planned action has a date that sets a bound.".to_owned(),
                1 => {
                    "1 planned action has no date that sets a bound; it is in the table.".to_owned()
                }
                many => format!(
                    "{many} planned actions have no date that sets a bound; they are in the table."
                ),
            },
        ),
    ]
}

fn figures(actions: &[&PlannedAction], day: Date) -> Figures {
    let columns = [
        ("Planned action", Holds::Words),
        ("Due as stated", Holds::Words),
        ("First day", Holds::Days),
        ("Last day", Holds::Days),
        ("Last day read strictly", Holds::Days),
        ("Times moved", Holds::Numbers),
        ("Status", Holds::Words),
    ];
    let rows = actions.iter().map(|action| {
        let due = action.due();
        let bound = |of: fn(&Reading) -> Option<Date>| due.and_then(|due| of(due.chosen()));
        let stated = due.map_or(crate::words::NOT_STATED, |due| due.as_stated.as_str());
        let latest = bound(|reading| reading.latest);
        let strict = due.and_then(Due::stricter_latest).or(latest);
        vec![
            format!("{}. {}", action.number, action.promise.text),
            stated.to_owned(),
            figure_of(bound(|reading| reading.earliest)),
            figure_of(latest),
            figure_of(strict),
            action.times_moved().to_string(),
            action.timing(day).words().to_owned(),
        ]
    });
    Figures {
        columns: columns.into(),
        rows: rows.collect(),
    }
}

fn lanes(visit: &Visit, dated: &[&PlannedAction], day: Date) -> Option<Lanes> {
    let lanes: Vec<Lane> = dated
        .iter()
        .take(LANES_ROWS_MAX)
        .map(|a| lane(a, day))
        .collect();
    let spans = lanes.iter().flat_map(|lane| &lane.spans);
    let of_spans = spans.flat_map(|span| [span.from, span.until]).flatten();
    let of_marks = lanes
        .iter()
        .flat_map(|lane| lane.marks.iter().map(|(day, _)| *day));
    let days: Vec<Date> = of_spans.chain(of_marks).collect();
    let (from, until) = with_room(
        days.iter().min().copied()?.min(day),
        days.iter().max().copied()?.max(day),
    );
    let key = key(&lanes);
    Some(Lanes {
        from,
        until,
        marked: day_mark(day, visit.today),
        lanes,
        key,
    })
}

/// What the signs mean, of those that are drawn.
fn key(lanes: &[Lane]) -> Vec<(Sign, &'static str)> {
    let all = [
        (Sign::Mark(Shape::Ring), "promised"),
        (Sign::Span(Look::Due), "when it falls due"),
        (
            Sign::Span(Look::Strict),
            "when it would fall due, read strictly",
        ),
        (
            Sign::Span(Look::Moved),
            "an earlier date, before it was moved",
        ),
        (Sign::Span(Look::Late), "late"),
        (Sign::Mark(Shape::Disc), "said to be done"),
        (Sign::Mark(Shape::Square), "ended otherwise"),
    ];
    let is_drawn = |sign: &Sign| {
        lanes.iter().any(|lane| match sign {
            Sign::Span(look) => lane.spans.iter().any(|span| span.look == *look),
            Sign::Mark(shape) => lane.marks.iter().any(|(_, drawn)| drawn == shape),
        })
    };
    all.into_iter().filter(|(sign, _)| is_drawn(sign)).collect()
}

fn lane(action: &PlannedAction, day: Date) -> Lane {
    let timing = action.timing(day);
    let mut spans = Vec::new();
    let promised = action.dues.first().and_then(|held| held.on);
    let ended = match timing {
        Timing::Delivered(on) => on,
        Timing::Ended(_) => action.settled().and_then(|fact| fact.on),
        _ => None,
    };
    let begins = promised.filter(|promised| *promised <= ended.unwrap_or(day));
    if let Some(from) = begins {
        spans.push(span(Some(from), Some(ended.unwrap_or(day)), Look::Passing));
    }
    let mut earlier: Vec<&Due> = action
        .dues
        .iter()
        .rev()
        .skip(1)
        .filter_map(|held| held.due.as_ref())
        .collect();
    earlier.reverse();
    for due in earlier {
        let chosen = due.chosen();
        if let Some(from) = chosen.earliest.or(chosen.latest) {
            spans.push(span(Some(from), chosen.latest, Look::Moved));
        }
    }
    if let Some(due) = action.due() {
        spans.extend(due_spans(due));
        let over = due
            .chosen()
            .latest
            .and_then(|latest| latest.tomorrow().ok());
        if let (Timing::Late, Some(over)) = (timing, over) {
            spans.push(span(Some(over), Some(day), Look::Late));
        }
    }
    let mut marks: Vec<(Date, Shape)> = promised.into_iter().map(|on| (on, Shape::Ring)).collect();
    let sign = if matches!(timing, Timing::Delivered(_)) {
        Shape::Disc
    } else {
        Shape::Square
    };
    marks.extend(ended.map(|on| (on, sign)));
    Lane {
        title: format!("{}. {}", action.number, action.promise.text),
        note: note(action, day),
        spans,
        marks,
    }
}

fn span(from: Option<Date>, until: Option<Date>, look: Look) -> LaneSpan {
    LaneSpan { from, until, look }
}

/// A date as spans: the reading that counts, and on it the strictest.
fn due_spans(due: &Due) -> Vec<LaneSpan> {
    let chosen = due.chosen();
    let Some(from) = chosen.earliest.or(chosen.latest) else {
        return Vec::new();
    };
    let counts = span(Some(from), chosen.latest, Look::Due);
    let strictest = due.stricter_latest().map(|strict| {
        let reading = due
            .readings
            .iter()
            .find(|reading| reading.latest == Some(strict));
        let begins = reading.and_then(|reading| reading.earliest);
        span(begins.or(Some(strict)), Some(strict), Look::Strict)
    });
    std::iter::once(counts).chain(strictest).collect()
}

/// "“by autumn 2026”: 1 September to 30 November 2026. Due now."
fn note(action: &PlannedAction, day: Date) -> String {
    let state = crate::pages::pieces::sentence_case(action.timing(day).words());
    let moved = match action.times_moved() {
        0 => String::new(),
        1 => " Moved 1 time.".to_owned(),
        many => format!(" Moved {many} times."),
    };
    let Some(due) = action.due() else {
        return format!("No date is stated any longer.{moved} {state}.");
    };
    let chosen = due.chosen();
    let means = match (chosen.earliest, chosen.latest) {
        (Some(from), Some(until)) if from == until => day_in_words(from),
        (Some(from), Some(until)) => format!("{} to {}", day_in_words(from), day_in_words(until)),
        (Some(from), None) => format!("from {}, without a last day", day_in_words(from)),
        (None, Some(until)) => format!("until {}", day_in_words(until)),
        (None, None) => "no day is set".to_owned(),
    };
    let strict = due
        .stricter_latest()
        .map(|strict| format!("; read strictly until {}", day_in_words(strict)))
        .unwrap_or_default();
    let considered = match action.promise.commitment {
        Commitment::Considered => " Only to be considered.",
        Commitment::Promised | Commitment::UnderWay | Commitment::AlreadyDone => "",
    };
    format!(
        "“{}”: {means}{strict}.{moved}{considered} {state}.",
        due.as_stated
    )
}
