//! Days that have a name: Christmas, Easter, anniversaries that promises are tied to.

use jiff::{ToSpan, civil::Date};

use crate::grammar::phrase::NamedDay;

/// The day in that year.
pub(crate) fn named_day(day: NamedDay, year: i16) -> Option<Date> {
    match day {
        NamedDay::Christmas => Date::new(year, 12, 25).ok(),
        NamedDay::ChristmasEve => Date::new(year, 12, 24).ok(),
        NamedDay::Easter => easter(year),
        // The fire at Grenfell Tower: 14 June 2017.
        NamedDay::Grenfell => Date::new(year, 6, 14).ok(),
        // The disaster at Hillsborough: 15 April 1989.
        NamedDay::Hillsborough => Date::new(year, 4, 15).ok(),
    }
}

/// Easter Sunday of the western churches, by the method of Meeus, Jones and Butcher.
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let golden = year_number % 19;
    let (century, rest) = (year_number / 100, year_number % 100);
    let moon =
        (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let shift = (golden + 11 * moon + 22 * weekday) / 451;
    let days_after_22_march = moon + weekday - 7 * shift;
    Date::new(year, 3, 22)
        .ok()?
        .checked_add(days_after_22_march.days())
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_falls_when_almanacs_say() {
        for day in [
            date(1999, 4, 4),
            date(2000, 4, 23),
            date(2008, 3, 23),
            date(2011, 4, 24),
            date(2024, 3, 31),
            date(2025, 4, 20),
            date(2026, 4, 5),
            date(2027, 3, 28),
            date(2038, 4, 25),
        ] {
            assert_eq!(easter(day.year()), Some(day));
        }
    }
}
