//! A page to tags and text, without a tree, in one pass.
//!
//! Follows the HTML standard as far as words go: comments, raw text, quoted attributes, markup that
//! breaks off. It never fails: what is no tag is text.

/// A piece of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Words, with their character references still in them.
    Text(&'a str),
    Open(Tag<'a>),
    Close(&'a str),
    /// A tag or comment that the end of the page cuts off.
    CutOff,
}

/// A start tag: its name, and its attributes unread.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// The attributes with their values, in their order.
    pub(super) fn attributes(&self) -> Attributes<'a> {
        Attributes {
            rest: self.attributes,
        }
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }
}

/// Elements whose content is text to the matching end tag, whatever stands in it.
const RAW: &[&str] = &[
    "iframe", "noembed", "noframes", "noscript", "script", "style", "template", "textarea",
    "title", "xmp",
];

/// Cuts a page into tokens.
pub(super) struct Tokens<'a> {
    rest: &'a str,
    raw: Option<&'a str>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Self {
            rest: html,
            raw: None,
        }
    }

    fn text_to(&mut self, at: usize) -> Option<Token<'a>> {
        let (text, rest) = self.rest.split_at_checked(at)?;
        self.rest = rest;
        Some(Token::Text(text))
    }

    /// Leaves out comments and declarations, as many as stand here; `None` when one breaks off.
    fn behind_comments(&mut self) -> Option<()> {
        loop {
            let inside = self.rest.strip_prefix('<').unwrap_or_default();
            let (inside, end) = match inside.strip_prefix("!--") {
                Some(comment) => (comment, comment_end(comment)),
                None if inside.starts_with(['!', '?']) => {
                    (inside, inside.find('>').map(|at| at + 1))
                }
                None => return Some(()),
            };
            let rest = end.and_then(|end| inside.get(end..));
            self.rest = rest.unwrap_or_default();
            rest?;
        }
    }

    fn markup(&mut self) -> Option<Token<'a>> {
        let inside = self.rest.strip_prefix('<')?;
        let (closing, name) = match inside.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, inside),
        };
        if !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            let after = self
                .rest
                .get(1..)
                .and_then(|rest| memchr::memchr(b'<', rest.as_bytes()))
                .map(|at| at + 1);
            return self.text_to(after.unwrap_or(self.rest.len()));
        }
        Some(self.tag(name, closing))
    }

    fn tag(&mut self, inside: &'a str, closing: bool) -> Token<'a> {
        let ends_name = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        let end = inside.bytes().position(ends_name).unwrap_or(inside.len());
        let (name, attributes) = inside.split_at_checked(end).unwrap_or_default();
        let Some(end) = tag_end(attributes) else {
            self.rest = "";
            return Token::CutOff;
        };
        let (attributes, rest) = attributes.split_at_checked(end).unwrap_or_default();
        self.rest = rest.get(1..).unwrap_or_default();
        if closing {
            return Token::Close(name);
        }
        if is_raw(name) {
            self.raw = Some(name);
        }
        Token::Open(Tag { name, attributes })
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            let end = end_tag(self.rest, name).unwrap_or(self.rest.len());
            if end > 0 {
                return self.text_to(end);
            }
        }
        if self.behind_comments().is_none() {
            return Some(Token::CutOff);
        }
        if self.rest.is_empty() {
            return None;
        }
        match memchr::memchr(b'<', self.rest.as_bytes()) {
            Some(0) => self.markup(),
            Some(at) => self.text_to(at),
            None => self.text_to(self.rest.len()),
        }
    }
}

/// Whether the content of an element is text.
fn is_raw(name: &str) -> bool {
    // Nearly every element begins with another letter.
    matches!(name.bytes().next(), Some(byte) if b"instx".contains(&(byte | 0x20)))
        && RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name))
}

/// Where a comment is over.
fn comment_end(comment: &str) -> Option<usize> {
    let before = |end: &usize| comment.as_bytes().get(..*end);
    let closes = |end: &usize| before(end).is_some_and(|before| before.ends_with(b"--"));
    let mut ends = memchr::memchr_iter(b'>', comment.as_bytes());
    ends.find(closes).map(|end| end + 1)
}

/// Where `</name` begins.
fn end_tag(text: &str, name: &str) -> Option<usize> {
    let closes = |begin: &usize| {
        let rest = text.as_bytes().get(*begin..).unwrap_or_default();
        let found = rest
            .strip_prefix(b"</")
            .and_then(|rest| rest.get(..name.len()));
        found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    };
    memchr::memchr_iter(b'<', text.as_bytes()).find(closes)
}

/// Where the `>` of a tag stands: not the one in a quoted value.
fn tag_end(attributes: &str) -> Option<usize> {
    let bytes = attributes.as_bytes();
    let mut from = 0;
    loop {
        let rest = bytes.get(from..)?;
        let at = from + memchr::memchr3(b'>', b'"', b'\'', rest)?;
        let (before, mark) = (bytes.get(..at)?, *bytes.get(at)?);
        if mark == b'>' {
            return Some(at);
        }
        from = at + 1;
        // Only behind an equals sign a mark opens a value.
        if before.trim_ascii_end().last() == Some(&b'=') {
            from += memchr::memchr(mark, bytes.get(from..)?)? + 1;
        }
    }
}

/// Cuts attributes into names and values.
pub(super) struct Attributes<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let space = |letter: char| letter.is_ascii_whitespace() || letter == '/';
        let rest = self.rest.trim_start_matches(space);
        if rest.is_empty() {
            return None;
        }
        // An equals sign in front belongs to the name, says the standard; without it no name is
        // empty.
        let ends = |letter: char| letter.is_ascii_whitespace() || "/=".contains(letter);
        let end = rest
            .char_indices()
            .skip(1)
            .find(|&(_, letter)| ends(letter));
        let (name, after) = rest
            .split_at_checked(end.map_or(rest.len(), |(at, _)| at))
            .unwrap_or_default();
        let Some(value) = after.trim_ascii_start().strip_prefix('=') else {
            self.rest = after;
            return Some((name, ""));
        };
        let value = value.trim_ascii_start();
        let (value, rest) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value
                .get(1..)
                .unwrap_or_default()
                .split_once(quote)
                .unwrap_or((value, "")),
            _ => value
                .split_at_checked(
                    value
                        .find(|l: char| l.is_ascii_whitespace())
                        .unwrap_or(value.len()),
                )
                .unwrap_or_default(),
        };
        self.rest = rest;
        Some((name, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_text_and_comments() {
        let mut tokens = Tokens::new("a < b<!-- <p> --><P class=x y>c</p ><script>1</2</script>");
        assert_eq!(tokens.next(), Some(Token::Text("a ")));
        assert_eq!(tokens.next(), Some(Token::Text("< b")));
        let Some(Token::Open(tag)) = tokens.next() else {
            panic!("no tag")
        };
        assert_eq!(
            (tag.name, tag.attribute("CLASS"), tag.attribute("y")),
            ("P", Some("x"), Some(""))
        );
        assert_eq!(tokens.next(), Some(Token::Text("c")));
        assert_eq!(tokens.next(), Some(Token::Close("p")));
        assert!(matches!(tokens.next(), Some(Token::Open(_))));
        assert_eq!(tokens.next(), Some(Token::Text("1</2")));
        assert_eq!(tokens.next(), Some(Token::Close("script")));
        assert_eq!(tokens.next(), None);
    }

    #[test]
    fn values_in_quotes_may_hold_anything() {
        let mut tokens = Tokens::new("<a title=\"x > y\" href = '/z'>w");
        let Some(Token::Open(tag)) = tokens.next() else {
            panic!("no tag")
        };
        assert_eq!(tag.attribute("href"), Some("/z"));
        assert_eq!(tokens.next(), Some(Token::Text("w")));
    }

    #[test]
    fn a_tag_cut_off_is_said_to_be() {
        assert_eq!(Tokens::new("<p class=\"a").next(), Some(Token::CutOff));
        assert_eq!(Tokens::new("<!-- a").next(), Some(Token::CutOff));
        assert_eq!(Tokens::new("<!-- a --><!").next(), Some(Token::CutOff));
    }
}
