//! One stretch of the calendar: a part of a month, quarter, half, season or year.

use super::part::part;
use super::phrase::{NamedDay, Part, Period, Time, Unit, Which, Year, YearKind};
use super::year::{numbered, relative, suffix, two_digits, two_years, year};
use super::{Parsed, Rest, day, eat, eat_all, glued, head, skip, skip_any, tail};
use crate::words::{Length, Season, Word};

const YEAR: Word = Word::One(Length::Year);

/// A period with the part of it that is meant.
pub(crate) fn period(tokens: Rest<'_>) -> Parsed<'_, Period> {
    if let Some((part, rest)) = part(tokens)
        && let Some((period, rest)) = unit(rest).or_else(|| bare_unit(rest))
    {
        let part = if period.part == Part::Whole {
            part
        } else {
            period.part
        };
        return Some((Period { part, ..period }, rest));
    }
    unit(tokens)
}

/// A period without a part, a day included.
fn unit(tokens: Rest<'_>) -> Parsed<'_, Period> {
    if let Some((Time::One(day), rest)) = day::days(tokens) {
        return Some((day, rest));
    }
    let rest = skip(tokens, Word::The);
    match head(rest) {
        Word::Month(_) => month_quarter(rest).or_else(|| month(rest, Which::Unsaid)),
        Word::Season(_) => season(rest, Which::Unsaid),
        Word::Q | Word::H | Word::Ordinal(_) | Word::Latter => fraction(rest),
        Word::One(Length::Quarter) | Word::Semester => fraction(rest),
        Word::One(Length::Week) => day::week(rest),
        Word::Term => numbered_term(tail(rest)),
        Word::Eoy => year_end_in_short(YearKind::Calendar, tail(rest)),
        Word::Eofy => year_end_in_short(YearKind::Financial, tail(rest)),
        Word::One(Length::Month) => {
            month_end(tail(rest)).or_else(|| month(eat(tail(rest), Word::Of)?, Which::Unsaid))
        }
        Word::One(Length::Year) => year_to(rest).or_else(|| year_unit(tokens)),
        Word::Number { .. } => glued_quarter(rest).or_else(|| year_first(tokens)),
        Word::This | Word::Next | Word::Last | Word::Coming => near(rest),
        // "the present year"; without its article it is a verb.
        Word::Present if head(tokens) == Word::The => near(rest),
        Word::New => new_year(tail(rest)),
        Word::Parliament if head(tokens) == Word::The => {
            Some((Period::of(Unit::Parliament, Year::UNSAID), tail(rest)))
        }
        Word::Today => Some((
            Period::of(Unit::FromNow(Length::Day, 0), Year::UNSAID),
            tail(rest),
        )),
        Word::Now => Some((
            Period::of(Unit::FromNow(Length::Day, 0), Year::UNSAID),
            tail(rest),
        )),
        Word::Tomorrow => Some((
            Period::of(Unit::FromNow(Length::Day, 1), Year::UNSAID),
            tail(rest),
        )),
        // "the Christmas recess"
        Word::Christmas | Word::Easter if head(tail(rest)) == Word::Recess => {
            Some((Period::of(Unit::Recess, Year::UNSAID), tail(tail(rest))))
        }
        Word::Christmas
        | Word::Easter
        | Word::Anniversary
        | Word::Grenfell
        | Word::Hillsborough => day::named(rest),
        Word::Weekday(weekday) => {
            Some((Period::of(Unit::Weekday(weekday), Year::UNSAID), tail(rest)))
        }
        Word::Financial | Word::Academic | Word::Calendar | Word::Fy | Word::Cy => {
            year_unit(tokens)
        }
        _ => None,
    }
}

/// What is a period only after "the end of": "the month", "the week", "year".
fn bare_unit(tokens: Rest<'_>) -> Parsed<'_, Period> {
    let rest = skip(tokens, Word::The);
    match head(rest) {
        Word::One(length @ (Length::Month | Length::Week | Length::Quarter | Length::Day)) => {
            Some((
                Period::of(Unit::FromNow(length, 0), Year::UNSAID),
                tail(rest),
            ))
        }
        Word::One(Length::Year) => {
            let year = suffix(tail(rest)).unwrap_or((Year::calendar(Which::The), tail(rest)));
            Some((Period::of(Unit::Year, year.0), year.1))
        }
        _ => None,
    }
}

/// "month end", "month-end".
fn month_end(tokens: Rest<'_>) -> Parsed<'_, Period> {
    let rest = eat(skip(tokens, Word::Dash), Word::Finish)?;
    let month = Period::of(Unit::FromNow(Length::Month, 0), Year::UNSAID);
    Some((
        Period {
            part: Part::End,
            ..month
        },
        rest,
    ))
}

/// "EOY 2026", "EOFY": the end of a year in one word.
fn year_end_in_short(kind: YearKind, tokens: Rest<'_>) -> Parsed<'_, Period> {
    let printed = suffix(tokens).filter(|(year, _)| year.is_numbered());
    let (year, rest) = printed.unwrap_or((Year::calendar(Which::The), tokens));
    // "EOFY 2026" ends in it.
    let which = match (kind, year.which) {
        (YearKind::Financial, Which::Numbered(ends)) if year.kind == YearKind::Calendar => {
            Which::Numbered(ends - 1)
        }
        (_, which) => which,
    };
    let kind = if year.kind == YearKind::Calendar {
        kind
    } else {
        year.kind
    };
    Some((
        Period {
            part: Part::End,
            ..Period::of(
                Unit::Year,
                Year {
                    kind,
                    which,
                    ..year
                },
            )
        },
        rest,
    ))
}

/// "March 2026", "Sept. '26", "Mar-25", "March next year".
fn month(tokens: Rest<'_>, which: Which) -> Parsed<'_, Period> {
    let Word::Month(month) = head(tokens) else {
        return None;
    };
    let rest = tail(tokens);
    let unit = Unit::Month(month);
    if let Some((year, rest)) = suffix(rest) {
        return Some((Period::of(unit, year), rest));
    }
    // "Sep 24"
    if let Some((year, after)) = two_digits(rest) {
        let Word::Number { value, .. } = head(rest) else {
            return None;
        };
        let or_day = i8::try_from(value).ok().filter(|day| *day <= 31);
        let year = Year::calendar(Which::Numbered(year));
        return Some((
            Period {
                or_day,
                ..Period::of(unit, year)
            },
            after,
        ));
    }
    Some((Period::of(unit, Year::calendar(which)), rest))
}

/// "summer 2026", "the 2026 spring term", "Autumn Budget 2026", "summer recess".
fn season(tokens: Rest<'_>, which: Which) -> Parsed<'_, Period> {
    let Word::Season(season) = head(tokens) else {
        return None;
    };
    let after = tail(tokens);
    let (unit, rest) = match head(after) {
        // "as they fall due"
        Word::Due => return None,
        Word::Term => (Unit::Term(season), tail(after)),
        Word::Recess => (Unit::Recess, tail(after)),
        Word::Budget | Word::Period | Word::Sitting => (Unit::Season(season), tail(after)),
        Word::Dash if head(tail(after)) == Word::Term => (Unit::Term(season), tail(tail(after))),
        _ => (Unit::Season(season), after),
    };
    // "the winter of 2027 to 2028": a season over the turn of a year, and no span of two years.
    let over_two = two_years(rest).filter(|_| matches!(season, Season::Summer | Season::Winter));
    let (year, rest) = over_two
        .or_else(|| suffix(rest))
        .unwrap_or((Year::calendar(which), rest));
    Some((Period::of(unit, year), rest))
}

/// "Q3 2026", "third quarter of 2025/26", "H1 2026", "the second half of next year".
fn fraction(tokens: Rest<'_>) -> Parsed<'_, Period> {
    let (unit, rest) = quarter_or_half(tokens)?;
    let rest = after_gloss(rest);
    if let Some((year, rest)) = two_years(rest).or_else(|| suffix(rest)) {
        return Some((Period::of(unit, year), rest));
    }
    // "the first half of March", "of the year"
    if let (Unit::Half(half), Some(of)) = (unit, eat(rest, Word::Of)) {
        let inner = skip(of, Word::The);
        let (period, rest) =
            month(inner, Which::Unsaid).or_else(|| season(inner, Which::Unsaid))?;
        return Some((
            Period {
                part: Part::Half(half),
                ..period
            },
            rest,
        ));
    }
    Some((Period::of(unit, Year::UNSAID), rest))
}

/// "the September quarter of 2026", "the December 2025 quarter": the three months that end with
/// it, as Australia and New Zealand count them.
fn month_quarter(tokens: Rest<'_>) -> Parsed<'_, Period> {
    const QUARTER: Word = Word::One(Length::Quarter);
    let Word::Month(month) = head(tokens) else {
        return None;
    };
    let unit = Unit::Quarter((month % 3 == 0).then_some(month / 3)?);
    let rest = tail(tokens);
    if let Some(rest) = eat(rest, QUARTER) {
        let unsaid = (Year::calendar(Which::Unsaid), rest);
        let (year, rest) = suffix(rest).unwrap_or(unsaid);
        return Some((Period::of(unit, year), rest));
    }
    let (year, rest) = suffix(rest)?;
    Some((Period::of(unit, year), eat(rest, QUARTER)?))
}

fn quarter_or_half(tokens: Rest<'_>) -> Parsed<'_, Unit> {
    let rest = tail(tokens);
    match head(tokens) {
        Word::Q | Word::One(Length::Quarter) => {
            let (number, rest) = small(rest)?;
            (number <= 4).then_some((Unit::Quarter(number), rest))
        }
        Word::Semester => {
            let (number, rest) = small(rest)?;
            (number <= 2).then_some((Unit::Half(number), rest))
        }
        Word::H => {
            let (number, rest) = small(rest).filter(|_| glued(rest))?;
            (number <= 2).then_some((Unit::Half(number), rest))
        }
        Word::Ordinal(number) => {
            let number = i8::try_from(number).ok()?;
            let rest = skip_any(rest, &[Word::Financial, Word::Calendar, Word::Dash]);
            match head(rest) {
                // States that write French, Spanish or Portuguese: three months, six months.
                Word::One(Length::Quarter) | Word::Trimester if number <= 4 => {
                    Some((Unit::Quarter(number), tail(rest)))
                }
                Word::Half if number <= 2 => Some((Unit::Half(number), skip_half_year(tail(rest)))),
                Word::Semester if number <= 2 => Some((Unit::Half(number), tail(rest))),
                _ => None,
            }
        }
        Word::Latter | Word::Last => match head(rest) {
            Word::One(Length::Quarter) => Some((Unit::Quarter(4), tail(rest))),
            Word::Half | Word::Semester => Some((Unit::Half(2), tail(rest))),
            _ => None,
        },
        _ => None,
    }
}

/// "half-year"
fn skip_half_year(tokens: Rest<'_>) -> Rest<'_> {
    eat_all(tokens, &[Word::Dash, YEAR]).unwrap_or(tokens)
}

fn small(tokens: Rest<'_>) -> Parsed<'_, i8> {
    let number = match head(tokens) {
        Word::Number { value, digits: 1 } => i8::try_from(value).ok()?,
        Word::Count(value) => i8::try_from(value).ok()?,
        _ => return None,
    };
    (number > 0).then(|| (number, tail(tokens)))
}

/// "3Q 2026"
fn glued_quarter(tokens: Rest<'_>) -> Parsed<'_, Period> {
    let (number, rest) = small(tokens)?;
    let rest = eat(rest, Word::Q).filter(|_| glued(rest) && number <= 4)?;
    let (year, rest) = suffix(rest).unwrap_or((Year::UNSAID, rest));
    Some((Period::of(Unit::Quarter(number), year), rest))
}

/// "Term 3, 2026", "Term 1 next year": what is left after the word.
fn numbered_term(tokens: Rest<'_>) -> Parsed<'_, Period> {
    let (number, rest) = small(tokens).filter(|(number, _)| *number <= 4)?;
    let (year, rest) = suffix(rest).unwrap_or((Year::UNSAID, rest));
    Some((Period::of(Unit::NumberedTerm(number), year), rest))
}

/// Steps over "(January to March)" and "(Q4)" between a quarter and its year.
fn after_gloss(tokens: Rest<'_>) -> Rest<'_> {
    let Some(inner) = eat(tokens, Word::Open) else {
        return tokens;
    };
    let Some(close) = inner
        .iter()
        .take(8)
        .position(|token| token.word == Word::Close)
    else {
        return tokens;
    };
    let months_only = inner.iter().take(close).all(|token| {
        matches!(
            token.word,
            Word::Month(_) | Word::Dash | Word::To | Word::Dot | Word::Slash
        )
    });
    let again = matches!(head(inner), Word::Q | Word::H) && close == 2;
    let after = inner.get(close + 1..).unwrap_or_default();
    if (months_only || again) && suffix(after).is_some() {
        after
    } else {
        tokens
    }
}

/// "2026", and what can follow it: "2025/26 Q4", "2003/04 summer period", "2025/26 year end".
fn year_first(tokens: Rest<'_>) -> Parsed<'_, Period> {
    let (year, rest) = numbered(tokens)?;
    // "2026-Q4"
    let joined = skip_any(rest, &[Word::Dash, Word::Slash]);
    if let Some((unit, rest)) = quarter_or_half(joined) {
        return Some((Period::of(unit, year), rest));
    }
    if let Word::Season(_) = head(rest) {
        let (period, rest) = season(rest, Which::Unsaid)?;
        if period.year == Year::UNSAID {
            return Some((Period { year, ..period }, rest));
        }
    }
    year_with_end(year, rest)
}

/// "this year", "the next financial year", "financial year end", "FY 2026 Q4".
fn year_unit(tokens: Rest<'_>) -> Parsed<'_, Period> {
    if let Some((year, rest)) = year(tokens)
        && !matches!(head(rest), Word::Ending)
    {
        if let Some((unit, rest)) = quarter_or_half(rest).filter(|_| year.is_numbered()) {
            return Some((Period::of(unit, year), rest));
        }
        return year_with_end(year, rest);
    }
    year_end(skip(tokens, Word::The))
}

fn year_with_end(year: Year, rest: Rest<'_>) -> Parsed<'_, Period> {
    // "the 2025/26 year", "2025 year end", but not "in 2025 end users".
    let after_year = skip(rest, YEAR);
    let may_end = after_year.len() < rest.len() || !year.is_numbered();
    let end = eat(skip(after_year, Word::Dash), Word::Finish).filter(|_| may_end);
    let part = if end.is_some() {
        Part::End
    } else {
        Part::Whole
    };
    let rest = end.unwrap_or(after_year);
    let year = match (year.which, suffix(rest)) {
        (Which::The, Some((numbered, rest))) if end.is_some() && numbered.is_numbered() => {
            return Some((
                Period {
                    part,
                    ..Period::of(Unit::Year, numbered)
                },
                rest,
            ));
        }
        _ => year,
    };
    Some((
        Period {
            part,
            ..Period::of(Unit::Year, year)
        },
        rest,
    ))
}

/// "year end", "financial year-end 2025/26", "calendar year end".
fn year_end(tokens: Rest<'_>) -> Parsed<'_, Period> {
    let kind = match head(tokens) {
        Word::Financial => YearKind::Financial,
        Word::Academic => YearKind::Academic,
        _ => YearKind::Calendar,
    };
    let rest = skip_any(tokens, &[Word::Financial, Word::Academic, Word::Calendar]);
    let rest = eat(skip(eat(rest, YEAR)?, Word::Dash), Word::Finish)?;
    let (year, rest) = match suffix(rest) {
        Some((year, rest)) if year.is_numbered() => (year, rest),
        _ => (
            Year {
                kind,
                ..Year::calendar(Which::The)
            },
            rest,
        ),
    };
    Some((
        Period {
            part: Part::End,
            ..Period::of(Unit::Year, year)
        },
        rest,
    ))
}

/// "the year ending 31 March 2026", "year to March 2026".
pub(crate) fn year_to(tokens: Rest<'_>) -> Parsed<'_, Period> {
    let rest = skip_any(tokens, &[Word::The, Word::Financial, Word::Academic]);
    let rest = eat(rest, YEAR)?;
    let rest = eat(rest, Word::Ending).or_else(|| eat(rest, Word::To))?;
    let rest = skip(rest, Word::On);
    let end = day::days(rest).and_then(|(time, rest)| match time {
        Time::One(day) => Some((day, rest)),
        _ => None,
    });
    let (end, rest) = end.or_else(|| month(rest, Which::Unsaid))?;
    match end.unit {
        Unit::Month(month) | Unit::Day { month, .. } => Some((
            Period {
                unit: Unit::YearTo(month),
                ..end
            },
            rest,
        )),
        _ => None,
    }
}

/// "this autumn", "next March", "next month", "this year", "this Parliament", "next Monday".
fn near(tokens: Rest<'_>) -> Parsed<'_, Period> {
    if let Some((year, rest)) = relative(tokens) {
        return year_with_end(year, rest);
    }
    let (which, step) = match head(tokens) {
        Word::This | Word::Present => (Which::NearThis, 0),
        Word::Last => (Which::NearLast, -1),
        Word::Coming => (Which::NearThis, 1),
        _ => (Which::NearNext, 1),
    };
    let rest = skip(tail(tokens), Word::Coming);
    match head(rest) {
        Word::Month(_) => month(rest, which),
        Word::Season(_) => season(rest, which),
        Word::One(Length::Quarter) if which == Which::NearLast => fraction(tokens),
        Word::One(length @ (Length::Month | Length::Week | Length::Quarter)) => Some((
            Period::of(Unit::FromNow(length, step), Year::UNSAID),
            tail(rest),
        )),
        Word::Parliament if step == 0 => Some((
            Period::of(Unit::Parliament, Year::calendar(Which::This)),
            tail(rest),
        )),
        Word::Weekday(weekday) => Some((
            Period::of(Unit::Weekday(weekday), Year::calendar(which)),
            tail(rest),
        )),
        // "the Christmas recess"
        Word::Christmas | Word::Easter if head(tail(rest)) == Word::Recess => {
            Some((Period::of(Unit::Recess, Year::UNSAID), tail(tail(rest))))
        }
        Word::Christmas
        | Word::Easter
        | Word::Anniversary
        | Word::Grenfell
        | Word::Hillsborough => day::named(rest),
        Word::Half => fraction(tokens),
        _ => None,
    }
}

/// "the new year", "new year 2027"; "the new financial year" is the next one.
fn new_year(tokens: Rest<'_>) -> Parsed<'_, Period> {
    if let Some(rest) = eat(tokens, YEAR) {
        let (year, rest) = suffix(rest)
            .filter(|(year, _)| year.is_numbered())
            .unwrap_or((Year::UNSAID, rest));
        return Some((Period::of(Unit::NewYear, year), rest));
    }
    let kind = match head(tokens) {
        Word::Financial => YearKind::Financial,
        Word::Academic => YearKind::Academic,
        _ => return None,
    };
    let rest = eat(tail(tokens), YEAR)?;
    Some((
        Period::of(
            Unit::Year,
            Year {
                kind,
                ..Year::calendar(Which::Next)
            },
        ),
        rest,
    ))
}

/// Whether a period says by itself when it is, so that no word before it is needed in prose.
pub(crate) fn says_when(period: &Period) -> bool {
    let said = !matches!(
        period.year.which,
        Which::Unsaid | Which::The | Which::Last | Which::NearLast
    );
    match period.unit {
        Unit::Year => {
            let plain = period.year.kind == YearKind::Calendar && period.year.is_numbered();
            match period.part {
                Part::Whole => said && !plain,
                _ => said || period.year.which == Which::The,
            }
        }
        Unit::Day { .. }
        | Unit::Figures { .. }
        | Unit::WeekFrom { .. }
        | Unit::YearTo(_)
        | Unit::Parliament => true,
        Unit::FromNow(length, step) => length != Length::Day && step >= 0,
        Unit::NewYear => true,
        Unit::Named(NamedDay::Grenfell | NamedDay::Hillsborough) => true,
        Unit::Weekday(_) | Unit::Recess => false,
        _ => said,
    }
}

/// Whether the period is named from the day of the document.
pub(crate) fn is_relative(period: &Period) -> bool {
    matches!(
        period.year.which,
        Which::This | Which::The | Which::Next | Which::NearNext | Which::NearThis
    ) || matches!(period.unit, Unit::FromNow(..) | Unit::Weekday(_))
}
