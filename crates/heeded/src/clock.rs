//! What time it is: asked here and nowhere else, and handed to whoever needs it.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// Now.
#[expect(clippy::disallowed_methods, reason = "this is the one place that asks")]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// Today, by the clock and time zone of this machine: days are those of the people who run it.
pub(crate) fn today() -> Date {
    now_and_today().1
}

/// Both at once, for what is recorded.
pub(crate) fn now_and_today() -> (Timestamp, Date) {
    let now = now();
    (now, Zoned::new(now, TimeZone::system()).date())
}
