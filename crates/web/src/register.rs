//! What every page stands on: the register, its schemes, the deployment, and what day it is.

use heeded_domain::scheme::Schemes;
use heeded_search::Search;
use heeded_store::Store;
use jiff::civil::Date;
use std::fmt;
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
}
