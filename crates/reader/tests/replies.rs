//! What answers behind the asks: letters to a coroner, in every way of numbering the concerns,
//! tables of what will be done, bodies that answer in turn; and points inside answers. Each answer
//! and each day is with its own ask.

#![expect(clippy::unwrap_used, reason = "a failing test is meant to stop there")]

use heeded_reader::{Cues, Document, Draft, read};

/// The last days of what an answer promises, of each ask.
fn days(draft: &Draft) -> Vec<String> {
    let dues = draft
        .actions
        .iter()
        .filter_map(|action| action.due.as_ref());
    let days = dues.filter_map(|due| due.due.chosen().latest);
    days.map(|day| day.to_string()).collect()
}

fn drafts(name: &str, document: &str) -> Vec<Draft> {
    let cues = Cues::general();
    let document = Document::new(name, document.as_bytes());
    read(&document, &cues).unwrap().drafts
}

const CONCERNS: [(&str, &str, Option<&str>); 3] = [
    (
        "There was no lamp on the outer pier on the night in question.",
        "We accept this. A lamp will be fitted by 31 October 2031.",
        Some("2031-10-31"),
    ),
    (
        "Pilots were not told that the lamp had failed.",
        "Pilots have been told since June.",
        None,
    ),
    (
        "No record of the lamps is kept by the harbour.",
        "The Board will open a record of its lamps in spring 2032.",
        Some("2032-05-31"),
    ),
];
/// What stands before each concern: "#" is its number, "a", "A" and "i" what else it may be.
const NUMBERS: [&str; 12] = [
    "(#) ",
    "#. ",
    "#) ",
    "(a) ",
    "a) ",
    "(i) ",
    "i. ",
    "A. ",
    "Concern #: ",
    "Concern (#) – ",
    "Matter of concern #: ",
    "Matter # – ",
];
const OPENINGS: [&str; 4] = [
    "I write in response to your report of 4 May 2031. I address each of your concerns in turn.",
    "Your report raised three matters of concern. I respond to each of them below.",
    "You set out three matters of concern. Our reply is set out under each.",
    "Thank you for your report dated 4 May 2031, made under paragraph 7 of Schedule 5.",
];
const SUBJECTS: [&str; 3] = [
    "Regulation 28 report: inquest touching the death of Mr Tide",
    "Prevention of Future Deaths report – Ann Tide",
    "Response to the Report to Prevent Future Deaths concerning Mr Tide",
];

fn number(way: &str, at: usize) -> String {
    let counts = [
        ("#", ["1", "2", "3"]),
        ("a", ["a", "b", "c"]),
        ("A", ["A", "B", "C"]),
        ("i", ["i", "ii", "iii"]),
    ];
    // Those with a label are counted in figures, which stand first.
    let counted = counts.iter().find(|(sign, _)| way.contains(sign));
    let (sign, all) = counted.unwrap();
    way.replace(sign, all.get(at).unwrap())
}

#[test]
fn every_way_to_number_the_concerns_that_a_letter_answers() {
    let mut failures = Vec::new();
    for way in NUMBERS {
        for opening in OPENINGS {
            for subject in SUBJECTS {
                let mut lines = vec![subject.to_owned(), opening.to_owned()];
                for (at, (concern, answer, _)) in CONCERNS.iter().enumerate() {
                    lines.push(format!("{}{concern}", number(way, at)));
                    lines.push((*answer).to_owned());
                }
                for (name, document) in letter(lines) {
                    if !answers_concerns(&drafts(name, &document)) {
                        failures.push(format!("{name}: {way:?}, {opening}, {subject}"));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A letter of these paragraphs, in every format of letters.
fn letter(paragraphs: Vec<String>) -> [(&'static str, String); 2] {
    let opening = ["Northern Piers Trust", "17 July 2031", "Dear Ma’am"].map(str::to_owned);
    let close = ["Yours sincerely", "A. Gull, Chief Executive"].map(str::to_owned);
    let lines = opening.into_iter().chain(paragraphs).chain(close);
    let lines: Vec<String> = lines.collect();
    let plain = lines.join("\n\n");
    let page = format!("<html><body><p>{}</p>", lines.join("</p><p>"));
    [("x.txt", plain), ("x.html", page)]
}

/// Whether each concern is whole, with its answer and its day.
fn answers_concerns(drafts: &[Draft]) -> bool {
    let told = |(draft, one): (&Draft, &(&str, &str, Option<&str>))| {
        let due: Vec<&str> = one.2.into_iter().collect();
        let answers = draft.responses.iter();
        let answers: Vec<&str> = answers.map(|one| one.text.value.as_str()).collect();
        draft.text.value == one.0 && answers == [one.1] && days(draft) == due
    };
    drafts.len() == CONCERNS.len() && drafts.iter().zip(&CONCERNS).all(told)
}

/// The line of a letter over all the concerns that it answers further below.
const LISTED: [&str; 6] = [
    "Your report set out the following matters of concern:",
    "Your concerns were:",
    "Your concerns are as follows:",
    "You raised the following concerns:",
    "In your report you raised the following matters of concern:",
    "The matters of concern are as follows:",
];
/// What stands over each answer.
const OVER_ANSWERS: [&str; 4] = [
    "Concern #",
    "Matter of concern #",
    "Response to concern #",
    "Response to matter of concern #",
];

#[test]
fn every_letter_that_lists_the_concerns_before_it_answers_them() {
    let mut failures = Vec::new();
    for way in ["(#) ", "#. ", "#) "] {
        for listed in LISTED {
            for over in OVER_ANSWERS {
                let mut lines = vec![SUBJECTS[0].to_owned(), listed.to_owned()];
                let concerns = CONCERNS.iter().enumerate();
                lines.extend(concerns.map(|(at, one)| format!("{}{}", number(way, at), one.0)));
                lines.push("I have asked the Pilot Master to consider each of them.".to_owned());
                for (at, (_, answer, _)) in CONCERNS.iter().enumerate() {
                    lines.push(number(over, at));
                    lines.push((*answer).to_owned());
                }
                for (name, document) in letter(lines) {
                    if !answers_concerns(&drafts(name, &document)) {
                        failures.push(format!("{name}: {way:?}, {listed}, {over}"));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What the columns may be called of a table that says by number what will be done.
const NUMBERED: [&str; 7] = [
    "Rec.",
    "No.",
    "Recommendation",
    "Ref",
    "Recommendation number",
    "#",
    "Related recommendation",
];
const ACTED: [&str; 7] = [
    "Action",
    "Next step",
    "Milestone",
    "Commitment",
    "Activity",
    "Task",
    "Key deliverable",
];
const ROWS: [(usize, &str, &str); 4] = [
    (1, "Fit lamps on pier one", "30 November 2031"),
    (2, "Draw the plan", "July 2032"),
    (2, "Print the plan", "March 2033"),
    (3, "Open the course", "2033"),
];

/// The asks, as rows of a table or under headings, and how the table behind them names them.
fn with_annex(rows: bool, named: &str, (of_ask, of_act): (&str, &str)) -> String {
    let asks = [
        "That the Tide Board light its piers.",
        "That the Harbour Office publish a plan of its moorings.",
        "That the Pilot Council train pilots.",
    ];
    let asks = asks.iter().enumerate().map(|(at, ask)| match rows {
        true => format!("<tr><td>{}<td>{ask}<td>Support</tr>", at + 1),
        false => format!(
            "<h2>Recommendation {}</h2><p>{ask}</p><p>Response: Accepted.</p>",
            at + 1
        ),
    });
    let asks: String = asks.collect();
    let asks = match rows {
        true => format!("<table><tr><th>No.<th>Recommendation<th>Position</tr>{asks}</table>"),
        false => asks,
    };
    let rows = ROWS.iter().map(|(ask, act, due)| {
        format!("<tr><td>{named}{ask}<td>{act}<td>Pilot Office<td>{due}</tr>")
    });
    let rows: String = rows.collect();
    format!(
        "<h1>Response to the Pier Inquiry</h1><p>October 2031</p>{asks}<h2>Annex A</h2><p>What \
         will be done.</p><table><tr><th>{of_ask}<th>{of_act}<th>Agency responsible<th>Due</tr>\
         {rows}</table>"
    )
}

#[test]
fn every_table_of_actions_behind_the_asks() {
    let mut failures = Vec::new();
    for of_ask in NUMBERED {
        for of_act in ACTED {
            for named in ["", "R", "Recommendation "] {
                for rows in [false, true] {
                    let page = with_annex(rows, named, (of_ask, of_act));
                    let drafts = drafts("x.html", &page);
                    let days: Vec<Vec<String>> = drafts.iter().map(days).collect();
                    let expected = [
                        vec!["2031-11-30"],
                        vec!["2032-07-31", "2033-03-31"],
                        vec!["2033-12-31"],
                    ];
                    // What will be done is no second answer.
                    let answers = drafts.iter().all(|draft| draft.responses.len() == 1);
                    if days != expected || !answers {
                        failures.push(format!("{of_ask}, {of_act}, {named}, {rows}: {days:?}"));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The headings over the answers of one body.
const HEADINGS: [fn(&str) -> String; 5] = [
    |body| format!("Response of the {body}"),
    |body| format!("Response from the {body}"),
    |body| format!("{body} response"),
    |body| format!("{body}’s response"),
    |body| body.to_owned(),
];
const LABELS: [fn(usize, &str) -> String; 4] = [
    |number, words| format!("Recommendation {number}: {words}"),
    |number, words| format!("Recommendation {number}. {words}"),
    |number, words| format!("Recommendation {number}\n\n{words}"),
    |number, words| format!("R{number}. {words}"),
];
const IN_TURN: [&str; 3] = [
    "The Tide Board should light every pier.",
    "The Harbour Office should train its pilots.",
    "The Tide Board and the Harbour Office should list the wrecks.",
];

#[test]
fn every_heading_over_the_answers_of_bodies_in_turn() {
    let mut failures = Vec::new();
    let before = [
        "",
        "The report was read with care and its authors are thanked.\n\n",
    ];
    for (at, heading) in HEADINGS.iter().enumerate() {
        for (way, label) in LABELS.iter().enumerate() {
            for said in before {
                let asks = IN_TURN.iter().enumerate();
                let asks: Vec<String> = asks.map(|(at, ask)| label(at + 1, ask)).collect();
                let tide = [
                    label(1, "Accepted. Lamps will be fitted by 31 May 2031."),
                    label(3, "Accepted. The Board will list its wrecks by June 2031."),
                ];
                let office = [
                    label(2, "Accepted. A course will open in March 2032."),
                    label(3, "Not accepted. The list would cost too much."),
                ];
                let document = format!(
                    "The sinking of the ferry Heron\n\nRecommendations\n\n{}\n\nResponses\n\n{}\n\n\
                     {said}{}\n\n{}\n\n{said}{}\n",
                    asks.join("\n\n"),
                    heading("Tide Board"),
                    tide.join("\n\n"),
                    heading("Harbour Office"),
                    office.join("\n\n"),
                );
                let drafts = drafts("x.txt", &document);
                let from = |draft: &Draft| -> Vec<String> {
                    let from = draft.responses.iter().filter_map(|one| one.from.as_ref());
                    from.map(|name| name.value.clone()).collect()
                };
                let told: Vec<_> = drafts
                    .iter()
                    .map(|draft| (from(draft), days(draft)))
                    .collect();
                let told = format!("{told:?}");
                let expected = "[([\"Tide Board\"], [\"2031-05-31\"]), ([\"Harbour Office\"], \
                                [\"2032-03-31\"]), ([\"Tide Board\", \"Harbour Office\"], \
                                [\"2031-06-30\"])]";
                if told != expected {
                    failures.push(format!("{at}, {way}, {}: {told}", said.is_empty()));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What stands before the two points of an answer.
const POINTS: [[&str; 2]; 9] = [
    ["1. ", "2. "],
    ["1) ", "2) "],
    ["(1) ", "(2) "],
    ["(a) ", "(b) "],
    ["(i) ", "(ii) "],
    ["– ", "– "],
    ["4.1 ", "4.2 "],
    ["Action 1: ", "Action 2: "],
    ["", ""],
];
/// How the ask of a number is written, and what stands between it and the points.
const ASKED: [fn(usize) -> String; 5] = [
    |number| format!("<p>Recommendation {number}: The Tide Board should light pier {number}.</p>"),
    |number| format!("<h2>Recommendation {number}</h2><p>Light pier {number}.</p>"),
    |number| format!("<p><b>Recommendation {number}</b></p><p>Light pier {number}.</p>"),
    |number| format!("<p>{number}. The Tide Board should light pier {number}.</p>"),
    |number| format!("<p>R{number}. The Tide Board should light pier {number}.</p>"),
];
const OVER_POINTS: [&str; 5] = [
    "<h3>Response</h3>",
    "<p><b>Response</b></p>",
    "<h3>Government response</h3><p>Accepted.</p>",
    "<p>Response: We accept this recommendation.</p>",
    "<p>We accept this recommendation and will act as follows.</p>",
];

#[test]
fn every_point_of_an_answer_is_of_that_answer() {
    let mut failures = Vec::new();
    for (at, ask) in ASKED.iter().enumerate() {
        for over in OVER_POINTS {
            for [one, two] in POINTS {
                let asks = (1..=3).map(|number| {
                    let year = 2030 + number;
                    format!(
                        "{}{over}<p>{one}We will fit lamps by May {year}.</p>\
                         <p>{two}The Board will test them by June {year}.</p>",
                        ask(number)
                    )
                });
                let asks: String = asks.collect();
                let page = format!("<h1>Response to the report</h1><h2>Recommendations</h2>{asks}");
                let told: Vec<_> = drafts("x.html", &page)
                    .iter()
                    .map(|draft| (draft.responses.len(), days(draft).join(" ")))
                    .collect();
                let expected = (2031..=2033).map(|year| (1, format!("{year}-05-31 {year}-06-30")));
                if told != expected.collect::<Vec<_>>() {
                    failures.push(format!("{at}, {over}, {one:?}: {told:?}"));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
