//! A whole site on a register of its own, asked in-process.

use crate::invented;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use heeded_domain::scheme::Schemes;
use heeded_search::{Follower, Place, Search};
use heeded_store::sqlite::{Opening, Sqlite};
use heeded_store::{Store, SubjectKind};
use heeded_web::{Allowances, Deployment, Register, Statements, router};
use http_body_util::BodyExt;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use tempfile::TempDir;
use tower::ServiceExt;

/// A whole site on a register of its own, gone when it is dropped.
pub struct App {
    /// The register.
    pub store: Arc<Sqlite>,
    /// The site.
    pub site: Router,
    /// Brings the index up to date before each page, so that tests never wait for it.
    follower: Mutex<Follower>,
    runtime: tokio::runtime::Runtime,
    _folder: TempDir,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("App")
    }
}

/// What the site answers.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: String,
}

/// The day on which tests take place.
pub const TODAY: Date = date(2026, 11, 22);

impl App {
    /// An empty register.
    #[must_use]
    pub fn empty() -> Self {
        Self::with_schemes(invented::schemes())
    }

    /// An empty register that works to these schemes.
    #[must_use]
    pub fn with_schemes(schemes: Schemes) -> Self {
        Self::made(schemes, Allowances::default())
    }

    /// An empty register of which one address may ask only so much.
    #[must_use]
    pub fn allowing(allowances: Allowances) -> Self {
        Self::made(invented::schemes(), allowances)
    }

    fn made(schemes: Schemes, allowances: Allowances) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let schemes = Arc::new(schemes);
        let opening = Opening::by("a test");
        let store = Sqlite::open(folder.path(), Arc::clone(&schemes), opening);
        let store = Arc::new(store.expect("a register in an empty folder"));
        let search = Search::default();
        let follower = Follower::new(
            search.clone(),
            Arc::<Sqlite>::clone(&store),
            Arc::clone(&schemes),
            Place::Memory,
        );
        let site = router(Register {
            store: Arc::<Sqlite>::clone(&store),
            search,
            schemes,
            deployment: Arc::new(deployment(allowances)),
            today: Arc::new(|| TODAY),
            now: Arc::new(now),
        });
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .expect("a runtime");
        Self {
            store,
            site,
            follower: Mutex::new(follower),
            runtime,
            _folder: folder,
        }
    }

    /// A register of so many invented recommendations.
    #[must_use]
    pub fn invented(recommendations: u64) -> Self {
        let app = Self::empty();
        let organisations = invented::organisations(recommendations);
        app.wait(app.store.reserve(SubjectKind::Organisation, organisations))
            .expect("numbers");
        app.wait(
            app.store
                .reserve(SubjectKind::Recommendation, recommendations),
        )
        .expect("numbers");
        for batch in invented::batches(recommendations) {
            app.wait(app.store.append(batch))
                .expect("an invented batch is appended");
        }
        app
    }

    /// Waits for an answer of the store.
    pub fn wait<T>(&self, answer: impl Future<Output = T>) -> T {
        self.runtime.block_on(answer)
    }

    /// Asks for a page.
    #[must_use]
    pub fn get(&self, address: &str) -> Answer {
        let request = Request::get(address).body(Body::empty());
        self.ask(request.expect("an address"))
    }

    /// Asks for the head of a page.
    #[must_use]
    pub fn head(&self, address: &str) -> Answer {
        let request = Request::head(address).body(Body::empty());
        self.ask(request.expect("an address"))
    }

    /// Asks for a page with these headers.
    #[must_use]
    pub fn get_with(&self, address: &str, headers: &[(&str, &str)]) -> Answer {
        let request = headers
            .iter()
            .fold(Request::get(address), |request, (name, value)| {
                request.header(*name, *value)
            });
        self.ask(request.body(Body::empty()).expect("an address"))
    }

    /// Sends a form, as the page at the address itself would.
    #[must_use]
    pub fn send(&self, address: &str, form: &str) -> Answer {
        self.send_from(address, form, "same-origin")
    }

    /// Sends a form that stands on another page: `same-origin` or `cross-site`.
    #[must_use]
    pub fn send_from(&self, address: &str, form: &str, site: &str) -> Answer {
        let request = Request::post(address)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", site)
            .body(Body::from(form.to_owned()));
        self.ask(request.expect("an address"))
    }

    fn ask(&self, request: Request<Body>) -> Answer {
        let mut follower = self.follower.lock().unwrap_or_else(PoisonError::into_inner);
        self.runtime
            .block_on(follower.catch_up())
            .expect("the index follows");
        self.runtime.block_on(async {
            let response = self
                .site
                .clone()
                .oneshot(request)
                .await
                .expect("it never fails");
            let (parts, body) = response.into_parts();
            let bytes = body.collect().await.expect("a body").to_bytes();
            Answer {
                status: parts.status,
                headers: parts.headers,
                body: String::from_utf8_lossy(&bytes).into_owned(),
            }
        })
    }
}

/// When tests take place.
/// The time at which tests take place.
#[must_use]
pub fn now() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().expect("a time")
}

/// A deployment as tests have it, which lets one address ask so much.
#[must_use]
pub fn deployment(allowances: Allowances) -> Deployment {
    Deployment {
        service_name: "Heeded".to_owned(),
        run_by: "a test".to_owned(),
        official: false,
        public_address: "https://register.example".to_owned(),
        contact: "desk@register.example".to_owned(),
        example: false,
        proxies: Vec::new(),
        allowances,
        statements: Statements::default(),
    }
}
