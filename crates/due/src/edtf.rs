//! Values in the Extended Date/Time Format, ISO 8601-2:2019 Annex A.
//!
//! edtf-core decides what is valid and stays behind this type. EDTF says exactly what we mean,
//! bounds and all, except a length without bounds (no value) and a mere "not after" (`../2029`).
//! Winter, which EDTF leaves to the reader, and financial years are written as intervals.

use std::fmt::{self, Write as _};

use jiff::civil::Date;

/// A value in the Extended Date/Time Format, ISO 8601-2:2019 Annex A.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edtf(String);

/// Longest text that this crate writes: an interval of two qualified days.
const TEXT_BYTES: usize = 24;

impl Edtf {
    /// Takes a text form, such as `2026-23`, if it is valid: levels 0 to 2.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        edtf_core::is_valid(text).then(|| Self(text.to_owned()))
    }

    /// The text form, such as `2026-23`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first and the last day that it touches; `None` where it is open or unknown.
    #[must_use]
    pub fn bounds(&self) -> (Option<Date>, Option<Date>) {
        let Ok(value) = edtf_core::Edtf::parse(&self.0) else {
            return (None, None);
        };
        let bounds = value.bounds();
        (day(bounds.earliest), day(bounds.latest))
    }

    /// The value from the first to the last day, `None` where open; `None` when both are.
    pub(crate) fn between(
        first: Option<Date>,
        last: Option<Date>,
        shape: Shape,
        doubt: Qualifier,
    ) -> Option<Self> {
        let mut text = String::with_capacity(TEXT_BYTES);
        let mark = doubt.mark();
        let written = match (first, last) {
            (None, None) => return None,
            (Some(first), None) => {
                let precision = Precision::starting(first);
                precision
                    .write(&mut text, first)
                    .and_then(|()| write!(text, "{mark}/.."))
            }
            (None, Some(last)) => {
                text.push_str("../");
                Precision::Day
                    .write(&mut text, last)
                    .and_then(|()| write!(text, "{mark}"))
            }
            (Some(first), Some(last)) => write_closed(&mut text, first, last, (shape, mark)),
        };
        written.ok().map(|()| Self(text))
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn day(bound: edtf_core::Bound) -> Option<Date> {
    let edtf_core::Bound::Date(day) = bound else {
        return None;
    };
    let (month, number) = (i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?);
    Date::new(i16::try_from(day.year).ok()?, month, number).ok()
}

/// A form that has a code of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Plain,
    /// A season of three months inside one year: its code.
    Season(u8),
    /// A quarter of a calendar year: its code.
    Quarter(u8),
}

/// How sure the words are of the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Qualifier {
    Sure,
    Uncertain,
    Approximate,
    Both,
}

impl Qualifier {
    fn mark(self) -> &'static str {
        match self {
            Self::Sure => "",
            Self::Uncertain => "?",
            Self::Approximate => "~",
            Self::Both => "%",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Precision {
    Year,
    Month,
    Day,
}

impl Precision {
    /// How an open interval's first day is written: as shortly as its bound allows.
    fn starting(first: Date) -> Self {
        match (first.month(), first.day()) {
            (1, 1) => Self::Year,
            (_, 1) => Self::Month,
            _ => Self::Day,
        }
    }

    fn write(self, text: &mut String, day: Date) -> fmt::Result {
        let (year, month, number) = (day.year(), day.month(), day.day());
        match self {
            Self::Year => write!(text, "{year:04}"),
            Self::Month => write!(text, "{year:04}-{month:02}"),
            Self::Day => write!(text, "{year:04}-{month:02}-{number:02}"),
        }
    }
}

fn write_closed(
    text: &mut String,
    first: Date,
    last: Date,
    (shape, mark): (Shape, &str),
) -> fmt::Result {
    if let Shape::Season(code) | Shape::Quarter(code) = shape {
        return write!(text, "{:04}-{code}{mark}", first.year());
    }
    let whole_months = first.day() == 1 && last == last.last_of_month();
    let precision = match whole_months {
        true if first.month() == 1 && last.month() == 12 => Precision::Year,
        true => Precision::Month,
        false => Precision::Day,
    };
    precision.write(text, first)?;
    text.push_str(mark);
    let same = first.year() == last.year()
        && match precision {
            Precision::Year => true,
            Precision::Month => first.month() == last.month(),
            Precision::Day => first == last,
        };
    if !same {
        text.push('/');
        precision.write(text, last)?;
        text.push_str(mark);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_it_writes_is_valid_and_has_the_same_bounds() {
        let days = [
            date(2026, 1, 1),
            date(2026, 3, 1),
            date(2026, 3, 31),
            date(2026, 12, 31),
            date(2028, 2, 29),
        ];
        for first in days {
            for last in days.into_iter().filter(|last| first <= *last) {
                for doubt in [
                    Qualifier::Sure,
                    Qualifier::Uncertain,
                    Qualifier::Approximate,
                    Qualifier::Both,
                ] {
                    let edtf = Edtf::between(Some(first), Some(last), Shape::Plain, doubt).unwrap();
                    assert_eq!(Edtf::parse(edtf.as_str()).as_ref(), Some(&edtf));
                    assert_eq!(edtf.bounds(), (Some(first), Some(last)), "{edtf}");
                }
            }
            let open = Edtf::between(Some(first), None, Shape::Plain, Qualifier::Sure).unwrap();
            assert_eq!(open.bounds(), (Some(first), None), "{open}");
            let until = Edtf::between(None, Some(first), Shape::Plain, Qualifier::Sure).unwrap();
            assert_eq!(until.bounds(), (None, Some(first)), "{until}");
        }
    }

    #[test]
    fn seasons_and_quarters_have_codes() {
        for (first, last, shape, text) in [
            (
                date(2026, 9, 1),
                date(2026, 11, 30),
                Shape::Season(23),
                "2026-23",
            ),
            (
                date(2026, 6, 1),
                date(2026, 8, 31),
                Shape::Season(32),
                "2026-32",
            ),
            (
                date(2026, 7, 1),
                date(2026, 9, 30),
                Shape::Quarter(35),
                "2026-35",
            ),
        ] {
            let edtf = Edtf::between(Some(first), Some(last), shape, Qualifier::Sure).unwrap();
            assert_eq!(edtf.as_str(), text);
            assert_eq!(edtf.bounds(), (Some(first), Some(last)));
        }
    }
}
