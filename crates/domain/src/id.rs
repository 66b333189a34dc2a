//! Identifiers: short, permanent, safe to read out over the telephone.
//!
//! An identifier is a letter for the kind of thing, the number in Crockford's base 32 (no I, L, O
//! or U) and a check character, so that a mistyped address is a clear "no such address" rather
//! than somebody else's record: `R0001H`. It never says anything about the thing.

use std::fmt;
use std::str::FromStr;

/// Crockford's base 32: digits and letters without I, L, O and U.
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Numbers are padded to this many symbols, so that identifiers line up in lists.
const SYMBOLS_MIN: usize = 4;

/// A number of 50 bits has ten symbols: more is not an identifier.
const SYMBOLS_MAX: usize = 10;

/// Why a text is not an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "not an identifier: it is a letter, four or more letters and digits, and a check character"
)]
pub struct NotAnId;

macro_rules! id {
    ($(#[$meta:meta])* $name:ident, $letter:literal) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}{}", $letter, symbols(self.0))
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let upper = text.to_ascii_uppercase();
                number(upper.strip_prefix($letter).ok_or(NotAnId)?).map(Self)
            }
        }
    };
}

id! {
    /// A recommendation's permanent identifier.
    RecommendationId, 'R'
}
id! {
    /// An organisation's permanent identifier.
    OrganisationId, 'B'
}
id! {
    /// A report's permanent identifier.
    ReportId, 'P'
}
id! {
    /// The number that somebody gets who says that something here is wrong.
    MistakeId, 'M'
}

/// The number in base 32, padded, with its check character last.
fn symbols(number: u64) -> String {
    let mut text = Vec::with_capacity(SYMBOLS_MIN + 1);
    let mut rest = number;
    while rest > 0 || text.len() < SYMBOLS_MIN {
        text.push(symbol(rest % 32));
        rest /= 32;
    }
    text.reverse();
    text.push(symbol(check(number)));
    text.into_iter().collect()
}

/// The character for a value below 32.
fn symbol(value: u64) -> char {
    let index = usize::try_from(value).unwrap_or_default();
    SYMBOLS.get(index).copied().map_or('0', char::from)
}

/// Check value: digits weighted 3, 5, 7, … from the right. Odd, different weights find every
/// single wrong symbol and nearly every swap of neighbours.
fn check(number: u64) -> u64 {
    let mut rest = number;
    let mut weight = 3;
    let mut sum = 7;
    while rest > 0 {
        sum = (sum + (rest % 32) * weight) % 32;
        rest /= 32;
        weight += 2;
    }
    sum
}

/// Reads the number back and proves its check character.
fn number(text: &str) -> Result<u64, NotAnId> {
    let (digits, last) = text
        .split_at_checked(text.len().saturating_sub(1))
        .ok_or(NotAnId)?;
    if !(SYMBOLS_MIN..=SYMBOLS_MAX).contains(&digits.len()) {
        return Err(NotAnId);
    }
    let mut number = 0_u64;
    for byte in digits.bytes() {
        number = number * 32 + value(byte)?;
    }
    let said = value(last.bytes().next().ok_or(NotAnId)?)?;
    if said == check(number) && symbols(number) == text {
        Ok(number)
    } else {
        Err(NotAnId)
    }
}

fn value(byte: u8) -> Result<u64, NotAnId> {
    let index = SYMBOLS
        .iter()
        .position(|symbol| *symbol == byte)
        .ok_or(NotAnId)?;
    u64::try_from(index).map_err(|_| NotAnId)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_identifier_reads_back() {
        let id = RecommendationId(1);
        assert_eq!(id.to_string(), "R0001A");
        assert_eq!("r0001a".parse(), Ok(id));
        assert_eq!("B0001A".parse::<RecommendationId>(), Err(NotAnId));
        assert_eq!("R0001B".parse::<RecommendationId>(), Err(NotAnId));
    }

    proptest! {
        #[test]
        fn every_number_reads_back(number in 0_u64..1 << 50) {
            prop_assert_eq!(OrganisationId(number).to_string().parse(), Ok(OrganisationId(number)));
        }

        #[test]
        fn a_single_wrong_symbol_is_found(
            number in 0_u64..1 << 25,
            at in 1_usize..6,
            with in 0_u64..32,
        ) {
            let right = ReportId(number).to_string();
            let wrong: String = right
                .chars()
                .enumerate()
                .map(|(i, c)| if i == at { symbol(with) } else { c })
                .collect();
            prop_assume!(wrong != right);
            prop_assert!(wrong.parse::<ReportId>().is_err());
        }

        #[test]
        fn any_text_is_refused_or_understood(text in "\\PC*") {
            if let Ok(id) = text.parse::<RecommendationId>() {
                prop_assert_eq!(id.to_string(), text.to_ascii_uppercase());
            }
        }
    }
}
