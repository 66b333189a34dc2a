//! Names that documents use, matched with the register's organisations.
//!
//! Matched by name, abbreviation or alias, whatever the capitals, quotes and a leading "the"; never
//! by likeness: two bodies are not merged in silence. A name that nobody has becomes an
//! organisation of its own, with what the scheme knows of it.

use heeded_domain::event::{Fact, OrganisationFact};
use heeded_domain::id::OrganisationId;
use heeded_domain::organisation::{Name, goes_on_as};
use heeded_schemes::{KnownOrganisation, SchemeFile};
use heeded_store::{Directory, NewEvent};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// The register's organisations by their names, worked out again only when one has changed: many
/// drafts are accepted one after the other, and a register has thousands of bodies.
#[derive(Debug, Default)]
pub(crate) struct ByName(Mutex<Option<(Weak<Directory>, Arc<Known>)>>);

/// Organisations by the [`key`] of each of their names.
type Known = BTreeMap<String, OrganisationId>;

impl ByName {
    /// Those of a directory.
    fn of(&self, directory: &Arc<Directory>) -> Arc<Known> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, known)) = &*kept
            && std::ptr::eq(of.as_ptr(), Arc::as_ptr(directory))
            && of.strong_count() > 0
        {
            return Arc::clone(known);
        }
        let mut known = Known::new();
        for organisation in directory.values() {
            // What a person found to be another goes on as that one.
            let id = goes_on_as(organisation, |id| directory.get(&id));
            for name in organisation.known_as() {
                // Of two bodies of one name the first recorded has it.
                known.entry(key(name)).or_insert(id);
            }
        }
        let known = Arc::new(known);
        // A weak hold: the store moves a directory on in its place while nobody else has it.
        *kept = Some((Arc::downgrade(directory), Arc::clone(&known)));
        known
    }
}

/// The organisations that a draft names, and those that it brings into the register.
#[derive(Debug)]
pub(crate) struct Bodies<'a> {
    file: &'a SchemeFile,
    known: Arc<Known>,
    /// Names of the new ones.
    by_name: Known,
    new: Vec<New<'a>>,
}

/// An organisation that comes into the register.
#[derive(Debug)]
struct New<'a> {
    id: OrganisationId,
    written: String,
    known: Option<&'a KnownOrganisation>,
}

impl<'a> Bodies<'a> {
    pub(crate) fn new(names: &ByName, directory: &Arc<Directory>, file: &'a SchemeFile) -> Self {
        Self {
            file,
            known: names.of(directory),
            by_name: Known::new(),
            new: Vec::new(),
        }
    }

    /// Makes a new organisation of each name that nobody has, and of the successors it needs.
    pub(crate) fn make_room(&mut self, names: &[String]) {
        for name in names {
            self.make_one(name);
        }
        // A successor may have successors itself: the list grows while it is walked.
        let mut at = 0;
        while let Some(new) = self.new.get(at) {
            let to: Vec<&str> = new
                .known
                .iter()
                .flat_map(|known| {
                    known
                        .successions
                        .iter()
                        .filter_map(|step| step.to.as_deref())
                })
                .collect();
            for name in to {
                self.make_one(name);
            }
            at += 1;
        }
    }

    fn make_one(&mut self, name: &str) {
        if self.find(name).is_some() {
            return;
        }
        let known = self.known_to_scheme(name);
        // Numbered from 0 until the register has given out the first number.
        let id = OrganisationId(u64::try_from(self.new.len()).unwrap_or(u64::MAX));
        let names = known.into_iter().flat_map(KnownOrganisation::known_as);
        for other in names.chain([name]) {
            self.by_name.entry(key(other)).or_insert(id);
        }
        self.new.push(New {
            id,
            written: name.trim().to_owned(),
            known,
        });
    }

    fn known_to_scheme(&self, name: &str) -> Option<&'a KnownOrganisation> {
        let wanted = key(name);
        self.file
            .organisations
            .iter()
            .find(|body| body.known_as().any(|n| key(n) == wanted))
    }

    pub(crate) fn new_count(&self) -> u64 {
        u64::try_from(self.new.len()).unwrap_or(u64::MAX)
    }

    /// Gives the new organisations their numbers, from the first that the register reserved.
    pub(crate) fn number_from(&mut self, first: u64) {
        for new in &mut self.new {
            let provisional = new.id;
            new.id = OrganisationId(first + provisional.0);
            let known = new.known.into_iter().flat_map(KnownOrganisation::known_as);
            for name in known.chain([new.written.as_str()]) {
                if let Some(id) = self
                    .by_name
                    .get_mut(&key(name))
                    .filter(|id| **id == provisional)
                {
                    *id = new.id;
                }
            }
        }
    }

    /// The organisation of a name.
    pub(crate) fn find(&self, name: &str) -> Option<OrganisationId> {
        let key = key(name);
        let found = self.known.get(&key).or_else(|| self.by_name.get(&key));
        found.copied()
    }

    /// What brings the new organisations into the register.
    pub(crate) fn events(&self) -> Vec<NewEvent> {
        let mut events = Vec::new();
        for new in &self.new {
            let facts = match new.known {
                Some(known) => known.facts(),
                None => vec![OrganisationFact::Recorded(named(&new.written))],
            };
            events.extend(facts.into_iter().map(|fact| event(new.id, fact)));
        }
        // Successions come when every body is there.
        for new in &self.new {
            let steps = new
                .known
                .map(|k| k.succession_facts(|name| self.find(name)));
            events.extend(steps.into_iter().flatten().map(|fact| event(new.id, fact)));
        }
        events
    }
}

fn event(id: OrganisationId, fact: OrganisationFact) -> NewEvent {
    let on = match &fact {
        OrganisationFact::Renamed(name) => name.from,
        OrganisationFact::Succeeded(step) => Some(step.on),
        OrganisationFact::Ended(on) => Some(*on),
        OrganisationFact::Recorded(_)
        | OrganisationFact::AliasAdded(_)
        | OrganisationFact::ToldApart(_) => None,
    };
    NewEvent {
        on,
        fact: Fact::Organisation(id, fact),
    }
}

fn named(written: &str) -> Name {
    Name {
        full: written.to_owned(),
        abbreviation: None,
        from: None,
    }
}

/// What two spellings of one name have in common: letters and digits in lower case, "&" as "and",
/// without a leading "the".
fn key(name: &str) -> String {
    let lower = name
        .to_lowercase()
        .replace('&', " and ")
        .replace(['’', '\''], "");
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let words = match words.as_slice() {
        ["the", rest @ ..] if !rest.is_empty() => rest,
        all => all,
    };
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn spellings_of_one_name_meet_and_names_alike_do_not() {
        assert_eq!(key("The Warden’s  Office"), key("warden's office"));
        assert_eq!(key("Care & Wards"), key("care and wards"));
        assert_ne!(key("Ministry of Wards"), key("Ministry of Ward"));
        assert_eq!(key("The"), "the");
    }
}
