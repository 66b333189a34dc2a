//! Markdown as far as the rules need it: links, headings, and prose without code.

/// A line of prose: its number, and its text with code and addresses taken out.
pub(crate) type Prose = (usize, String);

/// The lines that are prose. Fenced code is left out, `code` in a line is blanked.
pub(crate) fn prose(text: &str) -> Vec<Prose> {
    unfenced(text)
        .map(|(number, line)| (number, without_targets(&without_code(line))))
        .collect()
}

/// The links of a document: line and target, as written.
pub(crate) fn links(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in unfenced(text) {
        let line = without_code(line);
        let inline = line
            .split("](")
            .skip(1)
            .filter_map(|after| after.split(')').next());
        found.extend(inline.map(|target| (number, title_off(target).to_owned())));
        // `[words]: target` gives a target to words used elsewhere.
        if line.starts_with('[')
            && let Some((_, target)) = line.split_once("]: ")
        {
            found.push((number, title_off(target).to_owned()));
        }
    }
    found
}

/// The names under which a document's headings can be linked to.
pub(crate) fn anchors(text: &str) -> Vec<String> {
    let headings = unfenced(text).filter(|(_, line)| line.starts_with('#'));
    headings
        .map(|(_, line)| anchor(line.trim_start_matches('#').trim()))
        .collect()
}

fn anchor(heading: &str) -> String {
    let kept = heading
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

fn title_off(target: &str) -> &str {
    target.split_whitespace().next().unwrap_or_default()
}

fn unfenced(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut in_fence = false;
    text.lines().enumerate().filter_map(move |(number, line)| {
        let is_fence = line.trim_start().starts_with("```");
        in_fence ^= is_fence;
        (!in_fence && !is_fence).then_some((number + 1, line))
    })
}

/// Blanks `code`; every second part between backticks is code.
pub(crate) fn without_code(line: &str) -> String {
    let parts = line.split('`').enumerate();
    parts
        .map(|(number, part)| if number % 2 == 0 { part } else { " " })
        .collect()
}

fn without_targets(line: &str) -> String {
    let mut parts = line.split("](");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push(']');
        text.push_str(part.split_once(')').map_or("", |(_, after)| after));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_outside_code() {
        let text =
            "See [a](docs/a.md#b \"t\") and ![c](c.png).\n```\n[x](y)\n```\n`[x](y)`\n[d]: e.md\n";
        let found = links(text);
        let expected = [(1, "docs/a.md#b"), (1, "c.png"), (6, "e.md")];
        assert_eq!(
            found,
            expected.map(|(line, target)| (line, target.to_owned()))
        );
    }

    #[test]
    fn headings_as_anchors() {
        let text = "# What is `due`?\n## A body's end\n```\n# not one\n```\n";
        assert_eq!(anchors(text), ["what-is-due", "a-bodys-end"]);
    }

    #[test]
    fn prose_has_no_code_and_no_targets() {
        let text = "The `color` of [it](color.md), then.\n";
        assert_eq!(prose(text), [(1, "The   of [it], then.".to_owned())]);
    }
}
