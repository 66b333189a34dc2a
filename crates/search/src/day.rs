//! Days as numbers that sort as days do: `yyyymmdd`. Days before the year 1 are all "from the
//! start".

use jiff::civil::Date;

/// No day: later than every day.
pub(crate) const NEVER: u32 = u32::MAX;

/// A day as a number; 0 for what has been so from the start.
pub(crate) fn number(day: Date) -> u32 {
    let part = |n: i8| u32::try_from(n).unwrap_or(0);
    match u32::try_from(day.year()) {
        Ok(year) if year > 0 => year * 10_000 + part(day.month()) * 100 + part(day.day()),
        _ => 0,
    }
}

/// The year of a day's number.
pub(crate) fn year(number: u32) -> u64 {
    u64::from(number / 10_000)
}

/// The first and last day, as numbers, of the quarter so many after that of a day.
pub(crate) fn quarter(day: Date, after: u32) -> (u32, u32) {
    let number = number(day);
    let month = (number / 100) % 100;
    let quarters = (number / 10_000) * 4 + month.saturating_sub(1) / 3 + after;
    let (year, quarter) = (quarters / 4, quarters % 4);
    let start = year * 10_000 + (quarter * 3 + 1) * 100;
    // No month has more than 31 days: what matters is that the number is not passed.
    (start + 1, start + 200 + 31)
}

/// Two numbers in one, the first leading.
pub(crate) fn pair(first: u32, second: u32) -> u64 {
    (u64::from(first) << 32) | u64::from(second)
}

/// The two numbers of [`pair`].
pub(crate) fn unpair(both: u64) -> (u32, u32) {
    let low = both & u64::from(u32::MAX);
    (
        u32::try_from(both >> 32).unwrap_or(NEVER),
        u32::try_from(low).unwrap_or(NEVER),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn quarters_follow_each_other_over_the_year() {
        assert_eq!(quarter(date(2026, 11, 22), 0), (20_261_001, 20_261_231));
        assert_eq!(quarter(date(2026, 11, 22), 1), (20_270_101, 20_270_331));
        assert_eq!(number(Date::MIN), 0);
        assert!(number(Date::MAX) < NEVER);
        assert_eq!(unpair(pair(20_261_122, NEVER)), (20_261_122, NEVER));
    }
}
