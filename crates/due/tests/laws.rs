//! Laws that hold for every expression, checked on expressions that the test makes up itself.

use heeded_due::{Calendar, Context, Due, Edtf, HedgeKind, Kind, Lateness, SaidOn, find, read};
use jiff::{ToSpan, civil::Date, civil::date};
use proptest::prelude::*;
use proptest::sample::select;

const MONTHS: &[&str] = &[
    "January", "Feb", "March", "April", "May", "June", "July", "Sept", "December",
];

/// A period with its own year.
fn dated() -> impl Strategy<Value = String> {
    let year = || 2020..2045_i32;
    let month = || select(MONTHS);
    prop_oneof![
        (1..29_i32, month(), year()).prop_map(|(day, month, year)| format!("{day} {month} {year}")),
        (month(), year()).prop_map(|(month, year)| format!("{month} {year}")),
        (
            select(&["spring", "summer", "autumn", "winter"][..]),
            year()
        )
            .prop_map(|(s, year)| format!("{s} {year}")),
        (1..5_i32, year()).prop_map(|(quarter, year)| format!("Q{quarter} {year}")),
        year().prop_map(|year| format!("{year}/{:02}", (year + 1) % 100)),
        (
            select(&["early", "mid", "late", "the end of", "the first half of"][..]),
            year()
        )
            .prop_map(|(part, year)| format!("{part} {year}")),
        (year(), 1..9_i32).prop_map(|(year, more)| format!("{year} to {}", year + more)),
        (month(), month(), year()).prop_map(|(from, to, year)| format!("{from} to {to} {year}")),
    ]
}

/// A time that needs the day of the document.
fn undated() -> impl Strategy<Value = String> {
    prop_oneof![
        (
            select(&["within", "over the next", "in the next"][..]),
            2..40_i32,
            select(&["days", "weeks", "months"][..])
        )
            .prop_map(|(lead, number, unit)| format!("{lead} {number} {unit}")),
        select(
            &[
                "this year",
                "next year",
                "later this year",
                "next spring",
                "this month",
                "in the new year"
            ][..]
        )
        .prop_map(str::to_owned),
        select(MONTHS).prop_map(|month| format!("by the end of {month}")),
    ]
}

const LEADS: &[&str] = &[
    "",
    "by",
    "in",
    "before",
    "from",
    "until",
    "no later than",
    "after",
    "by the end of",
    "not before",
    "expected by",
];
const TAILS: &[&str] = &[
    "",
    " TBC",
    ", subject to funding",
    " onwards",
    " at the latest",
    " (provisional)",
    ", then annually",
];

fn expression() -> impl Strategy<Value = String> {
    (
        select(LEADS),
        prop_oneof![dated(), undated()],
        select(TAILS),
    )
        .prop_map(|(lead, time, tail)| format!("{lead} {time}{tail}").trim().to_owned())
}

fn said() -> impl Strategy<Value = Option<SaidOn>> {
    let day =
        (2019..2044_i16, 1..13_i8, 1..29_i8).prop_map(|(year, month, day)| date(year, month, day));
    prop_oneof![
        Just(None),
        day.clone().prop_map(|day| Some(SaidOn::Day(day))),
        day.clone().prop_map(|day| Some(SaidOn::LaterThan(day))),
        day.clone()
            .prop_map(|day| Some(SaidOn::Month(day.year(), day.month()))),
        day.prop_map(|day| Some(SaidOn::Year(day.year()))),
    ]
}

fn context() -> impl Strategy<Value = Context<'static>> {
    (
        said(),
        select(&[Calendar::UNITED_KINGDOM, Calendar::NEW_ZEALAND][..]),
    )
        .prop_map(|(said_on, calendar)| Context {
            said_on,
            calendar,
            sentence: None,
        })
}

/// The days of every reading: what the words mean, apart from how they are spelt.
fn days(due: &Due) -> Vec<(Option<Date>, Option<Date>)> {
    due.readings
        .iter()
        .map(|reading| (reading.earliest, reading.latest))
        .collect()
}

proptest! {
    #[test]
    fn no_reading_ends_before_it_begins(words in expression(), context in context()) {
        for reading in read(&words, &context).readings {
            if let (Some(first), Some(last)) = (reading.earliest, reading.latest) {
                prop_assert!(first <= last, "{words}: {first} {last} {:?}", reading.why);
            }
        }
    }

    #[test]
    fn no_two_readings_are_alike(words in expression(), context in context()) {
        let mut all = days(&read(&words, &context));
        let before = all.len();
        all.sort();
        all.dedup();
        prop_assert_eq!(all.len(), before);
    }

    #[test]
    fn edtf_is_valid_and_says_the_same_days(words in expression(), context in context()) {
        for reading in read(&words, &context).readings {
            let Some(edtf) = reading.edtf else {
                prop_assert_eq!((reading.earliest, reading.latest), (None, None));
                continue;
            };
            prop_assert!(Edtf::parse(edtf.as_str()).is_some(), "{edtf}");
            let bounds = (reading.earliest, reading.latest);
            prop_assert_eq!(edtf.bounds(), bounds, "{} {}", words, edtf);
        }
    }

    #[test]
    fn a_later_day_is_never_less_late(
        words in expression(),
        context in context(),
        start in 0..9_000_i32,
    ) {
        let due = read(&words, &context);
        let mut before = Lateness::No;
        for step in 0..12 {
            let day = date(2019, 1, 1).checked_add((start + step * 97).days()).unwrap();
            let late = due.is_late(day);
            prop_assert!(late >= before, "{words} on {day}");
            before = late;
        }
    }

    #[test]
    fn nothing_without_a_last_day_is_late(words in expression(), context in context()) {
        let due = read(&words, &context);
        if due.readings.iter().all(|reading| reading.latest.is_none()) {
            prop_assert_eq!(due.is_late(date(2999, 1, 1)), Lateness::No);
        }
    }

    #[test]
    fn a_condition_leaves_room_for_doubt(time in dated()) {
        let due = read(&format!("by {time}, subject to funding"), &Context::default());
        prop_assert!(due.is_conditional());
        prop_assert_eq!(due.is_late(date(2999, 1, 1)), Lateness::MayBe);
        let settled = read(&format!("by {time} TBC"), &Context::default());
        prop_assert_eq!(settled.is_late(date(2999, 1, 1)), Lateness::Yes);
        prop_assert_eq!(settled.hedges[0].kind, HedgeKind::ToBeConfirmed);
    }

    #[test]
    fn spelling_changes_nothing(words in expression(), context in context()) {
        let plain = read(&words, &context);
        let others = [
            words.to_uppercase(),
            words.to_lowercase(),
            words.replace(' ', "\u{a0}"),
            words.replace(' ', "  "),
            words.replace(" to ", " – "),
            format!(" {words} "),
        ];
        // "may" in small letters is a verb where no word before it says otherwise.
        for other in others.iter().filter(|other| !other.contains("may")) {
            let again = read(other, &context);
            let (again, plain) = ((days(&again), again.kind), (days(&plain), plain.kind));
            prop_assert_eq!(again, plain, "{} / {}", words, other);
        }
    }

    #[test]
    fn a_printed_year_needs_no_document(
        words in (select(LEADS), dated()),
        one in said(),
        other in said(),
    ) {
        let words = format!("{} {}", words.0, words.1);
        let with = |said_on| days(&read(&words, &Context { said_on, ..Context::default() }));
        prop_assert_eq!(with(one), with(other), "{}", words);
    }

    #[test]
    fn reading_again_what_was_stated_says_the_same(words in expression(), context in context()) {
        let once = read(&words, &context);
        prop_assert_eq!(&once.as_stated, &words);
        prop_assert_eq!(&read(&once.as_stated, &context), &once);
    }

    #[test]
    fn found_phrases_are_in_order_and_do_not_overlap(
        text in any::<String>(),
        words in expression(),
    ) {
        let text = format!("{text} {words}. {text}");
        let mut end = 0;
        for found in find(&text) {
            prop_assert!(found.range.start >= end && found.range.end > found.range.start);
            prop_assert!(text.get(found.range.clone()).is_some(), "not on the border of a letter");
            end = found.range.end;
        }
    }

    #[test]
    fn an_expression_is_found_in_a_sentence(
        lead in select(&["by", "in", "during", "no later than", "by the end of"][..]),
        time in dated(),
        context in context(),
    ) {
        let words = format!("{lead} {time}");
        let sentence = format!("We will publish the new rules {words} and tell everyone of them.");
        let phrases = find(&sentence).into_iter();
        let found: Vec<&str> = phrases.filter_map(|found| sentence.get(found.range)).collect();
        prop_assert!(!found.is_empty(), "{sentence}");
        let (cut_out, alone) = (read(found[0], &context), read(&words, &context));
        prop_assert_eq!(days(&cut_out), days(&alone), "{:?}", found);
    }
}

#[test]
fn the_examples_of_the_brief_are_late_as_promised() {
    let day = date(2026, 11, 22);
    let late = |words: &str| read(words, &Context::default()).is_late(day);
    assert_eq!(late("by Autumn 2026"), Lateness::No);
    assert_eq!(late("by Autumn 2025"), Lateness::Yes);
    assert_eq!(late("by 2025 date TBC"), Lateness::Yes);
    assert_eq!(late("in 2025/26, subject to funding"), Lateness::MayBe);
    assert_eq!(late("from 2025 onwards"), Lateness::No);
    assert_eq!(late("completed in March 2024"), Lateness::No);
    assert_eq!(
        read("completed in March 2024", &Context::default()).kind,
        Kind::Done
    );
}

#[test]
fn the_explanation_is_in_plain_sentences() {
    let due = read("by Winter 2025, subject to funding", &Context::default());
    assert_eq!(
        due.explain(),
        "“by Winter 2025, subject to funding” means 1 December 2025 to 28 February 2026. \
         A winter is taken to belong to the year of its December. \
         It could also mean 1 January 2025 to 28 February 2025: \
         a winter can belong to the year of its January and February. \
         It has a condition: “subject to funding”."
    );
}
