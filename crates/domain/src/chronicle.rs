//! A record's standing over all of time: which days it stood how.
//!
//! Status changes only on the days when something happened or a date passed. A chronicle lists the
//! spans between those days, so that a list "as of" any day is a look-up. It is worked out from the
//! events by [`status`] alone: deleting and rebuilding it changes nothing.

use crate::answer::{Answer, Deadline};
use crate::event::Event;
use crate::id::OrganisationId;
use crate::measure::{End, Measure, measures};
use crate::recommendation::{PlannedAction, Recommendation};
use crate::replay::{recommendation, recommendation_as_of};
use crate::scheme::Scheme;
use crate::status::{Standing, Status, status};
use crate::timing::Timing;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// How a record stood over time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chronicle {
    /// The standings, oldest first, without gaps; the last goes on for ever.
    pub standings: Vec<StandingSpan>,
    /// When each planned action waited for its day, by number, then by time.
    pub waits: Vec<Wait>,
    /// When each planned action, with a date or without, was not reported as done.
    pub opens: Vec<Open>,
    /// When each addressee's answer was not on record.
    pub silences: Vec<Silence>,
    /// What statistics measure, while it was so; in the order in which the spans begin.
    pub measures: Vec<MeasureSpan>,
}

/// From a day on, until the next span begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandingSpan {
    /// First day of the span; [`Date::MIN`] for one that began before anything is known.
    pub from: Date,
    /// How it stood.
    pub standing: Standing,
    /// How many addressees had answered.
    pub responded: u32,
}

/// While a planned action with a date waited to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// The action's number in the record.
    pub action: u32,
    /// First day of the wait: when it was promised, or its date moved.
    pub from: Date,
    /// The day the wait ended (exclusive): done, given up, or its date moved. `None`: it goes on.
    pub until: Option<Date>,
    /// First day on which it falls due, in the chosen reading.
    pub earliest: Option<Date>,
    /// Last day on which it falls due, in the chosen reading.
    pub latest: Option<Date>,
    /// First day on which it may be late.
    pub may_be_late_from: Option<Date>,
    /// First day on which it is late in every reading.
    pub late_from: Option<Date>,
    /// First day after its last one, where it is no promise and cannot be late.
    pub passed_from: Option<Date>,
}

/// While a planned action, with a date or without, was not reported as done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Open {
    /// The action's number in the record.
    pub action: u32,
    /// First day: when it was promised.
    pub from: Date,
    /// The day it ended (exclusive): done, given up, or the record ended. `None`: it goes on.
    pub until: Option<Date>,
}

/// While an addressee that was asked for an answer had not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    /// Whose.
    pub addressee: OrganisationId,
    /// First day: when it was asked, or when another last day began to hold.
    pub from: Date,
    /// The day it ended (exclusive): answered, another last day, or the record ended. `None`: it
    /// goes on.
    pub until: Option<Date>,
    /// The last day for the answer that held meanwhile, where known.
    pub due: Option<Date>,
    /// Whether an answer ended it.
    pub answered: bool,
}

/// A measure, while it was so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureSpan {
    /// First day of the span; [`Date::MIN`] for one that began before anything is known.
    pub from: Date,
    /// The day it was no longer so (exclusive). `None`: it goes on.
    pub until: Option<Date>,
    /// The measure. One that ended on a later day than `from` was open until that day.
    pub measure: Measure,
}

/// How a record stood over time, by its events and the rules of its scheme.
#[must_use]
pub fn chronicle(events: &[Event], scheme: &Scheme) -> Chronicle {
    let mut chronicle = Chronicle::default();
    each_stretch(events, |record, stretch| {
        chronicle.add_stretch(record, scheme, stretch);
    });
    chronicle
}

/// Hands over the status on every day on which any axis of it may turn, oldest first; it holds
/// until the next one.
pub fn each_turn(events: &[Event], scheme: &Scheme, mut visit: impl FnMut(&Status<'_>)) {
    each_stretch(events, |record, stretch| {
        let first = status(record, scheme, stretch.start);
        for day in stretch.turns(record, &first) {
            visit(&status(record, scheme, day));
        }
    });
}

/// Days in which nothing happened: only dates passed.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    start: Date,
    /// The first day after it; `None`: it goes on for ever.
    end: Option<Date>,
}

impl Stretch {
    /// Its first day, and those on which a date passes; `first` is the status on that first day.
    fn turns(
        self,
        record: &Recommendation,
        first: &Status<'_>,
    ) -> impl Iterator<Item = Date> + use<> {
        let mut days = turning_days(record, first);
        days.insert(self.start);
        let within = move |day: &Date| *day >= self.start && self.end.is_none_or(|end| *day < end);
        days.into_iter().filter(within)
    }
}

/// Hands over the record as it was in each stretch, oldest first.
fn each_stretch(events: &[Event], mut visit: impl FnMut(&Recommendation, Stretch)) {
    let Some(all) = recommendation(events) else {
        return;
    };
    let happenings: BTreeSet<Date> = events
        .iter()
        .map(|event| event.on.unwrap_or(Date::MIN))
        .collect();
    let mut starts = happenings.iter().copied().peekable();
    while let Some(start) = starts.next() {
        let end = starts.peek().copied();
        // After the last happening the record as of the day is the record itself.
        let as_of = if end.is_some() {
            recommendation_as_of(events, start)
        } else {
            None
        };
        let record = if end.is_some() {
            as_of.as_ref()
        } else {
            Some(&all)
        };
        if let Some(record) = record {
            visit(record, Stretch { start, end });
        }
    }
}

impl Chronicle {
    /// Adds a stretch of days.
    fn add_stretch(&mut self, record: &Recommendation, scheme: &Scheme, stretch: Stretch) {
        let start = stretch.start;
        let first = status(record, scheme, start);
        self.add_measures(record, scheme, start);
        self.add_silences(&first);
        for day in stretch.turns(record, &first) {
            self.add_standing(&status(record, scheme, day));
        }
        // What was closed or withdrawn is waited for no more.
        let ended = first.ending.is_some();
        let actions: &[PlannedAction] = if ended { &[] } else { &record.actions };
        for action in actions {
            self.add_wait(action, start);
        }
        self.add_opens(actions, start);
        let waiting = |n: u32| actions.iter().any(|a| a.number == n && waits(a));
        for wait in self
            .waits
            .iter_mut()
            .filter(|w| w.until.is_none() && !waiting(w.action))
        {
            wait.until = Some(start);
        }
    }

    /// Begins what is open now and ends what is so no more.
    fn add_opens(&mut self, actions: &[PlannedAction], start: Date) {
        let open = |action: &&PlannedAction| action.timing(Date::MIN).is_open();
        let now: BTreeSet<u32> = actions.iter().filter(open).map(|a| a.number).collect();
        let mut going_on = BTreeSet::new();
        for before in self.opens.iter_mut().filter(|open| open.until.is_none()) {
            if now.contains(&before.action) {
                going_on.insert(before.action);
            } else {
                before.until = Some(start);
            }
        }
        let begun = now.difference(&going_on).map(|action| Open {
            action: *action,
            from: start,
            until: None,
        });
        self.opens.extend(begun);
    }

    /// Begins the silence of those who have to answer and have not, and ends that of the others.
    fn add_silences(&mut self, status: &Status<'_>) {
        let ended = status.ending.is_some();
        for answer in &status.answers {
            let due = match &answer.answer {
                _ if ended => None,
                Answer::NotYetDue(working) | Answer::Overdue(working) => Some(Some(working.ends)),
                Answer::DeadlineNotKnown(_) => Some(None),
                Answer::Answered { .. } | Answer::NoDuty | Answer::NotKnown(..) => None,
            };
            let until = due
                .flatten()
                .and_then(|due| known_until(answer.looked_on, due));
            let mut all = self.silences.iter_mut();
            let goes_on = |s: &Silence| s.until.is_none_or(|until| until > status.day);
            let before = all.find(|s| s.addressee == answer.addressee && goes_on(s));
            if let Some(before) = before {
                if due == Some(before.due) {
                    before.until = until;
                    continue;
                }
                before.until = Some(status.day);
                before.answered = answer.has_answered();
            }
            self.silences.extend(due.map(|due| Silence {
                addressee: answer.addressee,
                from: status.day,
                until,
                due,
                answered: false,
            }));
        }
    }

    fn add_measures(&mut self, record: &Recommendation, scheme: &Scheme, start: Date) {
        for measure in measures(record, scheme) {
            let same = |span: &&mut MeasureSpan| {
                let key = (span.measure.measured, span.measure.number);
                span.until.is_none() && key == (measure.measured, measure.number)
            };
            let Some(before) = self.measures.iter_mut().find(same) else {
                self.add_measure(start, measure);
                continue;
            };
            if before.measure == measure {
                continue;
            }
            if follows(&before.measure, &measure, start) {
                before.measure = measure;
            } else {
                before.until = Some(start);
                self.add_measure(start, measure);
            }
        }
    }

    fn add_measure(&mut self, from: Date, measure: Measure) {
        let until = None;
        self.measures.push(MeasureSpan {
            from,
            until,
            measure,
        });
    }

    fn add_standing(&mut self, status: &Status<'_>) {
        let span = StandingSpan {
            from: status.day,
            standing: status.standing(),
            responded: u32::try_from(status.responded()).unwrap_or(u32::MAX),
        };
        let as_before = self.standings.last().is_some_and(|before| {
            (before.standing, before.responded) == (span.standing, span.responded)
        });
        if !as_before {
            self.standings.push(span);
        }
    }

    /// Begins a wait, unless the same one already goes on; a moved date ends the one before.
    fn add_wait(&mut self, action: &PlannedAction, start: Date) {
        if !waits(action) {
            return;
        }
        let Some(wait) = wait(action, start) else {
            return;
        };
        let going_on = self
            .waits
            .iter_mut()
            .find(|w| w.action == wait.action && w.until.is_none());
        if let Some(before) = going_on {
            if (Wait {
                from: before.from,
                ..wait
            }) == *before
            {
                return;
            }
            before.until = Some(start);
        }
        self.waits.push(wait);
    }
}

/// Whether a measure is the one before, which ended on this very day: then one span tells both.
fn follows(before: &Measure, now: &Measure, day: Date) -> bool {
    let ended = match now.end {
        End::Open => None,
        End::Reached(on) | End::Stopped(on) => on,
    };
    let begun_alike = (before.began, before.organisation) == (now.began, now.organisation);
    before.end == End::Open && ended == Some(day) && begun_alike
}

/// Whether an action with a date waits to be done.
fn waits(action: &PlannedAction) -> bool {
    action
        .due()
        .is_some_and(|due| due.chosen().earliest.or(due.chosen().latest).is_some())
        && action.timing(Date::MIN).is_open()
}

fn wait(action: &PlannedAction, from: Date) -> Option<Wait> {
    let due = action.due()?;
    let turning = action_turning_days(action);
    let first = |timings: &[Timing]| {
        turning
            .iter()
            .copied()
            .find(|day| timings.contains(&action.timing(*day)))
    };
    Some(Wait {
        action: action.number,
        from,
        until: None,
        earliest: due.chosen().earliest,
        latest: due.chosen().latest,
        may_be_late_from: first(&[Timing::MayBeLate, Timing::Late]),
        late_from: first(&[Timing::Late]),
        passed_from: first(&[Timing::DayPassed]),
    })
}

/// The first day on which a silence is known no more: nobody looked once the time was over.
fn known_until(looked_on: Option<Date>, due: Date) -> Option<Date> {
    let last = looked_on.filter(|looked| *looked <= due);
    last.and_then(|_| due.tomorrow().ok())
}

/// The days on which a record's status may change though nothing happens.
fn turning_days(record: &Recommendation, status: &Status<'_>) -> BTreeSet<Date> {
    let deadlines = status
        .answers
        .iter()
        .filter_map(|answer| match &answer.answer {
            Answer::NotYetDue(working) | Answer::Overdue(working) => Some(working.ends),
            Answer::Answered {
                deadline: Deadline::Day(working),
                ..
            } => Some(working.ends),
            _ => None,
        });
    let mut days: BTreeSet<Date> = deadlines.filter_map(|day| day.tomorrow().ok()).collect();
    days.extend(record.actions.iter().flat_map(action_turning_days));
    days
}

/// The first day, and the day after the last, of every reading of an action's date.
fn action_turning_days(action: &PlannedAction) -> BTreeSet<Date> {
    let readings = action
        .due()
        .map(|due| due.readings.as_slice())
        .unwrap_or_default();
    let firsts = readings.iter().filter_map(|reading| reading.earliest);
    let afters = readings
        .iter()
        .filter_map(|reading| reading.latest?.tomorrow().ok());
    firsts.chain(afters).collect()
}
