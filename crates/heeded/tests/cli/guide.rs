//! The guide `docs/teaching.md`, followed to the letter: its files are written, its commands run,
//! and what they print is what it shows.

use crate::desk::{Desk, code, said};
use std::fs;
use std::path::Path;

/// A block of code in the guide.
struct Fence {
    /// What stands behind its opening marks.
    language: String,
    /// The last line of prose above it.
    above: String,
    lines: Vec<String>,
}

/// Lines of prose and blocks of code, in order.
enum Part {
    Prose(String),
    Code(Fence),
}

fn parts(guide: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut open, mut above): (Option<Fence>, String) = (None, String::new());
    for line in guide.lines() {
        match (line.strip_prefix("```"), open.as_mut()) {
            (Some(_), Some(_)) => parts.extend(open.take().map(Part::Code)),
            (None, Some(fence)) => fence.lines.push(line.to_owned()),
            (Some(language), None) => {
                // Prose that stands above two blocks names the first.
                let (language, above) = (language.to_owned(), std::mem::take(&mut above));
                let lines = Vec::new();
                open = Some(Fence {
                    language,
                    above,
                    lines,
                });
            }
            (None, None) => {
                if !line.trim().is_empty() {
                    line.clone_into(&mut above);
                }
                parts.push(Part::Prose(line.to_owned()));
            }
        }
    }
    assert!(open.is_none(), "a block of code has no end");
    parts
}

/// The name in "… `schemes/quay.toml`:", over a file's block.
fn file_name(above: &str) -> Option<&str> {
    let (_, name) = above.strip_suffix("`:")?.rsplit_once('`')?;
    Some(name)
}

/// Runs the commands of a block, and gives the block with what they print.
fn run(desk: &Desk, fence: &Fence) -> Vec<String> {
    let mut lines = Vec::new();
    for line in &fence.lines {
        let Some(command) = line.strip_prefix("$ heeded ") else {
            assert!(!line.starts_with("$ "), "not a command of ours: {line}");
            continue;
        };
        lines.push(line.clone());
        let args: Vec<&str> = command.split_whitespace().collect();
        let output = desk.run(&args);
        assert!([0, 3].contains(&code(&output)), "{line}: {}", said(&output));
        lines.extend(said(&output).lines().map(|line| line.trim_end().to_owned()));
    }
    lines
}

#[test]
fn whoever_follows_the_guide_gets_what_it_shows() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/teaching.md");
    let guide = fs::read_to_string(&path).unwrap();
    let desk = Desk::new();
    let (mut shown, mut printed) = (String::new(), Vec::new());
    for part in parts(&guide) {
        let fence = match part {
            Part::Prose(line) => {
                shown.push_str(&format!("{line}\n"));
                continue;
            }
            Part::Code(fence) => fence,
        };
        let lines = match file_name(&fence.above) {
            Some(name) => {
                let file = desk.path(name);
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(file, fence.lines.join("\n") + "\n").unwrap();
                fence.lines
            }
            None if fence.language == "console" => {
                let lines = run(&desk, &fence);
                printed.push(lines.join("\n"));
                lines
            }
            None => fence.lines,
        };
        let (language, lines) = (fence.language, lines.join("\n"));
        shown.push_str(&format!("```{language}\n{lines}\n```\n"));
    }
    assert!(
        printed
            .first()
            .unwrap()
            .contains("0 recommendations found.")
    );
    assert!(printed.last().unwrap().contains("2 recommendations found."));
    if std::env::var_os("HEEDED_UPDATE").is_some() {
        fs::write(&path, &shown).unwrap();
    } else {
        assert!(
            shown == guide,
            "docs/teaching.md shows what is not printed; `HEEDED_UPDATE=1 cargo test -p heeded` \
             writes what is:\n{shown}"
        );
    }
}
