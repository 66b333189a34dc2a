//! What the tests begin with: invented documents, spoiled in ways that break readers.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

/// The documents of the reader's cases whose names end so.
pub(crate) fn cases(ending: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/reader/tests/cases");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|case| case.unwrap().path().join(format!("input.{ending}")))
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "no case has an input.{ending}");
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// The parts of every such document that is a zip file, as `crate::packed` takes them.
pub(crate) fn parts(ending: &str, names: &[&str]) -> Vec<Vec<u8>> {
    let parts = |file: Vec<u8>| {
        let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
        let part = |name: &&str| {
            let mut bytes = Vec::new();
            if let Ok(mut part) = archive.by_name(name) {
                part.read_to_end(&mut bytes).unwrap();
            }
            bytes
        };
        let parts: Vec<Vec<u8>> = names.iter().map(part).collect();
        parts.join(&0)
    };
    cases(ending).into_iter().map(parts).collect()
}

/// A small generator (xorshift), so that a failure comes back on every run.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new() -> Self {
        Self(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// Numbers at the edges of what programs count with.
const EDGES: &[&str] = &[
    "0",
    "-1",
    "255",
    "32768",
    "65536",
    "2147483647",
    "-2147483648",
    "4294967295",
    "9223372036854775807",
    "18446744073709551616",
    "1e308",
    "NaN",
];

/// Makes one input from the seeds: one or two of them joined, then spoiled in a few places.
pub(crate) fn spoiled(seeds: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seeds[chance.below(seeds.len())].clone();
    if chance.below(4) == 0 {
        bytes.extend_from_slice(&seeds[chance.below(seeds.len())]);
    }
    for _ in 0..chance.below(6) {
        let at = chance.below(bytes.len());
        let to = (at + chance.below(60)).min(bytes.len());
        match chance.below(6) {
            0 if chance.below(3) == 0 => bytes.truncate(at),
            0 => drop(bytes.drain(at..to)),
            1 => bytes.insert(at, chance.below(256) as u8),
            2 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
            3 => number(&mut bytes, at, chance),
            4 => {
                let copy = bytes[at..to].repeat(1 + chance.below(40));
                bytes.splice(at..at, copy);
            }
            _ => {
                let copy = bytes[at..to].to_vec();
                let elsewhere = chance.below(bytes.len());
                bytes.splice(elsewhere..elsewhere, copy);
            }
        }
    }
    bytes
}

/// Puts an edge in the place of the next number.
fn number(bytes: &mut Vec<u8>, from: usize, chance: &mut Chance) {
    let digit = |byte: &u8| byte.is_ascii_digit();
    let Some(start) = bytes.iter().skip(from).position(digit).map(|at| from + at) else {
        return;
    };
    let length = bytes[start..].iter().take_while(|byte| digit(byte)).count();
    let edge = EDGES[chance.below(EDGES.len())];
    bytes.splice(start..start + length, edge.bytes());
}
