//! Years: "2026", "2025/26", "FY26", "the academic year 2025 to 2026", "next financial year".

use super::phrase::{Doubt, Which, Year, YearKind};
use super::{Parsed, Rest, eat, glued, head, skip, skip_any, tail};
use crate::words::{Length, Word};

/// Years that a promise can speak of; other numbers of four digits are not years.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2199;

const YEAR: Word = Word::One(Length::Year);
const YEARS_WORD: Word = Word::Many(Length::Year);

/// Any year, in any form.
pub(crate) fn year(tokens: Rest<'_>) -> Parsed<'_, Year> {
    named(tokens)
        .or_else(|| numbered(tokens))
        .or_else(|| relative(tokens))
}

/// A year printed as a number: "2026", "2025/26", with "financial year" after it or not.
pub(crate) fn numbered(tokens: Rest<'_>) -> Parsed<'_, Year> {
    let tokens = skip(tokens, Word::The);
    // Sessions of a parliament are as long as it likes.
    let years = split(tokens).or_else(|| long_split(tokens));
    if years.is_some_and(|(_, rest)| head(rest) == Word::Session) {
        return None;
    }
    if let Some((first, rest)) = split(tokens) {
        let (kind, rest) = kind_after(rest);
        let doubt = if kind.is_none() {
            Doubt::Unnamed
        } else {
            Doubt::None
        };
        let kind = kind.unwrap_or(YearKind::Financial);
        return Some((
            Year {
                kind,
                which: Which::Numbered(first),
                doubt,
            },
            rest,
        ));
    }
    let (year, rest) = four_digits(tokens)?;
    if let (Some(kind), rest) = kind_after(rest) {
        return Some((single(kind, year), rest));
    }
    if let Some((year, rest)) = two_years_named(tokens) {
        return Some((year, rest));
    }
    Some((Year::calendar(Which::Numbered(year)), rest))
}

/// "2025-2026 financial year", which without its last words would be a span of two years.
fn two_years_named(tokens: Rest<'_>) -> Parsed<'_, Year> {
    let (first, rest) = long_split(tokens)?;
    let (kind, rest) = kind_after(rest);
    Some((
        Year {
            kind: kind?,
            which: Which::Numbered(first),
            doubt: Doubt::None,
        },
        rest,
    ))
}

/// "2025 to 2026" behind a part of a year, which has only one: as the United Kingdom's government
/// writes its financial years.
pub(crate) fn two_years(tokens: Rest<'_>) -> Parsed<'_, Year> {
    let plain = skip_any(tokens, &[Word::Comma, Word::Of, Word::In, Word::The]);
    let (first, rest) = long_split(plain)?;
    let (kind, rest) = kind_after(rest);
    let unnamed = Year {
        kind: YearKind::Financial,
        which: Which::Numbered(first),
        doubt: Doubt::Unnamed,
    };
    let named = |kind| Year {
        kind,
        doubt: Doubt::None,
        ..unnamed
    };
    Some((kind.map_or(unnamed, named), rest))
}

/// "the financial year 2025/26", "FY26", "academic year (2025 to 2026)", "2025 calendar year".
fn named(tokens: Rest<'_>) -> Parsed<'_, Year> {
    let (kind, rest) = kind_before(skip(tokens, Word::The))?;
    let plain = skip_any(rest, &[Word::Of, Word::Colon, Word::Dash, Word::Comma]);
    let inner = skip(plain, Word::Open);
    let close = |rest| {
        if head(plain) == Word::Open {
            skip(rest, Word::Close)
        } else {
            rest
        }
    };
    if kind == YearKind::Calendar {
        let (year, rest) = four_digits(inner)?;
        return Some((Year::calendar(Which::Numbered(year)), close(rest)));
    }
    let numbered = |first| Year {
        kind,
        which: Which::Numbered(first),
        doubt: Doubt::None,
    };
    if let Some((first, rest)) = split(inner).or_else(|| long_split(inner)) {
        return Some((numbered(first), close(rest)));
    }
    if let Some((year, rest)) = four_digits(inner) {
        return Some((single(kind, year), close(rest)));
    }
    // "FY26", but not "financial year (31 March)".
    let short = glued(inner) || head(inner) == Word::Apostrophe || head(rest) == head(inner);
    let (year, rest) = two_digits(inner).filter(|_| short && head(plain) != Word::Open)?;
    Some((single(kind, year), close(rest)))
}

/// A year that is not January to December but is named by one number.
fn single(kind: YearKind, year: i16) -> Year {
    match kind {
        YearKind::Calendar => Year::calendar(Which::Numbered(year)),
        YearKind::Academic => Year::academic(Which::Numbered(year)),
        // By custom "FY26" is the one that ends in 2026.
        YearKind::Financial => Year {
            kind,
            which: Which::Numbered(year.saturating_sub(1)),
            doubt: Doubt::EndOrStart,
        },
    }
}

/// "this year", "the next financial year", "the year".
pub(crate) fn relative(tokens: Rest<'_>) -> Parsed<'_, Year> {
    let the = head(tokens) == Word::The;
    let rest = skip(tokens, Word::The);
    let (which, rest) = match head(rest) {
        Word::This | Word::Present => (Some(Which::This), tail(rest)),
        Word::Next | Word::Coming => (Some(Which::Next), tail(rest)),
        Word::Last => (Some(Which::Last), tail(rest)),
        _ => (the.then_some(Which::The), rest),
    };
    let (kind, after_kind) =
        kind_before(rest).or_else(|| Some((YearKind::Calendar, eat(rest, YEAR)?)))?;
    let fy = head(rest) == Word::Fy;
    // "By end of financial year", as cells of tables leave the article out.
    let bare = head(rest) == Word::Financial;
    let which = which.or((fy || bare).then_some(Which::The))?;
    // "the next financial year (2025 to 2026)": the number says which.
    if let Some((year, rest)) = kind_number(kind, after_kind) {
        return Some((year, rest));
    }
    Some((
        Year {
            kind,
            which,
            doubt: Doubt::None,
        },
        after_kind,
    ))
}

fn kind_number(kind: YearKind, tokens: Rest<'_>) -> Parsed<'_, Year> {
    let inner = eat(tokens, Word::Open)
        .or_else(|| eat(tokens, Word::Comma))
        .unwrap_or(tokens);
    let close = |rest| skip(rest, Word::Close);
    if kind != YearKind::Calendar {
        let (first, rest) = split(inner).or_else(|| long_split(inner))?;
        return Some((
            Year {
                kind,
                which: Which::Numbered(first),
                doubt: Doubt::None,
            },
            close(rest),
        ));
    }
    // "the year 2004/05" is no calendar year.
    if let Some((first, rest)) = split(inner) {
        let year = Year {
            doubt: Doubt::Unnamed,
            ..Year::financial(Which::Numbered(first))
        };
        return Some((year, close(rest)));
    }
    let (year, rest) = four_digits(inner)?;
    Some((Year::calendar(Which::Numbered(year)), close(rest)))
}

/// "financial year", "FY", "academic year", "calendar year".
fn kind_before(tokens: Rest<'_>) -> Parsed<'_, YearKind> {
    let rest = tail(tokens);
    let kind = match head(tokens) {
        Word::Fy => return Some((YearKind::Financial, rest)),
        Word::Cy => return Some((YearKind::Calendar, rest)),
        Word::Calendar => YearKind::Calendar,
        Word::Financial => YearKind::Financial,
        Word::Academic => YearKind::Academic,
        _ => return None,
    };
    // "fiscal 2031", "fiscal 2031/2032"
    let bare = || {
        let number = matches!(head(rest), Word::Number { digits: 4, .. });
        (number && kind == YearKind::Financial).then_some(rest)
    };
    let named = eat(rest, YEAR).or_else(|| eat(rest, YEARS_WORD));
    let rest = named.or_else(bare)?;
    // "financial year (FY) 2025/26"
    let bracketed = super::eat_all(rest, &[Word::Open, Word::Fy, Word::Close]);
    Some((kind, bracketed.unwrap_or(rest)))
}

/// "financial year", "FY", "financial years" after the number.
fn kind_after(tokens: Rest<'_>) -> (Option<YearKind>, Rest<'_>) {
    match kind_before(tokens) {
        // "2025 FY26" is not one year.
        Some((kind, rest)) if two_digits(rest).is_none() || !glued(rest) => (Some(kind), rest),
        _ => (None, tokens),
    }
}

/// Four digits that are a year and not the beginning of something else.
pub(crate) fn four_digits(tokens: Rest<'_>) -> Parsed<'_, i16> {
    let Word::Number { value, digits: 4 } = head(tokens) else {
        return None;
    };
    let rest = tail(tokens);
    let unit_follows = matches!(
        head(rest),
        Word::Percent | Word::Many(_) | Word::Number { .. } | Word::Figure | Word::Times
    );
    // "the 1980's"
    let decade = head(rest) == Word::Apostrophe && glued(rest) && glued(tail(rest));
    if !YEARS.contains(&value) || unit_follows || decade {
        return None;
    }
    Some((i16::try_from(value).ok()?, rest))
}

/// A year of two digits, with or without an apostrophe: "26", "'26".
pub(crate) fn two_digits(tokens: Rest<'_>) -> Parsed<'_, i16> {
    let tokens = skip(tokens, Word::Apostrophe);
    let Word::Number { value, digits: 2 } = head(tokens) else {
        return None;
    };
    let rest = tail(tokens);
    if matches!(head(rest), Word::Percent | Word::Many(_)) {
        return None;
    }
    Some((century(value)?, rest))
}

/// The year that two digits stand for: 1970 to 2069.
pub(crate) fn century(value: u32) -> Option<i16> {
    let value = i16::try_from(value).ok().filter(|value| *value < 100)?;
    Some(if value >= 70 {
        1900 + value
    } else {
        2000 + value
    })
}

/// The first year of "2025/26", "2025-26", "2025/2026", "25/26": one year over two.
pub(crate) fn split(tokens: Rest<'_>) -> Parsed<'_, i16> {
    let Word::Number { value, digits } = head(tokens) else {
        return None;
    };
    let dash = tail(tokens);
    let slash = head(dash) == Word::Slash;
    let second = if slash {
        tail(dash)
    } else {
        eat(dash, Word::Dash)?
    };
    let Word::Number {
        value: next,
        digits: next_digits,
    } = head(second)
    else {
        return None;
    };
    let rest = tail(second);
    // "24-25 March" and "25-26 weeks" are caught before; "04/05/2026" here.
    if matches!(head(rest), Word::Slash | Word::Dash | Word::Dot)
        && glued(rest)
        && number(tail(rest))
    {
        return None;
    }
    let first = match (digits, next_digits) {
        (4, 2) if YEARS.contains(&value) && (value + 1) % 100 == next => value,
        (4, 4) if slash && YEARS.contains(&value) && value + 1 == next => value,
        (2, 2) if (value + 1) % 100 == next && glued(dash) == glued(second) => {
            return Some((century(value)?, rest));
        }
        _ => return None,
    };
    Some((i16::try_from(first).ok()?, rest))
}

fn number(tokens: Rest<'_>) -> bool {
    matches!(head(tokens), Word::Number { .. })
}

/// The first year of "2025 to 2026" or "2025-2026", where it is known to be one year.
fn long_split(tokens: Rest<'_>) -> Parsed<'_, i16> {
    let (first, rest) = four_digits(tokens)?;
    let rest = eat(rest, Word::To)
        .or_else(|| eat(rest, Word::Dash))
        .or_else(|| eat(rest, Word::Slash))?;
    let (second, rest) = four_digits(rest).or_else(|| two_digits(rest))?;
    (second == first + 1).then_some((first, rest))
}

/// The year after a month, quarter or season: "2026", "of 2026", "'26", "next year", "of FY26".
pub(crate) fn suffix(tokens: Rest<'_>) -> Parsed<'_, Year> {
    // "by March. Next year we ..." is two things, "by March. 2026" one.
    let marks = skip_any(tokens, &[Word::Comma, Word::Dot, Word::Dash, Word::Slash]);
    let marked = marks.len() < tokens.len();
    let plain = skip_any(marks, &[Word::Of, Word::In]);
    if let Some((year, rest)) = year(plain).filter(|(year, _)| year.is_numbered() || !marked) {
        return Some((year, rest));
    }
    if let Some(inner) = eat(plain, Word::Open) {
        let (year, rest) = numbered(inner)?;
        return Some((year, eat(rest, Word::Close)?));
    }
    if head(plain) == Word::Apostrophe || (glued(plain) && !tokens.is_empty()) {
        let (year, rest) = two_digits(plain)?;
        return Some((Year::calendar(Which::Numbered(year)), rest));
    }
    None
}
