//! Whatever stands in a document, reading it neither panics nor takes long.
//!
//! `read_anything` is written so that a fuzzer can call it as well.

use std::time::{Duration, Instant};

use heeded_due::{Calendar, Context, MAX_BYTES, SaidOn, find, read};
use jiff::civil::date;
use proptest::prelude::*;

/// Everything that a text of any kind goes through.
fn read_anything(text: &str) {
    let found = find(text);
    let said = [
        None,
        Some(SaidOn::Day(date(2031, 2, 10))),
        Some(SaidOn::Month(2031, 2)),
        Some(SaidOn::Month(2031, 99)),
        Some(SaidOn::Year(i16::MAX)),
        Some(SaidOn::LaterThan(jiff::civil::Date::MAX)),
        Some(SaidOn::Day(jiff::civil::Date::MIN)),
    ];
    let odd = Calendar {
        financial_year_starts: 99,
        ..Calendar::NEW_ZEALAND
    };
    for said_on in said {
        for calendar in [Calendar::UNITED_KINGDOM, odd] {
            let context = Context {
                said_on,
                calendar,
                sentence: Some(text),
            };
            let due = read(text, &context);
            assert!(!due.readings.is_empty());
            let _ = (due.explain(), due.is_late(date(2031, 2, 10)));
            for phrase in found.iter().take(3) {
                let words = text.get(phrase.range.clone());
                assert!(words.is_some(), "a phrase must end between letters");
                let _ = read(words.unwrap_or_default(), &context);
            }
        }
    }
    let _ = Calendar::suggested_by(text);
}

/// Words that the grammar knows, marks and numbers: strings of these go deep into it.
const PIECES: &[&str] = &[
    "by",
    "in",
    "the",
    "end",
    "of",
    "to",
    "and",
    "or",
    "-",
    "–",
    "/",
    ",",
    ".",
    "(",
    ")",
    "'",
    "31",
    "2031",
    "32",
    "0",
    "99999999999",
    "1st",
    "March",
    "May",
    "Sept",
    "spring",
    "winter",
    "Q",
    "Q3",
    "H1",
    "quarter",
    "half",
    "year",
    "years",
    "months",
    "week",
    "financial",
    "academic",
    "FY",
    "FY26",
    "early",
    "mid",
    "late",
    "later",
    "first",
    "last",
    "next",
    "this",
    "within",
    "six",
    "a",
    "few",
    "every",
    "quarterly",
    "TBC",
    "subject",
    "once",
    "is",
    "complete",
    "following",
    "Parliament",
    "Christmas",
    "Easter",
    "Monday",
    "at",
    "least",
    "latest",
    "onwards",
    "beyond",
    "new",
    "before",
    "after",
    "no",
    "than",
    "\n\n",
    "\u{ad}",
    "ﬁ",
    "’",
    "£",
    "%",
    "new",
    "Octobr",
    "ongoing",
    "date",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn on_any_text(text in any::<String>()) {
        read_anything(&text);
    }

    #[test]
    fn on_text_that_looks_like_dates(
        pieces in prop::collection::vec((prop::sample::select(PIECES), prop::bool::ANY), 0..14),
    ) {
        let mut text = String::new();
        for (piece, space) in pieces {
            text.push_str(piece);
            if space {
                text.push(' ');
            }
        }
        read_anything(&text);
    }
}

#[test]
fn hostile_megabytes_are_read_in_time() {
    for unit in [
        "by ",
        "the end of ",
        "(",
        "2031 to ",
        "March, ",
        "once it is ",
        "- ",
        "every 2 ",
        "1",
        "early/",
        "fi ",
    ] {
        let text = unit.repeat(1_000_000 / unit.len());
        let started = Instant::now();
        let _ = find(&text);
        let _ = read(&text, &Context::default());
        // A hundred times what it takes in a release build: this only catches squares.
        let limit = Duration::from_secs(20);
        assert!(
            started.elapsed() < limit,
            "{unit:?} took {:?}",
            started.elapsed()
        );
    }
}

#[test]
fn what_is_too_long_is_kept_unread() {
    let text = "by March 2031 ".repeat(MAX_BYTES / 14 + 1);
    let due = read(&text, &Context::default());
    assert_eq!(due.as_stated, text);
    assert_eq!(due.kind, heeded_due::Kind::Unread);
}
