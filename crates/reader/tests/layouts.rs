//! Three asks and what was answered to them, in every way of writing an ask with every way of
//! writing an answer: the layout of a document changes nothing of what it says.

#![expect(clippy::unwrap_used, reason = "a failing test is meant to stop there")]

use std::fmt::Write as _;

use heeded_domain::vocabulary::Disposition;
use heeded_reader::{Cues, Document, Draft, read};

/// Who is asked, for what, what was answered and decided, and the day by which it will be done.
struct Told {
    body: &'static str,
    what: &'static str,
    topic: &'static str,
    answer: &'static str,
    rest: &'static str,
    state: &'static str,
    disposition: Disposition,
    due: Option<(&'static str, &'static str)>,
}

const TOLD: [Told; 3] = [
    Told {
        body: "Tide Board",
        what: "light every pier at night",
        topic: "Lamps",
        answer: "We agree.",
        rest: "The Board will fit lamps by 31 May 2031.",
        state: "Accepted",
        disposition: Disposition::Accepted,
        due: Some(("31 May 2031", "2031-05-31")),
    },
    Told {
        body: "Harbour Office",
        what: "train its pilots in first aid",
        topic: "Pilots",
        answer: "We accept this in part.",
        rest: "A course will open in June 2031.",
        state: "Accepted in part",
        disposition: Disposition::PartlyAccepted,
        due: Some(("June 2031", "2031-06-30")),
    },
    Told {
        body: "Coast Agency",
        what: "publish a register of wrecks",
        topic: "Wrecks",
        answer: "We do not accept this.",
        rest: "The register would cost too much.",
        state: "Rejected",
        disposition: Disposition::NotAccepted,
        due: None,
    },
];

/// A block of a document, whatever the format.
enum Part {
    Head(usize, String),
    Line(String),
    Bold(String),
    Item(String),
}

use Part::{Bold, Head, Item, Line};

type Writing = (&'static str, fn(usize, &Told) -> Vec<Part>);

fn should(told: &Told) -> String {
    format!("The {} should {}.", told.body, told.what)
}

fn recommend(told: &Told) -> String {
    format!("We recommend that the {} {}.", told.body, told.what)
}

fn that(told: &Told) -> String {
    format!("That the {} {}.", told.body, told.what)
}

const ASKS: &[Writing] = &[
    ("a label and a colon", |n, told| {
        vec![Line(format!("Recommendation {n}: {}", should(told)))]
    }),
    ("a label and a dash", |n, told| {
        vec![Line(format!("Recommendation {n} – {}", should(told)))]
    }),
    ("a label in a line of its own", |n, told| {
        vec![Line(format!("Recommendation {n}")), Line(should(told))]
    }),
    ("a bold label", |n, told| {
        vec![Bold(format!("Recommendation {n}")), Line(should(told))]
    }),
    ("a heading", |n, told| {
        vec![Head(3, format!("Recommendation {n}")), Line(should(told))]
    }),
    ("a heading with a title", |n, told| {
        let head = format!("Recommendation {n}: {}", told.topic);
        vec![Head(3, head), Line(should(told))]
    }),
    ("a heading that asks", |n, told| {
        vec![Head(3, format!("Recommendation {n}: {}", should(told)))]
    }),
    ("a heading with a body", |n, told| {
        let head = format!("Recommendation {n} to the {}", told.body);
        let (first, rest) = told.what.split_at(1);
        vec![
            Head(3, head),
            Line(format!("{}{rest}.", first.to_uppercase())),
        ]
    }),
    ("R1", |n, told| vec![Line(format!("R{n} {}", should(told)))]),
    ("R1 and a point", |n, told| {
        vec![Line(format!("R{n}. {}", should(told)))]
    }),
    ("Rec 1", |n, told| {
        vec![Line(format!("Rec {n}: {}", should(told)))]
    }),
    ("a number with a chapter", |n, told| {
        vec![Line(format!("Recommendation 4.{n}: {}", should(told)))]
    }),
    ("a number with a year", |n, told| {
        let label = format!("Recommendation 2031/0{n}");
        vec![Line(label), Line(recommend(told))]
    }),
    ("a number and a point", |n, told| {
        vec![Line(format!("{n}. {}", should(told)))]
    }),
    ("a number and a bracket", |n, told| {
        vec![Line(format!("{n}) {}", should(told)))]
    }),
    ("a number in brackets", |n, told| {
        vec![Line(format!("({n}) {}", should(told)))]
    }),
    ("a bold ask with its number", |n, told| {
        vec![Bold(format!("{n}. {}", should(told)))]
    }),
    ("a number and that", |n, told| {
        vec![Line(format!("{n}. {}", that(told)))]
    }),
    ("a label and that", |n, told| {
        vec![Line(format!("Recommendation {n}")), Line(that(told))]
    }),
    ("it is recommended", |n, told| {
        let passive = format!("It is recommended that the {} {}.", told.body, told.what);
        vec![Line(format!("Recommendation {n}: {passive}"))]
    }),
    ("a quotation", |n, told| {
        vec![Line(format!("Recommendation {n}: “{}”", should(told)))]
    }),
    ("an item of a list", |_, told| vec![Item(should(told))]),
    ("a sentence", |_, told| vec![Line(should(told))]),
    ("the Inquiry recommends", |_, told| {
        let (body, what) = (told.body, told.what);
        vec![Line(format!(
            "The Inquiry recommends that the {body} {what}."
        ))]
    }),
    (WE, |_, told| vec![Line(recommend(told))]),
    ("we recommend, with a number", |n, told| {
        vec![Line(format!("{n}. {}", recommend(told)))]
    }),
    ("we recommend, in a paragraph with a number", |n, told| {
        vec![Line(format!("4.{} {}", n + 11, recommend(told)))]
    }),
];

const WE: &str = "we recommend";

fn answer(told: &Told) -> String {
    format!("{} {}", told.answer, told.rest)
}

const ANSWERS: &[Writing] = &[
    ("no answer", |_, _| Vec::new()),
    ("a label and a colon", |_, told| {
        vec![Line(format!("Response: {}", answer(told)))]
    }),
    ("a label in a line of its own", |_, told| {
        vec![Line("Response".to_owned()), Line(answer(told))]
    }),
    ("a bold label", |_, told| {
        vec![Bold("Response".to_owned()), Line(answer(told))]
    }),
    ("a heading", |_, told| {
        vec![Head(4, "Response".to_owned()), Line(answer(told))]
    }),
    ("the government's response", |_, told| {
        vec![Line(format!("Government response: {}", answer(told)))]
    }),
    ("the management's response", |_, told| {
        let label = "Management response".to_owned();
        vec![Bold(label), Line(answer(told))]
    }),
    ("a label with the body", |_, told| {
        let label = format!("Response from the {}", told.body);
        vec![Bold(label), Line(answer(told))]
    }),
    (BARE, |_, told| vec![Line(answer(told))]),
    ("a state", |_, told| {
        let state = format!("Status: {}", told.state);
        vec![Line(state), Line(answer(told))]
    }),
    ("a bold state", |_, told| {
        vec![Bold(told.state.to_owned()), Line(answer(told))]
    }),
    ("a state before the words", |_, told| {
        vec![Line(format!("Response: {}. {}", told.state, told.rest))]
    }),
    ("an action", |_, told| {
        let state = Line(format!("Response: {}", told.state));
        let action = told.due.map(|_| Line(format!("Action: {}", told.rest)));
        [Some(state), action].into_iter().flatten().collect()
    }),
    ("an action and its day", |_, told| {
        let mut parts = vec![Line(format!("Response: {}", told.state))];
        if let Some((day, _)) = told.due {
            parts.push(Line("Action: Do it.".to_owned()));
            parts.push(Line(format!("Due date: {day}")));
        }
        parts
    }),
];

const BARE: &str = "nothing but the words";

/// Answers that stand behind all asks, under a heading of their own.
const BEHIND: &[Writing] = &[
    ("the number again", |n, told| {
        vec![Head(3, format!("Recommendation {n}")), Line(answer(told))]
    }),
    ("the number and the words", |n, told| {
        vec![Line(format!("Recommendation {n}: {}", answer(told)))]
    }),
    ("the number and a state", |n, told| {
        let state = format!("Recommendation {n} – {}", told.state);
        vec![Line(state), Line(answer(told))]
    }),
    ("a response to the number", |n, told| {
        let head = format!("Response to recommendation {n}");
        vec![Head(3, head), Line(answer(told))]
    }),
    ("a response to the number, in a line", |n, told| {
        let label = format!("Response to Recommendation {n}");
        vec![Line(format!("{label}: {}", answer(told)))]
    }),
    ("a bare number", |n, told| {
        vec![Line(format!("{n}. {}", answer(told)))]
    }),
    ("the ask again", |n, told| {
        let head = Head(3, format!("Recommendation {n}"));
        let label = Bold("Response".to_owned());
        vec![head, Line(should(told)), label, Line(answer(told))]
    }),
    ("the ask again in bold", |_, told| {
        vec![Bold(should(told)), Line(answer(told))]
    }),
];

/// The ways to ask whose answers can stand behind all of them.
const ASKED_BEFORE: [&str; 6] = [
    "a label and a colon",
    "a label in a line of its own",
    "a heading",
    "R1 and a point",
    "a number and a point",
    "a bold ask with its number",
];

fn parts((_, ask): &Writing, (_, answer): &Writing) -> Vec<Part> {
    let mut parts = vec![
        Head(1, "The sinking of the ferry Heron".to_owned()),
        Line("The ferry sank in 2029 and nobody was told why.".to_owned()),
        Head(2, "Recommendations".to_owned()),
    ];
    for (at, told) in TOLD.iter().enumerate() {
        parts.extend(ask(at + 1, told));
        parts.extend(answer(at + 1, told));
    }
    parts
}

fn html(parts: &[Part]) -> String {
    let mut page = "<!doctype html><html lang=\"en\"><body>".to_owned();
    for part in parts {
        match part {
            Head(level, words) => write!(page, "<h{level}>{words}</h{level}>"),
            Line(words) => write!(page, "<p>{words}</p>"),
            Bold(words) => write!(page, "<p><strong>{words}</strong></p>"),
            Item(words) => write!(page, "<ul><li>{words}</li></ul>"),
        }
        .unwrap();
    }
    page
}

fn markdown(parts: &[Part]) -> String {
    let mut page = String::new();
    for part in parts {
        match part {
            Head(level, words) => write!(page, "{} {words}\n\n", "#".repeat(*level)),
            Line(words) => write!(page, "{words}\n\n"),
            Bold(words) => write!(page, "**{words}**\n\n"),
            Item(words) => write!(page, "- {words}\n\n"),
        }
        .unwrap();
    }
    page
}

fn plain(parts: &[Part]) -> String {
    let mut page = String::new();
    for part in parts {
        match part {
            Head(_, words) | Line(words) | Bold(words) => write!(page, "{words}\n\n"),
            Item(words) => write!(page, "- {words}\n\n"),
        }
        .unwrap();
    }
    page
}

/// What is wrong with a reading of the three, if anything is.
fn wrong(drafts: &[Draft], answered: bool) -> Option<String> {
    if drafts.len() != TOLD.len() {
        return Some(format!("{} asks", drafts.len()));
    }
    drafts.iter().zip(&TOLD).find_map(|(draft, told)| {
        let text = &draft.text.value;
        let names: Vec<&str> = draft
            .addressees
            .iter()
            .map(|name| name.value.as_str())
            .collect();
        let named = matches!(names[..], [name] if name.ends_with(told.body));
        let last = told.what.rsplit(' ').next().unwrap();
        if !text.to_lowercase().contains(last) || text.contains(told.answer) {
            return Some(format!("the ask: {text}"));
        }
        if !named {
            return Some(format!("who is asked: {names:?}"));
        }
        let mut words = draft.responses.iter().map(|one| &one.text.value);
        if !answered {
            return words
                .any(|words| !words.is_empty())
                .then(|| "an answer".to_owned());
        }
        let dispositions = draft.responses.iter().flat_map(|one| &one.dispositions);
        let dispositions: Vec<Disposition> = dispositions.map(|one| one.value).collect();
        if dispositions != [told.disposition] {
            return Some(format!("what was decided: {dispositions:?}"));
        }
        let dues = draft
            .actions
            .iter()
            .filter_map(|action| action.due.as_ref());
        let dues: Vec<String> = dues
            .filter_map(|due| due.due.chosen().latest)
            .map(|day| day.to_string())
            .collect();
        let expected: Vec<&str> = told.due.iter().map(|(_, day)| *day).collect();
        (dues != expected).then(|| format!("by when: {dues:?}"))
    })
}

#[test]
fn every_way_to_ask_with_every_way_to_answer() {
    let cues = Cues::general();
    let formats = |parts: &[Part]| {
        [
            ("x.html", html(parts)),
            ("x.md", markdown(parts)),
            ("x.txt", plain(parts)),
        ]
    };
    let mut failures = Vec::new();
    for ask in ASKS {
        for answer in ANSWERS {
            // "We recommend …", "We agree …", and nothing that says which of them answers.
            if ask.0.starts_with(WE) && answer.0 == BARE {
                continue;
            }
            let parts = parts(ask, answer);
            for (name, document) in formats(&parts) {
                let reading = read(&Document::new(name, document.as_bytes()), &cues).unwrap();
                let answered = !answer.1(1, &TOLD[0]).is_empty();
                if let Some(wrong) = wrong(&reading.drafts, answered) {
                    failures.push(format!("{name}: {}, {}: {wrong}", ask.0, answer.0));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_way_to_answer_behind_all_asks() {
    let cues = Cues::general();
    let mut failures = Vec::new();
    for (ways, write) in ASKS.iter().filter(|ask| ASKED_BEFORE.contains(&ask.0)) {
        for (named, answer) in BEHIND {
            let mut parts = parts(&(ways, *write), &("", |_, _| Vec::new()));
            parts.push(Head(2, "Government response".to_owned()));
            let told = TOLD.iter().enumerate();
            parts.extend(told.flat_map(|(at, told)| answer(at + 1, told)));
            for (name, document) in [("x.html", html(&parts)), ("x.txt", plain(&parts))] {
                let reading = read(&Document::new(name, document.as_bytes()), &cues).unwrap();
                if let Some(wrong) = wrong(&reading.drafts, true) {
                    failures.push(format!("{name}: {ways}, {named}: {wrong}"));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What columns are called that hold the same, and what they hold.
struct Column {
    headings: &'static [&'static str],
    cell: fn(usize, &Told) -> String,
}

static COLUMNS: [Column; 7] = [
    Column {
        headings: &["No.", "Ref", "#", "Recommendation no.", "Number", "Item"],
        cell: |n, _| n.to_string(),
    },
    Column {
        headings: &[
            "Recommendation",
            "Recommendations",
            "Safety recommendation",
            "Action required",
            "We recommended that",
            "Finding / recommendation",
        ],
        cell: |_, told| should(told),
    },
    Column {
        headings: &[
            "Addressee",
            "Organisation",
            "Responsible body",
            "Made to",
            "For",
        ],
        cell: |_, told| told.body.to_owned(),
    },
    Column {
        headings: &[
            "Status",
            "Decision",
            "Accepted?",
            "Position",
            "Response",
            "Outcome",
            "Accepted / rejected",
        ],
        cell: |_, told| told.state.to_owned(),
    },
    Column {
        headings: &[
            "Action",
            "Planned action",
            "Agreed action",
            "Action taken / planned",
            "Implementation plan",
            "Next steps",
        ],
        cell: |_, told| told.due.map_or("", |_| "Work on it.").to_owned(),
    },
    Column {
        headings: &["Due date", "Target date", "By when", "Timescale", "When"],
        cell: |_, told| told.due.map_or("", |(day, _)| day).to_owned(),
    },
    Column {
        headings: &["Lead", "Owner", "By whom", "Responsible officer"],
        cell: |_, told| told.due.map_or("", |_| "Head of Piers").to_owned(),
    },
];

/// A table of these columns, each below its heading, in every format of tables.
fn table(columns: &[(&str, &Column)]) -> [(&'static str, String); 3] {
    let cells = TOLD.iter().enumerate().map(|(at, told)| {
        let cells = columns
            .iter()
            .map(|(_, column)| (column.cell)(at + 1, told));
        cells.collect()
    });
    let head = columns.iter().map(|(heading, _)| (*heading).to_owned());
    let head = head.collect();
    let rows: Vec<Vec<String>> = [head].into_iter().chain(cells).collect();
    let quoted = |cell: &String| format!("\"{cell}\"");
    let lines = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(",");
    let csv = rows.iter().map(lines).collect::<Vec<_>>().join("\n");
    let html = rows
        .iter()
        .map(|row| format!("<tr><td>{}</tr>", row.join("<td>")));
    let html = format!("<h1>Report</h1><table>{}</table>", html.collect::<String>());
    let mut piped = rows.iter().map(|row| format!("| {} |\n", row.join(" | ")));
    let rule = format!("{}|\n", "|---".repeat(columns.len()));
    let head = piped.next().unwrap();
    let markdown = format!("# Report\n\n{head}{rule}{}", piped.collect::<String>());
    [("x.csv", csv), ("x.html", html), ("x.md", markdown)]
}

/// Columns below the first of their headings.
fn usual<'c>(
    columns: impl IntoIterator<Item = &'c Column>,
) -> impl Iterator<Item = (&'static str, &'c Column)> {
    let columns = columns.into_iter();
    columns.map(|column| (*column.headings.first().unwrap(), column))
}

#[test]
fn every_name_of_every_column() {
    let cues = Cues::general();
    let usual: Vec<(&str, &Column)> = usual(&COLUMNS).collect();
    let mut failures = Vec::new();
    for (at, column) in COLUMNS.iter().enumerate() {
        for heading in column.headings {
            let mut columns = usual.clone();
            columns[at] = (heading, column);
            for (name, document) in table(&columns) {
                let reading = read(&Document::new(name, document.as_bytes()), &cues).unwrap();
                if let Some(wrong) = wrong(&reading.drafts, true) {
                    failures.push(format!("{name}: {heading}: {wrong}"));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What is wrong with a reading of the three, or with their numbers.
fn wrong_numbered(drafts: &[Draft]) -> Option<String> {
    let numbers = drafts.iter().map(|draft| draft.reference.as_ref());
    let numbers: Vec<&str> = numbers
        .map(|one| one.map_or("", |one| &one.value))
        .collect();
    let numbered = numbers == ["1", "2", "3"];
    wrong(drafts, true).or((!numbered).then(|| format!("their numbers: {numbers:?}")))
}

/// What is misread in documents of these columns.
fn misread(documents: &[(&str, String)], columns: &[(&str, &Column)], cues: &Cues) -> Vec<String> {
    let labels: Vec<&str> = columns.iter().map(|(label, _)| *label).collect();
    let failures = documents.iter().filter_map(|(name, document)| {
        let reading = read(&Document::new(name, document.as_bytes()), cues).unwrap();
        let wrong = wrong_numbered(&reading.drafts)?;
        Some(format!("{name}: {}: {wrong}", labels.join(" | ")))
    });
    failures.collect()
}

/// Every order of some things.
fn orders<T: Copy>(all: &[T]) -> Vec<Vec<T>> {
    let Some((&first, rest)) = all.split_first() else {
        return vec![Vec::new()];
    };
    let places = 0..=rest.len();
    let others = orders(rest).into_iter();
    let each = others.flat_map(|order| {
        places.clone().map(move |place| {
            let mut order = order.clone();
            order.insert(place, first);
            order
        })
    });
    each.collect()
}

/// What was answered in words, under one heading.
static ANSWERED: Column = Column {
    headings: &["Response"],
    cell: |_, told| {
        let rest = told.due.map_or(told.rest, |_| "We will work on it.");
        format!("{} {rest}", told.answer)
    },
};

#[test]
fn every_order_of_columns() {
    let cues = Cues::general();
    let [number, ask, _, state, action, due, lead] = &COLUMNS;
    let tracked = [number, ask, state, action, due, lead];
    let answered = [number, ask, &ANSWERED, due, lead];
    let mut failures = Vec::new();
    for columns in orders(&tracked).into_iter().chain(orders(&answered)) {
        let columns: Vec<(&str, &Column)> = usual(columns).collect();
        failures.extend(misread(&table(&columns), &columns, &cues));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A form for each ask: what each column of a table says, below its number, one below the other.
fn forms(columns: &[(&str, &Column)]) -> [(&'static str, String); 4] {
    type Form = fn(&str, &str) -> String;
    const PAGES: [(&str, &str, Form, &str); 3] = [
        (
            "pairs.html",
            "<table>",
            |label, said| format!("<tr><th>{label}</th><td>{said}</td></tr>"),
            "</table>",
        ),
        (
            "terms.html",
            "<dl>",
            |label, said| format!("<dt>{label}</dt><dd>{said}</dd>"),
            "</dl>",
        ),
        (
            "lines.html",
            "",
            |label, said| format!("<p><b>{label}:</b> {said}</p>"),
            "",
        ),
    ];
    let each = |(open, form, close): (&str, Form, &str)| {
        let told = TOLD.iter().enumerate().map(|(at, told)| {
            let said = columns
                .iter()
                .map(|(label, column)| (label, (column.cell)(at + 1, told)));
            let said = said.filter(|(_, said)| !said.is_empty());
            let lines: String = said.map(|(label, said)| form(label, &said)).collect();
            format!("{open}{lines}{close}\n")
        });
        told.collect::<String>()
    };
    let [pairs, terms, lines] = PAGES.map(|(name, open, form, close)| {
        let page = each((open, form, close));
        (name, format!("<h1>Report</h1>{page}"))
    });
    let marked = each(("", |label, said| format!("**{label}:** {said}\n\n"), ""));
    [
        pairs,
        terms,
        lines,
        ("x.md", format!("# Report\n\n{marked}")),
    ]
}

#[test]
fn every_order_of_what_a_form_says() {
    let cues = Cues::general();
    let [number, ask, _, _, _, due, lead] = &COLUMNS;
    let mut failures = Vec::new();
    // Nobody answers before what is asked.
    let at = |order: &[&Column], wanted: &Column| {
        order
            .iter()
            .position(|column| std::ptr::eq(*column, wanted))
    };
    let mut forward = orders(&[ask, &ANSWERED, due, lead]);
    forward.retain(|order| at(order, ask) < at(order, &ANSWERED));
    for columns in forward {
        let columns: Vec<(&str, &Column)> = usual([number].into_iter().chain(columns)).collect();
        failures.extend(misread(&forms(&columns), &columns, &cues));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What stands before each of several lines of one cell.
const MARKERS: [[&str; 3]; 9] = [
    ["(a) ", "(b) ", "(c) "],
    ["a) ", "b) ", "c) "],
    ["a. ", "b. ", "c. "],
    ["1. ", "2. ", "3. "],
    ["(1) ", "(2) ", "(3) "],
    ["(i) ", "(ii) ", "(iii) "],
    ["• ", "• ", "• "],
    ["- ", "- ", "- "],
    ["", "", ""],
];

#[test]
fn every_way_to_write_several_actions_in_a_cell() {
    let cues = Cues::general();
    let lines = |markers: [&str; 3], words: [&str; 3]| {
        let lines = markers.iter().zip(words);
        let lines = lines.map(|(marker, words)| format!("{marker}{words}"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let mut failures = Vec::new();
    for acted in MARKERS {
        for dated in [acted, ["", "", ""]] {
            for led in [acted, ["", "", ""]] {
                let acts = lines(acted, ["Fit lamps.", "Test them.", "Tell the Board."]);
                let days = lines(dated, ["30 June 2031", "31 July 2031", "May 2032"]);
                let leads = lines(led, ["Head of Piers", "Head of Lamps", "Clerk"]);
                let head = "No.,Recommendation,Response,Action,Lead,Due date";
                let ask = "The Tide Board should light its piers.";
                let csv = format!("{head}\n1,{ask},Accepted.,\"{acts}\",\"{leads}\",\"{days}\"\n");
                let cells = [&acts, &leads, &days].map(|cell| cell.replace('\n', "<br>"));
                let [acts, leads, days] = cells;
                let html = format!(
                    "<table><tr><th>{}</tr><tr><td>1<td>{ask}<td>Accepted.<td>{acts}<td>{leads}<td>\
                     {days}</tr></table>",
                    head.replace(',', "<th>")
                );
                for (name, document) in [("x.csv", csv), ("x.html", html)] {
                    let reading = read(&Document::new(name, document.as_bytes()), &cues).unwrap();
                    let actions = reading.drafts.iter().flat_map(|draft| &draft.actions);
                    let told = actions.map(|action| {
                        let due = action.due.as_ref().and_then(|due| due.due.chosen().latest);
                        let lead = action.lead.as_ref().map(|lead| lead.value.as_str());
                        (due.map(|day| day.to_string()), lead)
                    });
                    let told = format!("{:?}", told.collect::<Vec<_>>());
                    let expected = "[(Some(\"2031-06-30\"), Some(\"Head of Piers\")), \
                                    (Some(\"2031-07-31\"), Some(\"Head of Lamps\")), \
                                    (Some(\"2032-05-31\"), Some(\"Clerk\"))]";
                    if told != expected {
                        failures.push(format!("{name}: {acted:?}, {dated:?}, {led:?}: {told}"));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
