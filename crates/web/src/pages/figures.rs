//! The figures of a picture as a file: exactly those that the table beside it shows.

use crate::components::chart::Figures;
use crate::trouble::Trouble;
use crate::visit::Visit;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use heeded_publish::table::sheet;

/// Answers with figures as CSV; `name` is what the file is saved as.
pub(super) fn file(visit: &Visit, name: &str, figures: Result<Figures, Trouble>) -> Response {
    let written = figures.and_then(|figures| {
        let columns: Vec<&str> = figures.columns.iter().map(|(name, _)| *name).collect();
        sheet(&columns, &figures.rows).map_err(|_| Trouble::Fault)
    });
    match written {
        Ok(bytes) => {
            let saved_as = format!("inline; filename=\"{name}.csv\"");
            let headers = [
                (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
                (CONTENT_DISPOSITION, saved_as),
            ];
            (headers, bytes).into_response()
        }
        Err(trouble) => trouble.answer(visit),
    }
}
