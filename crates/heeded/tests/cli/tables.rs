//! Tables that others make, with the column maps of the schemes that come with the program.

use crate::desk::{Desk, code, said};

const INDEX: &str = "\
response status,date_added,date_of_report,ref,deceased_name,coroner_area,category,this_report_is_being_sent_to,no. recipients,no. replies,report_url,pdf_url,reply_urls,concerns
completed,3/02/2025,1/02/2025,2025-0901,A. Tide,Tideshire,Other,Tide Harbour Council | Department of Quays | Lamp Trust,3,2,https://coroner.example/2025-0901,,https://coroner.example/2025-0901-Response-from-Tide-Harbour-Council.pdf | https://coroner.example/2025-0901-reply.pdf,The pier at the harbour was not lit at night and nobody had been told to light it.
pending,4/02/2025,2/02/2025,2025-0902,B. Quay,Tideshire,Other,Lamp Trust,1,1,https://coroner.example/2025-0902,,https://coroner.example/2025-0902-reply.pdf,The lamps of the pier were not looked at for two years before the fall.
pending,4/02/2025,9/02/2025,2025-0902,C. Weir,Weirshire,Custody,Prison Office,1,0,https://coroner.example/2025-0902-b,,,
";

const REVIEWS: &str = "\
To,From,Text,Response,Issue,Action,Session,To-Rgrp,To-Org,From-Rgrp,From-Org
Cardania,Ruritania,Ratify the Convention on the Safety of Piers and Harbours,Accepted,Treaties,1,5,A,B,C,D
Ostania,Ruritania,Ratify the Convention on the Safety of Piers and Harbours,Noted,Treaties,1,5,A,B,C,D
Cardania,Ruritania,Ratify the Convention on the Safety of Piers and Harbours,Noted,Treaties,1,16,A,B,C,D
";

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
