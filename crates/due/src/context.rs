//! What has to be known beside the words: when they were said, and by whose calendar.

use jiff::civil::Date;

/// What has to be known beside the words to read them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Context<'a> {
    /// When the words were said; `None` when not known: then nothing that needs it is guessed.
    pub said_on: Option<SaidOn>,
    /// Whose calendar: financial years and seasons.
    pub calendar: Calendar,
    /// The sentence that the words stand in, for cues such as "students" beside "2025/26".
    pub sentence: Option<&'a str>,
}

/// When words were said, as exactly as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaidOn {
    /// On this day.
    Day(Date),
    /// In this month: its year and its number (1 to 12).
    Month(i16, i8),
    /// In this year.
    Year(i16),
    /// Later than this day, nobody knows how much: years can be resolved from it, lengths of time
    /// ("within six weeks") cannot be counted from it.
    LaterThan(Date),
}

/// Whose calendar the words follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar {
    /// Month in which the financial year starts, 1 to 12: April in the United Kingdom, July in
    /// Australia and New Zealand, October in the United States.
    pub financial_year_starts: i8,
    /// Decides the months of a season.
    pub hemisphere: Hemisphere,
    /// Whether "this Parliament" is that of the United Kingdom.
    pub uk_parliament: bool,
}

/// The month in which the fiscal year of the United States begins.
pub(crate) const OCTOBER: i8 = 10;
/// And that in which the years of most of its States begin.
const JULY: i8 = 7;

impl Calendar {
    /// Australia's: financial years from July, southern seasons.
    pub const AUSTRALIA: Self = Self {
        financial_year_starts: 7,
        hemisphere: Hemisphere::South,
        uk_parliament: false,
    };
    /// Canada's, and India's: financial years from April, northern seasons.
    pub const CANADA: Self = Self {
        financial_year_starts: 4,
        hemisphere: Hemisphere::North,
        uk_parliament: false,
    };
    /// Ireland's: financial years are calendar years, northern seasons.
    pub const IRELAND: Self = Self {
        financial_year_starts: 1,
        hemisphere: Hemisphere::North,
        uk_parliament: false,
    };
    /// South Africa's: financial years from April, southern seasons.
    pub const SOUTH_AFRICA: Self = Self {
        financial_year_starts: 4,
        hemisphere: Hemisphere::South,
        uk_parliament: false,
    };
    /// That of 46 of the United States: fiscal years from July, northern seasons (National
    /// Association of State Budget Officers).
    pub const STATE_OF_UNITED_STATES: Self = Self {
        financial_year_starts: JULY,
        hemisphere: Hemisphere::North,
        uk_parliament: false,
    };
    /// England's: financial years from April, northern seasons.
    pub const UNITED_KINGDOM: Self = Self {
        financial_year_starts: 4,
        hemisphere: Hemisphere::North,
        uk_parliament: true,
    };
    /// New Zealand's: financial years from July, southern seasons.
    pub const NEW_ZEALAND: Self = Self {
        financial_year_starts: 7,
        hemisphere: Hemisphere::South,
        uk_parliament: false,
    };
    /// That of the United States: fiscal years from October, northern seasons.
    pub const UNITED_STATES: Self = Self {
        financial_year_starts: OCTOBER,
        hemisphere: Hemisphere::North,
        uk_parliament: false,
    };

    /// Whether "03/04/2031" is 4 March.
    pub fn writes_month_first(&self) -> bool {
        self.is_american()
    }

    /// Whether a financial year is named, by law, by the year in which it ends: "fiscal year 2031"
    /// of the United States begins in October 2030 and in no other month.
    pub(crate) fn names_years_by_end(&self) -> bool {
        self.is_american()
    }

    /// Of the United States or of one of them: none else has years from October, or from July and
    /// northern seasons, among those that are known here.
    fn is_american(&self) -> bool {
        let north = self.hemisphere == Hemisphere::North;
        self.financial_year_starts == OCTOBER || self.financial_year_starts == JULY && north
    }
}

impl Default for Calendar {
    fn default() -> Self {
        Self::UNITED_KINGDOM
    }
}

/// Decides the months of a season.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hemisphere {
    /// Spring is March to May.
    North,
    /// Spring is September to November.
    South,
}
