//! Rust cut into comments, strings and code, with the line of each.
//!
//! The rules on words need this: an American spelling is wrong in a comment and right in a string
//! that a reader compares with American letters. Not a parser; `outline.rs` has what needs one.

/// What a piece of Rust is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Code,
    Comment,
    Literal,
}

/// A piece of Rust.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece<'s> {
    pub(crate) kind: Kind,
    pub(crate) text: &'s str,
    /// The line on which it begins, counted from 1.
    pub(crate) line: usize,
}

/// Cuts Rust into pieces. Code comes word by word, so that a piece never crosses a literal.
pub(crate) fn pieces(source: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let (mut rest, mut line) = (source, 1);
    while !rest.is_empty() {
        let (kind, length) = next(rest);
        let (text, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        found.push(Piece { kind, text, line });
        line += text.matches('\n').count();
        rest = after;
    }
    found
}

fn next(rest: &str) -> (Kind, usize) {
    if rest.starts_with("//") {
        return (Kind::Comment, rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return (Kind::Comment, block_comment(rest));
    }
    if let Some(length) = string(rest) {
        return (Kind::Literal, length);
    }
    if let Some(after) = rest.strip_prefix('\'') {
        return (Kind::Code, 1 + character(after));
    }
    let word = rest
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(rest.len());
    (
        Kind::Code,
        word.max(rest.chars().next().map_or(1, char::len_utf8)),
    )
}

/// Block comments nest in Rust.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut skip = false;
    for (at, pair) in rest.as_bytes().windows(2).enumerate() {
        if std::mem::take(&mut skip) {
            continue;
        }
        match pair {
            b"/*" => (depth, skip) = (depth + 1, true),
            b"*/" => (depth, skip) = (depth.saturating_sub(1), true),
            _ => {}
        }
        if depth == 0 {
            return at + 2;
        }
    }
    rest.len()
}

/// The length of the string literal that `rest` begins with, of any sort.
fn string(rest: &str) -> Option<usize> {
    let prefix = ["br", "cr", "r", "b", "c", ""];
    let prefix = prefix.into_iter().find(|prefix| {
        let after = rest.strip_prefix(prefix).unwrap_or_default();
        after.starts_with('"') || (prefix.ends_with('r') && after.starts_with('#'))
    })?;
    let body = rest.strip_prefix(prefix)?;
    let hashes = body.find(|c| c != '#').unwrap_or(body.len());
    let inside = body.get(hashes..)?.strip_prefix('"')?;
    let start = prefix.len() + hashes + 1;
    if prefix.ends_with('r') {
        let end = format!("\"{}", "#".repeat(hashes));
        return Some(
            inside
                .find(&end)
                .map_or(rest.len(), |at| start + at + end.len()),
        );
    }
    let mut escaped = false;
    for (at, c) in inside.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(start + at + 1),
            _ => {}
        }
    }
    Some(rest.len())
}

/// The length of a character literal after its opening quote; 0 for a lifetime.
fn character(after: &str) -> usize {
    let mut chars = after.char_indices();
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some((second, c))) => {
            let from = second + c.len_utf8();
            after
                .get(from..)
                .and_then(|tail| tail.find('\''))
                .map_or(0, |at| from + at + 1)
        }
        (Some(_), Some((second, '\''))) => second + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: Kind, source: &str) -> Vec<&str> {
        pieces(source)
            .into_iter()
            .filter(|p| p.kind == kind)
            .map(|p| p.text)
            .collect()
    }

    #[test]
    fn every_sort_of_literal() {
        let source =
            r###"f("a\"b", r"c\", r#"d"e"#, b"f", br##"g"#"##, 'h', '"', '\'', '\u{1F}', "i");"###;
        assert_eq!(
            of(Kind::Literal, source),
            [
                r#""a\"b""#,
                r#"r"c\""#,
                r##"r#"d"e"#"##,
                r#"b"f""#,
                r###"br##"g"#"##"###,
                r#""i""#
            ]
        );
    }

    #[test]
    fn comments_and_what_only_looks_like_one() {
        let source =
            "a(); // one \"x\"\n/* two /* three */ four */ b(\"// no\"); fn c<'a>(x: &'a str) {}";
        assert_eq!(
            of(Kind::Comment, source),
            ["// one \"x\"", "/* two /* three */ four */"]
        );
        assert_eq!(of(Kind::Literal, source), ["\"// no\""]);
    }

    #[test]
    fn nothing_is_lost_and_lines_are_counted() {
        let source = "fn a() {\n    // é\n    let r#type = \"x\n y\";\n}\n\"open";
        let found = pieces(source);
        assert_eq!(found.iter().map(|p| p.text).collect::<String>(), source);
        assert_eq!(
            found.last().map(|p| (p.kind, p.line)),
            Some((Kind::Literal, 6))
        );
    }
}
