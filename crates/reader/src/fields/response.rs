//! A response: its words, who answers, its days, what it seems to say about the ask.

use heeded_domain::vocabulary::{Disposition, ResponseKind};
use jiff::civil::Date;

use super::{Desk, Told, around, front};
use crate::cues::labels::Label;
use crate::cues::phrases::{Hit, Says, Scan};
use crate::draft::{Draft, DraftResponse, Field, Passage, Sure};
use crate::layout::{Answer, AnswerCue, Span};
use crate::recognise::bodies;
use crate::recognise::marks::Mark;
use crate::recognise::{dates, named_asks, stance, words};

/// An answer with more words than this is no mere acknowledgement.
const ACKNOWLEDGEMENT_WORDS: usize = 80;

pub(super) fn read(
    desk: &Desk<'_>,
    answer: &Answer,
    told: &[Told],
    draft: &Draft,
) -> DraftResponse {
    let mut text = text(desk, answer);
    let from = from(desk, (answer, told), draft);
    let mut dispositions = dispositions(desk, (answer, told), &text, draft);
    if sends_on(answer, &text, &dispositions) {
        // Whether words that send it on count as its answer, issuers do not agree.
        "its words say that others are to answer".clone_into(&mut text.cue);
        text.sure = Sure::Doubtful;
        for said in &mut dispositions {
            if said.value == Disposition::NotStated {
                (said.value, said.cue) = (Disposition::Redirected, text.cue.clone());
            }
        }
    }
    DraftResponse {
        kind: kind(answer, &text),
        received: line_of_receipt(desk, answer.received.as_ref())
            .or_else(|| told_receipt(desk, told))
            .or_else(|| line_of_receipt(desk, answer.appended.as_ref()))
            .or_else(|| {
                let front = front::received(desk, from.as_ref(), &draft.addressees);
                front.filter(|_| answer.stated.is_none())
            }),
        stated: answer.stated.as_ref().map(|(date, span)| {
            let date = dates::by_calendar(*date, desk.words(span), desk.calendar.calendar());
            desk.field(date, span, "the line with its date", Sure::Certain)
        }),
        dispositions,
        refusals: refusals(desk, told, draft),
        from,
        text,
    }
}

fn line_of_receipt(desk: &Desk<'_>, line: Option<&(Date, Span)>) -> Option<Field<Date>> {
    let (date, span) = line?;
    let date = dates::by_calendar(*date, desk.words(span), desk.calendar.calendar());
    // "[Date received: 3 March 2031]", as the United Nations print it over papers: of the paper,
    // whether or not it is of each answer in it.
    let block = desk.source.blocks.get(span.block);
    let of_paper = block.is_some_and(|block| desk.source.words(&block.range).starts_with('['));
    let sure = if of_paper {
        Sure::Doubtful
    } else {
        Sure::Certain
    };
    Some(desk.field(date, span, "the line of receipt", sure))
}

/// "Response received on 5 May 2031.", as a sentence of the answer.
fn told_receipt(desk: &Desk<'_>, told: &[Told]) -> Option<Field<Date>> {
    const CUE: &str = "the sentence that says when it was received";
    told.iter().rev().find_map(|one| {
        let words = desk.words(&one.span);
        let found = desk.cues.labels.label(words)?;
        let received = found.label == Label::Received;
        let rest = words.get(found.end..).filter(|_| received)?;
        let (date, place) = dates::day(rest).filter(|(_, place)| place.start <= ": on ".len())?;
        let place = desk.within(&one.span, &(found.end + place.start..found.end + place.end));
        Some(desk.field(date, &place, CUE, Sure::Certain))
    })
}

/// The narrative; where there is none, the words that show that there is a response.
fn text(desk: &Desk<'_>, answer: &Answer) -> Field<String> {
    let (cue, sure) = match answer.cue {
        AnswerCue::Marked => ("it is marked as a response", Sure::Certain),
        AnswerCue::Shared => ("it answers several asks at once", Sure::Likely),
        AnswerCue::Follows => (
            "it follows the ask, where others have responses",
            Sure::Likely,
        ),
        AnswerCue::Opens => ("it begins as answers do", Sure::Doubtful),
    };
    let listed: Vec<Span> = answer
        .actions
        .iter()
        .map(|listed| listed.text.clone())
        .collect();
    let receipt: Vec<Span> = [answer.decision.clone(), answer.mark.clone()]
        .into_iter()
        .flatten()
        .take(1)
        .collect();
    let spans = [&answer.narrative, &listed, &receipt]
        .into_iter()
        .find(|spans| !spans.is_empty())
        .cloned()
        .unwrap_or_default();
    let passage = around(desk, &spans).unwrap_or(Passage {
        page: None,
        start: 0,
        end: 0,
    });
    Field {
        value: joined(desk, &spans, passage),
        passage,
        cue: cue.to_owned(),
        sure,
    }
}

/// The words as they stand, if nothing else stands between them; else piece by piece.
fn joined(desk: &Desk<'_>, spans: &[Span], passage: Passage) -> String {
    let unbroken = spans.windows(2).all(|pair| match pair {
        [one, next] => next.block == one.block + 1,
        _ => true,
    });
    if unbroken {
        return passage.words(&desk.source.text).to_owned();
    }
    let pieces: Vec<&str> = spans.iter().map(|span| desk.words(span)).collect();
    pieces.join("\n")
}

fn from(
    desk: &Desk<'_>,
    (answer, told): (&Answer, &[Told]),
    draft: &Draft,
) -> Option<Field<String>> {
    if let Some(span) = &answer.from {
        let words = desk.words(span);
        let bare = words.trim_end_matches(['.', ':']);
        let bare = bare.strip_prefix("the ").unwrap_or(bare);
        let at = words.find(bare).unwrap_or_default();
        let span = desk.within(span, &(at..at + bare.len()));
        return Some(desk.exact(&span, "the heading or label of the response", Sure::Certain));
    }
    let decided = told.iter().find_map(|one| decided_by(desk, one));
    let decided = decided.unwrap_or_default();
    let decider = |span: &Span| desk.exact(span, "the words that say who decided", Sure::Likely);
    let only = match (draft.addressees.as_slice(), decided.as_slice()) {
        ([only], [first, ..]) => {
            let is_own = |span| desk.bodies.same(desk.words(span), &only.value);
            if !decided.iter().any(is_own) {
                return Some(decider(first));
            }
            only
        }
        ([only], []) => only,
        (_, [first]) => return Some(decider(first)),
        _ => return None,
    };
    Some(Field {
        cue: "the only addressee".to_owned(),
        sure: Sure::Likely.max(only.sure),
        ..only.clone()
    })
}

/// "Accepted in full by the Harbour Office and the Tide Board": who decided, in a sentence that
/// says what was decided.
fn decided_by(desk: &Desk<'_>, told: &Told) -> Option<Vec<Span>> {
    let decides = |hit: &&Hit| matches!(hit.says, Says::Disposition(_));
    let words = desk.words(&told.span);
    let last = told.scan.hits.iter().rfind(decides)?.range.end;
    let at = last + words.get(last..)?.find(" by ")? + " by ".len();
    let behind = words.get(at..)?;
    let named = bodies::named_in(behind, &desk.bodies).into_iter();
    let mut from = 0;
    let mut deciders = Vec::new();
    for name in named {
        let before = behind.get(from..name.start).unwrap_or_default();
        if !matches!(
            before.trim_matches([',', ' ']),
            "" | "the" | "and" | "and the"
        ) {
            break;
        }
        from = name.end;
        let words = behind.get(name.clone()).unwrap_or_default();
        let bare = words.strip_prefix("the").map(str::trim_start);
        let article = words.len() - bare.unwrap_or(words).len();
        deciders.push(desk.within(&told.span, &(at + name.start + article..at + name.end)));
    }
    (!deciders.is_empty()).then_some(deciders)
}

fn kind(answer: &Answer, text: &Field<String>) -> Field<ResponseKind> {
    let mut kind = ResponseKind::Substantive;
    if answer.actions.is_empty() && words::at_most(&text.value, ACKNOWLEDGEMENT_WORDS) {
        let lower = text.value.to_lowercase();
        let later = [
            "full response will",
            "will respond in full",
            "will reply in full",
            "full response in due course",
            "substantive response will",
        ];
        let receipt = [
            "acknowledge receipt",
            "acknowledges receipt",
            "have received your",
        ];
        if later.iter().any(|phrase| lower.contains(phrase)) {
            kind = ResponseKind::Holding;
        } else if receipt.iter().any(|phrase| lower.contains(phrase)) {
            kind = ResponseKind::Acknowledgement;
        }
    }
    Field {
        value: kind,
        passage: text.passage,
        cue: "what its words do".to_owned(),
        sure: Sure::Likely,
    }
}

/// What the response seems to say about the ask: each disposition once, with the words that say it.
fn dispositions(
    desk: &Desk<'_>,
    (answer, told): (&Answer, &[Told]),
    text: &Field<String>,
    draft: &Draft,
) -> Vec<Field<Disposition>> {
    let mut found: Vec<Field<Disposition>> = Vec::new();
    if let Some(span) = &answer.decision
        && let Some(decision) = desk.cues.decision(desk.words(span))
    {
        found.push(desk.field(decision, span, "the label of the decision", Sure::Certain));
    }
    let reference = draft.reference.as_ref().map(|field| field.value.as_str());
    for Told { span, scan } in told {
        let words = desk.words(span);
        // "Recommendations 12d and 12e are accepted in principle" says nothing of 12a.
        let of_others = reference.and_then(|own| named_asks::includes(words, own)) == Some(false);
        if of_others {
            continue;
        }
        if found.is_empty()
            && let Some(decision) = desk.cues.decision(words)
        {
            found.push(desk.field(decision, span, "the decision by itself", Sure::Likely));
            continue;
        }
        for (disposition, cue) in said(words, scan) {
            // After "accepted in part", "we do not accept that" refuses a part.
            let part = disposition == Disposition::NotAccepted
                && !found.is_empty()
                && !words.contains("recommendation");
            if !part && !found.iter().any(|field| field.value == disposition) {
                found.push(desk.field(disposition, span, &cue, Sure::Likely));
            }
        }
    }
    if found.is_empty() {
        let cue = "no words say it".to_owned();
        found.push(Field {
            value: Disposition::NotStated,
            passage: text.passage,
            cue,
            sure: Sure::Likely,
        });
    }
    found
}

/// Whether a response says that others are to answer, and says nothing else about the ask: "For the
/// Harbour Office.", "Not for us. We have passed it on."
fn sends_on(answer: &Answer, text: &Field<String>, dispositions: &[Field<Disposition>]) -> bool {
    /// "For the Northern Isles Harbour Office".
    const NAME_WORDS: usize = 9;
    let nothing_else = dispositions.iter().all(|said| {
        use Disposition::{NotStated, Noted, Redirected};
        matches!(said.value, NotStated | Noted | Redirected)
    });
    let listed = answer.actions.iter().map(|listed| &listed.text.range);
    // In a list of actions they are its only item.
    let more =
        listed.clone().count() > 1 || listed.clone().any(|range| range.len() > text.value.len());
    if more || !nothing_else {
        return false;
    }
    let redirects = |said: &Field<Disposition>| said.value == Disposition::Redirected;
    let first = text.value.split(['.', '\n']).next().unwrap_or_default();
    let bare = first.rsplit(": ").next().unwrap_or(first);
    let named = |name: &str| words::looks_like_name(name.strip_prefix("the ").unwrap_or(name));
    let opens = bare.starts_with("Not for ")
        || bare.starts_with("With another ")
        || bare.strip_prefix("For ").is_some_and(named);
    dispositions.iter().any(redirects) || opens && words::at_most(first, NAME_WORDS)
}

/// The dispositions that a sentence states: a longer phrase takes precedence over one inside it,
/// and "accept in principle" over "accept".
fn said(sentence: &str, scan: &Scan) -> Vec<(Disposition, String)> {
    let hits = &scan.hits;
    let mut said: Vec<(Disposition, &Hit)> = Vec::new();
    for hit in hits {
        let Says::Disposition(disposition) = hit.says else {
            continue;
        };
        let inside = hits.iter().any(|other| {
            matches!(other.says, Says::Disposition(_) | Says::Refusal)
                && other.says != hit.says
                && other.range.start < hit.range.end
                && hit.range.start < other.range.end
                && other.range.start <= hit.range.start
                && other.range.len() >= hit.range.len().min(14)
                && disposition == Disposition::Accepted
        });
        let lower = sentence.to_lowercase();
        let agrees = ["accept", "agree", "support", "concur"]
            .iter()
            .any(|verb| lower.contains(verb));
        if inside || (disposition == Disposition::AcceptedInPrinciple && !agrees) {
            continue;
        }
        said.push((disposition, hit));
    }
    let weaker = said.iter().any(|(disposition, _)| {
        matches!(
            disposition,
            Disposition::AcceptedInPrinciple
                | Disposition::PartlyAccepted
                | Disposition::NotAccepted
        )
    });
    said.retain(|(disposition, _)| !(weaker && *disposition == Disposition::Accepted));
    let words = |hit: &Hit| {
        sentence
            .get(hit.range.clone())
            .unwrap_or_default()
            .to_lowercase()
    };
    let mut found: Vec<(Disposition, String)> = said
        .into_iter()
        .map(|(disposition, hit)| (disposition, format!("“{}”", words(hit))))
        .collect();
    // The whole sentence knows better than a phrase in it: "… in part", "not able to accept".
    if scan.marks.has(Mark::Stance)
        && let Some((disposition, range)) = stance::stance(sentence)
    {
        let words = sentence.get(range).unwrap_or_default().to_lowercase();
        let known = found.iter().any(|(known, _)| *known == disposition);
        found.retain(|(other, _)| !is_stance(*other) || *other == disposition);
        if !known {
            found.push((disposition, format!("“{words}”")));
        }
    }
    found
}

/// Whether a disposition is one of those that a single verb says: taken up or turned down.
fn is_stance(disposition: Disposition) -> bool {
    matches!(
        disposition,
        Disposition::Accepted
            | Disposition::AcceptedInPrinciple
            | Disposition::PartlyAccepted
            | Disposition::NotAccepted
    )
}

/// The sentences in which the one who answers refuses something.
fn refusals(desk: &Desk<'_>, told: &[Told], draft: &Draft) -> Vec<Field<String>> {
    let refuses = |one: &&Told| {
        let mut refusals = one.scan.hits.iter().filter(|hit| hit.says == Says::Refusal);
        refusals.any(|hit| speaks_for_itself(desk, desk.words(&one.span), hit, draft))
    };
    let field = |one: &Told| desk.exact(&one.span, "words of refusal", Sure::Likely);
    told.iter().filter(refuses).map(field).collect()
}

/// Whether "is not funded to" is said of "we" or of a body, not of patients or of others.
fn speaks_for_itself(desk: &Desk<'_>, sentence: &str, hit: &Hit, draft: &Draft) -> bool {
    let before = sentence.get(..hit.range.start).unwrap_or_default();
    let cue = sentence
        .get(hit.range.clone())
        .unwrap_or_default()
        .to_lowercase();
    let first_person = |text: &str| {
        words::all_words(text)
            .any(|word| matches!(word.key(text).as_str(), "we" | "i" | "our" | "us"))
    };
    let names_addressee = || {
        bodies::named_in(before, &desk.bodies)
            .into_iter()
            .any(|range| {
                let name = before.get(range).unwrap_or_default();
                draft
                    .addressees
                    .iter()
                    .any(|field| desk.bodies.same(&field.value, name))
            })
            || draft
                .addressees
                .iter()
                .any(|field| before.contains(&field.value))
            || words::all_words(before).any(|word| {
                draft
                    .addressees
                    .iter()
                    .any(|field| desk.bodies.same(&field.value, word.text(before)))
            })
    };
    first_person(&cue)
        || first_person(before)
        || cue.contains("our")
        || before.trim().is_empty()
        || names_addressee()
}
