//! The guide `docs/schemes.md` lists the keys that the code knows: no more, no fewer, and its
//! examples are right.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a failing test is meant to stop there"
)]

use heeded_schemes::parse;
use std::collections::BTreeSet;

const GUIDE: &str = include_str!("../../../docs/schemes.md");

const SMALLEST: &str = "id = \"a\"\nname = \"A\"\nkinds = [\"concern\"]\n";
const CALENDAR: &str = "[calendar]\ncountry = \"united-kingdom\"\n";
const BODY: &str = "[[organisation]]\nname = \"B\"\n";

/// The keys that stand first in the rows of a section's table.
fn guide_keys(heading: &str) -> BTreeSet<String> {
    let (_, section) = GUIDE.split_once(heading).expect(heading);
    let section = section.split("\n### ").next().unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.map(|row| row.split('`').next().unwrap().to_owned())
        .collect()
}

/// The keys that the code knows there: a key that it cannot know makes it list them.
#[track_caller]
fn code_keys(before: &str, after: &str) -> BTreeSet<String> {
    let text = format!("{before}qqqqqqqqqqqqqqqqqqqq = 1\n{after}");
    let error = parse("guide.toml", &text).unwrap_err();
    let (_, list) = error
        .mend
        .split_once("The keys here are: ")
        .expect("a list of keys");
    list.trim_end_matches('.')
        .split(", ")
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_guide_lists_every_key_and_no_other() {
    let under = |table: &str| {
        let (body, table) = match table.starts_with("[[organisation.") {
            true => (BODY, table),
            false => ("", table),
        };
        code_keys(&format!("{SMALLEST}{body}{table}\n"), "")
    };
    assert_eq!(guide_keys("### At the top"), code_keys(SMALLEST, CALENDAR));
    for table in [
        "[calendar]",
        "[[duty]]",
        "[[verdict]]",
        "[[organisation]]",
        "[[organisation.former]]",
        "[[organisation.succession]]",
    ] {
        assert_eq!(
            guide_keys(&format!("### `{table}`")),
            under(table),
            "{table}"
        );
    }
}

#[test]
fn what_the_guide_shows_works() {
    let blocks = GUIDE.split("```toml\n").skip(1);
    let blocks: Vec<&str> = blocks
        .map(|rest| rest.split("```").next().unwrap())
        .collect();
    let [smallest, reading] = blocks[..] else {
        panic!("two blocks of TOML")
    };
    assert_eq!(
        parse("guide.toml", smallest).unwrap().scheme.id.as_str(),
        "ward-board"
    );
    let file = parse("guide.toml", &format!("{smallest}{reading}")).unwrap();
    heeded_reader::Section::from_toml(&file.reading.unwrap()).unwrap();
}

/// Each example in the tables is a value that its key takes.
#[test]
fn the_examples_in_the_tables_are_values() {
    let rows = GUIDE.lines().filter(|line| line.starts_with("| `"));
    for row in rows {
        let example = row
            .trim_end_matches(" |")
            .rsplit(" | ")
            .next()
            .unwrap()
            .trim_matches('`');
        if example.starts_with('[') && !example.starts_with("[\"") {
            continue; // The heading of a table.
        }
        let line = format!("key = {example}");
        assert!(line.parse::<toml::Table>().is_ok(), "{row}");
    }
}
