//! Rules on the shape of the code: how wide, how long, how a module opens, what it is called.
//!
//! The numbers are the house numbers of CONTRIBUTING.md. Test code is counted apart: a table of
//! cases may be long, and a file's own tests do not make its code hard to follow.

use crate::finding::Finding;
use crate::outline::Function;
use crate::tree::{File, Tree};

/// The widest line, as rustfmt has it; rustfmt does not break long strings and comments.
const MAX_LINE_WIDTH_CHARS: usize = 100;
/// The stop line for a source file, its tests left out.
const MAX_FILE_LINES: usize = 600;
/// The stop line for tests: of one file, or beside the code in its file.
const MAX_TEST_LINES: usize = 800;
/// What fits on a screen, from the signature to the closing brace.
const MAX_FUNCTION_LINES: usize = 70;
/// What nine functions of ten should stay within; reported, not enforced.
const AIM_P90_FUNCTION_LINES: usize = 25;
/// A module's opening is read before its code: what it is, what it is not, where to look next.
const MAX_MODULE_DOC_LINES: usize = 10;
/// Screenshots and fonts stay small: a clone carries every version of them for ever.
const MAX_FILE_BYTES: usize = 512 * 1024;

pub(crate) fn line_width(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        for (number, line) in file.text().lines().enumerate() {
            let width = line.chars().count();
            // An address cannot be broken.
            if width > MAX_LINE_WIDTH_CHARS && !line.contains("://") {
                let what = format!("{width} characters wide, at most {MAX_LINE_WIDTH_CHARS}");
                let mend = "break it by hand: rustfmt leaves comments and strings as they are";
                findings.push(Finding::at(&file.path, number + 1, what, mend));
            }
        }
    }
    findings
}

pub(crate) fn file_length(tree: &Tree) -> Vec<Finding> {
    let scripts = ["js", "mjs", "scss", "sql", "sh"];
    let is_long_form = |file: &&File| {
        file.is_rust()
            || scripts
                .iter()
                .any(|extension| file.has_extension(extension))
    };
    let mut findings = Vec::new();
    for file in tree.ours().filter(is_long_form) {
        let all = file.text().lines().count();
        let tests = match file.outline() {
            _ if file.is_test_file() => all,
            Some(outline) => outline.test_lines(),
            None => 0,
        };
        let code = all.saturating_sub(tests);
        if code > MAX_FILE_LINES {
            let what = format!("{code} lines of code, at most {MAX_FILE_LINES}");
            let mend = "cut it by concept; one list of like things may stand in exceptions.toml";
            findings.push(Finding::at(&file.path, 0, what, mend));
        }
        if tests > MAX_TEST_LINES {
            let what = format!("{tests} lines of tests, at most {MAX_TEST_LINES}");
            findings.push(Finding::at(
                &file.path,
                0,
                what,
                "cut the tests by what they show",
            ));
        }
    }
    findings
}

/// The functions that ship, with their files.
fn shipped(tree: &Tree) -> impl Iterator<Item = (&File, &Function)> {
    tree.rust().flat_map(|file| {
        let functions = file.outline().map(|outline| outline.functions.as_slice());
        let functions = functions.unwrap_or_default().iter();
        functions
            .filter(|f| !file.is_test_line(f.line))
            .map(move |f| (file, f))
    })
}

pub(crate) fn function_length(tree: &Tree) -> Vec<Finding> {
    let too_long = shipped(tree).filter(|(_, function)| function.lines > MAX_FUNCTION_LINES);
    too_long
        .map(|(file, function)| {
            let Function {
                name, line, lines, ..
            } = function;
            let what = format!("`{name}` has {lines} lines, at most {MAX_FUNCTION_LINES}");
            let mend = "give the steps of it names of their own";
            Finding::at(&file.path, *line, what, mend).about(name)
        })
        .collect()
}

pub(crate) fn bool_arguments(tree: &Tree) -> Vec<Finding> {
    let with_bools = shipped(tree).filter(|(_, function)| !function.public_bools.is_empty());
    with_bools
        .map(|(file, function)| {
            let Function {
                name,
                line,
                public_bools,
                ..
            } = function;
            let what = format!(
                "`{name}` is public and takes a bool: {}",
                public_bools.join(", ")
            );
            let mend = "take an enum of two words: `f(true)` says nothing where it is called";
            Finding::at(&file.path, *line, what, mend).about(name)
        })
        .collect()
}

/// Says how long the functions of each crate are, one line a crate.
#[must_use]
pub fn report(tree: &Tree) -> String {
    let mut by_crate = std::collections::BTreeMap::<&str, Vec<usize>>::new();
    for (file, function) in shipped(tree) {
        by_crate
            .entry(file.crate_folder().unwrap_or("beside"))
            .or_default()
            .push(function.lines);
    }
    let mut text = String::new();
    for (folder, mut lengths) in by_crate {
        lengths.sort_unstable();
        let at = |tenths: usize| lengths.get((lengths.len() * tenths / 10).min(lengths.len() - 1));
        let (median, p90) = (at(5).copied().unwrap_or(0), at(9).copied().unwrap_or(0));
        let worst = lengths.last().copied().unwrap_or(0);
        let aim = if p90 > AIM_P90_FUNCTION_LINES {
            "  over the aim of 25"
        } else {
            ""
        };
        text.push_str(&format!(
            "{folder:>10}: {:4} functions, lines: median {median}, p90 {p90}, worst {worst}{aim}\n",
            lengths.len()
        ));
    }
    text
}

pub(crate) fn ignored_tests(tree: &Tree) -> Vec<Finding> {
    let ignored = tree.rust().flat_map(|file| {
        let ignored = file
            .outline()
            .map(|outline| outline.ignored.as_slice())
            .unwrap_or_default();
        ignored.iter().map(move |(name, line)| (file, name, *line))
    });
    ignored
        .map(|(file, name, line)| {
            let what = format!("the test `{name}` is ignored in silence");
            let mend = "say why: #[ignore = \"needs …; run by …\"], or let it run";
            Finding::at(&file.path, line, what, mend).about(name)
        })
        .collect()
}

pub(crate) fn large_files(tree: &Tree) -> Vec<Finding> {
    let large = tree
        .files
        .iter()
        .filter(|file| file.size_bytes > MAX_FILE_BYTES);
    large
        .map(|file| {
            let what = format!("{} bytes, at most {MAX_FILE_BYTES}", file.size_bytes);
            let mend = "make it smaller, or make it when it is needed: history keeps it for ever";
            Finding::at(&file.path, 0, what, mend)
        })
        .collect()
}

pub(crate) fn module_doc(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    // What a tool wrote to be included among assets is no module.
    for file in tree.rust().filter(|file| !file.path.contains("/assets/")) {
        let outline = match &file.outline {
            Some(Ok(outline)) => outline,
            Some(Err(error)) => {
                let what = format!("cannot be parsed: {error}");
                findings.push(Finding::at(&file.path, 0, what, "make it compile"));
                continue;
            }
            None => continue,
        };
        let Some(doc) = &outline.module_doc else {
            let mend = "open it with `//!`: what it is, what it is not, where to look next";
            findings.push(Finding::at(&file.path, 1, "says nothing of itself", mend));
            continue;
        };
        let lines = prose_lines(doc);
        if lines > MAX_MODULE_DOC_LINES {
            let what = format!("opens with {lines} lines of prose, at most {MAX_MODULE_DOC_LINES}");
            let mend = "shorten it, or move the explanation to where it is needed";
            findings.push(Finding::at(&file.path, 1, what, mend));
        }
    }
    findings
}

/// Lines of prose: blank ones, tables and examples do not count.
fn prose_lines(doc: &[String]) -> usize {
    let mut in_example = false;
    let mut lines = 0;
    for line in doc.iter().map(|line| line.trim()) {
        if line.starts_with("```") {
            in_example = !in_example;
        } else if !in_example && !line.is_empty() && !line.starts_with('|') {
            lines += 1;
        }
    }
    lines
}

pub(crate) fn module_names(tree: &Tree) -> Vec<Finding> {
    let vague = ["common", "helper", "helpers", "misc", "util", "utils"];
    let is_vague = |name: &str| {
        vague.iter().any(|word| {
            name.strip_suffix(word)
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('_'))
        })
    };
    let mut findings = Vec::new();
    for file in tree.rust() {
        let stem = file.path.trim_end_matches(".rs");
        if let Some(name) = stem.split('/').find(|name| is_vague(name)) {
            let what = format!("`{name}` says nothing of what is in it");
            let mend = "name it after the noun that it is about";
            findings.push(Finding::at(&file.path, 0, what, mend).about(name));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Rule;

    fn count(rule: Rule, path: &str, text: &str) -> usize {
        rule(&Tree::of(&[(path, text)])).len()
    }

    #[test]
    fn wide_lines() {
        let wide = format!("// {}\n", "é".repeat(98));
        assert_eq!(count(line_width, "crates/x/src/a.rs", &wide), 1);
        assert_eq!(
            count(
                line_width,
                "crates/x/src/a.rs",
                &format!("// {}", "é".repeat(97))
            ),
            0
        );
        let address = format!("// https://example.org/{}", "a".repeat(98));
        assert_eq!(count(line_width, "crates/x/src/a.rs", &address), 0);
    }

    #[test]
    fn long_files_with_tests_counted_apart() {
        let code = "const A: u8 = 1;\n".repeat(601);
        assert_eq!(count(file_length, "crates/x/src/a.rs", &code), 1);
        let tests = format!(
            "#[cfg(test)]\nmod tests {{\n{}}}\n",
            "const A: u8 = 1;\n".repeat(601)
        );
        assert_eq!(count(file_length, "crates/x/src/a.rs", &tests), 0);
        assert_eq!(count(file_length, "crates/x/tests/a.rs", &code), 0);
        assert_eq!(
            count(file_length, "crates/x/tests/a.rs", &code.repeat(2)),
            1
        );
        assert_eq!(
            count(
                file_length,
                "tests/browser/sweep.mjs",
                &"a();\n".repeat(801)
            ),
            1
        );
    }

    #[test]
    fn long_functions_outside_tests() {
        let long = format!("fn a() {{\n{}}}\n", "    b();\n".repeat(69));
        assert_eq!(count(function_length, "crates/x/src/a.rs", &long), 1);
        assert_eq!(count(function_length, "crates/x/tests/a.rs", &long), 0);
        let fits = format!("fn a() {{\n{}}}\n", "    b();\n".repeat(68));
        assert_eq!(count(function_length, "crates/x/src/a.rs", &fits), 0);
    }

    #[test]
    fn public_bools() {
        assert_eq!(
            count(bool_arguments, "crates/x/src/a.rs", "pub fn a(b: bool) {}"),
            1
        );
        assert_eq!(
            count(
                bool_arguments,
                "crates/x/src/a.rs",
                "pub(crate) fn a(b: bool) {}"
            ),
            0
        );
    }

    #[test]
    fn silent_ignores() {
        let path = "crates/x/tests/a.rs";
        assert_eq!(
            count(ignored_tests, path, "#[test]\n#[ignore]\nfn a() {}"),
            1
        );
        assert_eq!(
            count(
                ignored_tests,
                path,
                "#[test]\n#[ignore = \"slow\"]\nfn a() {}"
            ),
            0
        );
    }

    #[test]
    fn modules_without_an_opening() {
        let path = "crates/x/src/a.rs";
        assert_eq!(count(module_doc, path, "fn a() {}"), 1);
        assert_eq!(count(module_doc, path, "fn a( {}"), 1);
        assert_eq!(count(module_doc, path, &"//! Line.\n".repeat(11)), 1);
        let example = format!("//! What.\n//! ```\n{}//! ```\n", "//! a();\n".repeat(20));
        assert_eq!(count(module_doc, path, &example), 0);
    }

    #[test]
    fn vague_module_names() {
        for path in [
            "crates/x/src/util.rs",
            "crates/x/tests/common/mod.rs",
            "x/date_helpers.rs",
        ] {
            assert_eq!(count(module_names, path, ""), 1, "{path}");
        }
        assert_eq!(count(module_names, "crates/x/src/commonwealth.rs", ""), 0);
    }

    #[test]
    fn large_files_of_any_kind() {
        assert_eq!(
            count(large_files, "docs/a.txt", &"a".repeat(MAX_FILE_BYTES + 1)),
            1
        );
        assert_eq!(count(large_files, "docs/a.txt", "a"), 0);
    }

    #[test]
    fn the_report_names_each_crate() {
        let tree = Tree::of(&[
            ("crates/x/src/a.rs", "fn a() {\n}\n"),
            ("crates/y/src/a.rs", "fn b() {}"),
        ]);
        let report = report(&tree);
        assert!(
            report.contains("x:    1 functions, lines: median 2, p90 2, worst 2"),
            "{report}"
        );
        assert!(report.contains("y:    1 functions"), "{report}");
    }
}
