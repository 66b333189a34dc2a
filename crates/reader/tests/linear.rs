//! What reading costs grows with the length of a document and no faster, whatever it is full of.
//!
//! Counted is the time of this thread on a processor, which other work of the machine hardly
//! changes, and compared are two sizes of the same.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a failing test is meant to stop there")]

use heeded_reader::{Cues, Document, read};

/// The smaller document, and how many times as large the other is.
const SMALL: usize = 40;
const TIMES: usize = 32;
/// Of three tries the best counts.
const TRIES: usize = 3;

/// Nanoseconds that this thread has run.
fn spent() -> u64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    told.split(' ').next().unwrap().parse().unwrap()
}

fn cost(page: &str) -> u64 {
    let tries = (0..TRIES).map(|_| {
        let before = spent();
        let reading = read(&Document::new("x.html", page.as_bytes()), &Cues::general()).unwrap();
        assert!(!reading.drafts.is_empty());
        spent() - before
    });
    tries.min().unwrap()
}

/// Whether so many times as much costs far less than their square: what grows so costs 32 times as
/// much for each, and what a cache or an allocator does to a long page never three times.
fn assert_linear(what: &str, part: impl Fn(usize) -> String) {
    let page = |parts: usize| -> String { (0..parts).map(&part).collect() };
    let (small, large) = (cost(&page(SMALL)), cost(&page(SMALL * TIMES)));
    let most = small * u64::try_from(TIMES * 3).unwrap();
    assert!(
        large <= most,
        "{what}: {small} ns, then {large} ns for {TIMES} times as much"
    );
}

fn ask(number: usize) -> String {
    format!("<p>TSB recommends that the Harbour Office lights pier {number}.</p>")
}

#[test]
fn headings_cost_the_same_however_many_stand_above() {
    assert_linear("headings of one level", |number| {
        "<h3>Lamps</h3>".repeat(30) + &ask(number)
    });
}

#[test]
fn so_do_blocks_of_other_kinds() {
    assert_linear("items", |number| {
        format!(
            "{}<ul>{}</ul>",
            ask(number),
            "<li>Piers of stone</li>".repeat(20)
        )
    });
    assert_linear("rows", |number| {
        format!(
            "<table><tr><th>Recommendation<th>Response</tr>{}</table>",
            format!("<tr><td>The Board should light pier {number}.<td>Agreed.</tr>").repeat(5)
        )
    });
    assert_linear("concerns of a letter", |number| {
        let form = "<h1>Coroner's report</h1><h2>MATTERS OF CONCERN</h2>";
        let opening = if number == 0 { form } else { "" };
        format!("{opening}<p>({number}) There was no lamp on pier {number} and nobody saw it.</p>")
    });
    assert_linear("asks of somebody else each", |number| {
        let points = "<li>provide an apology;<li>review the lamps.";
        format!("<p>I recommend that Hospital {number}:</p><ul>{points}</ul>")
    });
}

#[test]
fn so_do_the_times_of_a_sentence_without_an_end() {
    assert_linear("times", |number| {
        let opening =
            "<p>Recommendation 1: The Board should light the pier.</p><p>Response: We will";
        let opening = if number == 0 { opening } else { "," };
        let day = number % 28 + 1;
        opening.to_owned() + &format!(" light a lamp by {day} May 2031,").repeat(20)
    });
}

#[test]
fn so_do_the_actions_of_a_row_and_those_who_answer() {
    assert_linear("actions in one cell", |number| {
        let head = "<table><tr><th>Recommendation<th>Status<th>Action</tr>\
                    <tr><td>The Board should light the pier.<td>Complete.<td>";
        let opening = if number == 0 { head } else { "" };
        opening.to_owned() + &format!("<p>Light lamp {number}.</p>").repeat(10)
    });
    assert_linear("answers to one ask", |number| {
        let ask = "<h2>Recommendation 1</h2><p>The Board should light the pier.</p>";
        let opening = if number == 0 { ask } else { "" };
        let answer =
            "<h3>What the Tide Office told us</h3><p>The Harbour Agency will light it.</p>";
        opening.to_owned() + &answer.repeat(10)
    });
}
