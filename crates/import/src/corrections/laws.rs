//! Laws that hold whatever was read and whatever was said.

use super::apply::apply;
use super::value::{many, one};
use super::{field::FieldName, joined};
use heeded_domain::event::Actor;
use heeded_domain::vocabulary::{AskKind, ResponseKind};
use heeded_due::Calendar;
use heeded_reader::{Commitment, Draft, DraftAction, DraftResponse, Field, FoundIn, Passage, Sure};
use heeded_store::{CorrectionId, CorrectionRow, NewCorrection};
use proptest::prelude::*;

/// What documents say; persons say other words.
const READ: [&str; 4] = [
    "Care Council",
    "Harbour Office",
    "Ministry of Wards",
    "Night Board",
];
const SAID: [&str; 3] = ["Care Committee", "Pier Office", "Ministry of Health"];
const ACTIONS: [&str; 3] = [
    "Publish the new guidance on night rotas",
    "Train everybody who plans",
    "Write to each ward in spring",
];

fn field<T>(value: T) -> Field<T> {
    Field {
        value,
        passage: Passage {
            page: None,
            start: 0,
            end: 1,
        },
        cue: String::new(),
        sure: Sure::Likely,
    }
}

fn draft(names: &[usize], lead: usize, actions: &[usize]) -> Draft {
    let named = |at: &usize| field(READ[*at].to_owned());
    let action = |at: &usize| DraftAction {
        text: field(ACTIONS[*at].to_owned()),
        due: None,
        lead: Some(named(&lead)),
        dependencies: names.iter().map(named).collect(),
        conditions: Vec::new(),
        comments: None,
        found_in: FoundIn::List,
        commitment: Commitment::Promise,
        response: Some(0),
    };
    let response = DraftResponse {
        kind: field(ResponseKind::Substantive),
        from: names.first().map(named),
        received: None,
        stated: None,
        text: field("We accept it, and will do all of it.".to_owned()),
        dispositions: Vec::new(),
        refusals: Vec::new(),
    };
    Draft {
        reference: None,
        kind: field(AskKind::SafetyRecommendation),
        text: field("It is recommended that they rest.".to_owned()),
        purpose: None,
        addressees: names.iter().map(named).collect(),
        collaborators: Vec::new(),
        respond_by: None,
        responses: vec![response],
        actions: actions.iter().map(action).collect(),
        particulars: Vec::new(),
        remarks: Vec::new(),
    }
}

/// A correction: of which field, what was read and what was said, by their numbers; how far.
type Made = (usize, Option<usize>, Option<usize>, usize, bool);

fn row((which, read, said, item, here): Made, of: &Draft, id: u64) -> CorrectionRow {
    let fields = [
        FieldName::Addressees,
        FieldName::From,
        FieldName::Lead,
        FieldName::Dependencies,
        FieldName::Reference,
        FieldName::Due,
        FieldName::Actions,
    ];
    let name = fields[which % fields.len()];
    let items = name == FieldName::Actions;
    let read = match items {
        true => read.map(|_| ACTIONS[item]),
        false => read.map(|at| READ[at % READ.len()]),
    };
    let everywhere = !here && read.is_some() && name.may_hold_everywhere();
    let item = match name.owner() {
        super::field::Owner::Ask if items && read.is_some() => Some(ACTIONS[item].to_owned()),
        super::field::Owner::Ask => None,
        super::field::Owner::Response => Some(of.responses[0].text.value.clone()),
        super::field::Owner::Action => Some(ACTIONS[item].to_owned()),
    };
    let said = said.map(|at| SAID[at % SAID.len()]);
    // An action is taken away or added, never given other words here.
    let said = said.filter(|_| !(items && read.is_some()));
    CorrectionRow {
        id: CorrectionId(id),
        correction: NewCorrection {
            at: jiff::Timestamp::UNIX_EPOCH,
            actor: Actor::Operator,
            issuer: String::new(),
            place: (!everywhere).then(String::new),
            document: String::new(),
            reference: None,
            ask: of.text.value.clone(),
            field: name.code().to_owned(),
            item,
            read: read.map(str::to_owned),
            said: said.map(str::to_owned),
            around: super::apply::around(of, name, name_item(name)),
            why: String::new(),
        },
        taken_back: None,
    }
}

fn name_item(name: FieldName) -> Option<usize> {
    (name.owner() == super::field::Owner::Action).then_some(0)
}

/// Everything a draft says, without where and how surely.
fn says(draft: &Draft) -> Vec<String> {
    let mut all = Vec::new();
    for name in FieldName::ALL.iter().copied() {
        let items = match name.owner() {
            super::field::Owner::Ask => vec![None],
            super::field::Owner::Response => (0..draft.responses.len()).map(Some).collect(),
            super::field::Owner::Action => (0..draft.actions.len()).map(Some).collect(),
        };
        for item in items {
            let values = joined(&many(draft, name, item));
            let value = one(draft, name, item).unwrap_or_default();
            all.push(format!("{}: {values} {value}", name.code()));
        }
    }
    all
}

prop_compose! {
    fn some()(
        names in prop::collection::vec(0..4_usize, 0..4),
        lead in 0..4_usize,
        actions in prop::sample::subsequence(vec![0_usize, 1, 2], 1..=3),
        made in prop::collection::vec(
            (0..7_usize, prop::option::of(0..4_usize), prop::option::of(0..3_usize), 0..3_usize,
             any::<bool>()),
            0..8),
    ) -> (Draft, Vec<CorrectionRow>) {
        let draft = draft(&names, lead, &actions);
        let rows = (1..).zip(made).map(|(id, made)| row(made, &draft, id)).collect();
        (draft, rows)
    }
}

proptest! {
    /// The same corrections twice are the same corrections once.
    #[test]
    fn twice_is_once((draft, rows) in some()) {
        let once: Vec<&CorrectionRow> = rows.iter().collect();
        let twice: Vec<&CorrectionRow> = rows.iter().chain(&rows).collect();
        let calendar = Calendar::default();
        let (once, twice) = (apply(&draft, &once, calendar), apply(&draft, &twice, calendar));
        prop_assert_eq!(says(&once.settled()), says(&twice.settled()));
    }

    /// A document that says by now what was said of it reads as it did when it was corrected:
    /// where what one correction says is not what another one was made of, such as nothing.
    #[test]
    fn a_mended_document_reads_the_same((draft, rows) in some()) {
        let apart = |row: &&CorrectionRow| {
            let made = &row.correction;
            let list = FieldName::from_code(&made.field).is_some_and(FieldName::is_list);
            let names = made.place.is_none() && made.said.is_none();
            (list && !names) || (made.read.is_some() && made.said.is_some())
        };
        let rows: Vec<&CorrectionRow> = rows.iter().filter(apart).collect();
        let first = apply(&draft, &rows, Calendar::default()).settled();
        let second = apply(&first, &rows, Calendar::default()).settled();
        prop_assert_eq!(says(&first), says(&second));
    }

    /// What no correction was made of is as it was read; nothing is asked where nothing changed.
    #[test]
    fn nothing_said_is_nothing_done((draft, _) in some()) {
        let corrected = apply(&draft, &[], Calendar::default());
        prop_assert!(corrected.applied.is_empty() && corrected.questions.is_empty());
        prop_assert_eq!(says(&draft), says(&corrected.settled()));
    }

    /// In which order corrections are looked at makes no difference to single fields and names.
    #[test]
    fn the_order_of_corrections_is_nothing((draft, rows) in some()) {
        let forwards: Vec<&CorrectionRow> = rows.iter().collect();
        let backwards: Vec<&CorrectionRow> = rows.iter().rev().collect();
        let says_sorted = |rows: &[&CorrectionRow]| {
            let mut draft = apply(&draft, rows, Calendar::default()).settled();
            let by_value = |one: &Field<String>| one.value.clone();
            draft.addressees.sort_by_key(by_value);
            draft.actions.sort_by_key(|action| action.text.value.clone());
            for action in &mut draft.actions {
                action.dependencies.sort_by_key(by_value);
            }
            says(&draft)
        };
        prop_assert_eq!(says_sorted(&forwards), says_sorted(&backwards));
    }
}
