//! What every page stands on: the register, its schemes, the deployment, and what day it is.

use crate::limit::Allowances;
use heeded_domain::scheme::Schemes;
use heeded_search::Search;
use heeded_store::Store;
use jiff::Timestamp;
use jiff::civil::Date;
use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

/// What every page stands on. Cheap to clone: one for each request.
#[derive(Clone)]
pub struct Register {
    /// The register.
    pub store: Arc<dyn Store>,
    /// What finds records by words and filters.
    pub search: Search,
    /// The rule books.
    pub schemes: Arc<Schemes>,
    /// The deployment.
    pub deployment: Arc<Deployment>,
    /// What day it is: asked once a request, handed in by whoever has a clock.
    pub today: Arc<dyn Fn() -> Date + Send + Sync>,
    /// What time it is: for what is sent.
    pub now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
}

impl fmt::Debug for Register {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Register")
            .field("deployment", &self.deployment)
            .finish_non_exhaustive()
    }
}

/// What is the same on all pages of a deployment: comes from its settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deployment {
    /// The name of the service.
    pub service_name: String,
    /// The body that runs the register.
    pub run_by: String,
    /// Whether that body calls it an official publication.
    pub official: bool,
    /// The public address, such as `https://register.example.org`, without a slash at the end;
    /// empty when not set: then citations give the path alone.
    pub public_address: String,
    /// Where people write to: an e-mail address; empty when not set.
    pub contact: String,
    /// Whether it holds invented examples, which every page then says.
    pub example: bool,
    /// Addresses of web servers in front, which are believed when they say who asked.
    pub proxies: Vec<IpAddr>,
    /// How much one address may ask for.
    pub allowances: Allowances,
    /// What those who run it state about accessibility, privacy and terms.
    pub statements: Statements,
}

/// What those who run a register state on the pages that every service has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statements {
    /// Working days within which they answer.
    pub answer_days: u16,
    /// How far they found the site to meet WCAG 2.2 AA.
    pub compliance: Compliance,
    /// What is not accessible, each with the criterion that it fails.
    pub problems: Vec<String>,
    /// How and when they tested it, in a sentence; empty: nothing to add.
    pub tested: String,
    /// Who sees to it that the law on accessibility is kept.
    pub enforcement: Enforcement,
    /// The day the accessibility statement was prepared.
    pub prepared_on: Option<Date>,
    /// The day it was last reviewed.
    pub reviewed_on: Option<Date>,
    /// What the web server in front keeps of visitors, in a sentence; empty: nothing to add.
    pub logs: String,
    /// The licence of what the register adds to the words of others; empty: none is stated.
    pub licence: String,
    /// Where that licence is published.
    pub licence_address: String,
}

impl Default for Statements {
    fn default() -> Self {
        Self {
            answer_days: 10,
            compliance: Compliance::NotAssessed,
            problems: Vec::new(),
            tested: String::new(),
            enforcement: Enforcement::None,
            prepared_on: None,
            reviewed_on: None,
            logs: String::new(),
            licence: String::new(),
            licence_address: String::new(),
        }
    }
}

/// How far a site was found to meet WCAG 2.2 AA; the words of the law on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compliance {
    /// Those who run it have not assessed it.
    NotAssessed,
    /// Nothing fails.
    Fully,
    /// Some criteria fail.
    Partially,
    /// Most fail.
    Not,
}

/// Who sees to it that the law on accessibility is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enforcement {
    /// Nobody, or not by the law of the United Kingdom.
    None,
    /// The Equality and Human Rights Commission.
    GreatBritain,
    /// The Equality Commission for Northern Ireland.
    NorthernIreland,
}
