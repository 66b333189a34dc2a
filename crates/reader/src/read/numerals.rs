//! The numbers of lists, as papers and pages print them: 3, c, III.

/// In what signs a list counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numeral {
    Decimal,
    /// 01, 02.
    Padded,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
}

impl Numeral {
    /// The `w:numFmt` of a Word file (ECMA-376, 17.18.59); what is not known counts in figures.
    pub(crate) fn of_word(format: &str) -> Self {
        match format {
            "lowerLetter" => Self::LowerLetter,
            "upperLetter" => Self::UpperLetter,
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            "decimalZero" => Self::Padded,
            _ => Self::Decimal,
        }
    }

    /// The `type` of an `<ol>` (HTML Living Standard, 4.4.5).
    pub(crate) fn of_html(kind: &str) -> Self {
        match kind {
            "a" => Self::LowerLetter,
            "A" => Self::UpperLetter,
            "i" => Self::LowerRoman,
            "I" => Self::UpperRoman,
            _ => Self::Decimal,
        }
    }

    /// The `list-style-type` in a style (CSS Counter Styles, 6), where it names one.
    pub(crate) fn of_style(style: &str) -> Option<Self> {
        const NAMES: &[(&str, Numeral)] = &[
            ("lower-alpha", Numeral::LowerLetter),
            ("lower-latin", Numeral::LowerLetter),
            ("lower-roman", Numeral::LowerRoman),
            ("upper-alpha", Numeral::UpperLetter),
            ("upper-latin", Numeral::UpperLetter),
            ("upper-roman", Numeral::UpperRoman),
        ];
        let named = NAMES.iter().find(|(name, _)| style.contains(name));
        named.map(|(_, numeral)| *numeral)
    }

    /// The number of an item, counted from 1.
    pub(crate) fn write(self, count: usize) -> String {
        match self {
            Self::Decimal => count.to_string(),
            Self::Padded => format!("{count:02}"),
            Self::LowerLetter => letters(count).to_lowercase(),
            Self::UpperLetter => letters(count),
            Self::LowerRoman => roman(count).to_lowercase(),
            Self::UpperRoman => roman(count),
        }
    }
}

/// A, B, … Z, AA, BB.
fn letters(count: usize) -> String {
    const LETTERS: usize = 26;
    let at = count.saturating_sub(1);
    let letter = ('A'..='Z').nth(at % LETTERS).unwrap_or('A');
    std::iter::repeat_n(letter, (at / LETTERS + 1).min(LETTERS)).collect()
}

fn roman(count: usize) -> String {
    const NUMERALS: &[(usize, &str)] = &[
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = count.min(4000);
    let mut text = String::new();
    for &(value, numeral) in NUMERALS {
        while left >= value {
            text.push_str(numeral);
            left -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_as_they_are_printed() {
        assert_eq!(Numeral::of_word("lowerLetter").write(28), "bb");
        assert_eq!(Numeral::of_html("I").write(14), "XIV");
        assert_eq!(Numeral::of_word("decimalZero").write(7), "07");
        let style = "margin: 0; list-style-type: lower-roman";
        assert_eq!(
            Numeral::of_style(style).map(|one| one.write(4)),
            Some("iv".to_owned())
        );
        assert_eq!(Numeral::of_html("").write(3), "3");
    }
}
