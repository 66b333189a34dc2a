//! What is wrong with a file is said with its place, in words, and with a way to mend it.
//!
//! Each case is a change to a right file: what is replaced, by what, and the whole message.

#![expect(clippy::panic, reason = "a failing test is meant to stop there")]

use heeded_schemes::{MAX_SCHEME_BYTES, parse};

const RIGHT: &str = r#"id = "wards"
name = "Ward recommendations"
kinds = ["safety-recommendation"]
explanation = ["It asks."]

[calendar]
country = "united-kingdom"

[[duty]]
addressees = ["Ministry of Wards"]
ground = "law"
days = 30
basis = "sent"

[[duty]]
ground = "practice"

[[verdict]]
code = "Done"
neutral = "satisfactory"
closes = true

[[verdict]]
code = "Not done"
neutral = "unsatisfactory"
closes = false

[[organisation]]
name = "Ministry of Wards"
abbreviation = "MoW"
from = 2020-01-01

[[organisation.former]]
name = "Wards Office"
from = 2010-01-01

[[organisation]]
name = "Bed Council"
ended_on = 2026-03-31

[[organisation.succession]]
kind = "merged"
to = "Ministry of Wards"
on = 2026-04-01
moves = "all"

[reading]
ask_openings = ["{body} urges that"]
"#;

/// The message for the file with one change.
#[track_caller]
fn check(replace: &str, with: &str, expected: &str) {
    assert_eq!(
        RIGHT.matches(replace).count(),
        1,
        "{replace:?} must stand once"
    );
    let text = RIGHT.replace(replace, with);
    match parse("w.toml", &text) {
        Ok(_) => panic!("{with:?} was taken"),
        Err(error) => assert_eq!(error.to_string(), expected),
    }
}

#[test]
fn the_file_without_a_change_is_right() {
    let file = parse("w.toml", RIGHT).unwrap();
    assert_eq!((file.scheme.duties.len(), file.organisations.len()), (2, 2));
    let reading = file.reading.unwrap();
    let line = RIGHT
        .lines()
        .position(|line| line.starts_with("ask_openings"));
    assert_eq!(
        reading
            .lines()
            .position(|line| line.starts_with("ask_openings")),
        line
    );
}

#[test]
fn what_is_not_toml() {
    check(
        "closes = true",
        "closes = yes",
        "w.toml:21:10: string values must be quoted, \
        expected literal string. Check this line; docs/schemes.md shows every key with an example.",
    );
    check(
        "closes = true",
        "closes = \"true\"",
        "w.toml:21:10: invalid type: string \"true\", \
        expected a boolean. Check this line; docs/schemes.md shows every key with an example.",
    );
    check(
        "name = \"Ward recommendations\"",
        "",
        "w.toml:1:1: the key \"name\" is missing. \
        Add it; docs/schemes.md shows every key with an example.",
    );
}

#[test]
fn a_key_that_is_not_known() {
    check(
        "basis = \"sent\"",
        "bases = \"sent\"",
        "w.toml:13:1: the key \"bases\" is not known here. Did you mean \"basis\"?",
    );
    check(
        "abbreviation",
        "colour",
        "w.toml:30:1: the key \"colour\" is not known here. \
        The keys here are: name, abbreviation, aliases, from, ended_on, former, succession.",
    );
    check(
        "[[duty]]\nground",
        "[[dutys]]\nground",
        "w.toml:15:3: the key \"dutys\" is not known here. Did you mean \"duty\"?",
    );
}

#[test]
fn words_that_stand_for_nothing() {
    check(
        "\"safety-recommendation\"",
        "\"safety recommendation\"",
        "w.toml:3:10: kinds cannot be \
        \"safety recommendation\". Did you mean \"safety-recommendation\"?",
    );
    check(
        "\"law\"",
        "\"statute\"",
        "w.toml:11:10: ground cannot be \"statute\". \
        It is one of: law, practice, none.",
    );
    check(
        "\"sent\"",
        "\"Sent\"",
        "w.toml:13:9: basis cannot be \"Sent\". Did you mean \"sent\"?",
    );
    check(
        "\"unsatisfactory\"",
        "\"unsatisfactry\"",
        "w.toml:25:11: neutral cannot be \
        \"unsatisfactry\". Did you mean \"unsatisfactory\"?",
    );
    check(
        "\"united-kingdom\"",
        "\"france\"",
        "w.toml:7:11: country cannot be \"france\". \
        It is one of: australia, new-zealand, united-kingdom, united-states. \
        For another, give financial_year_starts (its month) and hemisphere instead.",
    );
    check(
        "\"merged\"",
        "\"mergd\"",
        "w.toml:42:8: kind cannot be \"mergd\". \
        Did you mean \"merged\"?",
    );
    check(
        "moves = \"all\"",
        "moves = \"some\"",
        "w.toml:45:9: moves cannot be \"some\". \
        It is one of: all, function, not-known.",
    );
}

#[test]
fn the_short_name_and_the_kinds() {
    check(
        "\"wards\"",
        "\"Wards!\"",
        "w.toml:1:6: id cannot be \"Wards!\". \
        Use 1 to 40 small letters, digits and hyphens: it stands in addresses.",
    );
    check(
        "kinds = [\"safety-recommendation\"]",
        "kinds = []",
        "w.toml:3:9: kinds is empty. \
        Name at least one kind of ask, the usual one first.",
    );
    check(
        "[\"safety-recommendation\"]",
        "[\"concern\", \"concern\"]",
        "w.toml:3:21: \"concern\" stands twice in kinds. Take one of them out.",
    );
    check(
        "\"It asks.\"",
        "\" \"",
        "w.toml:4:16: explanation has no words. \
        Write the words, or leave the key out where it may be left out.",
    );
}

#[test]
fn the_calendar() {
    let clear = "Give country alone, or financial_year_starts and hemisphere.";
    check(
        "country = \"united-kingdom\"",
        "hemisphere = \"north\"",
        &format!("w.toml:6:1: the calendar is not clear. {clear}"),
    );
    check(
        "country = \"united-kingdom\"",
        "financial_year_starts = 13\nhemisphere = \"north\"",
        "w.toml:7:25: financial_year_starts cannot be 13. \
         It is a month: 1 (January) to 12 (December).",
    );
}

#[test]
fn a_duty_that_cannot_hold() {
    check(
        "days = 30",
        "days = 0",
        "w.toml:12:8: days cannot be 0. It is 1 to 3650, in calendar days.",
    );
    check(
        "days = 30",
        "days = 3651",
        "w.toml:12:8: days cannot be 3651. It is 1 to 3650, in calendar days.",
    );
    check(
        "days = 30\n",
        "",
        "w.toml:9:1: basis without days. \
        Say how many days there are, or leave out basis too.",
    );
    check(
        "basis = \"sent\"\n",
        "",
        "w.toml:9:1: days without basis. Say what starts the days: \
        basis = \"sent\", \"published\" or \"received\". \
        Where that is not known, leave out days too.",
    );
    check(
        "ground = \"law\"",
        "ground = \"none\"",
        "w.toml:9:1: a time limit without a duty. \
        Where nobody has to respond, leave out days, basis and extension.",
    );
    check(
        "addressees = [\"Ministry of Wards\"]\n",
        "",
        "w.toml:14:1: this duty can never be \
        reached. Put the rule for every addressee last: the first that fits holds.",
    );
    check(
        "[\"Ministry of Wards\"]",
        "[]",
        "w.toml:10:14: addressees is empty. \
        Name whom it binds, or leave the key out: then it binds every addressee.",
    );
}

#[test]
fn a_verdict_that_stands_twice() {
    check(
        "\"Not done\"",
        "\"Done\"",
        "w.toml:24:8: the verdict \"Done\" stands twice. Take one of them out.",
    );
}

#[test]
fn names_that_mean_two_bodies() {
    check(
        "name = \"Bed Council\"",
        "name = \"Bed Council\"\naliases = [\"mow\"]",
        "w.toml:39:12: \"mow\" already means \"Ministry of Wards\". \
         A name means one body, and stands once: take one of them out.",
    );
    check(
        "from = 2020-01-01",
        "from = 2000-01-01",
        "w.toml:29:8: the names of \"Ministry of Wards\" are not in order of time. \
         Put the former names before each other, the oldest first; check each from.",
    );
}

#[test]
fn days_that_are_not_days() {
    let mend = "Write year-month-day without quotes, as in 2026-06-30.";
    for (day, column) in [
        ("\"2026-03-31\"", 12),
        ("2026-03-31T10:00:00", 12),
        ("2026", 12),
    ] {
        let message = format!("w.toml:39:{column}: ended_on is not a day. {mend}");
        check(
            "ended_on = 2026-03-31",
            &format!("ended_on = {day}"),
            &message,
        );
    }
}

#[test]
fn what_became_of_a_body() {
    check(
        "to = \"Ministry of Wards\"",
        "to = \"Ministry of Ward\"",
        "w.toml:43:6: to cannot be \
        \"Ministry of Ward\". Did you mean \"Ministry of Wards\"? \
        A successor is an [[organisation]] of this file.",
    );
    check(
        "to = \"Ministry of Wards\"",
        "to = \"Bed Council\"",
        "w.toml:43:6: a body cannot follow itself. Name the body that took over.",
    );
    check(
        "to = \"Ministry of Wards\"\n",
        "",
        "w.toml:41:1: a succession without a successor. \
        Name in to who took over; where nobody did, the kind is closed.",
    );
    check(
        "kind = \"merged\"",
        "kind = \"closed\"",
        "w.toml:41:1: a body that closed has no \
        successor. Where somebody took over, the kind is merged, split or function-moved.",
    );
    check(
        "moves = \"all\"",
        "moves = \"function\"",
        "w.toml:41:1: which function moved is not said. Name it: function = \"…\".",
    );
    check(
        "moves = \"all\"",
        "moves = \"all\"\nfunction = \"beds\"",
        "w.toml:41:1: a function is \
        named, and moves says another thing. Write moves = \"function\", or leave function out.",
    );
}

#[test]
fn a_file_that_is_no_scheme() {
    let error = parse("w.toml", "").unwrap_err();
    assert_eq!(
        (error.line, error.what.as_str()),
        (1, "the key \"id\" is missing")
    );
    let error = parse("w.toml", "\u{0}\u{1}").unwrap_err();
    assert_eq!(error.line, 1);
    let error = parse("w.toml", &" ".repeat(MAX_SCHEME_BYTES + 1)).unwrap_err();
    assert_eq!(error.what, "the file has 1048577 bytes, at most 1048576");
}
