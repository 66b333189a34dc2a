//! Words, phrases, exclusions, references, "Did you mean".

use super::{find, ids, question, search_of};
use heeded_domain::event::OrganisationFact;
use heeded_domain::organisation::Name;
use heeded_search::{Question, Sort};
use heeded_testkit::App;
use jiff::civil::date;

#[test]
fn words_are_found_in_every_part_by_their_stems() {
    let app = App::empty();
    let ask = app
        .recommendation("The Board recommends better handovers.")
        .recorded();
    let answered = app
        .recommendation("Something else.")
        .addressed_to("Ministry of Wards")
        .answered_on(date(2024, 6, 1), "We shall rewrite the guidance.")
        .promising("Publish a leaflet", "by Autumn 2026")
        .recorded();
    let search = search_of(&app);
    assert_eq!(ids(&search, "handover"), [ask]);
    assert_eq!(ids(&search, "rewriting"), [answered]);
    assert_eq!(ids(&search, "leaflets"), [answered]);
    assert_eq!(ids(&search, "HANDOVERS"), [ask]);
    assert_eq!(find(&search, "nonexistent").total, 0);
    assert_eq!(find(&search, "").total, 2);
}

#[test]
fn all_words_are_wanted_and_some_only_where_none_has_all() {
    let app = App::empty();
    let both = app.recommendation("Night staffing in wards.").recorded();
    let one = app.recommendation("Night lighting.").recorded();
    let search = search_of(&app);
    let found = find(&search, "night staffing");
    assert_eq!((found.ids, found.is_any_word), (vec![both], false));
    let found = find(&search, "lighting staffing");
    assert!(found.is_any_word);
    assert_eq!(found.total, 2);
    let found = find(&search, "lighting OR staffing");
    assert_eq!((found.total, found.is_any_word), (2, false));
    assert_eq!(ids(&search, "night -staffing"), [one]);
    assert_eq!(ids(&search, "-staffing"), [one]);
}

#[test]
fn quotation_marks_mean_exactly_these_words_in_this_order() {
    let app = App::empty();
    let near = app
        .recommendation("Review the night rota of the ward.")
        .recorded();
    let far = app
        .recommendation("Review the rota at night in wards.")
        .recorded();
    let search = search_of(&app);
    assert_eq!(ids(&search, "\"night rota\""), [near]);
    assert_eq!(ids(&search, "“rota of the ward”"), [near]);
    assert_eq!(ids(&search, "\"wards\""), [far]);
    assert_eq!(find(&search, "wards").total, 2);
    assert_eq!(ids(&search, "rota -\"night rota\""), [far]);
}

#[test]
fn a_word_in_the_ask_comes_before_one_in_a_response() {
    let app = App::empty();
    let asked = app.recommendation("Check the ampoules.").recorded();
    let _ = app
        .recommendation("Check the pumps.")
        .addressed_to("Ministry of Wards")
        .answered_on(date(2024, 6, 1), "We check ampoules.")
        .recorded();
    let search = search_of(&app);
    let found = find(&search, "ampoules");
    assert_eq!((found.total, found.ids[0]), (2, asked));
}

#[test]
fn a_reference_or_identifier_comes_first() {
    let app = App::empty();
    let name = Name {
        full: "Ward Investigation Branch".to_owned(),
        abbreviation: Some("WIB".to_owned()),
        from: None,
    };
    let branch = app.organisation("Ward Branch");
    app.happens_to(branch, None, OrganisationFact::Renamed(name));
    let talks = app.recommendation("As R 2023 220 said, rest.").recorded();
    let wanted = app
        .recommendation("Rest.")
        .made_by("Ward Investigation Branch")
        .referenced("R/2023/220")
        .recorded();
    let search = search_of(&app);
    for typed in ["R/2023/220", "r2023220", "WIB R/2023/220", "wib r/2023/220"] {
        assert_eq!(ids(&search, typed)[0], wanted, "{typed}");
    }
    assert_eq!(ids(&search, &talks.to_string()), [talks]);
    assert_eq!(ids(&search, &talks.to_string().to_lowercase()), [talks]);
}

#[test]
fn a_misspelt_word_is_mended_with_words_of_the_register() {
    let app = App::empty();
    for _ in 0..3 {
        let _ = app
            .recommendation("Check the ampoules and the handover.")
            .recorded();
    }
    let search = search_of(&app);
    let found = find(&search, "ampuoles");
    assert_eq!(found.suggestion.as_deref(), Some("ampoules"));
    let found = find(&search, "\"the handover\" Amoples");
    assert_eq!(
        found.suggestion.as_deref(),
        Some("\"the handover\" ampoules")
    );
    assert_eq!(find(&search, "ampoules").suggestion, None);
    assert_eq!(find(&search, "zzzzzzzz").suggestion, None);
}

#[test]
fn organisations_are_found_by_name_and_stand_apart() {
    let app = App::empty();
    let id = app
        .recommendation("Rest.")
        .addressed_to("Harbour Office")
        .recorded();
    let search = search_of(&app);
    let found = find(&search, "harbour office");
    assert_eq!(found.organisations, [app.organisation("Harbour Office")]);
    assert_eq!(found.ids, [id]);
}

#[test]
fn hostile_words_are_answered() {
    let app = App::empty();
    let _ = app
        .recommendation("Check the title of the ward.")
        .recorded();
    let search = search_of(&app);
    let many = "ward ".repeat(10_000);
    let long = "w".repeat(100_000);
    let quotes = "\"".repeat(5_000);
    for typed in [
        "title:ward",
        "(",
        "[a TO b]",
        "ward^9",
        "ward~2",
        "*",
        "?",
        "a:b:c",
        "\0",
        "\u{202e}drawer",
        "-",
        "OR",
        "\" -\" OR",
        "\\",
        &many,
        &long,
        &quotes,
        "{!lucene}",
        "ward*",
        "漢字",
        "🦀",
    ] {
        let _ = find(&search, typed);
    }
    assert_eq!(
        find(&search, "title:ward").total,
        0,
        "no field is meant: it is a phrase"
    );
    assert_eq!(find(&search, &many).total, 1);
}

#[test]
fn orders_other_than_relevance() {
    let app = App::empty();
    let old = app
        .recommendation("A ward.")
        .addressed_to("Ministry of Wards")
        .made_on(date(2020, 1, 1))
        .answered_on(date(2024, 6, 1), "Yes.")
        .promising("Rest", "by 2030")
        .recorded();
    let new = app
        .recommendation("A ward.")
        .addressed_to("Ministry of Wards")
        .made_on(date(2024, 1, 1))
        .answered_on(date(2024, 3, 1), "Yes.")
        .promising("Rest", "by 2027")
        .recorded();
    let silent = app
        .recommendation("A ward.")
        .addressed_to("Ministry of Wards")
        .made_on(date(2022, 1, 1))
        .recorded();
    let search = search_of(&app);
    let by = |sort| {
        let question = Question {
            sort,
            ..question("ward")
        };
        search.find(&question).unwrap().ids
    };
    assert_eq!(by(Sort::NewestMade), [new, silent, old]);
    assert_eq!(by(Sort::NewestResponse), [old, new, silent]);
    assert_eq!(by(Sort::OldestUnanswered), [silent, new, old]);
    assert_eq!(by(Sort::NextDue), [new, old, silent]);
}
