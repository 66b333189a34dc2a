//! Who is asked by an ask that opens like any prose: whoever "should" do something in it.
//!
//! Only a body, or a group that can act, counts; "the design should" asks nobody.

use std::ops::Range;

use heeded_domain::vocabulary::AskKind;

use super::addressees::looks_like_body;
use super::doers::{self, DOER_WORDS, NO_DOERS};
use super::lead::PRONOUNS;
use super::subject::{subject, subject_from};
use super::{Desk, passives, proposed, split};
use crate::draft::Sure;
use crate::layout::Entry;
use crate::recognise::places::Places;
use crate::recognise::sentences::sentences;
use crate::recognise::{bodies, commitment, words};

/// The one who is asked stands in one of the first clauses of a sentence.
const CLAUSES: usize = 12;
/// What stands between a name and its verb is at most so long: "whether or not they have …".
const ASIDE_WORDS_MAX: usize = 20;
/// What a pronoun stands for is looked for in asks of at most this size; the longest have 3 kB.
const ASK_BYTES_MAX: usize = 8 * 1024;
/// An ask names at most so many who act, each in words of its own.
const NAMES_MAX: usize = 24;
/// A list behind "by" has at most so many groups, each of a few words; more is prose.
const GROUPS_MAX: usize = 6;
/// The name of a group has at most so many words: "fire and rescue services".
pub(super) const GROUP_WORDS: usize = 4;
/// Words that only join a sentence to the one before.
const JOINING: &[&str] = &[
    "accordingly",
    "additionally",
    "also",
    "and",
    "but",
    "consequently",
    "finally",
    "furthermore",
    "however",
    "instead",
    "meanwhile",
    "moreover",
    "nevertheless",
    "or",
    "similarly",
    "so",
    "then",
    "therefore",
    "thus",
];
/// What opens a clause on which another depends.
const OPENING: &[&str] = &["If ", "When ", "Where ", "Whilst ", "While "];
/// Words that open what stands before the name of who is asked.
const ASIDES: &[&str] = &[
    "as", "at", "before", "by", "for", "in", "to", "when", "with",
];
/// Words behind which a name says where or whose.
const PLACING: &[&str] = &["at", "for", "from", "in", "of", "on", "with", "within"];
pub(super) type Found = (Range<usize>, Sure);

/// Everybody whom an ask tells to act, in its order.
pub(super) fn subjects(desk: &Desk<'_>, text: &str, entry: &Entry) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    // Lines of print end anywhere; every byte keeps its place.
    let mut flat = text.replace('\n', " ");
    // "Owners should, when boats are repainted, fit lamps"
    for modal in [" should, ", " must, "] {
        while let Some(at) = flat.find(modal) {
            let comma = at + modal.len() - ", ".len();
            flat.replace_range(comma..comma + 1, " ");
        }
    }
    let text = flat.as_str();
    for sentence in sentences(text) {
        let sentence = unquoted(text, sentence);
        let one = groups(desk, text, &sentence)
            .or_else(|| proposed::subject(desk, text, &sentence))
            .or_else(|| post_of_part(text, &sentence))
            .or_else(|| doers::described(desk, text, &sentence))
            .or_else(|| in_sentence(desk, text, (&sentence, entry)))
            .or_else(|| of_sentence(desk, text, &sentence))
            .or_else(|| by_agent(desk, text, &sentence))
            .or_else(|| before_modal(desk, text, &sentence))
            .or_else(|| bound(desk, text, &sentence))
            .or_else(|| doers::doer(desk, text, &sentence))
            .or_else(|| doers::named(desk, text, &sentence))
            .or_else(|| doers::directed(desk, text, &sentence));
        let told = one.filter(|(range, _)| !is_relative(text, range.start));
        let Some((range, sure)) = told else { continue };
        let name = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
        let again = found
            .iter()
            .any(|(other, _)| desk.bodies.same(name(other), name(&range)));
        if !again && found.len() < NAMES_MAX {
            found.push((range, sure));
        }
    }
    found
}

/// "Matters of which the Board should be aware" tells of the Board and asks it nothing.
fn is_relative(text: &str, name: usize) -> bool {
    let before = text.get(..name).unwrap_or_default();
    let bare = before.strip_suffix("the ").unwrap_or(before);
    bare.ends_with(" of which ")
}

/// A sentence without the marks that open a quotation: an answer quotes the ask it answers.
fn unquoted(text: &str, sentence: Range<usize>) -> Range<usize> {
    let words_in = text.get(sentence.clone()).unwrap_or_default();
    let inside = words_in.trim_start_matches(['“', '‘', '"', '\'']);
    sentence.end - inside.len()..sentence.end
}

/// What stands before and behind the first "should" or "must".
pub(super) fn around_modal(clause: &str) -> Option<(&str, &str)> {
    let modals = [" should ", " must "].iter();
    let parted = modals.filter_map(|modal| clause.split_once(modal));
    parted.min_by_key(|(before, _)| before.len())
}

/// "Integrated care boards and the makers of lamps should": everybody before the verb, where each
/// is a body or a group that can act and one of them has no name.
fn groups(desk: &Desk<'_>, text: &str, sentence: &Range<usize>) -> Option<Found> {
    let from = behind_joining(text, sentence.start);
    let rest = text.get(from..sentence.end)?;
    let before = around_modal(rest)?.0.trim_end_matches(',');
    let few = words::all_words(before).count() <= DOER_WORDS;
    let names = split::names(desk, before);
    let group = |name: &str| {
        let opens = words::key(name.split(' ').next().unwrap_or_default());
        let plain = !NO_DOERS.contains(&opens.as_str()) && !name.contains([':', ';', '(']);
        plain && name.split(' ').count() <= GROUP_WORDS + 1 && split::ends_group(desk, Some(name))
    };
    // "The Trust and its builder, Tide Works Ltd": who that is stands behind the comma.
    let owned = before.contains(" and its ");
    let mut unnamed = usize::from(owned);
    for range in &names {
        let name = before.get(range.clone())?;
        let known = bodies::has_body_noun(name) && name.split(' ').all(words::is_of_name);
        let known = known || bodies::is_abbreviation(name) || desk.bodies.knows(name);
        let known = known || owned && name.split(' ').all(words::is_of_name);
        unnamed += usize::from(!known);
        if !(known || group(name)) {
            return None;
        }
    }
    let whole = from..from + before.len();
    (few && names.len() > 1 && unnamed > 0).then_some((whole, Sure::Likely))
}

/// "The Director General, Tides and Piers should": a post, and behind its comma of what it is one.
fn post_of_part(text: &str, sentence: &Range<usize>) -> Option<Found> {
    let from = behind_joining(text, sentence.start);
    let rest = text.get(from..sentence.end)?;
    let (before, _) = around_modal(rest)?;
    let (post, part) = before.split_once(", ")?;
    split::has_part(post, part).then_some((from..from + before.len(), Sure::Likely))
}

/// The first of a sentence's clauses that tells somebody to act.
fn in_sentence(
    desk: &Desk<'_>,
    text: &str,
    (sentence, entry): (&Range<usize>, &Entry),
) -> Option<Found> {
    clauses(text, sentence).into_iter().find_map(|from| {
        let from = behind_joining(text, from);
        let rest = text.get(from..sentence.end)?;
        if let Some((end, _)) = desk.cues.labels.ask_opening(rest) {
            let (range, sure) = subject_from(desk, text, from + end)?;
            // "That the Board be funded": it may be for others to do.
            let acted_on = text.get(range.end..)?.starts_with(" be ");
            let sure = if acted_on { Sure::Doubtful } else { sure };
            return is_asked(desk, text.get(range.clone())?)
                .then_some((range, sure.max(Sure::Likely)));
        }
        told(desk, text, (from..sentence.end, entry))
            .or_else(|| pronoun(desk, text, (from, sentence)))
    })
}

/// "The Board has lit the piers and should light the rest": the subject stands far from its verb.
fn of_sentence(desk: &Desk<'_>, text: &str, sentence: &Range<usize>) -> Option<Found> {
    let from = behind_joining(text, sentence.start);
    let rest = text.get(from..sentence.end)?;
    let later = [" and should ", " and must ", " but should "];
    let name = words::name_at(rest, &words::first_words(rest))?;
    let asked =
        later.iter().any(|verb| rest.contains(verb)) && is_asked(desk, rest.get(name.clone())?);
    asked.then_some((from + name.start..from + name.end, Sure::Likely))
}

/// Where clauses begin: at the sentence, behind commas and dashes, behind "that".
fn clauses(text: &str, sentence: &Range<usize>) -> Vec<usize> {
    let words_in = text.get(sentence.clone()).unwrap_or_default();
    let mut starts = vec![sentence.start];
    for mark in [", ", "; ", ": ", " – ", " — ", " that ", " and ", " but "] {
        let found = words_in.match_indices(mark);
        starts.extend(found.map(|(at, mark)| sentence.start + at + mark.len()));
    }
    starts.sort_unstable();
    starts.truncate(CLAUSES);
    starts
}

/// Behind "Therefore," and the like.
pub(super) fn behind_joining(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let mut all = words::all_words(rest);
    match (all.next(), all.next()) {
        (Some(first), Some(second)) if JOINING.contains(&first.key(rest).as_str()) => {
            behind_joining(text, from + second.start)
        }
        _ => from,
    }
}

/// "The Board should": a body, or a group that can act, and what obliges it.
fn told(desk: &Desk<'_>, text: &str, (clause, entry): (Range<usize>, &Entry)) -> Option<Found> {
    let rest = text.get(clause.clone())?;
    let that = ["that ", "That "]
        .iter()
        .any(|word| rest.starts_with(*word));
    let from = clause.start + if that { "that ".len() } else { 0 };
    let rest = text.get(from..clause.end)?;
    let article = ["a ", "an ", "A ", "An "]
        .iter()
        .find(|article| rest.starts_with(**article));
    let skip = from + article.map_or(0, |article| article.len());
    let inside = text.get(skip..clause.end)?;
    let named = subject(desk, inside).filter(|_| !opens_with_when(inside));
    let found = named.or_else(|| {
        let name = behind_aside(desk, inside)?;
        that.then_some((name, Sure::Likely))
    });
    let (range, sure) = found?;
    let range = skip + range.start..skip + range.end;
    let name = text.get(range.clone())?;
    let behind = text
        .get(range.end..clause.end)?
        .trim_start_matches([',', ' ']);
    let action = entry
        .kind
        .as_ref()
        .is_some_and(|(kind, _)| *kind == AskKind::SafetyAction);
    let acted = action
        && ["has ", "have "]
            .iter()
            .any(|verb| behind.starts_with(verb));
    // "The Board (with the Office where it can) should"
    let bracket = behind
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'));
    let behind = bracket.map_or(behind, |(_, behind)| behind.trim_start());
    let aside = || {
        let (aside, behind) = behind.split_once(", ")?;
        (aside.split(' ').count() <= ASIDE_WORDS_MAX).then_some(behind)
    };
    // "The Department may inspect every pier": how commissions of India ask.
    let may = behind.starts_with("may ")
        && !rest.contains(" should ")
        && bodies::has_body_noun(name)
        && words::is_capital(words::without_article(name));
    let obliged = may
        || desk.cues.labels.obliges(behind)
        || aside().is_some_and(|behind| desk.cues.labels.obliges(behind));
    let every = ["All ", "Each ", "Every "]
        .iter()
        .any(|word| name.starts_with(word));
    let able = split::ends_agent(desk, undescribed(name));
    let thing = is_made(behind)
        || every && is_done_to(behind) && !able
        || that && is_offered(behind) && !words::is_capital(name);
    let whole = article.map_or(range.start, |_| from)..range.end;
    // What is to be done to somebody, or by what no noun shows to act, may be others' to do.
    let sure = match is_passive(behind) || every && !able {
        true => Sure::Doubtful,
        false => sure,
    };
    let before = text.get(..range.start).unwrap_or_default();
    let acts = !before.ends_with("and ") && !is_passive(behind) && !is_offered(behind);
    let alone = || acts && doers::is_named_alone(&desk.source.text, name);
    let asked = || is_asked(desk, name) || alone();
    (!thing && (acted || that || obliged) && asked()).then_some((whole, sure))
}

/// "By March 2031, the Board should": the name stands behind the comma.
fn opens_with_when(clause: &str) -> bool {
    /// "By the end of March 2031".
    const OPENING_WORDS_MAX: usize = 6;
    let opens = [
        "After ", "Before ", "By ", "During ", "From ", "Until ", "Within ",
    ];
    let opens = opens.iter().any(|word| clause.starts_with(word));
    let aside = clause.split_once(", ").map(|(aside, _)| aside);
    opens && aside.is_some_and(|aside| words::at_most(aside, OPENING_WORDS_MAX))
}

/// "each council with a pier": without the place or the thing by which it is known.
fn undescribed(name: &str) -> &str {
    let joints = [" with ", " in ", " of ", " for ", " at "];
    let end = joints.iter().filter_map(|joint| name.place_of(joint)).min();
    end.and_then(|end| name.get(..end)).unwrap_or(name)
}

/// "Every boat should be fitted with lamps", "all piers should have a lamp": asks no boat and no
/// pier.
fn is_done_to(behind: &str) -> bool {
    let given = [
        "should have ",
        "must have ",
        "should receive ",
        "must receive ",
    ];
    is_passive(behind) || given.iter().any(|verb| behind.starts_with(verb))
}

/// "should be lit", but not "should be required to".
fn is_passive(behind: &str) -> bool {
    let passive = ["should be ", "must be ", "should not be ", "must not be "];
    let verb = passive.iter().find_map(|verb| behind.strip_prefix(verb));
    verb.is_some_and(passives::is_done)
}

/// "Schools are offered a lesson", "ferries be subsidised": what others do for them.
fn is_offered(behind: &str) -> bool {
    let passive = ["are ", "is ", "be ", "should be ", "must be "];
    let verb = passive.iter().find_map(|verb| behind.strip_prefix(verb));
    verb.is_some_and(passives::is_done)
}

/// "All new harbours should be designed", "a Tide Board should be set up": what is still to be made
/// is asked nothing.
pub(super) fn is_made(behind: &str) -> bool {
    const MAKING: &[&str] = &[
        "built",
        "constructed",
        "created",
        "designed",
        "established",
        "fitted",
        "formed",
        "set up",
    ];
    let passive = ["should be ", "must be ", "be "];
    let verb = passive.iter().find_map(|verb| behind.strip_prefix(verb));
    verb.is_some_and(|verb| MAKING.iter().any(|making| verb.starts_with(making)))
}

/// "As soon as possible the Inspectorate inspect": the first name behind words that open no name.
fn behind_aside(desk: &Desk<'_>, inside: &str) -> Option<Range<usize>> {
    let taken: Vec<words::Word> = words::first_words(inside);
    if !taken
        .first()
        .is_some_and(|word| ASIDES.contains(&word.text(inside)))
    {
        return None;
    }
    taken.iter().enumerate().skip(1).find_map(|(at, word)| {
        let name = words::name_at(inside, taken.get(at..)?);
        let opens = words::is_capital(word.text(inside)) || word.text(inside) == "the";
        // "In Scotland": a place, and no name of who acts.
        let placed = taken
            .get(at.checked_sub(1)?)
            .is_some_and(|before| PLACING.contains(&before.text(inside)));
        if let Some(name) = name.filter(|_| opens && !placed) {
            return is_asked(desk, inside.get(name.clone())?).then_some(name);
        }
        let agent = desk.cues.labels.names_agent(word.text(inside));
        let before = taken.get(at.checked_sub(1)?)?;
        agent.then_some(before.start..word.bare_end(inside, false))
    })
}

/// A body by its name, or a group by what it is; never what belongs to one or is only for one.
pub(super) fn is_asked(desk: &Desk<'_>, name: &str) -> bool {
    let name = words::without_article(name);
    let possessive = name.ends_with("'s") || name.ends_with("’s") || name.ends_with("s’");
    let clause =
        words::all_words(name).any(|word| matches!(word.text(name), "which" | "who" | "whose"));
    let head = [
        " by ",
        " of ",
        " in ",
        " for ",
        " at ",
        " on ",
        " across ",
        " concerned ",
        " responsible ",
    ]
    .iter()
    .filter_map(|joint| name.place_of(joint))
    .min()
    .and_then(|end| name.get(..end))
    .unwrap_or(name);
    let group = desk.cues.labels.names_agent(head);
    let every = ["All ", "Each ", "Every "]
        .iter()
        .any(|word| name.starts_with(word));
    // "each harbour board": one of those who can act, behind the word for all of them.
    let every = every
        || ["each ", "every "]
            .iter()
            .any(|word| name.starts_with(word))
            && split::ends_agent(desk, head);
    // "Administrator of the Harbour Agency": the post of whoever leads it.
    let post = words::is_capital(head) && name.len() > head.len() && commitment::is_body(head);
    // "NHS Training for Islands": a name that begins with an abbreviation.
    let first = name.split(' ').next().unwrap_or_default();
    let post = post || (bodies::is_abbreviation(first) && words::is_capital(head));
    let body = post || desk.bodies.knows(name) || looks_like_body(desk, head);
    let beside = name.starts_with("with ");
    !possessive && !clause && !beside && (body || group || every)
}

/// "If the Board wishes to …, it should": the last body named before.
fn pronoun(desk: &Desk<'_>, text: &str, (from, sentence): (usize, &Range<usize>)) -> Option<Found> {
    let rest = text.get(from..sentence.end)?;
    let mut all = words::all_words(rest);
    let first = all.next()?;
    if !PRONOUNS.contains(&first.key(rest).as_str()) {
        return None;
    }
    let behind = rest.get(first.end..)?.trim_start();
    if !desk.cues.labels.obliges(behind) {
        return None;
    }
    let before = text
        .get(..from)
        .filter(|before| before.len() <= ASK_BYTES_MAX)?;
    let named = bodies::named_in(before, &desk.bodies);
    let last = named
        .into_iter()
        .next_back()
        .or_else(|| group_before(desk, text, sentence.start))?;
    let words_in = text.get(last.clone())?;
    let bare = OPENING
        .iter()
        .find_map(|word| words_in.strip_prefix(*word))
        .unwrap_or(words_in);
    let last = last.end - bare.len()..last.end;
    is_asked(desk, bare).then_some((last, Sure::Doubtful))
}

/// "If the minister disagrees": the subject of the condition.
fn group_before(desk: &Desk<'_>, text: &str, sentence: usize) -> Option<Range<usize>> {
    let rest = text.get(sentence..)?;
    let inside = OPENING.iter().find_map(|word| rest.strip_prefix(*word))?;
    let from = sentence + rest.len() - inside.len();
    let taken: Vec<words::Word> = words::all_words(inside).take(2).collect();
    let [article, noun] = taken.as_slice() else {
        return None;
    };
    let the = matches!(article.text(inside), "the" | "The");
    (the && desk.cues.labels.names_agent(noun.text(inside)))
        .then_some(from + article.start..from + noun.end)
}

/// "As soon as it has the lamps the Board should": the name right before the verb, unless it says
/// whose or where.
fn before_modal(desk: &Desk<'_>, text: &str, sentence: &Range<usize>) -> Option<Found> {
    const NAME_WORDS: usize = 6;
    const JOINTS: &[&str] = &["of", "by", "to", "that", "and", "or", "about", "between"];
    let words_in = text.get(sentence.clone())?;
    let (before, _) = around_modal(words_in)?;
    let from = before.rfind(" the ")?;
    let joint = before.get(..from)?.rsplit(' ').next()?;
    let name = before.get(from + " the ".len()..)?;
    let whose = JOINTS.contains(&joint) || PLACING.contains(&joint);
    let short = name.split(' ').count() <= NAME_WORDS;
    let start = sentence.start + from + " the ".len();
    (short && !whose && is_asked(desk, name)).then_some((start..start + name.len(), Sure::Likely))
}

/// "There should be a legal duty on owners and pilots to …": those whom it would bind.
fn bound(desk: &Desk<'_>, text: &str, sentence: &Range<usize>) -> Option<Found> {
    const DUTIES: &[&str] = &[
        " duty on ",
        " duty for ",
        " obligation on ",
        " requirement on ",
        " requirement for ",
        " responsibility on ",
    ];
    let words_in = text.get(sentence.clone())?;
    let head = words_in.trim_start();
    // "It is for the Board to light the pier."
    let falls = ["It is for ", "It falls to ", "It should be for "]
        .iter()
        .find_map(|falls| Some(words_in.len() - head.strip_prefix(*falls)?.len()));
    let opens = falls.is_some()
        || ["There should be ", "There must be "]
            .iter()
            .any(|there| head.starts_with(there));
    let start = DUTIES
        .iter()
        .filter_map(|duty| Some(words_in.find(duty)? + duty.len()))
        .min();
    let start = falls.or(start)?;
    let behind = words_in.get(start..)?;
    let end = behind.find(" to ")?;
    let name = behind.get(..end)?;
    let skip = ["the ", "all ", "every ", "each "]
        .iter()
        .find_map(|word| name.strip_prefix(word))
        .map_or(0, |rest| name.len() - rest.len());
    let few = name.split(' ').count() <= GROUP_WORDS + 1 && !name.contains(',');
    let from = sentence.start + start;
    (opens && few && is_asked(desk, name)).then_some((from + skip..from + end, Sure::Doubtful))
}

/// "Lamps should be lit by the Board": whoever acts behind "by".
fn by_agent(desk: &Desk<'_>, text: &str, sentence: &Range<usize>) -> Option<Found> {
    let words_in = text.get(sentence.clone())?;
    let modal = [" should be ", " must be ", " be given "];
    let from = modal
        .iter()
        .find_map(|modal| Some(words_in.find(modal)? + modal.len()))?;
    let behind = words_in.get(from..)?;
    let at = behind.find(" by ")? + " by ".len();
    let start = sentence.start + from + at;
    let rest = text.get(start..sentence.end)?;
    let taken: Vec<words::Word> = words::first_words(rest);
    let article = taken
        .first()
        .is_some_and(|word| matches!(word.text(rest), "the" | "a" | "an"));
    let capital = words::name_at(rest, &taken).filter(|name| {
        rest.get(name.clone())
            .is_some_and(|name| looks_like_body(desk, name))
    });
    // "by every care home": whoever the word for all of them stands before.
    let every = || {
        let first = taken.first()?;
        let each = matches!(first.text(rest), "each" | "every" | "all");
        let short = taken.len() <= GROUP_WORDS + 1;
        (each && short)
            .then(|| first.start..taken.last().map_or(0, |last| last.bare_end(rest, false)))
    };
    let group = || {
        let most = taken.iter().take(4 + usize::from(article));
        let agent = most
            .clone()
            .find(|word| desk.cues.labels.names_agent(word.text(rest)))?;
        let first = taken.get(usize::from(article))?;
        Some(first.start..agent.bare_end(rest, false))
    };
    let name = capital
        .map(|name| with_noun(desk, rest, name))
        .or_else(group)
        .or_else(every)?;
    let end = end_of_groups(desk, rest, name.end);
    Some((start + name.start..start + end, Sure::Doubtful))
}

/// "by hospital trusts, care boards, and commissioners": where the last group of a list ends.
fn end_of_groups(desk: &Desk<'_>, rest: &str, from: usize) -> usize {
    let mut end = from;
    for _ in 0..GROUPS_MAX {
        let behind = rest.get(end..).unwrap_or_default();
        let joint = [", and ", ", ", " and "]
            .iter()
            .find(|joint| behind.starts_with(**joint));
        let Some(joint) = joint else { break };
        let inside = behind.get(joint.len()..).unwrap_or_default();
        let taken: Vec<words::Word> = words::all_words(inside).take(GROUP_WORDS).collect();
        let agent = taken
            .iter()
            .find(|word| desk.cues.labels.names_agent(word.text(inside)));
        let Some(agent) = agent else { break };
        end += joint.len() + agent.bare_end(inside, false);
    }
    end
}

/// "Government departments": the noun in small letters behind a name belongs to it.
fn with_noun(desk: &Desk<'_>, rest: &str, name: Range<usize>) -> Range<usize> {
    let behind = rest.get(name.end..).unwrap_or_default();
    let next = behind.split_whitespace().next().unwrap_or_default();
    let bare = next.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    if desk.cues.labels.names_agent(bare) && behind.starts_with(' ') {
        return name.start..name.end + 1 + bare.len();
    }
    name
}
