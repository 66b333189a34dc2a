//! Tables that others make, with the column maps of the schemes that come with the program.

use crate::desk::{Desk, code, said};

const INDEX: &str = include_str!("tables/index.csv");

const REVIEWS: &str = include_str!("tables/reviews.csv");

fn imported(name: &str, table: &str, issuer: &str) -> (Desk, String) {
    let desk = Desk::new();
    desk.file(name, table);
    let output = desk.run(&["import", name, "--issuer", issuer, "--accept"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let words = said(&output);
    (desk, words)
}

/// Nobody is said to be late whose response may be the one that does not say whose it is.
#[test]
fn responses_by_their_addresses_accuse_nobody() {
    let (desk, _) = imported("index.csv", INDEX, "pfd");
    let first = said(&desk.run(&["show", "R0001A"]));
    assert!(
        first.contains("Tide Harbour Council: A response is on record"),
        "{first}"
    );
    for silent in ["Department of Quays", "Lamp Trust"] {
        let unknown = format!("{silent}: Whether a response came is not known");
        assert!(first.contains(&unknown), "{first}");
    }
    let late = said(&desk.run(&["list", "--status", "response-overdue"]));
    assert!(late.contains("0 recommendations"), "{late}");
    let second = said(&desk.run(&["show", "R0002D"]));
    assert!(
        second.contains("Lamp Trust: A response is on record"),
        "{second}"
    );
}

/// A number that two reports have, by a slip, makes no one report of them.
#[test]
fn a_row_without_words_that_has_the_number_of_another_report_is_left_out() {
    let (desk, told) = imported("index.csv", INDEX, "pfd");
    assert!(
        told.contains("Row 4 has no words of a recommendation"),
        "{told}"
    );
    let second = said(&desk.run(&["show", "R0002D"]));
    assert!(!second.contains("Prison Office"), "{second}");
}

/// States ask the same of one after the other, and of one again after years.
#[test]
fn the_same_words_to_another_or_in_another_year_are_another_recommendation() {
    let (desk, told) = imported("reviews.csv", REVIEWS, "upr");
    assert!(told.contains("3 accepted"), "{told}");
    let list = said(&desk.run(&["list"]));
    assert!(list.contains("3 recommendations"), "{list}");
    let again = said(&desk.run(&["import", "reviews.csv", "--issuer", "upr", "--accept"]));
    assert!(again.contains("3 of them were decided before"), "{again}");
}
