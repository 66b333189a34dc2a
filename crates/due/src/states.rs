//! The States of the world, and whose financial year begins when.
//!
//! The members of the United Nations, its observers and two States more that report to its treaty
//! bodies, by the short names that the United Nations print (UNTERM, 2025). When their financial
//! years begin: their budget laws, as the CIA World Factbook lists them (field "Fiscal year"). What
//! no [`Calendar`] can say is left open: years from July in the north that are not of the United
//! States, years from March, September and December.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::context::{Calendar, Hemisphere};

/// Years from January, northern seasons.
const JANUARY_NORTH: &str = "Albania, Algeria, Andorra, Antigua and Barbuda, Armenia, Austria, \
    Azerbaijan, Bahrain, Belarus, Belgium, Benin, Bosnia and Herzegovina, Bulgaria, Burkina Faso, \
    Cabo Verde, Cambodia, Cameroon, Central African Republic, Chad, China, Colombia, Costa Rica, \
    Croatia, Cuba, Cyprus, Czechia, Côte d’Ivoire, Denmark, Djibouti, Dominican Republic, \
    El Salvador, Eritrea, Estonia, Finland, France, Gambia, Georgia, Germany, Ghana, Greece, \
    Grenada, Guatemala, Guinea, Guinea-Bissau, Guyana, Honduras, Hungary, Iceland, Iraq, Ireland, \
    Israel, Italy, Jordan, Kazakhstan, Kyrgyzstan, Latvia, Lebanon, Liberia, Libya, Liechtenstein, \
    Lithuania, Luxembourg, Malaysia, Maldives, Mali, Malta, Mauritania, Mexico, Monaco, Mongolia, \
    Montenegro, Morocco, Netherlands, Nicaragua, Niger, Nigeria, North Macedonia, Norway, Oman, \
    Panama, Philippines, Poland, Portugal, Qatar, Republic of Korea, Republic of Moldova, Romania, \
    Russian Federation, Saint Kitts and Nevis, Saint Vincent and the Grenadines, San Marino, \
    Saudi Arabia, Senegal, Serbia, Sierra Leone, Slovakia, Slovenia, Somalia, Spain, Sri Lanka, \
    State of Palestine, Sudan, Suriname, Sweden, Switzerland, Syria, Tajikistan, Togo, Tunisia, \
    Turkmenistan, Türkiye, Ukraine, United Arab Emirates, Uzbekistan, Venezuela, Viet Nam, Yemen";
/// Years from January, southern seasons.
const JANUARY_SOUTH: &str = "Angola, Argentina, Bolivia, Brazil, Chile, Comoros, Congo, \
    Democratic Republic of the Congo, Ecuador, Indonesia, Kiribati, Madagascar, Mozambique, \
    Papua New Guinea, Paraguay, Peru, Sao Tome and Principe, Seychelles, Solomon Islands, \
    Timor-Leste, Tuvalu, Uruguay, Vanuatu, Zambia, Zimbabwe";
/// Years from April, northern seasons.
const APRIL_NORTH: &str = "Barbados, Belize, Brunei Darussalam, Canada, India, Jamaica, Japan, \
    Kuwait, Myanmar, Saint Lucia, Singapore";
/// Years from April, southern seasons.
const APRIL_SOUTH: &str = "Botswana, Eswatini, Lesotho, Malawi, Namibia, South Africa";
/// Years from July, southern seasons.
const JULY_SOUTH: &str = "Australia, Burundi, Cook Islands, Kenya, Mauritius, Nauru, New Zealand, \
    Niue, Rwanda, Samoa, Tonga, United Republic of Tanzania";
/// Years from August, southern seasons.
const AUGUST_SOUTH: &str = "Fiji";
/// Calendars of their own kind, and those that are not known here.
const OTHERS: &str = "Afghanistan, Bahamas, Bangladesh, Bhutan, \
    Democratic People’s Republic of Korea, Dominica, Egypt, Equatorial Guinea, Ethiopia, Gabon, \
    Haiti, Holy See, Iran, Lao People’s Democratic Republic, Marshall Islands, Micronesia, Nepal, \
    Pakistan, Palau, South Sudan, Thailand, Trinidad and Tobago, Uganda";

/// Other names that the United Nations print, or printed before a State changed its own, and two
/// that are often written so, each with the short one.
const ALSO: &[(&str, &str)] = &[
    ("Bolivia (Plurinational State of)", "Bolivia"),
    ("Plurinational State of Bolivia", "Bolivia"),
    ("Cape Verde", "Cabo Verde"),
    ("Cote d’Ivoire", "Côte d’Ivoire"),
    ("Czech Republic", "Czechia"),
    (
        "Democratic Republic of Congo",
        "Democratic Republic of the Congo",
    ),
    ("Iran (Islamic Republic of)", "Iran"),
    ("Islamic Republic of Iran", "Iran"),
    ("Micronesia (Federated States of)", "Micronesia"),
    ("Federated States of Micronesia", "Micronesia"),
    ("Netherlands (Kingdom of the)", "Netherlands"),
    ("Kingdom of the Netherlands", "Netherlands"),
    ("Swaziland", "Eswatini"),
    ("Syrian Arab Republic", "Syria"),
    ("Turkey", "Türkiye"),
    (
        "United Kingdom of Great Britain and Northern Ireland",
        "United Kingdom",
    ),
    ("United States of America", "United States"),
    ("Venezuela (Bolivarian Republic of)", "Venezuela"),
    ("Bolivarian Republic of Venezuela", "Venezuela"),
];

/// A calendar of a State without a Parliament that is that of the United Kingdom.
const fn calendar(financial_year_starts: i8, hemisphere: Hemisphere) -> Option<Calendar> {
    Some(Calendar {
        financial_year_starts,
        hemisphere,
        uk_parliament: false,
    })
}

static STATES: LazyLock<HashMap<&str, Option<Calendar>>> = LazyLock::new(|| {
    use Hemisphere::{North, South};
    let groups = [
        (JANUARY_NORTH, calendar(1, North)),
        (JANUARY_SOUTH, calendar(1, South)),
        (APRIL_NORTH, calendar(4, North)),
        (APRIL_SOUTH, calendar(4, South)),
        (JULY_SOUTH, calendar(7, South)),
        (AUGUST_SOUTH, calendar(8, South)),
        ("United Kingdom", Some(Calendar::UNITED_KINGDOM)),
        ("United States", Some(Calendar::UNITED_STATES)),
        (OTHERS, None),
    ];
    let named = |(names, calendar): (&'static str, Option<Calendar>)| {
        let names = names.split(',').map(str::trim);
        names.map(move |name| (name, calendar))
    };
    let mut states: HashMap<&str, Option<Calendar>> = groups.into_iter().flat_map(named).collect();
    for (name, short) in ALSO {
        let calendar = states.get(short).copied().flatten();
        states.insert(name, calendar);
    }
    states
});

/// What is known of a State, with a typewriter's apostrophe or a printer's in its name.
fn known(name: &str) -> Option<Option<Calendar>> {
    match name.contains('\'') {
        true => STATES.get(name.replace('\'', "’").as_str()).copied(),
        false => STATES.get(name).copied(),
    }
}

/// Whether words are the name of a State and nothing else, as the United Nations print it.
///
/// ```
/// assert!(heeded_due::is_state("Viet Nam"));
/// assert!(!heeded_due::is_state("Human Rights"));
/// ```
#[must_use]
pub fn is_state(name: &str) -> bool {
    known(name).is_some()
}

impl Calendar {
    /// The calendar of a State by its name, as [`is_state`] knows it; `None` where that is no State
    /// or its calendar is not known.
    #[must_use]
    pub fn of_state(name: &str) -> Option<Self> {
        known(name).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_one_calendar() {
        let groups = [
            JANUARY_NORTH,
            JANUARY_SOUTH,
            APRIL_NORTH,
            APRIL_SOUTH,
            JULY_SOUTH,
            AUGUST_SOUTH,
            OTHERS,
        ];
        let named: usize = groups.iter().map(|names| names.split(',').count()).sum();
        let states = STATES.len() - ALSO.len();
        assert_eq!(states, named + 2, "a name stands in two groups");
        // 193 members, two observers, and two that belong to treaty bodies.
        assert_eq!(states, 193 + 2 + 2);
        for (name, short) in ALSO {
            assert!(is_state(short) && is_state(name), "{name}");
        }
    }

    #[test]
    fn calendars_are_those_of_budget_laws() {
        assert_eq!(Calendar::of_state("Samoa"), Some(Calendar::NEW_ZEALAND));
        assert_eq!(Calendar::of_state("Namibia"), Some(Calendar::SOUTH_AFRICA));
        assert_eq!(Calendar::of_state("Iceland"), Some(Calendar::IRELAND));
        assert_eq!(Calendar::of_state("Nepal"), None);
        assert!(is_state("Nepal") && !is_state("Cardania"));
        assert!(is_state("Côte d'Ivoire") && is_state("United States of America"));
    }
}
