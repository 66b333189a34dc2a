//! From what stands in a file to a rule book that holds: known words, possible numbers, no rule
//! that can never be reached. Bodies are checked in [`crate::bodies`].

use crate::bodies::organisations;
use crate::error::Fault;
use crate::file::{KnownOrganisation, SchemeFile};
use crate::raw::{self, Text};
use crate::reading;
use heeded_domain::scheme::{
    Basis, Duty, Extension, Ground, NativeVerdict, ResponsesAre, Scheme, SchemeId, TimeLimit,
};
use heeded_domain::vocabulary::{AskKind, Verdict};
use heeded_due::{Calendar, Hemisphere};
use toml::Spanned;

type Checked<T> = Result<T, Fault>;

/// Ten years in days: a longer time limit is a slip of the keyboard.
const MAX_TIME_LIMIT_DAYS: u16 = 3650;

const COUNTRIES: &[(&str, Calendar)] = &[
    ("australia", Calendar::AUSTRALIA),
    ("new-zealand", Calendar::NEW_ZEALAND),
    ("united-kingdom", Calendar::UNITED_KINGDOM),
    ("united-states", Calendar::UNITED_STATES),
];
const HEMISPHERES: &[(&str, Hemisphere)] =
    &[("north", Hemisphere::North), ("south", Hemisphere::South)];
const GROUNDS: &[(&str, Ground)] = &[
    ("law", Ground::Law),
    ("practice", Ground::Practice),
    ("none", Ground::None),
];
const BASES: &[(&str, Basis)] = &[
    ("sent", Basis::Sent),
    ("published", Basis::Published),
    ("received", Basis::Received),
];
const EXTENSIONS: &[(&str, Extension)] = &[
    ("on-request", Extension::OnRequest),
    ("never", Extension::Never),
];
const RESPONSES: &[(&str, ResponsesAre)] = &[
    ("beside", ResponsesAre::Beside),
    ("apart", ResponsesAre::Apart),
];

/// Checks a file and hands its parts on.
pub(crate) fn scheme_file(raw: raw::Scheme, text: &str) -> Checked<SchemeFile> {
    let organisations = organisations(&raw.organisation)?;
    let scheme = Scheme {
        id: scheme_id(&raw.id)?,
        name: words("name", &raw.name)?,
        issuer: some_words("issuer", raw.issuer.as_ref())?,
        kinds: kinds(&raw.kinds)?,
        reference_form: some_words("reference_form", raw.reference_form.as_ref())?,
        duties: duties(&raw.duty, &organisations)?,
        verdicts: verdicts(&raw.verdict)?,
        calendar: calendar(&raw.calendar)?,
        explanation: each_with_words("explanation", &raw.explanation)?,
        responses: raw
            .responses
            .as_ref()
            .map_or(Ok(ResponsesAre::default()), |raw| {
                one_of("responses", raw, RESPONSES)
            })?,
    };
    let reading = raw.reading.map(|section| reading::lines(&section, text));
    // The reader's own; it says what is wrong with one.
    let columns = raw.column_map.iter().map(toml::Table::to_string);
    Ok(SchemeFile {
        scheme,
        organisations,
        reading,
        columns: columns.collect(),
    })
}

fn scheme_id(raw: &Text) -> Checked<SchemeId> {
    SchemeId::new(raw.as_ref()).ok_or_else(|| {
        let what = format!("id cannot be \"{}\"", raw.as_ref());
        let mend = "Use 1 to 40 small letters, digits and hyphens: it stands in addresses.";
        Fault::new(raw.span().start, what, mend)
    })
}

fn kinds(raw: &Spanned<Vec<Text>>) -> Checked<Vec<AskKind>> {
    let at = raw.span().start;
    if raw.as_ref().is_empty() {
        let mend = "Name at least one kind of ask, the usual one first.";
        return Err(Fault::new(at, "kinds is empty", mend));
    }
    let codes: Vec<_> = AskKind::ALL
        .iter()
        .map(|kind| (kind.code(), *kind))
        .collect();
    let mut kinds = Vec::new();
    for raw in raw.as_ref() {
        let kind = one_of("kinds", raw, &codes)?;
        if kinds.contains(&kind) {
            let what = format!("\"{}\" stands twice in kinds", kind.code());
            return Err(Fault::new(raw.span().start, what, "Take one of them out."));
        }
        kinds.push(kind);
    }
    Ok(kinds)
}

fn calendar(raw: &Spanned<raw::Calendar>) -> Checked<Calendar> {
    let at = raw.span().start;
    let raw = raw.as_ref();
    match (&raw.country, &raw.financial_year_starts, &raw.hemisphere) {
        (Some(country), None, None) => one_of("country", country, COUNTRIES).map_err(|fault| {
            fault.and("For another, give financial_year_starts (its month) and hemisphere instead.")
        }),
        (None, Some(month), Some(hemisphere)) => Ok(Calendar {
            financial_year_starts: financial_year_starts(month)?,
            hemisphere: one_of("hemisphere", hemisphere, HEMISPHERES)?,
            uk_parliament: false,
        }),
        _ => Err(Fault::new(
            at,
            "the calendar is not clear",
            "Give country alone, or financial_year_starts and hemisphere.",
        )),
    }
}

fn financial_year_starts(raw: &Spanned<i64>) -> Checked<i8> {
    let month = i8::try_from(*raw.as_ref()).ok();
    month
        .filter(|month| (1..=12).contains(month))
        .ok_or_else(|| {
            let what = format!("financial_year_starts cannot be {}", raw.as_ref());
            Fault::new(
                raw.span().start,
                what,
                "It is a month: 1 (January) to 12 (December).",
            )
        })
}

fn duties(raw: &[Spanned<raw::Duty>], known: &[KnownOrganisation]) -> Checked<Vec<Duty>> {
    let mut duties: Vec<Duty> = Vec::new();
    for raw in raw {
        let at = raw.span().start;
        if duties
            .last()
            .is_some_and(|before| before.addressees.is_none())
        {
            let mend = "Put the rule for every addressee last: the first that fits holds.";
            return Err(Fault::new(at, "this duty can never be reached", mend));
        }
        duties.push(duty(raw.as_ref(), at, known)?);
    }
    Ok(duties)
}

fn duty(raw: &raw::Duty, at: usize, known: &[KnownOrganisation]) -> Checked<Duty> {
    let ground = one_of("ground", &raw.ground, GROUNDS)?;
    let limit = time_limit(raw, at)?;
    if ground == Ground::None && (limit.is_some() || raw.extension.is_some()) {
        let mend = "Where nobody has to respond, leave out days, basis and extension.";
        return Err(Fault::new(at, "a time limit without a duty", mend));
    }
    let extension = raw.extension.as_ref();
    Ok(Duty {
        addressees: match &raw.addressees {
            Some(names) => Some(addressees(names, known)?),
            None => None,
        },
        ground,
        legal_basis: some_words("legal_basis", raw.legal_basis.as_ref())?,
        limit,
        extension: extension
            .map(|raw| one_of("extension", raw, EXTENSIONS))
            .transpose()?,
    })
}

fn time_limit(raw: &raw::Duty, at: usize) -> Checked<Option<TimeLimit>> {
    let (days, basis) = match (&raw.days, &raw.basis) {
        (None, None) => return Ok(None),
        (Some(days), Some(basis)) => (days, one_of("basis", basis, BASES)?),
        (Some(_), None) => {
            let mend = "Say what starts the days: basis = \"sent\", \"published\" or \"received\". \
                        Where that is not known, leave out days too.";
            return Err(Fault::new(at, "days without basis", mend));
        }
        (None, Some(_)) => {
            let mend = "Say how many days there are, or leave out basis too.";
            return Err(Fault::new(at, "basis without days", mend));
        }
    };
    let number = u16::try_from(*days.as_ref()).ok();
    let number = number.filter(|days| (1..=MAX_TIME_LIMIT_DAYS).contains(days));
    let Some(number) = number else {
        let what = format!("days cannot be {}", days.as_ref());
        let mend = format!("It is 1 to {MAX_TIME_LIMIT_DAYS}, in calendar days.");
        return Err(Fault::new(days.span().start, what, mend));
    };
    Ok(Some(TimeLimit {
        days: number,
        basis,
    }))
}

/// The names that a duty binds: as written, and every other name of the same body.
fn addressees(raw: &Spanned<Vec<Text>>, known: &[KnownOrganisation]) -> Checked<Vec<String>> {
    if raw.as_ref().is_empty() {
        let mend = "Name whom it binds, or leave the key out: then it binds every addressee.";
        return Err(Fault::new(raw.span().start, "addressees is empty", mend));
    }
    let mut names: Vec<String> = Vec::new();
    for name in each_with_words("addressees", raw.as_ref())? {
        let means =
            |body: &&KnownOrganisation| body.known_as().any(|n| n.eq_ignore_ascii_case(&name));
        let body = known.iter().find(means);
        let others = body.into_iter().flat_map(KnownOrganisation::known_as);
        let others: Vec<String> = others.filter(|n| **n != name).map(str::to_owned).collect();
        names.push(name);
        names.extend(others);
    }
    Ok(names)
}

fn verdicts(raw: &[Spanned<raw::Verdict>]) -> Checked<Vec<NativeVerdict>> {
    let neutrals: Vec<_> = Verdict::ALL.iter().map(|v| (v.code(), *v)).collect();
    let mut verdicts: Vec<NativeVerdict> = Vec::new();
    for raw in raw.iter().map(Spanned::as_ref) {
        let code = words("code", &raw.code)?;
        if verdicts.iter().any(|verdict| verdict.code == code) {
            let what = format!("the verdict \"{code}\" stands twice");
            return Err(Fault::new(
                raw.code.span().start,
                what,
                "Take one of them out.",
            ));
        }
        let neutral = one_of("neutral", &raw.neutral, &neutrals)?;
        verdicts.push(NativeVerdict {
            code,
            neutral,
            closes: raw.closes,
        });
    }
    Ok(verdicts)
}

/// The value that a word stands for.
pub(crate) fn one_of<T: Copy>(key: &str, raw: &Text, known: &[(&str, T)]) -> Checked<T> {
    let word = raw.as_ref().as_str();
    let found = known.iter().find(|(code, _)| *code == word);
    found.map(|(_, value)| *value).ok_or_else(|| {
        let codes = known.iter().map(|(code, _)| *code);
        Fault::not_one_of(raw.span().start, key, word, codes)
    })
}

/// A text that has words, without the space around it.
pub(crate) fn words(key: &str, raw: &Text) -> Checked<String> {
    let words = raw.as_ref().trim();
    if words.is_empty() {
        let mend = "Write the words, or leave the key out where it may be left out.";
        return Err(Fault::new(
            raw.span().start,
            format!("{key} has no words"),
            mend,
        ));
    }
    Ok(words.to_owned())
}

pub(crate) fn some_words(key: &str, raw: Option<&Text>) -> Checked<Option<String>> {
    raw.map(|raw| words(key, raw)).transpose()
}

pub(crate) fn each_with_words(key: &str, raw: &[Text]) -> Checked<Vec<String>> {
    raw.iter().map(|raw| words(key, raw)).collect()
}
