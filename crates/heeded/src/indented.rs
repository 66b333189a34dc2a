//! JSON over many lines for people and programs, as `serde_json` writes it by itself.
//!
//! Of a long page that is seven times as long as the page, a third of it white space. The own form
//! of `serde_json` goes to the writer for each step of an indentation; this one goes once a line.

use serde::Serialize;
use serde_json::ser::Formatter;
use std::io::{self, Write};

/// What stands between two values: a comma, a new line, and how far the next is moved in.
const BREAK: &[u8] = b",\n                                ";
/// How many bytes of it stand before the white space.
const BREAK_HEAD: usize = 2;
/// A value is moved in by so much for each that it stands in.
const STEP: usize = 2;

/// Writes a value over many lines.
///
/// # Errors
///
/// When it cannot be written.
pub(crate) fn write(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let mut writer = serde_json::Serializer::with_formatter(out, Indented::default());
    value.serialize(&mut writer).map_err(io::Error::from)
}

/// How far the next value is moved in.
#[derive(Debug, Default)]
struct Indented {
    depth: usize,
    /// Whether what was opened last has something in it.
    filled: bool,
}

impl Indented {
    /// A new line, behind a comma where something stands before it.
    fn next<W: ?Sized + Write>(&self, out: &mut W, follows: bool) -> io::Result<()> {
        let start = if follows { 0 } else { 1 };
        let width = self.depth * STEP;
        match BREAK.get(start..BREAK_HEAD + width) {
            Some(all) => out.write_all(all),
            None => {
                out.write_all(BREAK.get(start..BREAK_HEAD).unwrap_or_default())?;
                out.write_all(" ".repeat(width).as_bytes())
            }
        }
    }

    fn open<W: ?Sized + Write>(&mut self, out: &mut W, sign: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        out.write_all(sign)
    }

    fn close<W: ?Sized + Write>(&mut self, out: &mut W, sign: &[u8]) -> io::Result<()> {
        self.depth = self.depth.saturating_sub(1);
        if self.filled {
            self.next(out, false)?;
        }
        out.write_all(sign)
    }
}

impl Formatter for Indented {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, !first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, !first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn it_is_what_serde_json_writes() {
        let mut deep = json!({ "a": [], "b": {}, "c": "“ü”\n" });
        for _ in 0..40 {
            deep = json!([1, { "in": deep, "next": [null, []] }, "x"]);
        }
        for value in [json!([]), json!({}), json!("x"), json!([[], {}]), deep] {
            let mut out = Vec::new();
            write(&mut out, &value).unwrap();
            assert_eq!(out, serde_json::to_vec_pretty(&value).unwrap());
        }
    }
}
