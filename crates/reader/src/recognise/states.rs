//! The States that are reviewed: the members of the United Nations and its observers, by the short
//! names that the United Nations print (UNTERM, 2025), and as they write themselves where that is
//! another name in English.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A comma apart; a name that has one itself is not needed here.
const NAMES: &str = "Afghanistan, Albania, Algeria, Andorra, Angola, Antigua and Barbuda, \
    Argentina, Armenia, Australia, Austria, Azerbaijan, Bahamas, Bahrain, Bangladesh, Barbados, \
    Belarus, Belgium, Belize, Benin, Bhutan, Bolivia, Bosnia and Herzegovina, Botswana, Brazil, \
    Brunei Darussalam, Bulgaria, Burkina Faso, Burundi, Cabo Verde, Cambodia, Cameroon, Canada, \
    Central African Republic, Chad, Chile, China, Colombia, Comoros, Congo, Cook Islands, \
    Costa Rica, Côte d’Ivoire, Croatia, Cuba, Cyprus, Czechia, Denmark, Djibouti, Dominica, \
    Dominican Republic, Ecuador, Egypt, El Salvador, Equatorial Guinea, Eritrea, Estonia, \
    Eswatini, Ethiopia, Fiji, Finland, France, Gabon, Gambia, Georgia, Germany, Ghana, Greece, \
    Grenada, Guatemala, Guinea, Guinea-Bissau, Guyana, Haiti, Honduras, Hungary, Iceland, India, \
    Indonesia, Iran, Iraq, Ireland, Israel, Italy, Jamaica, Japan, Jordan, Kazakhstan, Kenya, \
    Kiribati, Kuwait, Kyrgyzstan, Latvia, Lebanon, Lesotho, Liberia, Libya, Liechtenstein, \
    Lithuania, Luxembourg, Madagascar, Malawi, Malaysia, Maldives, Mali, Malta, Marshall Islands, \
    Mauritania, Mauritius, Mexico, Micronesia, Monaco, Mongolia, Montenegro, Morocco, Mozambique, \
    Myanmar, Namibia, Nauru, Nepal, Netherlands, New Zealand, Nicaragua, Niger, Nigeria, Niue, \
    North Macedonia, Norway, Oman, Pakistan, Palau, Panama, Papua New Guinea, Paraguay, Peru, \
    Philippines, Poland, Portugal, Qatar, Republic of Korea, Republic of Moldova, Romania, \
    Russian Federation, Rwanda, Saint Kitts and Nevis, Saint Lucia, \
    Saint Vincent and the Grenadines, Samoa, San Marino, Sao Tome and Principe, Saudi Arabia, \
    Senegal, Serbia, Seychelles, Sierra Leone, Singapore, Slovakia, Slovenia, Solomon Islands, \
    Somalia, South Africa, South Sudan, Spain, Sri Lanka, State of Palestine, Sudan, Suriname, \
    Sweden, Switzerland, Syria, Tajikistan, Thailand, Timor-Leste, Togo, Tonga, \
    Trinidad and Tobago, Tunisia, Türkiye, Turkmenistan, Tuvalu, Uganda, Ukraine, \
    United Arab Emirates, United Kingdom, United Republic of Tanzania, United States, Uruguay, \
    Uzbekistan, Vanuatu, Venezuela, Viet Nam, Yemen, Zambia, Zimbabwe";

static STATES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| NAMES.split(',').map(str::trim).collect());

/// Whether words are the name of a State and nothing else.
pub(crate) fn is_known(name: &str) -> bool {
    STATES.contains(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_whole() {
        for name in ["Iceland", "Viet Nam", "Saint Vincent and the Grenadines"] {
            assert!(is_known(name), "{name}");
        }
        for name in ["Human Rights", "Viet", "Ice", ""] {
            assert!(!is_known(name), "{name}");
        }
        assert_eq!(STATES.len(), NAMES.split(',').count());
    }
}
