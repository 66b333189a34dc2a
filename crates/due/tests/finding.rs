//! What is a time phrase in running text, and what only looks like one.

#![expect(clippy::string_slice, reason = "a failing test is meant to stop there")]

use heeded_due::find;

/// The phrases found in a sentence.
fn found(sentence: &str) -> Vec<&str> {
    find(sentence)
        .into_iter()
        .map(|found| &sentence[found.range])
        .collect()
}

#[test]
fn phrases_come_with_lead_ins_hedges_and_conditions() {
    for (sentence, phrases) in [
        (
            "We will publish it by Winter 2031, subject to funding.",
            &["by Winter 2031, subject to funding"][..],
        ),
        (
            "A plan follows before the end of March 2031 (TBC).",
            &["before the end of March 2031 (TBC)"],
        ),
        (
            "Interim results by summer 2031 and the rest in 2032.",
            &["by summer 2031", "in 2032"],
        ),
        (
            "It starts from June 2031 on a quarterly basis.",
            &["from June 2031 on a quarterly basis"],
        ),
        (
            "Money over the coming four years (2031/32 to 2034/35).",
            &["over the coming four years (2031/32 to 2034/35)"],
        ),
        (
            "Once the pilot is complete, we will roll it out.",
            &["Once the pilot is complete"],
        ),
        (
            "The draft was published on 12 May 2031.",
            &["published on 12 May 2031"],
        ),
        (
            "We will lay the rules when parliamentary time allows.",
            &["when parliamentary time allows"],
        ),
        ("This will be done shortly.", &["shortly"]),
        (
            "They meet at least quarterly to look at it.",
            &["at least quarterly"],
        ),
        (
            "It is due within three months of receipt of this report.",
            &["within three months of receipt"],
        ),
    ] {
        assert_eq!(found(sentence), phrases, "{sentence}");
    }
}

#[test]
fn phrases_go_as_far_as_they_say_when() {
    for (sentence, phrases) in [
        (
            "It opens w/c 11 May 2031 for all.",
            &["w/c 11 May 2031"][..],
        ),
        (
            "School life is extended to twelve years from September 2031.",
            &["from September 2031"],
        ),
        (
            "By close of business on the last Friday of June 2031 it is shut.",
            &["on the last Friday of June 2031"],
        ),
        ("Results are shown each term.", &["each term"]),
        (
            "We write before the summer recess, which begins on 21 July 2031.",
            &["before the summer recess, which begins on 21 July 2031"],
        ),
        (
            "It is fitted before the 2031/32 cyclone season begins on 1 November 2031.",
            &["before the 2031/32 cyclone season begins on 1 November 2031"],
        ),
        (
            "They look in June 2031 and again in December 2031.",
            &["in June 2031 and again in December 2031"],
        ),
        (
            "Drills are held every April and September.",
            &["every April and September"],
        ),
        (
            "They try it in November of each year, starting in 2031.",
            &["in November of each year, starting in 2031"],
        ),
        (
            "It runs seven evenings a week from March 2031.",
            &["from March 2031"],
        ),
    ] {
        assert_eq!(found(sentence), phrases, "{sentence}");
    }
}

#[test]
fn numbers_titles_and_verbs_are_not_time_phrases() {
    for sentence in [
        "We will build 14,000 homes and pay £2026 for each of 2,031 roofs.",
        "See Part 21, recommendation 10 and DCB0160.",
        "The line is open 24 hours a day, 7 days a week.",
        "Section 3 of the Act 1974 applies.",
        "The Building Safety Act 2022 and the 2022 Act apply.",
        "Call NHS 111 or 020 7946 2031.",
        "See Report 05/2031 and each term of the lease.",
        "They may march, and the price may fall.",
        "As set out in section 3.5.5 and pages 25-26.",
        "The Annual Report is on the web.",
        "It costs 2031 pounds and 30% of 2031 people agree.",
        "Work to keep the ongoing review going is hard.",
        "A second opinion is sought in the first half.",
        "Spring water falls on summer grass.",
        "This may take some time.",
        "Eight years since the fire, much is done.",
    ] {
        assert_eq!(found(sentence), Vec::<&str>::new(), "{sentence}");
    }
}

#[test]
fn a_long_text_is_searched_to_its_end() {
    let text = "Nothing is promised here, not even a little. ".repeat(20_000);
    let text = format!("{text}But all will be done by March 2031.");
    assert_eq!(found(&text), ["by March 2031"]);
}
