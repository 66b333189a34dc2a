//! From the pieces of one expression to what it means: the table of readings.
//!
//! A date beats a length, a first date stands for all that recurs, a date inside the clause of an
//! event is that event's, and what stands in brackets makes the words before it more exact.

use std::ops::Range;

use jiff::civil::Date;

use super::readings::Readings;
use super::scene::{Done, Known, Scene};
use crate::context::Context;
use crate::due::{Due, Hedge, HedgeKind, Kind};
use crate::edtf::Qualifier;
use crate::grammar::hedge;
use crate::grammar::phrase::{EventWord, Lead, Part, Period, Piece, Time, Timed, Unit, Year};
use crate::scan::{Manner, Mark, piece_at};
use crate::token::{Token, Tokens};
use crate::why::Why;
use crate::words::Word;

/// Most other dates of one expression that are given as readings.
const OTHERS_MAX: usize = 3;

/// Reads an expression.
pub(crate) fn read(words: &str, context: &Context<'_>) -> Due {
    let mut tokens = Vec::with_capacity(16);
    let mut lexer = Tokens::new(words);
    while lexer.more(&mut tokens) {}
    let (hedges, conditions) = hedges(words, &tokens);
    let pieces = Pieces::of(&tokens, &conditions);
    let mut scene = Scene::of(words, context);
    if pieces.done {
        scene.done = Done::Yes;
    }
    let mut readings = Readings::new(&scene, qualifier(&hedges));
    let kind = pieces.read(&mut readings, &tokens);
    Due {
        as_stated: words.to_owned(),
        kind,
        readings: readings.list,
        hedges,
    }
}

/// The pieces of one expression, sorted by what they are.
#[derive(Default)]
struct Pieces {
    times: Vec<(Timed, Mark)>,
    counts: Vec<Timed>,
    events: Vec<(EventWord, Mark)>,
    recurring: bool,
    open: bool,
    done: bool,
    to_be_confirmed: bool,
}

impl Pieces {
    fn of(tokens: &[Token], conditions: &[Range<usize>]) -> Self {
        let strict = Self::scan(tokens, Manner::Prose);
        let first = strict.times.first().map_or(0, |(_, mark)| mark.first);
        if !strict.times.is_empty() && first == 0 {
            return strict;
        }
        let mut loose = Self::scan(tokens, Manner::Expression);
        // "December to February", of which prose would only see the end.
        let spans = |(timed, mark): &(Timed, Mark)| {
            matches!(timed.time, Time::Two(..)) && mark.first < first && first < mark.after
        };
        if !strict.times.is_empty() && !loose.times.first().is_some_and(spans) {
            return strict;
        }
        // "subject to the 2031 review": that year is no date.
        loose
            .times
            .retain(|(_, mark)| !conditions.iter().any(|clause| clause.contains(&mark.first)));
        loose
    }

    fn scan(tokens: &[Token], manner: Manner) -> Self {
        let mut pieces = Self::default();
        let mut at = 0;
        while at < tokens.len() {
            // Events count even where prose would not show them: the words are an expression.
            let found = piece_at(tokens, at, manner);
            let found = found.or_else(|| event_word(tokens, at));
            at = match found {
                Some(mark) => mark.after.max(at + 1),
                None => at + 1,
            };
            if let Some(mark) = found {
                pieces.add(mark);
            }
        }
        pieces
    }

    fn add(&mut self, mark: Mark) {
        match mark.piece {
            Piece::Timed(
                timed @ Timed {
                    time: Time::Count(_),
                    ..
                },
            ) => self.counts.push(timed),
            Piece::Timed(timed) => self.times.push((timed, mark)),
            Piece::Recurring => self.recurring = true,
            Piece::Event(word) => self.events.push((word, mark)),
            Piece::Open => self.open = true,
            Piece::Done => self.done |= !self.in_event(&mark),
            Piece::ToBeConfirmed => self.to_be_confirmed = true,
        }
    }

    /// Adds the readings, the chosen first; the kind.
    fn read(&self, readings: &mut Readings<'_>, tokens: &[Token]) -> Kind {
        if let Some((timed, mark)) = self.chosen(readings, tokens) {
            let kind = self.dated(readings, &timed, &mark);
            self.others(readings, &mark);
            return kind;
        }
        if self.recurring {
            readings.push(None, None, Why::Recurring);
            return Kind::Recurring;
        }
        if let Some(count) = self.counts.first() {
            return readings.timed(count);
        }
        let (why, kind) = if !self.events.is_empty() {
            (Why::Event, Kind::Event)
        } else if self.open || self.to_be_confirmed {
            (Why::Open, Kind::Open)
        } else if self.done {
            (Why::Done, Kind::Done)
        } else {
            (Why::NotRead, Kind::Unread)
        };
        readings.push(None, None, why);
        kind
    }

    /// The date that counts: the first that is no event's, or one in brackets that is more exact.
    fn chosen(&self, readings: &Readings<'_>, tokens: &[Token]) -> Option<(Timed, Mark)> {
        let free = |(_, mark): &&(Timed, Mark)| !self.in_event(mark);
        let first = self
            .times
            .iter()
            .find(free)
            .or_else(|| self.times.first())?;
        // "before the recess, which begins on 21 July": the day before that.
        let opens = tokens.get(first.1.first).map(|token| token.word);
        if matches!(opens, Some(Word::Before | Word::Ahead | Word::Prior))
            && !is_exact_day(&first.0)
            && let Some((day, mark)) = self.times.iter().filter(free).nth(1)
            && is_exact_day(day)
        {
            let lead = Lead::Before;
            return Some((Timed { lead, ..*day }, *mark));
        }
        let narrower = self.times.iter().filter(free).find(|(timed, mark)| {
            mark.first > first.1.first
                && follows_bracket(tokens, mark.first)
                && (is_narrower(timed, &first.0, readings)
                    || names_year(timed, &first.0)
                    || is_exact(timed, &first.0) && opens_bracket(tokens, mark.first))
        });
        Some(*narrower.unwrap_or(first))
    }

    /// The other dates in the words: kind to who promised, if later ("draft in 2026, all by 2028").
    fn others(&self, readings: &mut Readings<'_>, chosen: &Mark) {
        let bounds = readings
            .list
            .first()
            .map(|reading| (reading.earliest, reading.latest));
        let Some((Some(from), Some(to))) = bounds.filter(|_| !self.recurring) else {
            return;
        };
        let free = self
            .times
            .iter()
            .filter(|(_, mark)| mark.first != chosen.first && !self.in_event(mark));
        for (timed, _) in free.take(OTHERS_MAX) {
            // What the chosen one only makes more exact is not another date.
            if let Some((first, last)) = first_days(timed, readings)
                && !(first <= from && to <= last)
            {
                readings.push(Some(first), Some(last), Why::OtherDate);
            }
        }
    }

    fn event_of(&self, mark: &Mark) -> Option<EventWord> {
        let inside = |event: &&(EventWord, Mark)| {
            event.1.after <= mark.first && mark.first < event.1.clause && event.1.first < mark.first
        };
        self.events.iter().find(inside).map(|(word, _)| *word)
    }

    /// Whether a bracket with a time stands right behind what is to come after.
    fn follows_before(&self, mark: &Mark) -> bool {
        let ends = |(word, event): &(EventWord, Mark)| {
            *word == EventWord::Before && event.clause + 1 == mark.first
        };
        self.events.iter().any(ends)
    }

    /// "In November of each year, starting in 2026": the first November is that of 2026.
    fn in_first_year(&self, timed: &Timed) -> Timed {
        let bare = |timed: &Timed| match timed.time {
            Time::One(year) if year.unit == Unit::Year && year.year.is_numbered() => Some(year),
            _ => None,
        };
        let mut years = self.times.iter();
        let year = years.find_map(|(other, _)| bare(other).filter(|_| other.lead == Lead::From));
        match (timed.time, year) {
            (Time::One(month), Some(year))
                if month.year == Year::UNSAID && month.part == Part::Whole =>
            {
                let year = year.year;
                Timed {
                    time: Time::One(Period { year, ..month }),
                    ..*timed
                }
            }
            _ => *timed,
        }
    }

    fn in_event(&self, mark: &Mark) -> bool {
        self.event_of(mark).is_some()
    }

    fn dated(&self, readings: &mut Readings<'_>, timed: &Timed, mark: &Mark) -> Kind {
        if self.recurring {
            return recurring(readings, &self.in_first_year(timed));
        }
        match self.event_of(mark) {
            Some(EventWord::After) => {
                let after = Timed {
                    open_ended: true,
                    lead: Lead::In,
                    ..*timed
                };
                readings.timed(&after);
                if let Some(first) = readings.list.first_mut() {
                    first.why = if first.earliest.is_some() {
                        Why::AfterEvent
                    } else {
                        first.why
                    };
                }
                return Kind::Event;
            }
            Some(EventWord::Before) => return before_event(readings, timed),
            // "Before the opening (14 September 2031)"
            None if is_exact_day(timed) && self.follows_before(mark) => {
                return before_event(readings, timed);
            }
            None => {}
        }
        let kind = readings.timed(timed);
        let undated = readings
            .list
            .first()
            .is_some_and(|reading| reading.latest.is_none());
        if let (true, Some(count)) = (
            undated && kind != Kind::Start && kind != Kind::Period,
            self.counts.first(),
        ) {
            // "within six weeks (by Friday)", said nobody knows when: neither gives a day.
            readings.timed(count);
        }
        if self.done && !is_to_come(readings) {
            Kind::Done
        } else {
            kind
        }
    }
}

/// Whether the date lies after the document: then it cannot be reported as done.
fn is_to_come(readings: &Readings<'_>) -> bool {
    let first = readings.list.first().and_then(|reading| reading.earliest);
    match (readings.scene.said, first) {
        (Some(said), Some(first)) if said.known != Known::Later => first > said.last,
        _ => false,
    }
}

/// Events in an expression, which prose would have to prove first.
fn event_word(tokens: &[Token], at: usize) -> Option<Mark> {
    let found = piece_at(tokens, at, Manner::Expression)?;
    matches!(found.piece, Piece::Event(_)).then_some(found)
}

/// What happens again and again falls due the first time; a last time is no first one.
fn recurring(readings: &mut Readings<'_>, timed: &Timed) -> Kind {
    let first = match timed.time {
        Time::Two(first, ..) => Time::One(first),
        time => time,
    };
    match timed.lead {
        Lead::Until | Lead::After | Lead::Before => readings.push(None, None, Why::Recurring),
        _ => {
            let start = Timed {
                lead: Lead::From,
                time: first,
                open_ended: false,
            };
            readings.timed(&start);
            if let Some(first) = readings.list.first_mut() {
                first.why = if first.earliest.is_some() {
                    Why::FirstTime
                } else {
                    first.why
                };
            }
        }
    }
    Kind::Recurring
}

/// "before the launch in May 2026": of a day the day before, of a period the whole of it.
fn before_event(readings: &mut Readings<'_>, timed: &Timed) -> Kind {
    let lead = if timed.is_day() {
        Lead::Before
    } else {
        Lead::By
    };
    readings.timed(&Timed {
        lead,
        open_ended: false,
        ..*timed
    });
    Kind::Event
}

fn opens_bracket(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    before.is_some_and(|token| token.word == Word::Open)
}

fn follows_bracket(tokens: &[Token], at: usize) -> bool {
    let before = tokens.get(at.saturating_sub(3)..at).unwrap_or_default();
    before.iter().any(|token| token.word == Word::Open)
}

/// "Q2 (September 2026)": whose second quarter it is, the month in brackets says.
fn names_year(timed: &Timed, of: &Timed) -> bool {
    let (Time::One(exact), Time::One(vague)) = (timed.time, of.time) else {
        return false;
    };
    let month = matches!(exact.unit, Unit::Month(_)) || exact.is_day();
    let part_of_year = matches!(vague.unit, Unit::Quarter(_) | Unit::Half(_));
    month && part_of_year && exact.year.is_numbered() && vague.year == Year::UNSAID
}

/// Whether a time is one day whose year is printed.
fn is_exact_day(timed: &Timed) -> bool {
    matches!(timed.time, Time::One(day) if day.is_day() && day.year.is_numbered())
}

/// "The start of the school year (13 January 2027)": the day itself, behind words for it.
fn is_exact(timed: &Timed, than: &Timed) -> bool {
    let vague =
        matches!(than.time, Time::One(vague) if vague.part != Part::Whole && !vague.is_day());
    vague && is_exact_day(timed)
}

/// Whether the first time lies within the other and is shorter, or says what the other cannot.
fn is_narrower(timed: &Timed, than: &Timed, readings: &Readings<'_>) -> bool {
    match (first_days(timed, readings), first_days(than, readings)) {
        (Some((first, last)), Some((from, to))) => from <= first && last <= to,
        (Some(_), None) => true,
        _ => false,
    }
}

/// The days of the first reading of a time, if it has both.
fn first_days(timed: &Timed, readings: &Readings<'_>) -> Option<(Date, Date)> {
    let mut alone = Readings::new(readings.scene, Qualifier::Sure);
    alone.timed(timed);
    let reading = alone.list.first()?;
    Some((reading.earliest?, reading.latest?))
}

/// Every hedge in the words, in their order, and which tokens are conditions.
fn hedges(words: &str, tokens: &[Token]) -> (Vec<Hedge>, Vec<Range<usize>>) {
    let (mut hedges, mut conditions) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
        let Some((kind, length)) = hedge::hedge(rest) else {
            at += 1;
            continue;
        };
        let last = rest.get(length.saturating_sub(1));
        let range = rest
            .first()
            .zip(last)
            .map(|(first, last)| first.start..last.end);
        if let Some(stated) = range.and_then(|range| words.get(range)) {
            hedges.push(Hedge {
                kind,
                words: stated.to_owned(),
            });
        }
        if kind == HedgeKind::Condition {
            conditions.push(at..at + length);
        }
        at += length.max(1);
    }
    (hedges, conditions)
}

fn qualifier(hedges: &[Hedge]) -> Qualifier {
    let has = |kind| hedges.iter().any(|hedge| hedge.kind == kind);
    match (has(HedgeKind::ToBeConfirmed), has(HedgeKind::Approximate)) {
        (true, true) => Qualifier::Both,
        (true, false) => Qualifier::Uncertain,
        (false, true) => Qualifier::Approximate,
        (false, false) => Qualifier::Sure,
    }
}
