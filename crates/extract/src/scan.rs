//! A PDF file of pictures: each page painted by `pdftoppm` and read by `tesseract`.

use heeded_reader::{Face, Origin, Page, Pages, Run};

use crate::child::{self, End, Task};
use crate::error::Unextracted;

const PAINTER: &str = "pdftoppm";
const READER: &str = "tesseract";
/// The fineness that tesseract's makers advise for print, at a quarter of the time that 400 takes.
const DOTS_PER_INCH: i32 = 200;
const POINTS_PER_INCH: i32 = 72;
/// The most pages: at some 3 seconds each, ten minutes.
const PAGES_MAX: usize = 200;
/// How long one page may take.
const SECONDS_MAX: u64 = 60;
/// A grey A3 page at this fineness is 8 MB before it is packed.
const PICTURE_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// A page of close print is 300 kB in tesseract's table.
const TABLE_BYTES_MAX: u64 = 16 * 1024 * 1024;
/// Words that tesseract is less sure of than this (percent) are specks and lines, not letters.
const CONFIDENCE_PERCENT_MIN: f32 = 20.0;

/// Recognises the words of every page.
pub(crate) fn pages(name: &str, bytes: &[u8], empty: &[Page]) -> Result<Pages, Unextracted> {
    let name = name.to_owned();
    if !child::is_installed(READER) || !child::is_installed(PAINTER) {
        return Err(Unextracted::NoWords { name });
    }
    if empty.len() > PAGES_MAX {
        let limit = format!("{PAGES_MAX} scanned pages");
        let what = "it has too many scanned pages";
        return Err(Unextracted::TooMuch { name, what, limit });
    }
    let mut pages = Vec::with_capacity(empty.len());
    for (number, page) in (1..).zip(empty) {
        let runs = recognise(bytes, number)?;
        pages.push(Page {
            runs,
            ..page.clone()
        });
    }
    if pages.iter().all(|page| page.runs.is_empty()) {
        return Err(Unextracted::NoWords { name });
    }
    // When a scan was made says nothing of when its words were written.
    Ok(Pages {
        origin: Origin::Scan,
        made_on: None,
        pages,
    })
}

/// The words of one page; none where either program gives up on it.
fn recognise(bytes: &[u8], number: usize) -> Result<Vec<Run>, Unextracted> {
    let (dots, number) = (DOTS_PER_INCH.to_string(), number.to_string());
    let picture = child::run(&Task {
        program: PAINTER,
        arguments: &[
            "-r", &dots, "-gray", "-png", "-f", &number, "-l", &number, "-",
        ],
        input: bytes,
        seconds_max: SECONDS_MAX,
        output_bytes_max: PICTURE_BYTES_MAX,
    })?;
    let table = child::run(&Task {
        program: READER,
        arguments: &["stdin", "stdout", "--dpi", &dots, "tsv"],
        input: &picture.output,
        seconds_max: SECONDS_MAX,
        output_bytes_max: TABLE_BYTES_MAX,
    })?;
    if table.end != End::Well {
        return Ok(Vec::new());
    }
    Ok(runs(&table.text()))
}

/// A row of tesseract's table for each word: its line, its place, how sure, the word.
fn runs(table: &str) -> Vec<Run> {
    let mut found: Vec<(String, Run)> = Vec::new();
    for row in table.lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        let [
            level,
            page,
            block,
            paragraph,
            line,
            _,
            left,
            top,
            width,
            height,
            sure,
            word,
        ] = cells.as_slice()
        else {
            continue;
        };
        let sure: f32 = sure.parse().unwrap_or(-1.0);
        if *level != "5" || sure < CONFIDENCE_PERCENT_MIN || word.trim().is_empty() {
            continue;
        }
        let line = [*page, *block, *paragraph, *line].join(" ");
        let run = word_run((left, top, width, height), word);
        match found.last_mut() {
            Some((last, whole)) if *last == line => join(whole, &run),
            _ => found.push((line, run)),
        }
    }
    found.into_iter().map(|(_, run)| run).collect()
}

fn word_run((left, top, width, height): (&str, &str, &str, &str), word: &str) -> Run {
    let points = |dots: &str| {
        let dots: i32 = dots.parse().unwrap_or_default();
        dots.saturating_mul(POINTS_PER_INCH) / DOTS_PER_INCH
    };
    Run {
        left: points(left),
        top: points(top),
        width: points(width),
        height: points(height),
        // Letters differ in height from word to word; the size of the type cannot be told.
        size: 0,
        face: Face::Plain,
        text: word.trim().to_owned(),
    }
}

/// Puts the next word of a line behind those before it.
fn join(whole: &mut Run, run: &Run) {
    let right = (run.left + run.width).max(whole.left + whole.width);
    let bottom = (run.top + run.height).max(whole.top + whole.height);
    whole.top = whole.top.min(run.top);
    whole.width = right - whole.left;
    whole.height = bottom - whole.top;
    whole.text.push(' ');
    whole.text.push_str(&run.text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_line_are_joined_and_specks_left_out() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\t\
            height\tconf\ttext\n\
            5\t1\t1\t1\t1\t1\t200\t100\t100\t30\t96.1\tHigh\n\
            5\t1\t1\t1\t1\t2\t310\t100\t90\t30\t91.0\ttide\n\
            5\t1\t1\t1\t1\t3\t410\t100\t9\t9\t3.0\t~\n\
            5\t1\t1\t1\t2\t1\t200\t150\t90\t30\t91.0\tfalls";
        let found = runs(table);
        let words: Vec<&str> = found.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(words, ["High tide", "falls"]);
        assert_eq!((found[0].left, found[0].width), (72, 71));
    }
}
