//! The pages: one file each, with its address, its data and its template.
//!
//! All routes are on this screen, grouped by who reads them. Every page has a twin as data at the
//! same address with `.json` at its end.

mod dependency;
mod due;
mod feed;
mod figures;
mod groups;
mod history;
mod home;
mod mistake;
mod organisation;
mod organisation_pictures;
mod organisations;
mod pieces;
mod recommendation;
mod recommendations;
mod report;
mod reports;
mod rows;
mod scheme;
mod service;
mod similar;
mod slippage;
mod statistics;
mod statuses;
mod theme;
mod typed;
mod unanswered;

pub(crate) use pieces::day;

use crate::components::PhaseBanner;
use crate::register::{Deployment, Register};
use crate::trouble::Trouble;
use crate::visit::Visit;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get, post};

/// All pages.
pub(crate) fn router() -> Router<Register> {
    let app = Router::new();
    // For everybody: find a recommendation and read it.
    let app = page(app, "/", "/home.json", get(home::page));
    let app = twin(app, "/recommendations", get(recommendations::page));
    let app = app.route("/recommendations.csv", get(recommendations::table));
    let app = app.route("/recommendations.atom", get(feed::of_list));
    let app = app.route("/recommendations/{id}", get(recommendation::page));
    let app = twin(app, "/recommendations/{id}/history", get(history::page));
    let app = app.route(
        "/recommendations/{id}/chain.csv",
        get(recommendation::chain::csv),
    );
    let app = app.route(
        "/recommendations/{id}/promises.csv",
        get(recommendation::promises::csv),
    );
    let app = twin(app, "/similar", get(similar::page));
    let app = twin(app, "/reports", get(reports::page));
    let app = app.route("/reports/{id}", get(report::page));
    let app = twin(app, "/themes", get(groups::themes));
    let app = app.route("/themes/{key}", get(theme::page));
    // For those who follow promises and bodies.
    let app = twin(app, "/due", get(due::page));
    let app = twin(app, "/unanswered", get(unanswered::page));
    let app = twin(app, "/slippage", get(slippage::page));
    let app = twin(app, "/dependencies", get(groups::dependencies));
    let app = app.route("/dependencies/{key}", get(dependency::page));
    let app = twin(app, "/organisations", get(organisations::page));
    let app = app.route("/organisations/{id}", get(organisation::page));
    let app = twin(app, "/statistics", get(statistics::page));
    let app = app.route("/statistics/{picture}", get(statistics::csv));
    let app = app.route(
        "/organisations/{id}/promises.csv",
        get(organisation_pictures::promises_csv),
    );
    let app = app.route(
        "/organisations/{id}/handed-on.csv",
        get(organisation_pictures::handed_csv),
    );
    // For those who find a mistake: the one thing here that is sent rather than read.
    let send = post(mistake::send).layer(DefaultBodyLimit::max(mistake::FORM_BYTES_MAX));
    let app = app.route(mistake::PATH, get(mistake::page).merge(send));
    let app = app.route(mistake::SENT, get(mistake::sent));
    // For those who want to know how it works.
    let app = twin(app, "/statuses", get(statuses::page));
    let app = app.route("/schemes/{id}", get(scheme::page));
    service::PAGES.iter().fold(app, |app, text| {
        app.route(
            text.path,
            get(move |visit: Visit| async move { text.answer(&visit) }),
        )
    })
}

/// A page and its twin as data.
fn twin(
    app: Router<Register>,
    path: &'static str,
    method: MethodRouter<Register>,
) -> Router<Register> {
    page(app, path, &format!("{path}.json"), method)
}

fn page(
    app: Router<Register>,
    path: &str,
    twin: &str,
    method: MethodRouter<Register>,
) -> Router<Register> {
    app.route(path, method.clone()).route(twin, method)
}

/// What stands at every other address; behind a slash too many, the page without it.
pub(crate) async fn not_found(visit: Visit, asked: Uri) -> Response {
    match without_last_slash(&asked) {
        Some(there) => Redirect::permanent(&there).into_response(),
        None => Trouble::NotFound.answer(&visit),
    }
}

/// What is answered who asks for something other than to read a page.
pub(crate) async fn not_allowed(visit: Visit) -> Response {
    Trouble::NotAllowed {
        takes_forms: visit.path == mistake::PATH,
    }
    .answer(&visit)
}

/// The address without slashes at the end of its path.
fn without_last_slash(asked: &Uri) -> Option<String> {
    let path = asked.path();
    let there = path.trim_end_matches('/');
    // An address that begins with two slashes, or what browsers take for them, is another site's.
    let after = there.strip_prefix('/')?;
    let is_ours = !after.starts_with(['/', '\\']);
    let query = asked.query().map(|query| format!("?{query}"));
    (is_ours && there != path).then(|| format!("{there}{}", query.unwrap_or_default()))
}

/// The line under the header of a register that holds invented examples.
pub(crate) fn phase(deployment: &Deployment) -> Option<PhaseBanner<'static>> {
    deployment.example.then(|| PhaseBanner {
        phase: "Example",
        body: "Every organisation, case and document in this register is invented.".into(),
    })
}
