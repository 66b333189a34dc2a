//! `heeded read --explain`: the document block by block, what became of each, and by which cues.

use crate::failure::Failure;
use crate::output::Output;
use heeded_reader::Sure;
use heeded_reader::explain::{
    CueFired, ExplainedBlock, Explanation, FieldRead, Kind, Smell, WeighedTime,
};
use serde::Serialize;

/// How much of a block people are shown, in characters: enough to know it again.
const SHOWN_CHARACTERS: usize = 160;

/// The clues around a time that people are shown: those that weigh most.
const SHOWN_CLUES: usize = 4;

/// An explanation as programs get it.
#[derive(Serialize)]
pub(super) struct Json {
    recommendations: usize,
    blocks: Vec<BlockJson>,
}

#[derive(Serialize)]
struct BlockJson {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<usize>,
    page: Option<u32>,
    start: usize,
    end: usize,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<String>,
    fields: Vec<FieldJson>,
    cues: Vec<CueJson>,
    unread: Vec<UnreadJson>,
    times: Vec<TimeJson>,
}

#[derive(Serialize)]
struct FieldJson {
    /// Its number, from 1, as the text for people has it.
    recommendation: usize,
    field: String,
    cue: String,
    sure: &'static str,
}

#[derive(Serialize)]
struct CueJson {
    key: String,
    phrase: String,
    from: String,
    words: String,
}

#[derive(Serialize)]
struct UnreadJson {
    smells_of: &'static str,
    text: String,
}

/// A time in the prose of an answer.
#[derive(Serialize)]
struct TimeJson {
    text: String,
    /// In hundredths of a logarithm of odds.
    weight: i32,
    clues: Vec<ClueJson>,
}

#[derive(Serialize)]
struct ClueJson {
    clue: String,
    weight: i32,
}

/// For programs.
pub(super) fn json(explanation: &Explanation, scheme: Option<&str>) -> Json {
    let text = &explanation.reading.text;
    let block = |block: &ExplainedBlock| {
        let (kind, level, row) = match block.kind {
            Kind::Heading(level) => ("heading", Some(level), None),
            Kind::Cell(row) => ("cell", None, Some(row)),
            kind => (kind_word(kind), None, None),
        };
        BlockJson {
            kind,
            level,
            row,
            page: block.passage.page,
            start: block.passage.start,
            end: block.passage.end,
            text: block.passage.words(text).to_owned(),
            column: block.column.map(|column| column.words(text).to_owned()),
            fields: block.fields.iter().map(field_json).collect(),
            cues: block.cues.iter().map(|cue| cue_json(cue, scheme)).collect(),
            unread: block
                .unread
                .iter()
                .map(|unread| UnreadJson {
                    smells_of: match unread.smell {
                        Smell::Ask => "ask",
                        Smell::Promise => "promise",
                    },
                    text: unread.passage.words(text).to_owned(),
                })
                .collect(),
            times: times_in(explanation, block)
                .map(|time| time_json(time, text))
                .collect(),
        }
    };
    Json {
        recommendations: explanation.reading.drafts.len(),
        blocks: explanation.blocks.iter().map(block).collect(),
    }
}

/// The times that stand in a block.
fn times_in<'e>(
    explanation: &'e Explanation,
    block: &ExplainedBlock,
) -> impl Iterator<Item = &'e WeighedTime> {
    let place = block.passage;
    let inside = move |time: &&WeighedTime| {
        place.start <= time.passage.start && time.passage.end <= place.end
    };
    explanation.times.iter().filter(inside)
}

fn time_json(time: &WeighedTime, text: &str) -> TimeJson {
    let clue = |(clue, weight): &(String, i32)| ClueJson {
        clue: clue.clone(),
        weight: *weight,
    };
    TimeJson {
        text: time.passage.words(text).to_owned(),
        weight: time.weight,
        clues: heaviest(time).map(clue).collect(),
    }
}

/// The clues around a time that weigh anything, those that weigh most first.
fn heaviest(time: &WeighedTime) -> impl Iterator<Item = &(String, i32)> {
    let mut clues: Vec<_> = time
        .clues
        .iter()
        .filter(|(_, weight)| *weight != 0)
        .collect();
    clues.sort_by_key(|(_, weight)| std::cmp::Reverse(weight.abs()));
    clues.into_iter()
}

fn field_json(field: &FieldRead) -> FieldJson {
    FieldJson {
        recommendation: field.draft + 1,
        field: field.field.clone(),
        cue: field.cue.clone(),
        sure: sure_word(field.sure),
    }
}

fn cue_json(cue: &CueFired, scheme: Option<&str>) -> CueJson {
    CueJson {
        key: cue.key.clone(),
        phrase: cue.phrase.clone(),
        from: from_word(cue, scheme).to_owned(),
        words: cue.words.clone(),
    }
}

/// For people.
pub(super) fn print(
    explanation: &Explanation,
    scheme: Option<&str>,
    output: Output,
) -> Result<(), Failure> {
    let text = &explanation.reading.text;
    for (number, block) in (1..).zip(&explanation.blocks) {
        output.line(format!("{number}. {}", heading(block, text)))?;
        let words = block.passage.words(text);
        output.line(format!("   {}", shown(words)))?;
        for field in &block.fields {
            let (draft, name) = (field.draft + 1, &field.field);
            let (cue, sure) = (&field.cue, sure_word(field.sure));
            output.line(format!(
                "   = recommendation {draft} {name}: {cue} ({sure})"
            ))?;
        }
        for cue in &block.cues {
            let (key, phrase, from) = (&cue.key, &cue.phrase, from_word(cue, scheme));
            output.line(format!("   + {key}: “{phrase}” ({from})"))?;
        }
        for time in times_in(explanation, block) {
            let (words, weight) = (time.passage.words(text), time.weight);
            let clues = heaviest(time).take(SHOWN_CLUES);
            let clues: Vec<String> = clues.map(|(clue, own)| format!("{clue} {own:+}")).collect();
            let clues = clues.join(", ");
            output.line(format!(
                "   ~ “{words}” as a promise’s day: {weight:+} ({clues})"
            ))?;
        }
        for unread in &block.unread {
            let sentence = unread.passage.words(text);
            let smell = smell_word(unread.smell);
            let which = match sentence == words {
                true => String::new(),
                false => format!(": {}", shown(sentence)),
            };
            output.line(format!("   ! not read, and smells of {smell}{which}"))?;
        }
    }
    print_end(explanation, output)
}

fn print_end(explanation: &Explanation, output: Output) -> Result<(), Failure> {
    let blocks = explanation.blocks.iter();
    let read = blocks.clone().filter(|block| !block.fields.is_empty());
    let smells: Vec<Smell> = blocks
        .flat_map(|block| block.unread.iter().map(|unread| unread.smell))
        .collect();
    output.line(format!(
        "\nRecommendations: {}. Blocks: {}, read {}. Sentences not read that smell of an ask or a \
         promise: {}.",
        explanation.reading.drafts.len(),
        explanation.blocks.len(),
        read.count(),
        smells.len()
    ))?;
    if smells.contains(&Smell::Ask) {
        output.line(
            "An ask: put its first words into ask_openings, the label before it into ask_labels, \
             or the heading over its list into ask_list_headings.",
        )?;
    }
    if smells.contains(&Smell::Promise) {
        output.line(
            "A promise counts in a response: put the heading of the response into \
             response_labels, or its first words into answer_openings.",
        )?;
    }
    if !smells.is_empty() {
        output.line("These stand under [reading] in a scheme file; docs/teaching.md shows how.")?;
    }
    Ok(())
}

/// What a block is and where: "cell of row 3 under “Status”, page 2".
fn heading(block: &ExplainedBlock, text: &str) -> String {
    let mut words = match block.kind {
        Kind::Heading(level) => format!("heading {level}"),
        Kind::Cell(row) => format!("cell of row {}", row + 1),
        kind => kind_word(kind).to_owned(),
    };
    if let Some(column) = &block.column {
        words.push_str(&format!(" under “{}”", shown(column.words(text))));
    }
    if let Some(page) = block.passage.page {
        words.push_str(&format!(", page {page}"));
    }
    words
}

fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Heading(_) => "heading",
        Kind::Paragraph => "paragraph",
        Kind::Item => "item",
        Kind::ItemPart => "rest of the item",
        Kind::Cell(_) => "cell",
    }
}

fn smell_word(smell: Smell) -> &'static str {
    match smell {
        Smell::Ask => "an ask",
        Smell::Promise => "a promise",
    }
}

fn sure_word(sure: Sure) -> &'static str {
    match sure {
        Sure::Certain => "certain",
        Sure::Likely => "likely",
        Sure::Doubtful => "doubtful",
    }
}

fn from_word<'a>(cue: &CueFired, scheme: Option<&'a str>) -> &'a str {
    match scheme {
        Some(id) if cue.is_own => id,
        _ => "general",
    }
}

/// Words in one line, and no more of them than it takes to know them again.
fn shown(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN_CHARACTERS) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    }
}
