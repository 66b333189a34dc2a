//! Learns what clues weigh: those around a time, whether it is the day of a promise; those in the
//! first words of a text, whether it asks for something.
//!
//! ```text
//! cargo run --release -p heeded-extract --example learn benches/labelled > \
//!     crates/reader/src/recognise/likelihood/weights.txt
//! ```
//!
//! Every time in the prose of an answer of the labelled documents (`NAME.truth.json` beside each)
//! is an example: one of a promise, or none; and every ask is one, to which its answers are the
//! counter-examples. The weights are those of a logistic regression with a
//! penalty on their squares, found by descent from nothing in a fixed order, so that the same
//! documents give the same weights. How well weights of some documents tell those of others is said
//! to the error stream: for each fifth of the folders, with the weights of the other four.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "printing is what this example does"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};

use heeded_reader::explain::{clues_of_ask, explain};
use heeded_reader::{Cues, Document, Reading};
use serde_json::Value;

/// A clue that fewer examples have has no weight.
const SEEN_MIN: usize = 8;
/// What the square of a weight costs, in examples: the more, the smaller the weights stay.
const PENALTY: f64 = 10.0;
/// Steps of the descent; another five hundred change no weight's second digit by more than two.
const STEPS: usize = 1_500;
/// Weights nearer to nothing, in hundredths, are left out: half of all, for the same figures.
const HUNDREDTHS_MIN: f64 = 5.5;
/// Parts of which each is told by the weights of the others.
const PARTS: usize = 5;
/// Of an ask so many answers are counter-examples, of each so many paragraphs of so many bytes.
const ANSWERS_MAX: usize = 2;
const PARAGRAPHS_MAX: usize = 3;
const PARAGRAPH_BYTES_MIN: usize = 20;
/// So many letters of a promise or an ask tell it apart.
const OPENING_BYTES: usize = 60;

/// What is learnt of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// Times: whether they are days of promises.
    Times,
    /// Texts: whether they ask.
    Asks,
}

/// A time in an answer or a text, and whether the labels have it as the day of a promise or an ask.
struct Example {
    folder: PathBuf,
    of: Of,
    clues: Vec<String>,
    /// What the labels say.
    holds: bool,
}

/// A promise as a document's labels have it.
struct Label {
    opening: String,
    due: String,
    days: (Option<String>, Option<String>),
}

fn main() -> Result<(), Box<dyn Error>> {
    let root = std::env::args()
        .nth(1)
        .ok_or("name a folder of labelled documents")?;
    let mut paths = Vec::new();
    labels_below(Path::new(&root), &mut paths)?;
    paths.sort();
    let mut examples = Vec::new();
    for labels in &paths {
        examples.extend(examples_of(labels)?);
    }
    for of in [Of::Times, Of::Asks] {
        let own: Vec<&Example> = examples.iter().filter(|one| one.of == of).collect();
        let hold = own.iter().filter(|one| one.holds).count();
        let (documents, all) = (paths.len(), own.len());
        eprintln!("{of:?}: {documents} documents, {all} examples, {hold} hold");
        check(&own);
    }
    let all: Vec<&Example> = examples.iter().collect();
    let weights = learn(&all);
    println!(
        "# What each clue around a time weighs, in favour of a promise. Made by the example learn"
    );
    println!(
        "# of heeded-extract from benches/labelled: a weight in hundredths, a space, the clue."
    );
    for (clue, weight) in weights {
        let hundredths = 100.0 * weight;
        if hundredths.abs() >= HUNDREDTHS_MIN {
            println!("{hundredths:.0} {clue}");
        }
    }
    Ok(())
}

fn labels_below(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            labels_below(&path, found)?;
        } else if path.to_string_lossy().ends_with(".truth.json") {
            found.push(path);
        }
    }
    Ok(())
}

/// The times of one document.
fn examples_of(labels: &Path) -> Result<Vec<Example>, Box<dyn Error>> {
    let truth: Value = serde_json::from_slice(&std::fs::read(labels)?)?;
    let folder = labels.parent().unwrap_or(Path::new("")).to_owned();
    let name = truth
        .get("document")
        .and_then(Value::as_str)
        .ok_or("labels without a document")?;
    let path = folder.join(name);
    let bytes = std::fs::read(&path)?;
    let path = path.to_string_lossy();
    let pages = heeded_extract::pages(&path, &bytes)?;
    let document = Document::new(&path, &bytes);
    let attached = heeded_extract::attached(&document);
    let mut document = document.with_attached(&attached);
    if let Some(pages) = &pages {
        document = document.with_pages(pages);
    }
    let read = explain(&document, &Cues::general())?;
    let labels = promises(&truth);
    let text = &read.reading.text;
    let mut seen = BTreeSet::new();
    let times = read.times.into_iter().filter(|time| {
        let place = (time.passage.start, time.passage.end);
        seen.insert(place)
    });
    let mut examples = asks_of(&folder, &truth, &read.reading);
    examples.extend(times.map(|time| {
        let sentence = letters(time.sentence.words(text));
        let words = letters(time.passage.words(text));
        let (earliest, latest) = time.days;
        let days = (
            earliest.map(|day| day.to_string()),
            latest.map(|day| day.to_string()),
        );
        let promised = labels
            .iter()
            .any(|label| label.is_in(&sentence, &words, &days));
        Example {
            folder: folder.clone(),
            of: Of::Times,
            clues: time.clues.into_iter().map(|(clue, _)| clue).collect(),
            holds: promised,
        }
    }));
    Ok(examples)
}

/// The asks of one document, and the first paragraphs of their answers.
fn asks_of(folder: &Path, truth: &Value, reading: &Reading) -> Vec<Example> {
    let openings: Vec<String> = list(truth, "recommendations")
        .iter()
        .map(|ask| head(&letters(&text(ask, "text_start").unwrap_or_default())))
        .collect();
    let example = |words: &str, kind, holds| Example {
        folder: folder.to_owned(),
        of: Of::Asks,
        clues: clues_of_ask(words, kind)
            .into_iter()
            .map(|(clue, _)| clue)
            .collect(),
        holds,
    };
    let mut examples = Vec::new();
    for draft in &reading.drafts {
        let kind = draft.kind.value;
        let words = letters(&draft.text.value);
        let asked = openings.iter().any(|opening| words.contains(opening));
        examples.push(example(&draft.text.value, kind, asked));
        for response in draft.responses.iter().take(ANSWERS_MAX) {
            let lines = response.text.value.lines();
            let paragraphs = lines.filter(|line| line.len() > PARAGRAPH_BYTES_MIN);
            let told = paragraphs.take(PARAGRAPHS_MAX);
            examples.extend(told.map(|words| example(words, kind, false)));
        }
    }
    examples
}

fn head(words: &str) -> String {
    words.chars().take(OPENING_BYTES).collect()
}

fn list(value: &Value, key: &str) -> Vec<Value> {
    let all = value.get(key).and_then(Value::as_array);
    all.cloned().unwrap_or_default()
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(str::to_owned)
}

impl Label {
    /// Whether it is the promise of a sentence with a time in it.
    fn is_in(&self, sentence: &str, time: &str, days: &(Option<String>, Option<String>)) -> bool {
        let alike = self.due.contains(time) || time.contains(&self.due);
        let same = alike || days.1.is_some() && *days == self.days;
        same && !self.due.is_empty()
            && !self.opening.is_empty()
            && (sentence.contains(&head(&self.opening)) || self.opening.contains(&head(sentence)))
    }
}

/// The promises that the labels of a document have.
fn promises(truth: &Value) -> Vec<Label> {
    let asks = list(truth, "recommendations");
    let actions = asks.iter().flat_map(|ask| list(ask, "actions"));
    actions
        .map(|action| Label {
            opening: letters(&text(&action, "text_start").unwrap_or_default()),
            due: letters(&text(&action, "due_as_written").unwrap_or_default()),
            days: (text(&action, "due_earliest"), text(&action, "due_latest")),
        })
        .collect()
}

/// Letters and digits, in small letters, everything else as one space.
fn letters(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            out.push(letter);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.trim().to_owned()
}

/// Says how well each part is told by the weights of the others.
fn check(examples: &[&Example]) {
    let folders: BTreeSet<&PathBuf> = examples.iter().map(|one| &one.folder).collect();
    let part: BTreeMap<&PathBuf, usize> = folders
        .into_iter()
        .enumerate()
        .map(|(at, folder)| (folder, at % PARTS))
        .collect();
    let (mut right, mut said, mut promised) = (0, 0, 0);
    for own in 0..PARTS {
        let is_own = |one: &&&Example| part.get(&one.folder) == Some(&own);
        let others = examples.iter().filter(|one| !is_own(one)).copied();
        let others: Vec<&Example> = others.collect();
        let weights = learn(&others);
        for one in examples.iter().filter(is_own) {
            let sum: f64 = one
                .clues
                .iter()
                .filter_map(|clue| weights.get(clue.as_str()))
                .sum();
            let says = sum > 0.0;
            right += usize::from(says && one.holds);
            said += usize::from(says);
            promised += usize::from(one.holds);
        }
    }
    let share = |part: usize, whole: usize| {
        f64::from(u32::try_from(part).unwrap_or(u32::MAX))
            / f64::from(u32::try_from(whole.max(1)).unwrap_or(u32::MAX))
    };
    eprintln!(
        "told by the weights of others: precision {:.3}, recall {:.3}, F1 {:.3}",
        share(right, said),
        share(right, promised),
        share(2 * right, said + promised)
    );
}

/// The weights under which the labels of the examples are likeliest.
fn learn<'e>(examples: &[&'e Example]) -> BTreeMap<&'e str, f64> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for example in examples {
        for clue in example.clues.iter().collect::<BTreeSet<_>>() {
            *seen.entry(clue).or_default() += 1;
        }
    }
    let names: Vec<&str> = seen
        .iter()
        .filter(|(_, many)| **many >= SEEN_MIN)
        .map(|(clue, _)| *clue)
        .collect();
    let place = |clue: &String| names.binary_search(&clue.as_str()).ok();
    let rows: Vec<(Vec<usize>, f64)> = examples
        .iter()
        .map(|one| {
            let clues = one.clues.iter().filter_map(place).collect();
            (clues, f64::from(u8::from(one.holds)))
        })
        .collect();
    let weights = descend(&rows, names.len());
    names.into_iter().zip(weights).collect()
}

/// Steps down from nothing, each weight by no more than the bend of the loss allows it, whatever
/// the others do (a bound of the diagonal of its second derivative).
fn descend(rows: &[(Vec<usize>, f64)], many: usize) -> Vec<f64> {
    let mut bend = vec![PENALTY; many];
    for (clues, _) in rows {
        let length = f64::from(u32::try_from(clues.len()).unwrap_or(u32::MAX));
        for clue in clues {
            if let Some(bend) = bend.get_mut(*clue) {
                *bend += 0.25 * length;
            }
        }
    }
    let mut weights = vec![0.0; many];
    // Each step goes on a part of the way of the one before (Nesterov).
    let mut before = weights.clone();
    for step in 0..STEPS {
        let at = f64::from(u32::try_from(step).unwrap_or(u32::MAX));
        let on = at / (at + 3.0);
        let ahead: Vec<f64> = weights
            .iter()
            .zip(&before)
            .map(|(now, then)| now + on * (now - then))
            .collect();
        let mut slope: Vec<f64> = ahead.iter().map(|weight| PENALTY * weight).collect();
        for (clues, promised) in rows {
            let sum: f64 = clues.iter().filter_map(|clue| ahead.get(*clue)).sum();
            let wrong = 1.0 / (1.0 + (-sum).exp()) - promised;
            for clue in clues {
                if let Some(slope) = slope.get_mut(*clue) {
                    *slope += wrong;
                }
            }
        }
        before = weights;
        weights = ahead
            .iter()
            .zip(slope.iter().zip(&bend))
            .map(|(weight, (slope, bend))| weight - slope / bend)
            .collect();
    }
    weights
}
