//! The seal on each event: a digest of its content, and a chain through all events before it.
//!
//! `digest = SHA-256(salt ‖ body)`, `chain = SHA-256(chain before ‖ header ‖ digest)`. The body is
//! not in the chain, only its digest: where a law demands that a body be erased, the sequence
//! still verifies. The salt keeps an erased body from being guessed back from its digest.

use sha2::{Digest, Sha256};

/// A SHA-256.
pub(crate) type Hash = [u8; 32];

/// The chain before the first event.
pub(crate) const START: Hash = [0; 32];

/// Bytes of salt: as many as make guessing hopeless.
pub(crate) const SALT_BYTES: usize = 16;

/// What is known of an event beside its body: what the chain goes through.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Header<'a> {
    /// Its place in the sequence.
    pub(crate) seq: i64,
    /// When it was recorded, as kept.
    pub(crate) at: &'a str,
    /// Who recorded it, as kept.
    pub(crate) actor: &'a str,
    /// The day it took effect, as kept.
    pub(crate) on_day: Option<i64>,
    /// The letter of its subject's kind.
    pub(crate) subject_kind: &'a str,
    /// Its subject's number.
    pub(crate) subject_id: i64,
    /// Its code.
    pub(crate) kind: &'a str,
}

/// The digest of an event's content.
pub(crate) fn digest(salt: &[u8], body: &[u8]) -> Hash {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(body);
    hash.finalize().into()
}

/// The chain up to and with an event.
pub(crate) fn chain(before: &Hash, header: &Header<'_>, digest: &[u8]) -> Hash {
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(header.seq.to_be_bytes());
    for text in [header.at, header.actor, header.subject_kind, header.kind] {
        // The length first, so that no two headers run together into the same bytes.
        hash.update(length(text));
        hash.update(text);
    }
    match header.on_day {
        Some(day) => {
            hash.update([1]);
            hash.update(day.to_be_bytes());
        }
        None => hash.update([0]),
    }
    hash.update(header.subject_id.to_be_bytes());
    hash.update(digest);
    hash.finalize().into()
}

/// SHA-256 in hexadecimal.
pub(crate) fn hexadecimal(hash: &[u8]) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(hash.len() * 2);
    for byte in hash {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The SHA-256 of bytes.
pub(crate) fn hash_of(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// The SHA-256 of bytes, in hexadecimal: the name of a document.
pub(crate) fn name_of(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn length(text: &str) -> [u8; 8] {
    u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header<'a>(actor: &'a str, kind: &'a str) -> Header<'a> {
        Header {
            seq: 1,
            at: "t",
            actor,
            on_day: None,
            subject_kind: "R",
            subject_id: 7,
            kind,
        }
    }

    #[test]
    fn every_field_is_in_the_chain() {
        let plain = chain(&START, &header("ab", "c"), &START);
        assert_ne!(plain, chain(&START, &header("a", "bc"), &START));
        assert_ne!(plain, chain(&digest(b"", b""), &header("ab", "c"), &START));
        let dated = Header {
            on_day: Some(0),
            ..header("ab", "c")
        };
        assert_ne!(plain, chain(&START, &dated, &START));
    }

    #[test]
    fn a_name_is_sha_256_in_hexadecimal() {
        assert!(name_of(b"").starts_with("e3b0c44298fc1c14"));
    }
}
