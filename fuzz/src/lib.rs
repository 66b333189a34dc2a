//! What must hold for any input at all, as plain functions over bytes.
//!
//! libFuzzer drives them through `targets/`; the tests below drive them on stable Rust, from seeds
//! that are cut, doubled and spoiled. A crash that libFuzzer finds becomes a seed here.

use heeded_due::{Calendar, Context, SaidOn};
use heeded_reader::{Cues, Document};

/// Reads the bytes as the words of a promise, and as a sentence with promises in it.
///
/// # Panics
///
/// When a law of dates does not hold: that is what the fuzzer looks for.
pub fn due_read(bytes: &[u8]) {
    let words = String::from_utf8_lossy(bytes);
    for said_on in [None, Some(SaidOn::Year(2025)), Some(SaidOn::Month(2024, 2))] {
        let context = Context {
            said_on,
            calendar: Calendar::UNITED_KINGDOM,
            sentence: None,
        };
        let due = heeded_due::read(&words, &context);
        let again = heeded_due::read(&words, &context);
        assert_eq!(due, again, "the same words mean the same");
        let chosen = (due.chosen().earliest, due.chosen().latest);
        if let (Some(earliest), Some(latest)) = chosen {
            assert!(earliest <= latest, "{words:?} runs backwards: {chosen:?}");
        }
    }
    let mut end = 0;
    for found in heeded_due::find(&words) {
        let range = found.range;
        assert!(
            range.start >= end && words.get(range.clone()).is_some(),
            "{range:?} in {words:?}"
        );
        end = range.end;
    }
}

/// Reads the bytes as a document, under a name of each kind.
///
/// # Panics
///
/// When the same bytes read twice give two answers.
pub fn reader_read(bytes: &[u8]) {
    let cues = Cues::general();
    for name in ["letter.txt", "page.html", ""] {
        let document = Document::new(name, bytes);
        let (first, second) = (
            heeded_reader::read(&document, &cues),
            heeded_reader::read(&document, &cues),
        );
        assert_eq!(
            format!("{first:?}"),
            format!("{second:?}"),
            "the same bytes read the same"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many spoiled inputs each target gets: about a second of work in a debug build.
    const ROUNDS: usize = 2_000;

    /// A small generator (xorshift), so that a failure comes back on every run.
    struct Chance(u64);

    impl Chance {
        fn below(&mut self, limit: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            (self.0 % limit.max(1) as u64) as usize
        }
    }

    /// Makes one input from the seeds: one or two of them joined, then spoiled in a few places.
    fn spoiled(seeds: &[&str], chance: &mut Chance) -> Vec<u8> {
        let mut bytes = seeds[chance.below(seeds.len())].as_bytes().to_vec();
        if chance.below(2) == 0 {
            bytes.extend_from_slice(seeds[chance.below(seeds.len())].as_bytes());
        }
        for _ in 0..chance.below(6) {
            let at = chance.below(bytes.len().max(1)).min(bytes.len());
            match chance.below(4) {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, chance.below(256) as u8),
                2 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
                _ => {
                    let to = (at + chance.below(12)).min(bytes.len());
                    let copy = bytes[at..to].to_vec();
                    bytes.splice(at..at, copy);
                }
            }
        }
        bytes
    }

    fn drive(target: fn(&[u8]), seeds: &[&str]) {
        let mut chance = Chance(0x2545_f491_4f6c_dd1d);
        seeds.iter().for_each(|seed| target(seed.as_bytes()));
        for _ in 0..ROUNDS {
            let bytes = spoiled(seeds, &mut chance);
            let outcome = std::panic::catch_unwind(|| target(&bytes));
            assert!(
                outcome.is_ok(),
                "the input was {:?}",
                String::from_utf8_lossy(&bytes)
            );
        }
    }

    #[test]
    fn due_reads_anything() {
        let seeds = [
            "",
            "30/02/2025–1.1.26",
            "by Winter 2025, TBC",
            "by the end of 2025/26, subject to funding",
            "early to mid-September ’25",
            "every 9999999999 months from Q4 0000",
            "within three (3) months of the date of this report",
            "\u{feff}in due course\u{202e} 31st\u{a0}Dec",
        ];
        drive(due_read, &seeds);
    }

    #[test]
    fn the_reader_reads_anything() {
        let seeds = [
            "<table><tr><td>Recommendation 1<td>By <b>2025<script>x</script></table",
            "Recommendation 2025/001\n\nThe body recommends that Example Trust reviews it.\n\n",
            "Response received on 6 November 2024\n• We will do it by Autumn 2026 (TBC)\n\n",
            "<!doctype html><html><p>&#x110000;&notit;<![CDATA[<ul><li><li>",
            "Actions planned\nOwner: Director of Examples\n1.1.1.1.1) evaluate\r\n\r\n",
            "\0\u{1}%PDF-1.7",
        ];
        drive(reader_read, &seeds);
    }
}
