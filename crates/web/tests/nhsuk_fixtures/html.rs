//! HTML as a list of lines to compare: one tag or text each, without what makes no difference
//! (white space around text, the order of attributes and classes, how a character is escaped).

use std::collections::BTreeSet;

/// Elements that have no end.
const VOID: &[&str] = &["br", "hr", "img", "input", "link", "meta"];

/// The lines of our own HTML.
pub(crate) fn lines(html: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        push_text(&rest[..start], &mut lines);
        let end = start + tag_end(&rest[start..]);
        push_tag(&rest[start + 1..end], &mut lines);
        rest = &rest[end + 1..];
    }
    push_text(rest, &mut lines);
    lines
}

/// The lines of the package's HTML, with the two things that we do otherwise on purpose.
pub(crate) fn expected(html: &str) -> Vec<String> {
    let lines = lines(html);
    // The NHS mark in the header, which is not ours to use, and the name that it gives the link.
    let lines = without(
        lines,
        r#"<svg aria-label="#,
        r#"class="nhsuk-header__logo""#,
        "</svg>",
    );
    let lines = lines
        .into_iter()
        .map(|line| match line.split_once(" aria-label=") {
            Some((_, rest)) if line.contains(r#""nhsuk-header__service-logo""#) => {
                format!(
                    "<a{}",
                    rest.split_once("homepage\"").map_or(rest, |(_, rest)| rest)
                )
            }
            _ => line,
        });
    let mut lines: Vec<String> = lines.collect();
    let empty = |pair: &[String]| pair[0].contains("service-logo") && pair[1] == "</a>";
    if let Some(place) = lines.windows(2).position(empty) {
        lines.drain(place..place + 2);
    }
    // A button that only a script could open; without one the navigation shows all its items.
    without(lines, "<li ", r#"class="nhsuk-header__menu""#, "</li>")
}

/// Takes an element away: from the line with both marks up to its end.
fn without(lines: Vec<String>, start: &str, mark: &str, end: &str) -> Vec<String> {
    let mut inside = false;
    let mut kept = Vec::new();
    for line in lines {
        inside |= line.starts_with(start) && line.contains(mark);
        if !inside {
            kept.push(line);
        } else if line == end {
            inside = false;
        }
    }
    kept
}

/// Where a tag ends: quotes may hold the sign.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (place, sign) in tag.char_indices() {
        match (quote, sign) {
            (None, '>') => return place,
            (None, '"' | '\'') => quote = Some(sign),
            (Some(open), _) if open == sign => quote = None,
            _ => {}
        }
    }
    panic!("a tag without an end: {tag}");
}

fn push_text(text: &str, lines: &mut Vec<String>) {
    let text = decode(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    if !text.is_empty() {
        lines.push(text);
    }
}

fn push_tag(tag: &str, lines: &mut Vec<String>) {
    let closed = tag.ends_with('/');
    let tag = tag.trim_end_matches('/').trim();
    if tag.starts_with('/') {
        lines.push(format!("<{tag}>"));
        return;
    }
    let name = tag.split_whitespace().next().unwrap();
    let attributes = attributes(&tag[name.len()..]);
    let all = attributes
        .into_iter()
        .map(|attribute| format!(" {attribute}"))
        .collect::<String>();
    lines.push(format!("<{name}{all}>"));
    if closed && !VOID.contains(&name) {
        lines.push(format!("</{name}>"));
    }
}

fn attributes(mut rest: &str) -> BTreeSet<String> {
    let mut attributes = BTreeSet::new();
    loop {
        rest = rest.trim_start();
        let name_end = rest.find(|sign: char| sign == '=' || sign.is_whitespace());
        let name = &rest[..name_end.unwrap_or(rest.len())];
        if name.is_empty() {
            return attributes;
        }
        rest = &rest[name.len()..];
        let mut value = String::new();
        if let Some(quoted) = rest.strip_prefix('=') {
            let quote = quoted
                .chars()
                .next()
                .filter(|sign| matches!(sign, '"' | '\''))
                .unwrap();
            let (inside, after) = quoted[1..].split_once(quote).unwrap();
            value = decode(inside);
            rest = after;
        }
        if name == "class" {
            let classes: BTreeSet<&str> = value.split_whitespace().collect();
            value = classes.into_iter().collect::<Vec<_>>().join(" ");
        }
        attributes.insert(format!("{name}=\"{value}\""));
    }
}

fn decode(text: &str) -> String {
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&copy;", "©"),
        ("&ctdot;", "⋯"),
        ("&nbsp;", "\u{a0}"),
        ("&amp;", "&"),
    ];
    signs.iter().fold(text.to_owned(), |text, (name, sign)| {
        text.replace(name, sign)
    })
}
