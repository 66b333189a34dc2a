//! Rules on promises: none, hidden, conditional, without a lead, other than what was asked.

use std::collections::HashSet;

use heeded_domain::vocabulary::Disposition;

use super::{Case, quote};
use crate::draft::{Commitment, DraftAction, FoundIn};
use crate::recognise::words;
use crate::remark::{About, Remark, RemarkKind};

fn binds(action: &DraftAction) -> bool {
    matches!(
        action.commitment,
        Commitment::Promise | Commitment::Conditional
    )
}

fn of_response<'a>(case: &Case<'a>, index: usize) -> Vec<&'a DraftAction> {
    case.draft
        .actions
        .iter()
        .filter(|action| action.response == Some(index))
        .collect()
}

/// A positive answer that promises nothing: no action that binds, no date, no lead.
pub(super) fn no_commitment(case: &Case<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (index, response) in case.draft.responses.iter().enumerate() {
        let negative = response.dispositions.iter().any(|said| {
            matches!(
                said.value,
                Disposition::NotAccepted | Disposition::Redirected
            )
        });
        let actions = of_response(case, index);
        let dated = actions.iter().any(|action| action.due.is_some());
        if negative || dated || actions.iter().any(|action| binds(action)) {
            continue;
        }
        let words = "The response holds no commitment: nothing that will be done, no date, nobody \
                     who leads it.";
        remarks.push(case.remark(
            RemarkKind::NoCommitment,
            About::Response(index),
            response.text.passage,
            words.to_owned(),
        ));
    }
    remarks
}

/// To consider is not to accept.
pub(super) fn consider_is_not_acceptance(case: &Case<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (index, response) in case.draft.responses.iter().enumerate() {
        for said in response
            .dispositions
            .iter()
            .filter(|said| said.value == Disposition::UnderConsideration)
        {
            let words = format!(
                "The response undertakes to consider the recommendation, which is not to \
                 accept it: {}.",
                quote(said.passage.words(&case.desk.source.text))
            );
            remarks.push(case.remark(
                RemarkKind::ConsiderIsNotAcceptance,
                About::Disposition(index),
                said.passage,
                words,
            ));
        }
    }
    let thoughts = case.draft.actions.iter().enumerate();
    for (at, action) in thoughts.filter(|(_, action)| action.commitment == Commitment::Considering)
    {
        let told = remarks.iter().any(|remark| {
            remark
                .passage
                .is_some_and(|passage| passage.start == action.text.passage.start)
        });
        if !told {
            let words = format!(
                "Thinking about it is all that is promised: {}.",
                quote(&action.text.value)
            );
            remarks.push(case.remark(
                RemarkKind::ConsiderIsNotAcceptance,
                About::Action(at),
                action.text.passage,
                words,
            ));
        }
    }
    remarks
}

/// Something else is offered than was asked: said so, or the same verb with another object.
pub(super) fn substitution(case: &Case<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (index, one) in &case.walk.substitutes {
        remarks.push(case.remark(
            RemarkKind::Substitution,
            About::Response(*index),
            case.passage(&one.span),
            format!(
                "Something else seems to be offered than was asked: {}.",
                quote(case.desk.words(&one.span))
            ),
        ));
    }
    remarks.extend(other_object(case));
    remarks
}

/// The ask says "update the criteria", and the only actions say "update the form".
fn other_object(case: &Case<'_>) -> Option<Remark> {
    let listed: Vec<(usize, &DraftAction)> = case
        .draft
        .actions
        .iter()
        .enumerate()
        .filter(|(_, action)| binds(action))
        .collect();
    let (at, action) = *listed.first()?;
    let (verb, asked) = case
        .desk
        .cues
        .labels
        .ask_opening(&case.draft.text.value)
        .and_then(|(end, _)| {
            let rest = case.draft.text.value.get(end..)?;
            verb_and_object(case, rest)
        })?;
    let head = asked.last()?;
    let elsewhere = listed.iter().all(|(_, action)| {
        verb_and_object(case, &action.text.value).is_some_and(|(own, object)| {
            own == verb && !object.contains(head) && object.iter().any(|word| asked.contains(word))
        })
    });
    elsewhere.then(|| {
        let words = format!(
            "The ask is to {verb} the {}, and the action is another: {}.",
            asked.join(" "),
            quote(&action.text.value)
        );
        case.remark(
            RemarkKind::Substitution,
            About::Action(at),
            action.text.passage,
            words,
        )
    })
}

/// The first verb of an ask, and the words of its object up to the next small word.
fn verb_and_object(case: &Case<'_>, text: &str) -> Option<(String, Vec<String>)> {
    let mut all = words::all_words(text);
    let verb = all
        .by_ref()
        .take(16)
        .find(|word| case.desk.cues.labels.is_ask_verb(word.text(text)))?
        .key(text);
    let verb = verb.strip_suffix("s").unwrap_or(&verb).to_owned();
    let object: Vec<String> = all
        .map(|word| word.key(text))
        .skip_while(|key| matches!(key.as_str(), "the" | "a" | "an" | "its" | "their" | "our"))
        .take_while(|key| !is_small(key))
        .take(6)
        .collect();
    (object.len() >= 2).then_some((verb, object))
}

fn is_small(key: &str) -> bool {
    words::is_connector(key)
        || matches!(
            key,
            "by" | "from" | "that" | "so" | "as" | "into" | "within" | "when" | "" | "or"
        )
}

/// Only what was done before is told.
pub(super) fn only_past(case: &Case<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (index, response) in case.draft.responses.iter().enumerate() {
        let actions = of_response(case, index);
        let past = actions
            .iter()
            .all(|action| action.commitment == Commitment::AlreadyDone);
        if !actions.is_empty() && past {
            let words = "The response tells what was done already, and nothing that will be done."
                .to_owned();
            remarks.push(case.remark(
                RemarkKind::OnlyPast,
                About::Response(index),
                response.text.passage,
                words,
            ));
        }
    }
    remarks
}

/// Promises that stand in prose and in no list.
pub(super) fn hidden(case: &Case<'_>) -> Vec<Remark> {
    let prose = case.draft.actions.iter().enumerate();
    prose
        .filter(|(_, action)| action.found_in == FoundIn::Prose && binds(action))
        .map(|(at, action)| {
            let words = format!(
                "A promise stands in the prose and in no list of actions: {}.",
                quote(&action.text.value)
            );
            case.remark(
                RemarkKind::HiddenPromise,
                About::Action(at),
                action.text.passage,
                words,
            )
        })
        .collect()
}

/// Promises that bind only if something happens.
pub(super) fn conditional(case: &Case<'_>) -> Vec<Remark> {
    let actions = case.draft.actions.iter().enumerate();
    actions
        .filter_map(|(at, action)| {
            let condition = action.conditions.first()?;
            let words = format!(
                "The promise binds only under a condition: “{}”.",
                condition.value
            );
            Some(case.remark(
                RemarkKind::ConditionalPromise,
                About::Action(at),
                condition.passage,
                words,
            ))
        })
        .collect()
}

/// An action of a list names no lead where others of the list do.
pub(super) fn lead_missing(case: &Case<'_>) -> Vec<Remark> {
    let listed = || {
        case.draft
            .actions
            .iter()
            .enumerate()
            .filter(|(_, action)| action.found_in == FoundIn::List)
    };
    let led: HashSet<Option<usize>> = listed()
        .filter(|(_, action)| action.lead.is_some())
        .map(|(_, action)| action.response)
        .collect();
    listed()
        .filter(|(_, action)| action.lead.is_none() && led.contains(&action.response))
        .map(|(at, action)| {
            let words = format!(
                "No lead is named for {}, though others in the list have one.",
                quote(&action.text.value)
            );
            case.remark(
                RemarkKind::LeadMissing,
                About::Lead(at),
                action.text.passage,
                words,
            )
        })
        .collect()
}
