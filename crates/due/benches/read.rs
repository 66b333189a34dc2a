//! How many expressions are read a second, and how much text is searched.

use divan::counter::{BytesCount, ItemsCount};
use heeded_due::{Calendar, Context, SaidOn, find, read};
use jiff::civil::date;

/// Expressions of every kind, invented.
const EXPRESSIONS: &[&str] = &[
    "by March 2031",
    "by Winter 2031, TBC",
    "in 2031/32, subject to funding",
    "31 March 2031",
    "by the end of September",
    "during the fourth quarter of 2031/32",
    "within six weeks",
    "over the coming four years (2031/32 to 2034/35)",
    "in due course",
    "once the new system has been rolled out in 2031",
    "from June 2031 on a quarterly basis",
    "in September/October 2031",
    "later this year",
    "early to mid 2031",
    "target date for the change is 20 June 2031",
    "as soon as parliamentary time allows",
];

const PROSE: &str = "We accept this recommendation. The new guidance will be published by autumn \
    2031, and every trust will be asked to review its local policy in the light of it. Work \
    with the regulator is under way, subject to the outcome of the spending review, and a further \
    update will be given to Parliament in due course. ";

fn main() {
    divan::main();
}

#[divan::bench]
fn expressions(bencher: divan::Bencher<'_, '_>) {
    let context = Context {
        said_on: Some(SaidOn::Day(date(2031, 2, 10))),
        calendar: Calendar::UNITED_KINGDOM,
        sentence: None,
    };
    bencher
        .counter(ItemsCount::new(EXPRESSIONS.len()))
        .bench(|| {
            for words in EXPRESSIONS {
                divan::black_box(read(divan::black_box(words), &context));
            }
        });
}

#[divan::bench]
fn prose(bencher: divan::Bencher<'_, '_>) {
    let text = PROSE.repeat(3_000);
    bencher
        .counter(BytesCount::new(text.len()))
        .bench(|| find(divan::black_box(&text)));
}
