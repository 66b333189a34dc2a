//! Days as numbers: `yyyymmdd`, which sorts as days do and can be read in any database.
//!
//! The year counts full, so the first day there is, [`Date::MIN`], is -99,989,899; it stands for
//! "from the start" in spans. No day is as late as [`FOR_EVER`].

use jiff::civil::Date;

/// The end of a span that goes on: after 31 December 9999, the last day there is.
pub(crate) const FOR_EVER: i64 = 99_999_999;

/// A day as a number.
pub(crate) fn number(day: Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

/// The day of a number; `None` when it is none.
pub(crate) fn day(number: i64) -> Option<Date> {
    let year = i16::try_from(number.div_euclid(10_000)).ok()?;
    let rest = number.rem_euclid(10_000);
    let month = i8::try_from(rest / 100).ok()?;
    let day = i8::try_from(rest % 100).ok()?;
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_read_back_and_sort_as_they_follow() {
        let days = [
            Date::MIN,
            date(-1, 12, 31),
            date(0, 1, 1),
            date(2026, 11, 22),
            Date::MAX,
        ];
        for pair in days.windows(2) {
            assert!(number(pair[0]) < number(pair[1]), "{pair:?}");
        }
        for known in days {
            assert_eq!(day(number(known)), Some(known));
        }
        assert_eq!(number(date(2026, 11, 22)), 20_261_122);
        assert!(number(Date::MAX) < FOR_EVER && day(FOR_EVER).is_none());
    }
}
