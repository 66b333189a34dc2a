//! A picture: the chain of one recommendation over time, a lane for each addressee.

use super::{Record, load};
use crate::components::chart::{
    Chart, Drawing, Figures, Holds, Lane, LaneSpan, Lanes, Look, Shape, Sign, day_mark, figure_of,
    with_room,
};
use crate::pages::figures::file;
use crate::pages::pieces::counted;
use crate::visit::Visit;
use axum::extract::Path;
use axum::response::Response;
use heeded_domain::answer::{AddresseeAnswer, Answer, Deadline};
use heeded_domain::recommendation::{Clock, PlannedAction};
use heeded_domain::status::Status;
use heeded_domain::timing::Timing;
use heeded_domain::vocabulary::Progress;
use heeded_due::day_in_words;
use heeded_publish::name;
use jiff::civil::Date;
use maud::{Markup, Render};

/// Lanes drawn: more addressees than this no ask is known to have; the table has all of them.
const LANES_ROWS_MAX: usize = 12;

/// One step of an addressee's chain.
struct Step {
    what: &'static str,
    on: Option<Date>,
    more: String,
    sign: Option<Shape>,
}

/// An addressee's chain.
struct Chain<'a> {
    name: &'a str,
    answer: &'a AddresseeAnswer,
    started: Option<Date>,
    deadline: Option<Date>,
    answered: Option<Date>,
    steps: Vec<Step>,
    actions: Vec<&'a PlannedAction>,
}

pub(in crate::pages) async fn csv(Path(id): Path<String>, visit: Visit) -> Response {
    let figures = load(&visit, &id).await.map(|record| {
        let status = heeded_domain::status::status(&record.facts, &record.scheme, record.day);
        figures(&chains(&record, &status))
    });
    file(&visit, &format!("{id}-chain"), figures)
}

/// The picture; nothing where nobody in particular was asked.
pub(super) fn picture(visit: &Visit, record: &Record, status: &Status<'_>) -> Markup {
    let chains = chains(record, status);
    if chains.is_empty() {
        return Markup::default();
    }
    let lanes = lanes(visit, record, &chains);
    let figures = figures(&chains);
    let without_day = figures
        .rows
        .iter()
        .filter(|row| row.get(2).is_some_and(|day| day == crate::words::NOT_KNOWN));
    let of = counted(
        u64::try_from(chains.len()).unwrap_or(0),
        "addressee",
        "addressees",
    );
    let unknown = match without_day.count() {
        0 => "Every step on record has a day.".to_owned(),
        1 => "1 step on record has no day; it is in the table, not in the picture.".to_owned(),
        many => format!(
            "{many} steps on record have no day; they are in the table, not in the picture."
        ),
    };
    let left_out = chains.len().saturating_sub(LANES_ROWS_MAX);
    let counted = if left_out > 0 {
        format!("The steps on record for {of}; the picture leaves {left_out} of them out.")
    } else {
        format!("The steps on record for {of}.")
    };
    Chart {
        id: "chain",
        headline: headline(record, &chains),
        subtitle: format!(
            "What happened to this recommendation, by addressee, up to {}",
            day_in_words(record.day)
        ),
        description: description(&chains),
        drawing: lanes.as_ref().map(|lanes| -> &dyn Drawing { lanes }),
        working: vec![("What is shown", counted), ("What is not known", unknown)],
        figures: &figures,
        csv_href: visit.to(&format!("/recommendations/{}/chain.csv", record.facts.id)),
    }
    .render()
}

fn chains<'a>(record: &'a Record, status: &'a Status<'_>) -> Vec<Chain<'a>> {
    let clocks = record.facts.clocks.iter();
    clocks
        .zip(&status.answers)
        .map(|(clock, answer)| chain(record, clock, answer))
        .collect()
}

fn chain<'a>(record: &'a Record, clock: &Clock, answer: &'a AddresseeAnswer) -> Chain<'a> {
    let facts = &record.facts;
    let actions: Vec<&PlannedAction> = facts
        .actions
        .iter()
        .filter(|action| facts.promised_by(action) == Some(clock.addressee))
        .collect();
    let (answered, deadline) = days(&answer.answer);
    let mut chain = Chain {
        name: name(&record.directory, clock.addressee),
        answer,
        started: clock.sent_on.or(facts.ask.made_on),
        deadline,
        answered,
        steps: Vec::new(),
        actions,
    };
    chain.asked(record, clock);
    chain.promised();
    chain.ended(record);
    chain
}

/// The day an answer came, and the last day it was owed.
fn days(answer: &Answer) -> (Option<Date>, Option<Date>) {
    match answer {
        Answer::Answered {
            on,
            deadline: Deadline::Day(working),
        } => (*on, Some(working.ends)),
        Answer::Answered { on, .. } => (*on, None),
        Answer::NotKnown(_, Deadline::Day(working))
        | Answer::NotYetDue(working)
        | Answer::Overdue(working) => (None, Some(working.ends)),
        Answer::DeadlineNotKnown(_) | Answer::NoDuty | Answer::NotKnown(..) => (None, None),
    }
}

impl Chain<'_> {
    fn step(&mut self, what: &'static str, on: Option<Date>, more: &str, sign: Option<Shape>) {
        let more = more.to_owned();
        self.steps.push(Step {
            what,
            on,
            more,
            sign,
        });
    }

    fn asked(&mut self, record: &Record, clock: &Clock) {
        self.step("Made", record.facts.ask.made_on, "", Some(Shape::Ring));
        if clock.sent_on.is_some() && clock.sent_on != record.facts.ask.made_on {
            self.step("Sent", clock.sent_on, "", Some(Shape::Ring));
        }
        for granted in &clock.extensions {
            let until = format!("until {}", day_in_words(granted.until));
            self.step("More time granted", granted.on, &until, None);
        }
        if self.deadline.is_some() {
            self.step("Response due by", self.deadline, "", Some(Shape::Post));
        }
        if self.answer.has_answered() {
            self.step("Response received", self.answered, "", Some(Shape::Diamond));
        }
    }

    fn promised(&mut self) {
        for action in self.actions.clone() {
            let which = format!("planned action {}", action.number);
            for moved in action.dues.iter().skip(1) {
                let now = moved
                    .due
                    .as_ref()
                    .map_or("no date", |due| due.as_stated.as_str());
                let more = format!("{which}: now “{now}”");
                self.step("Date moved", moved.on, &more, Some(Shape::Triangle));
            }
            if let Some(fact) = action.settled() {
                let done = matches!(fact.value, Progress::Delivered | Progress::OngoingDuty);
                let sign = if done { Shape::Disc } else { Shape::Square };
                let what = if done {
                    "Said to be done"
                } else {
                    "Action ended"
                };
                self.step(what, fact.on, &which, Some(sign));
            }
        }
    }

    fn ended(&mut self, record: &Record) {
        if let Some(closure) = &record.facts.closure {
            self.step(
                "Closed",
                closure.on,
                closure.reason.words(),
                Some(Shape::Square),
            );
        }
        if let Some(withdrawal) = &record.facts.withdrawal {
            self.step("Withdrawn", withdrawal.on, "", Some(Shape::Square));
        }
    }

    /// "Response received on 2 November 2026, in time. 2 of 3 planned actions said to be done."
    fn note(&self, day: Date) -> String {
        let mut note = self.answer.sentence(day);
        if !self.actions.is_empty() {
            let done = self
                .actions
                .iter()
                .filter(|action| matches!(action.timing(day), Timing::Delivered(_)));
            let all = u64::try_from(self.actions.len()).unwrap_or(0);
            let of = counted(all, "planned action", "planned actions");
            note.push_str(&format!(" {} of {of} said to be done.", done.count()));
        }
        note
    }

    /// Days from the start to the answer, or to the day shown; `None` where either is not known.
    fn took(&self, day: Date) -> Option<i32> {
        let end = if self.answer.has_answered() {
            self.answered?
        } else {
            day
        };
        let started = self.started.filter(|started| *started <= end)?;
        started.until(end).ok().map(|span| span.get_days())
    }
}

fn headline(record: &Record, chains: &[Chain<'_>]) -> String {
    let not_known = chains.iter().filter(|chain| chain.answer.is_not_known());
    match (not_known.count(), chains.len()) {
        (0, _) => {}
        (unknown, all) if unknown == all => {
            return "Whether a response came is not known".to_owned();
        }
        (unknown, all) => {
            return format!(
                "Of {unknown} of {all} addressees it is not known whether they responded"
            );
        }
    }
    let answered = chains.iter().filter(|chain| chain.answer.has_answered());
    let took: Vec<i32> = answered
        .clone()
        .filter_map(|chain| chain.took(record.day))
        .collect();
    let waited = chains
        .iter()
        .filter_map(|chain| chain.took(record.day))
        .max();
    let (of, count) = (chains.len(), answered.count());
    let days = |days: i32| {
        if days == 1 {
            "1 day".to_owned()
        } else {
            format!("{days} days")
        }
    };
    match (count, of, took.iter().max()) {
        (0, _, _) => match waited {
            Some(waited) => format!("No response on record after {}", days(waited)),
            None => "No response on record".to_owned(),
        },
        (1, 1, Some(took)) => format!("The response came after {}", days(*took)),
        (1, 1, None) => "A response is on record; how long it took is not known".to_owned(),
        (_, _, Some(took)) if count == of => {
            format!(
                "All {of} addressees responded; the last took {}",
                days(*took)
            )
        }
        (_, _, Some(took)) => {
            let verb = if count == 1 { "has" } else { "have" };
            format!(
                "{count} of {of} addressees {verb} responded, after {} at most",
                days(*took)
            )
        }
        (_, _, None) => format!("{count} of {of} addressees responded"),
    }
}

fn description(chains: &[Chain<'_>]) -> String {
    let told = chains.iter().take(LANES_ROWS_MAX).map(|chain| {
        let steps = chain.steps.iter().filter_map(|step| {
            Some(format!(
                "{} {}",
                step.what.to_lowercase(),
                day_in_words(step.on?)
            ))
        });
        format!("{}: {}.", chain.name, steps.collect::<Vec<_>>().join(", "))
    });
    told.collect::<Vec<_>>().join(" ")
}

fn figures(chains: &[Chain<'_>]) -> Figures {
    let columns = [
        ("Addressee", Holds::Words),
        ("Step", Holds::Words),
        ("Day", Holds::Days),
        ("More", Holds::Words),
    ];
    let rows = chains.iter().flat_map(|chain| {
        chain.steps.iter().map(|step| {
            let more = if step.more.is_empty() {
                "Nothing more"
            } else {
                step.more.as_str()
            };
            vec![
                chain.name.to_owned(),
                step.what.to_owned(),
                figure_of(step.on),
                more.to_owned(),
            ]
        })
    });
    Figures {
        columns: columns.into(),
        rows: rows.collect(),
    }
}

fn lanes(visit: &Visit, record: &Record, chains: &[Chain<'_>]) -> Option<Lanes> {
    let shown = chains.iter().take(LANES_ROWS_MAX);
    let days: Vec<Date> = shown
        .clone()
        .flat_map(|chain| chain.steps.iter().filter_map(|step| step.on))
        .collect();
    let first = days.iter().min()?;
    let (from, until) = with_room(*first, days.iter().max().copied()?.max(record.day));
    let mut key: Vec<(Sign, &'static str)> = Vec::new();
    let lanes: Vec<Lane> = shown
        .map(|chain| lane(chain, record.day, &mut key))
        .collect();
    key.sort_by_key(|(sign, _)| *sign);
    Some(Lanes {
        from,
        until,
        marked: day_mark(record.day, visit.today),
        lanes,
        key,
    })
}

fn lane(chain: &Chain<'_>, day: Date, key: &mut Vec<(Sign, &'static str)>) -> Lane {
    let mut add = |sign: Sign, meaning: &'static str| {
        if !key.iter().any(|(known, _)| *known == sign) {
            key.push((sign, meaning));
        }
    };
    let waits_until = if chain.answer.has_answered() {
        chain.answered
    } else {
        Some(day)
    };
    let mut spans = Vec::new();
    if let (Some(from), Some(until)) = (chain.started, waits_until) {
        spans.push(LaneSpan {
            from: Some(from),
            until: Some(until),
            look: Look::Passing,
        });
        add(Sign::Span(Look::Passing), "no response yet");
        let over = chain.deadline.and_then(|deadline| deadline.tomorrow().ok());
        if let Some(over) = over.filter(|over| *over <= until) {
            spans.push(LaneSpan {
                from: Some(over),
                until: Some(until),
                look: Look::Late,
            });
            add(Sign::Span(Look::Late), "no response, after it was due");
        }
    }
    let mut marks = Vec::new();
    for step in &chain.steps {
        if let (Some(on), Some(shape)) = (step.on, step.sign) {
            marks.push((on, shape));
            add(Sign::Mark(shape), meaning(shape));
        }
    }
    Lane {
        title: chain.name.to_owned(),
        note: chain.note(day),
        spans,
        marks,
    }
}

fn meaning(shape: Shape) -> &'static str {
    match shape {
        Shape::Ring => "made, or sent",
        Shape::Post => "last day for a response",
        Shape::Diamond => "response received",
        Shape::Triangle => "the date of a planned action was moved",
        Shape::Disc => "a planned action is said to be done",
        Shape::Square => "closed, withdrawn or ended otherwise",
    }
}
