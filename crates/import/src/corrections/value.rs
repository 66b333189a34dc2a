//! What stands at a field of a draft, as words; and other words in its place.

use super::field::{FieldName, Holds, Owner, Spot};
use heeded_domain::vocabulary::{AskKind, Disposition, ResponseKind};
use heeded_due::{Calendar, Context, Kind, SaidOn};
use heeded_reader::{
    Commitment, Draft, DraftAction, DraftDue, DraftResponse, Field, FoundIn, Passage, Sure,
};
use jiff::civil::Date;

/// The words of a field that holds one thing.
pub(crate) fn one(draft: &Draft, field: FieldName, item: Option<usize>) -> Option<String> {
    use FieldName as F;
    let words = |field: &Option<Field<String>>| field.as_ref().map(|field| field.value.clone());
    let day = |field: &Option<Field<Date>>| field.as_ref().map(|field| field.value.to_string());
    let response = || item.and_then(|at| draft.responses.get(at));
    let action = || item.and_then(|at| draft.actions.get(at));
    match field {
        F::Reference => words(&draft.reference),
        F::Kind => Some(draft.kind.value.code().to_owned()),
        F::Text => Some(draft.text.value.clone()),
        F::Purpose => words(&draft.purpose),
        F::RespondBy => day(&draft.respond_by),
        F::ResponseKind => Some(response()?.kind.value.code().to_owned()),
        F::From => words(&response()?.from),
        F::Received => day(&response()?.received),
        F::Stated => day(&response()?.stated),
        F::ResponseText => Some(response()?.text.value.clone()),
        F::Disposition => surest(response()?).map(|field| field.value.code().to_owned()),
        F::ActionText => Some(action()?.text.value.clone()),
        F::Due => Some(action()?.due.as_ref()?.words.value.clone()),
        F::Lead => words(&action()?.lead),
        F::Comments => words(&action()?.comments),
        F::Addressees | F::Collaborators | F::Responses => None,
        F::Actions | F::Dependencies | F::Conditions => None,
    }
}

/// The words at a field: of one thing, or of one of several.
pub(crate) fn words_at(draft: &Draft, spot: Spot) -> Option<String> {
    match spot.at {
        Some(at) => many(draft, spot.field, spot.item).into_iter().nth(at),
        None => one(draft, spot.field, spot.item),
    }
}

/// What gave a field away, and how sure the reader is of it.
pub(crate) fn cue_of(draft: &Draft, spot: Spot) -> Option<(Sure, &str)> {
    use FieldName as F;
    fn of<T>(field: &Field<T>) -> (Sure, &str) {
        (field.sure, field.cue.as_str())
    }
    let Spot { field, item, at } = spot;
    let response = || item.or(at).and_then(|at| draft.responses.get(at));
    let action = || item.or(at).and_then(|at| draft.actions.get(at));
    match field {
        F::Reference => draft.reference.as_ref().map(of),
        F::Kind => Some(of(&draft.kind)),
        F::Text => Some(of(&draft.text)),
        F::Purpose => draft.purpose.as_ref().map(of),
        F::Addressees => draft.addressees.get(at?).map(of),
        F::Collaborators => draft.collaborators.get(at?).map(of),
        F::RespondBy => draft.respond_by.as_ref().map(of),
        F::ResponseKind => Some(of(&response()?.kind)),
        F::From => response()?.from.as_ref().map(of),
        F::Received => response()?.received.as_ref().map(of),
        F::Stated => response()?.stated.as_ref().map(of),
        F::Responses | F::ResponseText => Some(of(&response()?.text)),
        F::Disposition => surest(response()?).map(of),
        F::Actions | F::ActionText => Some(of(&action()?.text)),
        F::Due => action()?.due.as_ref().map(|due| of(&due.words)),
        F::Lead => action()?.lead.as_ref().map(of),
        F::Dependencies => action()?.dependencies.get(at?).map(of),
        F::Conditions => action()?.conditions.get(at?).map(of),
        F::Comments => action()?.comments.as_ref().map(of),
    }
}

/// What a response is taken to say about the ask: the surest of what was found.
pub(crate) fn surest(response: &DraftResponse) -> Option<&Field<Disposition>> {
    response.dispositions.iter().min_by_key(|field| field.sure)
}

/// The words of each thing of a field that holds several.
pub(crate) fn many(draft: &Draft, field: FieldName, item: Option<usize>) -> Vec<String> {
    use FieldName as F;
    let values = |list: &[Field<String>]| list.iter().map(|one| one.value.clone()).collect();
    let action = item.and_then(|at| draft.actions.get(at));
    match field {
        F::Addressees => values(&draft.addressees),
        F::Collaborators => values(&draft.collaborators),
        F::Responses => texts_of_responses(draft),
        F::Actions => texts_of_actions(draft),
        F::Dependencies => action.map_or_else(Vec::new, |action| values(&action.dependencies)),
        F::Conditions => action.map_or_else(Vec::new, |action| values(&action.conditions)),
        _ => Vec::new(),
    }
}

pub(crate) fn texts_of_responses(draft: &Draft) -> Vec<String> {
    let texts = draft.responses.iter().map(|one| one.text.value.clone());
    texts.collect()
}

pub(crate) fn texts_of_actions(draft: &Draft) -> Vec<String> {
    let texts = draft.actions.iter().map(|one| one.text.value.clone());
    texts.collect()
}

/// How words come to stand in a draft.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hand<'a> {
    /// What is said to have given them away.
    pub(crate) cue: &'a str,
    /// Whose calendar a date is read by.
    pub(crate) calendar: Calendar,
}

impl Hand<'_> {
    fn field<T>(&self, value: T, passage: Passage) -> Field<T> {
        Field {
            value,
            passage,
            cue: self.cue.to_owned(),
            sure: Sure::Certain,
        }
    }

    /// The field in the place of one that was read, or beside what it belongs to.
    fn put<T>(&self, place: &mut Option<Field<T>>, value: Option<T>, beside: Passage) {
        let passage = place.as_ref().map_or(beside, |field| field.passage);
        *place = value.map(|value| self.field(value, passage));
    }

    /// Sets a field that holds one thing; whether it could be: what a draft cannot do without is
    /// never emptied.
    pub(crate) fn set(
        &self,
        draft: &mut Draft,
        (field, item): (FieldName, Option<usize>),
        said: Option<&str>,
    ) -> bool {
        match field.owner() {
            Owner::Ask => self.set_ask(draft, field, said),
            Owner::Response => item
                .and_then(|at| draft.responses.get_mut(at))
                .is_some_and(|response| self.set_response(response, field, said)),
            Owner::Action => {
                let answered = item.and_then(|at| draft.actions.get(at)?.response);
                let answered = answered.and_then(|at| draft.responses.get(at));
                let day = answered.and_then(|one| one.received.as_ref().or(one.stated.as_ref()));
                let said_on = day.map(|field| SaidOn::Day(field.value));
                item.and_then(|at| draft.actions.get_mut(at))
                    .is_some_and(|action| self.set_action(action, (field, said_on), said))
            }
        }
    }

    fn set_ask(&self, draft: &mut Draft, field: FieldName, said: Option<&str>) -> bool {
        use FieldName as F;
        let beside = draft.text.passage;
        let words = said.map(str::to_owned);
        match (field, said) {
            (F::Reference, _) => self.put(&mut draft.reference, words, beside),
            (F::Purpose, _) => self.put(&mut draft.purpose, words, beside),
            (F::RespondBy, _) => {
                let day = said.and_then(|said| said.parse().ok());
                self.put(&mut draft.respond_by, day, beside);
            }
            (F::Kind, Some(said)) => match AskKind::from_code(said) {
                Some(kind) => draft.kind = self.field(kind, draft.kind.passage),
                None => return false,
            },
            (F::Text, Some(said)) => {
                draft.text = self.field(said.to_owned(), beside);
                // A purpose is a part of the words.
                draft.purpose = draft.purpose.take().filter(|one| said.contains(&one.value));
            }
            _ => return false,
        }
        true
    }

    fn set_response(
        &self,
        response: &mut DraftResponse,
        field: FieldName,
        said: Option<&str>,
    ) -> bool {
        use FieldName as F;
        let beside = response.text.passage;
        let day = || said.and_then(|said| said.parse().ok());
        match (field, said) {
            (F::From, _) => self.put(&mut response.from, said.map(str::to_owned), beside),
            (F::Received, _) => self.put(&mut response.received, day(), beside),
            (F::Stated, _) => self.put(&mut response.stated, day(), beside),
            (F::ResponseKind, Some(said)) => match ResponseKind::from_code(said) {
                Some(kind) => response.kind = self.field(kind, response.kind.passage),
                None => return false,
            },
            (F::ResponseText, Some(said)) => response.text = self.field(said.to_owned(), beside),
            (F::Disposition, None) => response.dispositions = Vec::new(),
            (F::Disposition, Some(said)) => match Disposition::from_code(said) {
                Some(value) => {
                    let passage = surest(response).map_or(beside, |field| field.passage);
                    response.dispositions = vec![self.field(value, passage)];
                }
                None => return false,
            },
            _ => return false,
        }
        true
    }

    fn set_action(
        &self,
        action: &mut DraftAction,
        (field, said_on): (FieldName, Option<SaidOn>),
        said: Option<&str>,
    ) -> bool {
        use FieldName as F;
        let beside = action.text.passage;
        match (field, said) {
            (F::Lead, _) => self.put(&mut action.lead, said.map(str::to_owned), beside),
            (F::Comments, _) => self.put(&mut action.comments, said.map(str::to_owned), beside),
            (F::ActionText, Some(said)) => action.text = self.field(said.to_owned(), beside),
            (F::Due, None) => action.due = None,
            (F::Due, Some(said)) => {
                let before = action.due.as_ref();
                let passage = before.map_or(beside, |due| due.words.passage);
                let said_on = before.and_then(|due| due.said_on).or(said_on);
                let context = Context {
                    said_on,
                    calendar: self.calendar,
                    sentence: Some(&action.text.value),
                };
                action.due = Some(DraftDue {
                    words: self.field(said.to_owned(), passage),
                    said_on,
                    due: heeded_due::read(said, &context),
                });
            }
            _ => return false,
        }
        true
    }

    /// Sets one of several; whether it is there.
    pub(crate) fn set_element(&self, draft: &mut Draft, spot: Spot, said: &str) -> bool {
        let Some(list) = list_mut(draft, spot.field, spot.item) else {
            return false;
        };
        let element = spot.at.and_then(|at| list.get_mut(at));
        let there = element.is_some();
        if let Some(element) = element {
            *element = self.field(said.to_owned(), element.passage);
        }
        there
    }

    /// Adds one to several, at the end; its number.
    pub(crate) fn add(
        &self,
        draft: &mut Draft,
        (field, item): (FieldName, Option<usize>),
        said: &str,
    ) -> Option<usize> {
        let beside = draft.text.passage;
        match field {
            FieldName::Responses => {
                let at = draft.responses.len();
                draft.responses.push(self.response(said, beside));
                Some(at)
            }
            FieldName::Actions => {
                let (at, within) = (draft.actions.len(), within(draft, said));
                let passage = within.and_then(|at| draft.responses.get(at));
                let passage = passage.map_or(beside, |response| response.text.passage);
                draft.actions.push(self.action(said, passage, within));
                Some(at)
            }
            _ => {
                let action = item.and_then(|at| draft.actions.get(at));
                let beside = action.map_or(beside, |action| action.text.passage);
                let list = list_mut(draft, field, item)?;
                list.push(self.field(said.to_owned(), beside));
                Some(list.len() - 1)
            }
        }
    }

    fn response(&self, said: &str, passage: Passage) -> DraftResponse {
        DraftResponse {
            kind: self.field(ResponseKind::Substantive, passage),
            from: None,
            received: None,
            stated: None,
            text: self.field(said.to_owned(), passage),
            dispositions: Vec::new(),
            refusals: Vec::new(),
        }
    }

    fn action(&self, said: &str, passage: Passage, response: Option<usize>) -> DraftAction {
        DraftAction {
            text: self.field(said.to_owned(), passage),
            due: None,
            lead: None,
            dependencies: Vec::new(),
            conditions: Vec::new(),
            comments: None,
            found_in: match response {
                Some(_) => FoundIn::Prose,
                None => FoundIn::List,
            },
            commitment: Commitment::Promise,
            response,
        }
    }
}

/// The response that has these words; else the only one there is.
fn within(draft: &Draft, said: &str) -> Option<usize> {
    let has = |text: &String| super::contains(text, said);
    let texts = texts_of_responses(draft);
    let only = (texts.len() == 1).then_some(0);
    texts.iter().position(has).or(only)
}

fn list_mut(
    draft: &mut Draft,
    field: FieldName,
    item: Option<usize>,
) -> Option<&mut Vec<Field<String>>> {
    match field {
        FieldName::Addressees => Some(&mut draft.addressees),
        FieldName::Collaborators => Some(&mut draft.collaborators),
        FieldName::Dependencies => Some(&mut draft.actions.get_mut(item?)?.dependencies),
        FieldName::Conditions => Some(&mut draft.actions.get_mut(item?)?.conditions),
        _ => None,
    }
}

/// The words as a field keeps them: a day in ISO 8601, a code of its vocabulary, a name on one
/// line. The error says how to mend them.
pub(crate) fn canonical(field: FieldName, typed: &str) -> Result<String, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(format!("the {} needs words", field.words()));
    }
    match field.holds() {
        Holds::Words => Ok(typed.replace("\r\n", "\n")),
        Holds::Name => Ok(typed.split_whitespace().collect::<Vec<_>>().join(" ")),
        Holds::Code => {
            let code = typed.to_lowercase().replace([' ', '_'], "-");
            let codes = field.codes();
            if codes.contains(&code.as_str()) {
                return Ok(code);
            }
            let known = codes.join(", ");
            Err(format!("the {} is one of: {known}", field.words()))
        }
        Holds::Day => day(typed).map(|day| day.to_string()).ok_or_else(|| {
            let what = field.words();
            format!("“{typed}” is not one day; write the {what} as 2024-05-06 or 6 May 2024")
        }),
    }
}

/// A day in ISO 8601, or in words that mean one day and no other.
fn day(typed: &str) -> Option<Date> {
    if let Ok(day) = typed.parse() {
        return Some(day);
    }
    let due = heeded_due::read(typed, &Context::default());
    let one = due.kind == Kind::Point && due.readings.len() == 1 && due.hedges.is_empty();
    due.chosen().latest.filter(|_| one)
}
