//! Organisations: names over time, and what became of the body and of its obligations.
//!
//! A body that has gone never closes a row: its obligations pass to whoever took them over, and
//! where nobody did, that is what the page says.

use crate::id::OrganisationId;
use jiff::civil::Date;

/// An organisation, as its events tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its permanent identifier.
    pub id: OrganisationId,
    /// Its names, oldest first; never empty.
    pub names: Vec<Name>,
    /// Other spellings that documents use for it; never shown as its name.
    pub aliases: Vec<String>,
    /// What became of it, oldest first.
    pub successions: Vec<Succession>,
    /// Organisations that a person said it is not, however alike the names.
    pub told_apart: Vec<OrganisationId>,
    /// The day it ceased to exist, where it has and the day is known.
    pub ended_on: Option<Date>,
}

/// A name, and when it was used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name in full.
    pub full: String,
    /// Its usual abbreviation, such as `DHSC`.
    pub abbreviation: Option<String>,
    /// First day of use, where known.
    pub from: Option<Date>,
}

/// One step in what became of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// What happened.
    pub kind: SuccessionKind,
    /// Who took over; `None` when nobody did.
    pub to: Option<OrganisationId>,
    /// The day it took effect.
    pub on: Date,
    /// Which obligations moved.
    pub moves: Moves,
    /// Where this is written, as a reader would cite it.
    pub source: Option<String>,
}

crate::vocabulary::vocabulary! {
    /// What happened to an organisation.
    SuccessionKind {
        /// It went into another.
        Merged = "merged", "merged into";
        /// It was divided; each successor has a step of its own.
        Split = "split", "split into";
        /// It goes on, and one of its functions moved.
        FunctionMoved = "function-moved", "passed a function to";
        /// It closed, and nobody took over.
        Closed = "closed", "closed";
        /// Nothing happened to it: it stands in the register twice, and the other record goes on.
        Same = "same", "was found to be";
    }
}

/// Which obligations move with a succession.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moves {
    /// Every one.
    All,
    /// Those of a function, named as a reader would.
    Function(String),
    /// None, or it is not known.
    NotKnown,
}

impl Organisation {
    /// The name on a day; its first name before all of them began.
    #[must_use]
    pub fn name_on(&self, day: Date) -> &str {
        let begun = |name: &&Name| name.from.is_none_or(|from| from <= day);
        let name = self.names.iter().rev().find(begun).or(self.names.first());
        name.map_or("", |name| name.full.as_str())
    }

    /// The organisation as it stood at the end of a day: without what came later. Its first name
    /// stays, as a body has to be called something.
    #[must_use]
    pub fn as_of(&self, day: Date) -> Self {
        let mut then = self.clone();
        let first = then.names.first().cloned();
        then.names
            .retain(|name| name.from.is_none_or(|from| from <= day));
        if then.names.is_empty() {
            then.names.extend(first);
        }
        then.successions.retain(|step| step.on <= day);
        then.ended_on = then.ended_on.filter(|ended| *ended < day);
        then
    }

    /// The newest name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.names.last().map_or("", |name| name.full.as_str())
    }

    /// The newest abbreviation.
    #[must_use]
    pub fn abbreviation(&self) -> Option<&str> {
        self.names
            .iter()
            .rev()
            .find_map(|name| name.abbreviation.as_deref())
    }

    /// Every text that means this organisation: names, abbreviations, aliases.
    pub fn known_as(&self) -> impl Iterator<Item = &str> {
        let names = self.names.iter();
        names
            .flat_map(|name| {
                std::iter::once(name.full.as_str()).chain(name.abbreviation.as_deref())
            })
            .chain(self.aliases.iter().map(String::as_str))
    }

    /// The organisation that a person found it to be: another record of the same body.
    #[must_use]
    pub fn found_to_be(&self) -> Option<OrganisationId> {
        let same = |step: &&Succession| step.kind == SuccessionKind::Same;
        self.successions.iter().rev().find(same)?.to
    }

    /// Whether it had ceased to exist on a day.
    #[must_use]
    pub fn has_ended_by(&self, day: Date) -> bool {
        self.ended_on.is_some_and(|ended| ended < day)
    }

    /// The succession that had moved its obligations by a day: the latest that moves all of them.
    fn moved_by(&self, day: Date) -> Option<&Succession> {
        let moved = |s: &&Succession| s.on <= day && s.moves == Moves::All;
        self.successions.iter().rev().find(moved)
    }
}

/// The record under which an organisation goes on: itself, or what a person found it to be, by one
/// step or by several.
///
/// Two records found to be each other would go round for ever: the walk ends at one it has seen.
pub fn goes_on_as<'a>(
    of: &'a Organisation,
    look_up: impl Fn(OrganisationId) -> Option<&'a Organisation>,
) -> OrganisationId {
    let mut seen = vec![of.id];
    let mut at = of;
    while let Some(next) = at.found_to_be().and_then(&look_up) {
        if seen.contains(&next.id) {
            break;
        }
        seen.push(next.id);
        at = next;
    }
    at.id
}

/// Who answers for an organisation's obligations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carrier {
    /// Still itself.
    Itself,
    /// Another, to which they passed on a day (by one step or by several).
    Other {
        /// The organisation that answers now.
        organisation: OrganisationId,
        /// The day of the last step.
        since: Date,
    },
    /// It ended and its functions passed to others; who has which obligation is not on record.
    Divided {
        /// The day it ended.
        since: Date,
    },
    /// It ended, and no successor is on record. The obligations stand.
    Nobody {
        /// The day it ended.
        since: Date,
    },
}

/// Who answers for an organisation's obligations on a day, following every succession.
///
/// Two bodies recorded as each other's successors would go round for ever: the walk ends when it
/// comes to a body that it has seen.
pub fn carrier<'a>(
    of: &'a Organisation,
    day: Date,
    look_up: impl Fn(OrganisationId) -> Option<&'a Organisation>,
) -> Carrier {
    let mut seen = vec![of.id];
    let mut at = of;
    let mut answer = Carrier::Itself;
    while let Some(step) = at.moved_by(day) {
        let Some(to) = step.to else {
            return Carrier::Nobody { since: step.on };
        };
        if seen.contains(&to) {
            return answer;
        }
        answer = Carrier::Other {
            organisation: to,
            since: step.on,
        };
        seen.push(to);
        let Some(next) = look_up(to) else {
            return answer;
        };
        at = next;
    }
    let passed_on = at
        .successions
        .iter()
        .any(|step| step.to.is_some() && step.on <= day);
    match at.ended_on {
        Some(since) if since < day && passed_on => Carrier::Divided { since },
        Some(since) if since < day => Carrier::Nobody { since },
        _ => answer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn body(id: u64, name: &str) -> Organisation {
        Organisation {
            id: OrganisationId(id),
            names: vec![Name {
                full: name.to_owned(),
                abbreviation: None,
                from: None,
            }],
            aliases: Vec::new(),
            successions: Vec::new(),
            told_apart: Vec::new(),
            ended_on: None,
        }
    }

    fn merged(to: u64, on: Date) -> Succession {
        let to = Some(OrganisationId(to));
        Succession {
            kind: SuccessionKind::Merged,
            to,
            on,
            moves: Moves::All,
            source: None,
        }
    }

    #[test]
    fn obligations_follow_two_steps_and_only_once_each_has_come() {
        let mut wards = body(1, "Wards Inspectorate");
        wards.successions.push(merged(2, date(2026, 7, 1)));
        let mut care = body(2, "Care Council");
        care.successions.push(merged(3, date(2027, 4, 1)));
        let ministry = body(3, "Ministry of Care");
        let bodies = [&care, &ministry];
        let look_up = |id| bodies.iter().copied().find(|b| b.id == id);
        assert_eq!(carrier(&wards, date(2026, 6, 30), look_up), Carrier::Itself);
        let first = Carrier::Other {
            organisation: OrganisationId(2),
            since: date(2026, 7, 1),
        };
        assert_eq!(carrier(&wards, date(2026, 7, 1), look_up), first);
        let second = Carrier::Other {
            organisation: OrganisationId(3),
            since: date(2027, 4, 1),
        };
        assert_eq!(carrier(&wards, date(2028, 1, 1), look_up), second);
    }

    #[test]
    fn a_body_that_ended_without_successor_leaves_its_obligations_standing() {
        let mut gone = body(1, "Rail Panel");
        gone.ended_on = Some(date(2020, 3, 31));
        assert_eq!(carrier(&gone, date(2020, 3, 31), |_| None), Carrier::Itself);
        let nobody = Carrier::Nobody {
            since: date(2020, 3, 31),
        };
        assert_eq!(carrier(&gone, date(2020, 4, 1), |_| None), nobody);
    }

    #[test]
    fn a_body_whose_functions_went_to_several_leaves_it_open_who_has_what() {
        let mut gone = body(1, "Voices Office");
        gone.ended_on = Some(date(2026, 6, 30));
        for to in [2, 3] {
            let moves = Moves::Function("some of it".to_owned());
            let kind = SuccessionKind::FunctionMoved;
            gone.successions.push(Succession {
                kind,
                moves,
                ..merged(to, date(2026, 7, 1))
            });
        }
        assert_eq!(carrier(&gone, date(2026, 6, 30), |_| None), Carrier::Itself);
        let divided = Carrier::Divided {
            since: date(2026, 6, 30),
        };
        assert_eq!(carrier(&gone, date(2026, 7, 1), |_| None), divided);
    }

    #[test]
    fn successors_of_each_other_do_not_go_round_for_ever() {
        let mut one = body(1, "One");
        one.successions.push(merged(2, date(2020, 1, 1)));
        let mut two = body(2, "Two");
        two.successions.push(merged(1, date(2021, 1, 1)));
        let bodies = [&one, &two];
        let found = carrier(&one, date(2022, 1, 1), |id| {
            bodies.iter().copied().find(|b| b.id == id)
        });
        assert_eq!(
            found,
            Carrier::Other {
                organisation: OrganisationId(2),
                since: date(2020, 1, 1)
            }
        );
    }

    #[test]
    fn one_body_in_two_records_goes_on_as_one() {
        let same = |to: u64, on: Date| Succession {
            kind: SuccessionKind::Same,
            ..merged(to, on)
        };
        let mut misspelt = body(1, "Ward Bord");
        misspelt.successions.push(same(2, date(2026, 3, 1)));
        let mut short = body(2, "WB");
        short.successions.push(same(3, date(2026, 4, 1)));
        let mut board = body(3, "Ward Board");
        let goes_on = |of: &Organisation, all: [&Organisation; 3]| {
            goes_on_as(of, |id| all.into_iter().find(|one| one.id == id))
        };
        let all = [&misspelt, &short, &board];
        assert_eq!(goes_on(&misspelt, all), OrganisationId(3));
        assert_eq!(goes_on(&board, all), OrganisationId(3));
        // Each found to be another: it ends all the same.
        board.successions.push(same(1, date(2026, 5, 1)));
        let all = [&misspelt, &short, &board];
        assert_eq!(goes_on(&short, all), OrganisationId(1));
    }

    #[test]
    fn what_comes_later_is_not_there_yet() {
        let mut body = body(1, "Wards Inspectorate");
        let from = Some(date(2026, 1, 1));
        let full = "Care Inspectorate".to_owned();
        body.names.push(Name {
            full,
            abbreviation: None,
            from,
        });
        body.successions.push(merged(2, date(2026, 7, 1)));
        body.ended_on = Some(date(2026, 6, 30));
        let before = body.as_of(date(2025, 6, 1));
        assert_eq!(
            (before.name(), before.ended_on),
            ("Wards Inspectorate", None)
        );
        assert!(before.successions.is_empty());
        assert_eq!(body.as_of(date(2026, 7, 1)), body);
    }

    #[test]
    fn a_name_belongs_to_its_time() {
        let mut body = body(1, "Health Branch");
        body.names.push(Name {
            full: "Patient Safety Board".to_owned(),
            abbreviation: Some("PSB".to_owned()),
            from: Some(date(2023, 10, 1)),
        });
        assert_eq!(body.name_on(date(2023, 9, 30)), "Health Branch");
        assert_eq!(body.name_on(date(2023, 10, 1)), "Patient Safety Board");
        assert_eq!(body.known_as().count(), 3);
    }
}
