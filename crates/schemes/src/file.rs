//! What a scheme file says, once read and checked.

use heeded_domain::event::OrganisationFact;
use heeded_domain::id::OrganisationId;
use heeded_domain::organisation::{Moves, Name, Succession, SuccessionKind};
use heeded_domain::scheme::Scheme;
use jiff::civil::Date;

/// What a scheme file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemeFile {
    /// The rule book.
    pub scheme: Scheme,
    /// The bodies that its documents name, in the order of the file. Their names hold within this
    /// scheme: "CAA" is one body in London and another in Wellington.
    pub organisations: Vec<KnownOrganisation>,
    /// The section `[reading]`, as TOML for the reader; its lines have the numbers that they have
    /// in the file. `None` when the file has no such section.
    pub reading: Option<String>,
    /// The sections `[[column_map]]`, each as TOML for the reader: how the tables that the issuer
    /// publishes are read.
    pub columns: Vec<String>,
}

impl SchemeFile {
    /// The body that is known by this name, abbreviation or alias, whatever its capitals.
    #[must_use]
    pub fn organisation(&self, name: &str) -> Option<&KnownOrganisation> {
        let name = name.trim().to_lowercase();
        let known = |body: &&KnownOrganisation| body.known_as().any(|n| n.to_lowercase() == name);
        self.organisations.iter().find(known)
    }
}

/// A body that a scheme's documents name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownOrganisation {
    /// Its names, oldest first; never empty.
    pub names: Vec<Name>,
    /// Other spellings and misspellings.
    pub aliases: Vec<String>,
    /// The last day on which it existed, where it has ended.
    pub ended_on: Option<Date>,
    /// What became of it, in the order of the file.
    pub successions: Vec<KnownSuccession>,
}

/// One step in what became of a body. As [`Succession`], with the successor by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownSuccession {
    /// What happened.
    pub kind: SuccessionKind,
    /// The newest name of who took over; `None` when nobody did.
    pub to: Option<String>,
    /// The day it took effect.
    pub on: Date,
    /// Which obligations moved.
    pub moves: Moves,
    /// Where this is written.
    pub source: Option<String>,
}

impl KnownOrganisation {
    /// Its newest name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.names.last().map_or("", |name| name.full.as_str())
    }

    /// Every text that means it: names, abbreviations, aliases.
    pub fn known_as(&self) -> impl Iterator<Item = &str> {
        let names = self.names.iter();
        let full = names.clone().map(|name| name.full.as_str());
        let short = names.filter_map(|name| name.abbreviation.as_deref());
        full.chain(short)
            .chain(self.aliases.iter().map(String::as_str))
    }

    /// The facts that bring it into a register, in order; its successions come after, when every
    /// body has an identifier ([`Self::succession_facts`]).
    #[must_use]
    pub fn facts(&self) -> Vec<OrganisationFact> {
        let mut names = self.names.iter().cloned();
        let recorded = names.next().map(OrganisationFact::Recorded);
        let renamed = names.map(OrganisationFact::Renamed);
        let aliases = self
            .aliases
            .iter()
            .cloned()
            .map(OrganisationFact::AliasAdded);
        let ended = self.ended_on.map(OrganisationFact::Ended);
        recorded
            .into_iter()
            .chain(renamed)
            .chain(aliases)
            .chain(ended)
            .collect()
    }

    /// The facts that tell what became of it. A step whose successor `identify` does not know is
    /// left out: a step to nobody would say that nobody took over.
    #[must_use]
    pub fn succession_facts(
        &self,
        identify: impl Fn(&str) -> Option<OrganisationId>,
    ) -> Vec<OrganisationFact> {
        let steps = self.successions.iter().filter_map(|step| {
            let to = match &step.to {
                Some(name) => Some(identify(name)?),
                None => None,
            };
            Some(Succession {
                kind: step.kind,
                to,
                on: step.on,
                moves: step.moves.clone(),
                source: step.source.clone(),
            })
        });
        steps.map(OrganisationFact::Succeeded).collect()
    }
}
