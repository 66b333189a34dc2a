//! A line, a heading or a subject cut into the names that it joins: "the Board, the Office and
//! island councils" are three, "administrations in England and Wales" are one.

use std::ops::Range;

use super::offices::{self, DEPARTMENTS};
use super::{Desk, proposed};
use crate::recognise::bodies;
use crate::recognise::places::Places;
use crate::recognise::words;

/// A name goes on for so many words after its "and".
pub(super) const NAME_WORDS_AFTER_AND: usize = 6;
/// Where bodies are that stand for the same in each.
pub(super) const PLACES: &[&str] = &["England", "Northern Ireland", "Scotland", "Wales"];

/// "Director General, Tides and Piers": what stands behind a post says of what it is one.
pub(super) fn has_part(post: &str, next: &str) -> bool {
    const POSTS: &[&str] = &[
        "Administrator",
        "Commissioner",
        "Director",
        "Directors",
        "General",
        "Manager",
        "Minister",
        "Superintendent",
    ];
    /// "Assistant Deputy Minister"
    const POST_WORDS_MAX: usize = 4;
    let post = words::without_article(post);
    let named = post
        .split(' ')
        .next_back()
        .is_some_and(|last| POSTS.contains(&last));
    if !named {
        return false;
    }
    let whole = !post.holds(" of ") && words::at_most(post, POST_WORDS_MAX);
    // "the Director, the Board and the Mayor" are three.
    let only = !next.contains(", ") && !next.starts_with("the ");
    // "Medical Director, Tide Hospitals Trust": a body, of which recipients are known by.
    let part = |word: &str| {
        matches!(
            word,
            "Branch"
                | "Directorate"
                | "Division"
                | "Fleet"
                | "Homes"
                | "Operations"
                | "Programs"
                | "Services"
        )
    };
    let body = bodies::has_body_noun(next) && !next.split(' ').any(part);
    whole && only && !body && words::is_capital(next)
}

/// Cuts a line or a subject into the names that it joins.
pub(super) fn names(desk: &Desk<'_>, text: &str) -> Vec<Range<usize>> {
    let mut cuts: Vec<Range<usize>> = Vec::new();
    let mut depth = 0_usize;
    let offices = offices::several_matters(text);
    // Nothing is cut at a letter.
    let marks = text.match_indices(['(', ')', '/', ',', ' ', '|', ';', '\n']);
    for (at, mark) in marks.filter_map(|(at, mark)| Some((at, mark.chars().next()?))) {
        if offices.iter().any(|office| office.contains(&at)) {
            continue;
        }
        let after = text.get(at + mark.len_utf8()..).unwrap_or_default();
        let next = after.trim_start();
        let next = next.strip_prefix("and ").unwrap_or(next);
        let capital = || words::looks_like_name(next) && !next.is_empty();
        // Short forms in brackets go with the name before them.
        depth = match mark {
            '(' => depth + 1,
            ')' => depth.saturating_sub(1),
            _ => depth,
        };
        match mark {
            '/' | ',' | ' ' if depth > 0 => {}
            '|' | ';' | '\n' => cuts.push(at..at + 1),
            ',' if is_place(next) && text.get(..at).is_some_and(places_follow) => {}
            ',' if goes_on(text.get(..at), next) => {}
            ',' if text.get(..at).is_some_and(|post| has_part(post, next)) => {}
            '/' if is_form_of_firm(text.get(..at), next) => {}
            '/' | ',' if capital() => cuts.push(at..at + 1),
            ',' if ends_group(desk, text.get(..at)) && opens_group(desk, next) => {
                cuts.push(at..at + 1);
            }
            // "The Tide Office, the pilots and island councils"
            ',' if next.starts_with("the ")
                && text.get(..at).is_some_and(bodies::has_body_noun)
                && opens_group(desk, next) =>
            {
                cuts.push(at..at + 1);
            }
            ' ' if after.starts_with("and ") && joins(desk, text.get(..at), after.get(4..)) => {
                cuts.push(at..at + 5);
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    let mut start = 0;
    for cut in cuts
        .into_iter()
        .chain(std::iter::once(text.len()..text.len()))
    {
        found.extend(trimmed(text, start..cut.start));
        start = cut.end;
    }
    without_stand_ins(text, &mut found);
    found
}

/// "A/S", "I/S", "s/a": how some countries write what kind of firm one is.
fn is_form_of_firm(before: Option<&str>, next: &str) -> bool {
    let letters = |word: &str| word.chars().filter(|one| one.is_alphabetic()).count();
    let last = before.and_then(|before| before.split(' ').next_back());
    let first = next.split([' ', ',', ')']).next();
    last.map(letters) == Some(1) && first.map(letters) == Some(1)
}

/// "The Quay Manor and its owner, Tide Care Ltd": what a name behind its comma says in full.
fn without_stand_ins(text: &str, names: &mut Vec<Range<usize>>) {
    let next: Vec<Range<usize>> = names.iter().skip(1).cloned().collect();
    let mut next = next.into_iter();
    names.retain(|name| {
        let named = next.next().is_some_and(|next| {
            let between = text.get(name.end..next.start);
            let capital = text.get(next).is_some_and(words::is_capital);
            between == Some(", ") && capital
        });
        let owned = text
            .get(name.clone())
            .is_some_and(|name| name.starts_with("its "));
        !(named && owned)
    });
}

/// "Department of Health, Disability and Ageing", "Director General, Civil Aviation": one name,
/// whose words behind the comma name no body of their own.
fn goes_on(before: Option<&str>, next: &str) -> bool {
    const POSTS: &[&str] = &[
        "Deputy Minister",
        "Director General",
        "Director-General",
        "Director",
        "Vice President",
    ];
    const HEADS: &[&str] = &[
        "Administrator",
        "Chairman",
        "Commandant",
        "Commander",
        "Commissioner",
        "Director",
    ];
    let before = before.unwrap_or_default();
    let joint = " and the ";
    let joined = before.last_place_of(joint).map(|at| at + joint.len());
    let before = before.get(joined.unwrap_or(0)..).unwrap_or_default().trim();
    let bare = words::without_article(before);
    // "Administrator, Tide Agency": the post of whoever leads the body behind the comma.
    if HEADS.contains(&bare) {
        return bodies::has_body_noun(next) || next.ends_with(" Command");
    }
    // "Health, Social Care and Sport Committee", "Innovation, Science and Economic Development
    // Canada": one, whose field has several parts.
    let mut ends = [" Committee", " Canada"]
        .iter()
        .filter_map(|noun| next.place_of(noun));
    let committee = ends.next().and_then(|at| next.get(..at));
    let fields = committee
        .filter(|fields| fields.holds(" and "))
        .is_some_and(|fields| {
            !fields.contains("the ") && fields.replace(',', "").split(' ').all(words::is_of_name)
        });
    if fields && !bodies::has_body_noun(bare) && words::at_most(bare, 2) {
        return true;
    }
    let mut openings = DEPARTMENTS.iter().chain(&["Minister for "]);
    let field = openings.any(|opening| bare.starts_with(opening));
    let post = POSTS.iter().any(|post| bare.ends_with(post));
    if !field && !post {
        return false;
    }
    let end = [",", ";", " and the "]
        .iter()
        .filter_map(|mark| next.place_of(mark))
        .min();
    let piece = next.get(..end.unwrap_or(next.len())).unwrap_or_default();
    // "Department of Health, Disability and Ageing and Tide Wings": the second "and" joins.
    let joined = piece.holds(" and ").then(|| piece.match_indices(" and "));
    let second = joined.and_then(|mut all| all.nth(1)).map(|(at, _)| at);
    let piece = second.and_then(|at| piece.get(..at)).unwrap_or(piece);
    let first = piece.split(' ').next().unwrap_or_default();
    !bodies::has_body_noun(piece) && !bodies::is_abbreviation(first)
}

/// Whether words end with those who can be told to act: "hospital trusts", "each care home".
pub(super) fn ends_group(desk: &Desk<'_>, words: Option<&str>) -> bool {
    let Some(words) = words else { return false };
    let head = words.place_of(" of ").and_then(|end| words.get(..end));
    let head = head.unwrap_or(words);
    let last = |words: &str| {
        let last = words.trim_end().rsplit(' ').next().unwrap_or_default();
        desk.cues.labels.names_agent(last)
    };
    let each = ["each ", "every ", "Each ", "Every "];
    let first = words.rsplit([',']).next().unwrap_or_default().trim_start();
    last(words) || last(head) || each.iter().any(|each| first.starts_with(each))
}

/// Whether words end with a noun of those who can act, in the plural or behind "every".
pub(super) fn ends_agent(desk: &Desk<'_>, words: &str) -> bool {
    let last = words.trim_end().rsplit(' ').next().unwrap_or_default();
    let plural = match last.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{last}s"),
    };
    let agent = desk.cues.labels.names_agent(last) || desk.cues.labels.names_agent(&plural);
    agent || bodies::has_body_noun(words)
}

/// Whether the first words of a list are a group in small letters: "service commissioners".
fn opens_group(desk: &Desk<'_>, next: &str) -> bool {
    let end = [",", " and "]
        .iter()
        .filter_map(|mark| next.place_of(mark))
        .min();
    let first = next.get(..end.unwrap_or(next.len())).unwrap_or_default();
    let short = (1..=NAME_WORDS_AFTER_AND).contains(&first.split(' ').count());
    short && ends_group(desk, Some(first))
}

/// "administrations in England, Wales and Scotland": the places of one name, not names.
fn is_place(words: &str) -> bool {
    let end = [",", " and "]
        .iter()
        .filter_map(|mark| words.place_of(mark))
        .min();
    let first = words.get(..end.unwrap_or(words.len())).unwrap_or_default();
    PLACES.contains(&first.trim())
}

/// Whether words end with where somebody is: "administrations in England".
fn places_follow(words: &str) -> bool {
    let behind = words.rsplit_once(" in ").map(|(_, behind)| behind);
    behind.is_some_and(is_place)
}

/// Whether "and" joins two bodies rather than two words of one name.
fn joins(desk: &Desk<'_>, before: Option<&str>, after: Option<&str>) -> bool {
    let (Some(before), Some(after)) = (before, after) else {
        return false;
    };
    let before = before
        .rsplit([',', '/', '|'])
        .next()
        .unwrap_or_default()
        .trim();
    let before = without_short_name(before);
    if is_one_name(desk, before, after) || is_place(after) && is_place(before) {
        return false;
    }
    // "The Department and NTL": what the document calls by one word, and an abbreviation.
    let one_word = || {
        let bare = words::without_article(before);
        let short = after.split([' ', ',']).next().unwrap_or_default();
        let alone = !after.contains(' ') && words::is_capital(after);
        bare.len() < before.len()
            && !bare.contains(' ')
            && bodies::has_body_noun(bare)
            && (bodies::is_abbreviation(short) || alone)
    };
    if is_department(before, after) || are_of_one_kind(before, after) {
        return true;
    }
    if is_field(desk, before, after) {
        return false;
    }
    // "Lampcom and HM Treasury"
    let crowned = || {
        let (first, rest) = after.split_once(' ').unwrap_or_default();
        bodies::is_abbreviation(first) && bodies::has_body_noun(rest) && !before.contains(' ')
    };
    if is_short_name(desk, before, after) || words::is_capital(before) && crowned() {
        return true;
    }
    let whole = desk.bodies.knows(before) || bodies::ends_body(before) || one_word();
    let open = ["the ", "other ", "all ", "relevant ", "its ", "key "]
        .iter()
        .any(|word| after.starts_with(word));
    // "The Board and devolved administrations": a group, and nothing behind it.
    let group = || {
        (2..=NAME_WORDS_AFTER_AND).contains(&after.split_whitespace().count())
            && desk
                .cues
                .labels
                .names_agent(after.rsplit(' ').next().unwrap_or_default())
    };
    if are_groups(desk, before, after) || is_firm_and_group(desk, before, after) {
        return true;
    }
    // "The Authority for the Isles and harbour masters"
    let placed = || {
        before.split(' ').all(words::is_of_name)
            && bodies::has_body_noun(before)
            && opens_group(desk, after)
    };
    let joined = whole && (open || words::is_capital(after) || group()) || group() && placed();
    joined || open && !before.is_empty() || proposed::are_two(desk, before, after)
}

/// "Tide Water and TRB": an abbreviation that the document explains is a body of its own; and so is
/// one that stands last, unless it is the short name of a field of work.
fn is_short_name(desk: &Desk<'_>, before: &str, after: &str) -> bool {
    const FIELDS: &[&str] = &["HR", "ICT", "IT", "PR", "QA"];
    let short = after.split([' ', ',']).next().unwrap_or_default();
    let several = before.contains(' ');
    let long = several && before.split(' ').all(words::is_capital);
    let of_name = several && before.split(' ').all(words::is_of_name);
    let last = of_name && short == after && !FIELDS.contains(&short);
    bodies::is_abbreviation(short) && (long && desk.bodies.knows(short) || last)
}

/// "Tide Water Works and suppliers".
fn is_firm_and_group(desk: &Desk<'_>, before: &str, after: &str) -> bool {
    let named = before.contains(' ') && before.split(' ').all(words::is_of_name);
    named && !after.contains(' ') && desk.cues.labels.names_agent(after)
}

/// "Department of Tides and Moorings and NHS Quays": its own "and" stands in its name.
fn is_department(before: &str, after: &str) -> bool {
    let bare = words::without_article(before);
    let of = ["Department ", "Ministry "]
        .iter()
        .any(|noun| bare.starts_with(noun));
    of && bodies::is_abbreviation(after.split([' ', ',']).next().unwrap_or_default())
}

/// "HM Inspectorate of Tides and HM Inspectorate of Piers": names that open alike are two.
fn are_of_one_kind(before: &str, after: &str) -> bool {
    let first = |name: &str| {
        let bare = words::without_article(name);
        let (first, rest) = bare.split_once(' ')?;
        (words::is_capital(first) && words::is_capital(rest)).then(|| first.to_owned())
    };
    first(before).is_some_and(|own| first(after) == Some(own))
}

/// "Department of Tides and Moorings": what it is for has two parts, and the second is no body.
fn is_field(desk: &Desk<'_>, before: &str, after: &str) -> bool {
    let bare = words::without_article(before);
    let field = DEPARTMENTS.iter().any(|noun| bare.starts_with(noun)) && !bare.holds(" and ");
    let name = after.split([',', ';']).next().unwrap_or_default().trim();
    let first = name.split(' ').next().unwrap_or_default();
    let named = field && !name.is_empty() && name.split(' ').all(words::is_capital);
    if !named || bodies::is_abbreviation(first) {
        return false;
    }
    if !desk.bodies.knows(name) && !bodies::ends_body(name) {
        return true;
    }
    // A body of its own stands somewhere without "and" before it.
    let text = searched(desk);
    text.matches(name).count() <= text.matches(&format!(" and {name}")).count()
}

/// "The Inspectorate (TI)" without the short name behind it.
fn without_short_name(name: &str) -> &str {
    let long = name.strip_suffix(')').and_then(|one| one.rsplit_once(" ("));
    match long {
        Some((long, short)) if bodies::is_abbreviation(short) => long,
        _ => name,
    }
}

/// "Owners and pilots", "makers of lamps and retailers", "island councils and ICBs": two groups.
fn are_groups(desk: &Desk<'_>, before: &str, after: &str) -> bool {
    let first = after.split([' ', ',']).next().unwrap_or_default();
    let several = first.strip_suffix('s').unwrap_or_default();
    let short =
        bodies::is_abbreviation(several) || bodies::is_abbreviation(first) && !after.contains(' ');
    // "Hospital trusts and boards" are of hospitals both.
    let bare = !before.contains(' ') || before.holds(" of ");
    let piece = after.split(',').next().unwrap_or_default();
    let several = piece.trim_start_matches("the ").contains(' ');
    let small = after.starts_with(char::is_lowercase) && (several || bare);
    // "Island councils and NHS trusts"
    let small = small || several && bodies::is_abbreviation(first);
    (short || small && opens_group(desk, after)) && ends_group(desk, Some(before))
}

/// Whether the words on both sides of "and" are one known name, though its first words alone are
/// another ("Department of Health", "Department of Health and Social Care").
fn is_one_name(desk: &Desk<'_>, before: &str, after: &str) -> bool {
    // "State and territory governments", "the Office for Latin America and the Caribbean"
    const PAIRS: &[(&str, &str)] = &[
        ("crown office", "procurator fiscal"),
        ("health", "social care"),
        ("local government", "social care ombudsman"),
        ("police", "crime commissioner"),
        ("state", "territor"),
        ("states", "territor"),
        ("latin america", "the caribbean"),
    ];
    let ends = |one: &str| before.to_lowercase().ends_with(one);
    let opens = |other: &str| after.to_lowercase().starts_with(other);
    if PAIRS.iter().any(|(one, other)| ends(one) && opens(other)) {
        return true;
    }
    let words = words::all_words(after).take(NAME_WORDS_AFTER_AND);
    let known = words.filter_map(|word| after.get(..word.end)).any(|more| {
        let more = more.trim_end_matches([',', '.', ';', ':']);
        desk.bodies.knows(&format!("{before} and {more}"))
    });
    known || stands_as_one(desk, before, after)
}

/// "Office of Tide Control and Clean Piers": the document has these words together again and again,
/// and the second part never by itself.
fn stands_as_one(desk: &Desk<'_>, before: &str, after: &str) -> bool {
    const OFFICES: &[&str] = &[
        "Bureau of ",
        "Institute of ",
        "Institution of ",
        "Office of ",
    ];
    let bare = words::without_article(before);
    let name = words::name_at(after, &words::first_words(after));
    let part = name.filter(|name| name.start == 0);
    let part = part.and_then(|name| after.get(name)).unwrap_or_default();
    let article = part.starts_with("the ");
    if part.is_empty() || article || !OFFICES.iter().any(|office| bare.starts_with(office)) {
        return false;
    }
    let text = searched(desk);
    let together = text.matches(&format!("{bare} and {part}")).count();
    together > 1 && text.matches(part).count() == together
}

/// The part of a document that shows how a name is used.
fn searched<'d>(desk: &'d Desk<'_>) -> &'d str {
    /// A dozen pages do; to search all of a long page for each ask would take minutes.
    const SEARCHED_BYTES_MAX: usize = 32 * 1024;
    let text = &desk.source.text;
    let end = text.floor_char_boundary(SEARCHED_BYTES_MAX);
    text.get(..end).unwrap_or_default()
}

/// Without white space, articles and marks around the name.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let words = text.get(range.clone())?;
    let mut inside = words.trim_matches(|l: char| l.is_whitespace() || "|,;:./“”‘\"".contains(l));
    for article in ["the ", "The ", "and the ", "and "] {
        inside = inside.strip_prefix(article).unwrap_or(inside);
    }
    // "services that": its description was cut off.
    for relative in [" that", " who", " which"] {
        inside = inside.strip_suffix(relative).unwrap_or(inside);
    }
    // "Tide Council, as harbour authority": in which of its capacities.
    if let Some((name, _)) = inside.split_once(", as ") {
        inside = name;
    }
    let at = words.find(inside)?;
    let start = range.start + at;
    (!inside.is_empty()).then_some(start..start + inside.len())
}
