//! The section `[reading]`: the reader's, kept as it stands. Its keys are those of
//! `crates/reader/src/cues`; here they are not looked at.

/// The lines of the section, with the others left blank, so that a message about line 80 means
/// line 80 of the file; the headings lose `reading`, which the reader does not expect.
pub(crate) fn lines(section: &toml::Table, text: &str) -> String {
    let mut is_inside = false;
    let mut lines = String::with_capacity(text.len());
    for line in text.lines() {
        match heading(line) {
            Some("reading") => is_inside = true,
            Some(name) if name.starts_with("reading.") => {
                is_inside = true;
                lines.push_str(&line.replacen("reading.", "", 1));
            }
            Some(_) => is_inside = false,
            None if is_inside => lines.push_str(line),
            None => {}
        }
        lines.push('\n');
    }
    // A section in a form that lines cannot cut out (`reading = { … }`) is written anew.
    match lines.parse::<toml::Table>() {
        Ok(cut) if cut == *section => lines.trim_end().to_owned() + "\n",
        _ => section.to_string(),
    }
}

/// The name in a line such as `[reading.labels]` or `[[duty]] # why`.
fn heading(line: &str) -> Option<&str> {
    let (name, after) = line.trim().strip_prefix('[')?.split_once(']')?;
    let name = name.trim_start_matches('[').trim();
    let after = after.trim_start_matches(']').trim_start();
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '));
    (is_name && (after.is_empty() || after.starts_with('#'))).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::lines;

    fn section(text: &str) -> String {
        let file: toml::Table = text.parse().unwrap();
        lines(file["reading"].as_table().unwrap(), text)
    }

    #[test]
    fn the_lines_keep_their_numbers() {
        let text = "id = \"a\"\n[reading]\nopenings = [\n  \"x\",\n]\n[[duty]]\ndays = 1\n";
        assert_eq!(section(text), "\n\nopenings = [\n  \"x\",\n]\n");
        let text = "[reading.labels]\nlead = \"Who\" # why\n[[reading.row]]\na = [[1], [2]]\n";
        assert_eq!(
            section(text),
            "[labels]\nlead = \"Who\" # why\n[[row]]\na = [[1], [2]]\n"
        );
    }

    #[test]
    fn a_section_in_one_line_is_written_anew() {
        assert_eq!(
            section("id = \"a\"\nreading = { openings = [\"x\"] }"),
            "openings = [\"x\"]\n"
        );
    }
}
