//! Who is asked, by the lines above an ask and by the ask itself.

use std::ops::Range;

use heeded_domain::vocabulary::AskKind;

use super::recipients::{self, is_office};
use super::subject::subject_from;
use super::{Desk, obliged, passives, split, told};
use crate::draft::{Draft, Field, Sure};
use crate::layout::{Entry, NameCue, Span};
use crate::recognise::places::Places;
use crate::recognise::{bodies, commitment, dates, words};
use crate::remark::{About, Remark, RemarkKind};

// What gave a name away, where others go by it.
const ITS_LABEL: &str = "its label";
const LINE_ABOVE: &str = "the line above the ask";
const LINE_CONFIRMED: &str = "the line above the ask, which the ask confirms";
const LINE_ABOVE_CONCERNS: &str = "the line above the concerns";
const RECIPIENTS: &str = "the list of those whom the report is sent to";

/// Who is asked, and what is unsure about it.
pub(super) struct Asked {
    pub(super) names: Vec<Field<String>>,
    pub(super) remarks: Vec<Remark>,
}

/// A name with its place.
struct Candidate {
    name: String,
    span: Span,
    sure: Sure,
}

pub(super) fn read(desk: &Desk<'_>, entry: &Entry) -> Asked {
    let above = above(desk, entry);
    let asked = in_ask(desk, entry);
    let same = |one: &Candidate, other: &Candidate| is_same(desk, &one.name, &other.name);
    let mut remarks = Vec::new();
    let mut names = lined(desk, &above);
    if !names.is_empty() {
        return Asked { names, remarks };
    }
    let listed = above.iter().filter(|(cue, _)| *cue == NameCue::Recipient);
    let listed = listed.count();
    for (cue, one) in &above {
        let confirmed = asked.iter().any(|other| same(one, other));
        // The heading has the ministry, the ask who stands at its head.
        let office = asked
            .iter()
            .any(|other| same(one, other) && is_office(&other.name) && !is_office(&one.name));
        let opens = |other: &Candidate| {
            let first = entry.ask.first().map(|span| span.range.start);
            first.is_some_and(|first| other.span.range.start <= first + "The ".len())
        };
        let led = asked.iter().any(|other| {
            recipients::leads(&other.name, &one.name)
                || opens(other) && recipients::acts_for(&other.name, &one.name)
        });
        if (office && *cue == NameCue::Heading) || led {
            continue;
        }
        let body = looks_like_body(desk, &one.name);
        let (words, sure) = match cue {
            NameCue::Label => (ITS_LABEL, Sure::Certain),
            // The accuracy run: of several a third are not those whom this concern is for.
            NameCue::Recipient if listed > 1 => (RECIPIENTS, Sure::Doubtful),
            NameCue::Recipient => (RECIPIENTS, Sure::Likely),
            NameCue::Opening => ("whom the words name that open the asks", Sure::Certain),
            _ if confirmed => (LINE_CONFIRMED, Sure::Certain),
            _ if asked.is_empty() && body => (LINE_ABOVE, Sure::Doubtful),
            _ => continue,
        };
        if !names
            .iter()
            .any(|field| is_same(desk, &field.value, &one.name))
        {
            names.push(desk.field(one.name.clone(), &one.span, words, sure));
        }
    }
    add_asked(desk, &above, &asked, &mut names);
    if let Some(writer) = &desk.writer {
        put_to_writer(desk, writer, &mut names);
    }
    remarks.extend(differs(desk, &above, &asked));
    // Every ask of a State's paper is made to it, whichever ministry leads.
    if names.is_empty() && desk.reviewed.is_none() {
        names = told::by_owner(desk, entry);
    }
    if names.is_empty() {
        names = told::in_headings(desk, entry);
    }
    if names.is_empty() {
        remarks.push(unknown(desk, entry));
    }
    Asked { names, remarks }
}

/// A concern that a letter replies to was put to whoever writes it, where nothing else says surely
/// to whom.
fn put_to_writer(desk: &Desk<'_>, writer: &Span, names: &mut Vec<Field<String>>) {
    // A letterhead may have the name in two lines.
    let name: Vec<&str> = desk.words(writer).split_whitespace().collect();
    let cue = "who writes the reply";
    let writer = desk.field(name.join(" "), writer, cue, Sure::Doubtful);
    let named = |field: &Field<String>| {
        field.sure != Sure::Doubtful || is_short_for(&field.value, &writer.value)
    };
    if !names.iter().any(named) {
        *names = vec![writer];
    }
}

/// Those of the list of recipients whom a line names that stands over some of the concerns: "For
/// the Trust", "Lamps — to the Tide Board and the Secretary of State".
fn lined(desk: &Desk<'_>, above: &[(NameCue, Candidate)]) -> Vec<Field<String>> {
    let of = |wanted: fn(&NameCue) -> bool| above.iter().filter(move |(cue, _)| wanted(cue));
    let listed: Vec<&Candidate> = of(|cue| *cue == NameCue::Recipient)
        .map(|(_, one)| one)
        .collect();
    let mut names: Vec<Field<String>> = Vec::new();
    for (_, one) in of(|cue| matches!(cue, NameCue::Line | NameCue::Heading | NameCue::Label)) {
        let meant = listed.iter().filter(|listed| {
            is_same(desk, &one.name, &listed.name)
                || is_short_for(&one.name, &listed.name)
                || is_begun(&one.name, &listed.name)
                || is_short_for(&listed.name, &one.name)
        });
        // "The Secretary of State", of two: neither is told apart.
        let meant: Vec<&&Candidate> = meant.collect();
        if let [meant] = meant.as_slice()
            && !names.iter().any(|field| field.value == meant.name)
        {
            names.push(desk.field(meant.name.clone(), &meant.span, LINE_ABOVE, Sure::Likely));
        }
    }
    names
}

/// A line above several concerns names whom each of them is for, until another line does.
pub(super) fn carry(drafts: &mut [Draft]) {
    let mut last: Option<Vec<Field<String>>> = None;
    let of_list = |field: &Field<String>| field.cue == RECIPIENTS;
    for draft in drafts {
        let concern = draft.kind.value == AskKind::Concern;
        if !concern {
            last = None;
        } else if draft.addressees.iter().all(of_list)
            && (last.is_some() || draft.addressees.is_empty())
        {
            if let Some(names) = &last {
                draft.addressees.clone_from(names);
                draft
                    .remarks
                    .retain(|remark| remark.kind != RemarkKind::AddresseeUnknown);
            }
        } else {
            let lines = [ITS_LABEL, LINE_ABOVE, LINE_CONFIRMED];
            let line = |field: &Field<String>| lines.contains(&field.cue.as_str());
            let names = draft.addressees.iter().map(|field| Field {
                cue: LINE_ABOVE_CONCERNS.to_owned(),
                sure: field.sure.max(Sure::Likely),
                ..field.clone()
            });
            last = draft.addressees.iter().all(line).then(|| names.collect());
        }
    }
}

/// Adds those whom the ask names and the lines above it do not.
fn add_asked(
    desk: &Desk<'_>,
    above: &[(NameCue, Candidate)],
    asked: &[Candidate],
    names: &mut Vec<Field<String>>,
) {
    let has = |wanted: &[NameCue]| above.iter().any(|(cue, _)| wanted.contains(cue));
    let labelled = has(&[NameCue::Label, NameCue::Recipient]);
    // A concern tells what is wrong; whom it names there is asked by the list alone.
    if has(&[NameCue::Recipient]) {
        return;
    }
    for one in asked {
        let same = |field: &Field<String>| {
            is_same(desk, &field.value, &one.name)
                // "The Trust" is the one whom the label names in full.
                || labelled && is_short_for(&one.name, &field.value)
        };
        // A label is the issuer's last word; "the company" in the ask is the body that it names.
        // The post at the head of a body counts where it stands for what the label names.
        let post = names.is_empty() && commitment::is_body(&one.name);
        let acts = || post || looks_like_body(desk, &one.name);
        if names.iter().any(same) || labelled && !acts() {
            continue;
        }
        // The accuracy run: of those that are not certain one in thirteen is somebody else, of the
        // second of several one in four; "an office" or "every boat" is still to be made, or no
        // body.
        let any = ["A ", "An ", "Any ", "Each ", "Every "];
        let any = any.iter().any(|article| one.name.starts_with(article));
        let sure = match one.sure {
            Sure::Certain if !any && names.is_empty() => Sure::Certain,
            _ => Sure::Doubtful,
        };
        names.push(desk.field(one.name.clone(), &one.span, "whom the ask names", sure));
    }
}

/// Whether two names mean one body, with or without the short form behind one: "Tide Board (TB)".
fn is_same(desk: &Desk<'_>, one: &str, other: &str) -> bool {
    if desk.bodies.same(one, other) {
        return true;
    }
    let (long, longer) = (without_short(one), without_short(other));
    let any = long.is_some() || longer.is_some();
    any && desk
        .bodies
        .same(long.unwrap_or(one), longer.unwrap_or(other))
}

/// "Tide Board", of "Tide Board (TB)".
fn without_short(name: &str) -> Option<&str> {
    let (long, short) = name.split_once(" (")?;
    short.ends_with(')').then_some(long)
}

/// Whether a name is the last words of another: "the Trust" of "Northern Canals Trust".
fn is_short_for(short: &str, long: &str) -> bool {
    let (short, long) = (words::name_key(short), words::name_key(long));
    let before = long.strip_suffix(short.as_str());
    before.is_some_and(|before| before.ends_with(' '))
}

/// Whether a name is the first words of another: "the Secretary of State" of "Secretary of State
/// for Tides".
fn is_begun(short: &str, long: &str) -> bool {
    let (short, long) = (words::name_key(short), words::name_key(long));
    let behind = long.strip_prefix(short.as_str());
    behind.is_some_and(|behind| behind.starts_with(' '))
}

/// The names in the lines above the ask.
fn above(desk: &Desk<'_>, entry: &Entry) -> Vec<(NameCue, Candidate)> {
    /// "Prepared by the Tides Committee. Position as at …", "Replies of the Tides Committee to the
    /// Court": who wrote the paper.
    const MADE_BY: &[&str] = &[
        "Compiled by ",
        "Issued by ",
        "Prepared by ",
        "Produced by ",
        "Published by ",
        "Replies of ",
        "Reply of ",
        "Response of ",
        "Responses of ",
    ];
    let listed = entry
        .names
        .iter()
        .any(|(cue, _)| *cue == NameCue::Recipient);
    let mut found = Vec::new();
    for (cue, span) in &entry.names {
        let line = matches!(cue, NameCue::Line | NameCue::Heading);
        let title = |words: &str| told::is_about_asks(words) || told::is_headline(words);
        if line && title(desk.words(span)) {
            continue;
        }
        let words = desk.words(span);
        if line && MADE_BY.iter().any(|made| words.starts_with(made)) {
            continue;
        }
        // "Submitted by the Board, 4 May 2031" says who wrote the paper.
        if line && (recipients::is_symbol(words) || dates::day(words).is_some()) {
            continue;
        }
        let ranges = match cue {
            NameCue::Recipient => recipients::bodies(desk, words),
            // "The Director, Tide Council", over some of the concerns.
            NameCue::Line | NameCue::Heading if listed && !words.contains(" and ") => {
                recipients::bodies(desk, words)
            }
            _ => split::names(desk, words),
        };
        let named = |range: &Range<usize>| {
            let name = words.get(range.clone());
            name.is_none_or(|name| !recipients::names_nobody(name))
        };
        let is_name = recipients::may_be_name(words);
        for range in ranges.into_iter().filter(named) {
            let span = desk.within(span, &range);
            let name = super::plain(desk.words(&span));
            found.push((
                *cue,
                Candidate {
                    name,
                    span,
                    sure: if is_name {
                        Sure::Certain
                    } else {
                        Sure::Doubtful
                    },
                },
            ));
        }
    }
    found
}

pub(super) fn looks_like_body(desk: &Desk<'_>, name: &str) -> bool {
    let known = |name: &str| desk.bodies.knows(name) || bodies::has_body_noun(name);
    // "National Tides Fund (NTF)"
    let short = name.split_once(" (").map(|(name, _)| name);
    known(name) || short.is_some_and(known) || bodies::is_abbreviation(name)
}

/// The names that the ask itself tells to act.
fn in_ask(desk: &Desk<'_>, entry: &Entry) -> Vec<Candidate> {
    if entry.names.iter().any(|(cue, _)| *cue == NameCue::Opening) {
        return Vec::new();
    }
    let opened = opened(desk, entry).map(|found| named(desk, found));
    let opened = opened.unwrap_or_default();
    if !opened.is_empty() {
        return opened;
    }
    let mut candidates: Vec<Candidate> = Vec::new();
    for (at, span) in entry.ask.iter().enumerate() {
        for (range, sure) in obliged::subjects(desk, desk.words(span), entry) {
            // What stands behind the first words of an ask may be its reasons.
            let sure = if at == 0 {
                sure
            } else {
                sure.max(Sure::Likely)
            };
            let found = named(desk, (span, range, sure));
            let again = |one: &Candidate| {
                let mut before = candidates.iter();
                before.any(|other| desk.bodies.same(&one.name, &other.name))
            };
            let found: Vec<Candidate> = found.into_iter().filter(|one| !again(one)).collect();
            candidates.extend(found);
        }
    }
    if candidates.is_empty() {
        candidates =
            recipients::bare_verb(desk, entry).map_or_else(Vec::new, |found| named(desk, found));
    }
    candidates
}

/// The names in the words that are told to act.
fn named(desk: &Desk<'_>, (span, subject, sure): Subject<'_>) -> Vec<Candidate> {
    let text = desk.words(span);
    let words = text.get(subject.clone()).unwrap_or_default();
    // "We recommend that steps be taken" asks nobody.
    if is_thing(desk, words) {
        return Vec::new();
    }
    let candidate = |range: Range<usize>| {
        let place = subject.start + range.start..subject.start + range.end;
        let place = without_possessive(text, place);
        let span = desk.within(span, &place);
        let name = super::plain(desk.words(&span));
        // A group that no capital shows to be a name may be more or fewer than its words.
        let sure = match sure {
            Sure::Likely if name.starts_with(char::is_lowercase) => Sure::Doubtful,
            sure => sure,
        };
        Candidate { name, span, sure }
    };
    let found = split::names(desk, words);
    // "The Commonwealth and the islands": one of several may be lost.
    let joined = [" and ", " with ", ", "]
        .iter()
        .any(|joint| words.holds(joint));
    let lost = joined && found.len() == 1 && !desk.bodies.knows(words);
    let cut = one_article(desk, words, &found);
    let candidate = |range: Range<usize>| {
        let one = candidate(range);
        let sure = if lost || cut {
            Sure::Doubtful
        } else {
            one.sure
        };
        Candidate { sure, ..one }
    };
    let candidates = found.into_iter().map(candidate);
    candidates
        .filter(|one| !split::PLACES.contains(&one.name.as_str()))
        .filter(|one| !recipients::names_nobody(&one.name))
        .collect()
}

/// "The Harbour Office and Pilot Service": two names of which the first alone has an article may be
/// one, unless the document knows both.
fn one_article(desk: &Desk<'_>, words: &str, found: &[Range<usize>]) -> bool {
    let [first, second] = found else {
        return false;
    };
    let name = |range: &Range<usize>| words.get(range.clone()).unwrap_or_default();
    let opens = |words: &str| words.starts_with("the ") || words.starts_with("The ");
    let article = |range: &Range<usize>| {
        let before = words.get(..range.start).unwrap_or_default();
        opens(name(range)) || before.ends_with("the ") || before.ends_with("The ")
    };
    let between = words.get(first.end..second.start);
    let known = |range: &Range<usize>| desk.bodies.knows(name(range));
    between == Some(" and ")
        && article(first)
        && !article(second)
        && !(known(first) && known(second))
}

/// Whether words in small letters on a page of print name nobody who can act.
fn is_thing(desk: &Desk<'_>, words: &str) -> bool {
    let bare = words.strip_prefix("the ").unwrap_or(words);
    let small = bare.starts_with(char::is_lowercase);
    let first = words.split(' ').next().unwrap_or_default();
    let group = matches!(first, "all" | "any" | "each" | "every" | "those");
    let mut blocks = desk.source.blocks.iter();
    let paged = blocks.next().is_some_and(|block| block.page.is_some());
    // "All visitors who wait": those who are cared for, where no noun says that they can act.
    let clause = [" who", " which", " that"]
        .iter()
        .find_map(|word| words.strip_suffix(word));
    if let Some(bare) = clause.filter(|_| group) {
        return !split::ends_agent(desk, bare);
    }
    small && !group && paged && !obliged::is_asked(desk, words)
}

/// "The Board's present approach" is the Board's to change.
fn without_possessive(text: &str, name: Range<usize>) -> Range<usize> {
    let words = text.get(name.clone()).unwrap_or_default();
    let bare = words.strip_suffix("'s").or(words.strip_suffix("’s"));
    name.start..name.start + bare.unwrap_or(words).len()
}

/// Words that are told to act, in their span, and how sure it is that they are.
pub(super) type Subject<'e> = (&'e Span, Range<usize>, Sure);

/// Who is told to act: behind the opening of the ask, or behind the verb with which it is told.
fn opened<'e>(desk: &Desk<'_>, entry: &'e Entry) -> Option<Subject<'e>> {
    let first = entry.ask.first()?;
    let text = desk.words(first);
    if let Some(range) = told::letter_head(text) {
        return Some((first, range, Sure::Certain));
    }
    let opening = desk.cues.labels.ask_opening(text).map(|(end, _)| end);
    // "The Board recommends that:", over a column of what it recommends.
    let heading = || {
        let block = desk.source.blocks.get(first.block)?;
        let heading = desk.source.words(block.label.as_ref()?);
        desk.cues.labels.ask_opening(heading).map(|_| 0)
    };
    let opening = opening.or_else(heading).or_else(|| told::considered(text));
    if let Some((range, sure)) = opening.and_then(|end| subject_from(desk, text, end)) {
        return (!is_done_to(text, &range)).then_some((first, range, sure));
    }
    entry.ask.iter().find_map(|span| {
        let text = desk.words(span);
        let behind = told::behind_verb(desk, text)?;
        subject_from(desk, text, behind).map(|(range, sure)| (span, range, sure))
    })
}

/// "The Committee recommends that lifeguards' hours be extended": what has no name and is done
/// something to asks nobody.
fn is_done_to(text: &str, name: &Range<usize>) -> bool {
    let small = text
        .get(name.clone())
        .is_some_and(|name| name.starts_with(char::is_lowercase) && !name.starts_with("the "));
    let behind = text.get(name.end..).unwrap_or_default();
    small && behind.strip_prefix(" be ").is_some_and(passives::is_done)
}

/// A body above the ask that the ask does not name.
fn differs(desk: &Desk<'_>, above: &[(NameCue, Candidate)], asked: &[Candidate]) -> Option<Remark> {
    let asked_bodies: Vec<&Candidate> = asked
        .iter()
        .filter(|one| looks_like_body(desk, &one.name))
        .collect();
    let first = asked_bodies.first()?;
    let (_, other) = above.iter().find(|(cue, one)| {
        *cue != NameCue::Heading
            && looks_like_body(desk, &one.name)
            && !desk
                .issuer
                .as_deref()
                .is_some_and(|issuer| desk.bodies.same(issuer, &one.name))
            && !asked
                .iter()
                .any(|other| desk.bodies.same(&one.name, &other.name))
    })?;
    Some(Remark {
        kind: RemarkKind::AddresseeDiffers,
        words: format!(
            "The line above names “{}”, and the ask itself names “{}”.",
            other.name, first.name
        ),
        passage: Some(
            desk.source
                .passage(other.span.block, other.span.range.clone()),
        ),
        about: About::Addressees,
    })
}

fn unknown(desk: &Desk<'_>, entry: &Entry) -> Remark {
    Remark {
        kind: RemarkKind::AddresseeUnknown,
        words: "It cannot be told who is asked.".to_owned(),
        passage: super::around(desk, &entry.ask),
        about: About::Addressees,
    }
}
