//! The register as a table: one line for each planned action, and one for each recommendation
//! without any, so that nothing is left out of a spreadsheet.

use crate::{Directory, name};
use heeded_domain::recommendation::{PlannedAction, Recommendation};
use heeded_domain::scheme::Scheme;
use heeded_domain::status::{Status, status};
use jiff::civil::Date;
use std::io::Write;

/// The columns, in order. Adding one at the end is safe; renaming one breaks somebody's sheet.
pub const COLUMNS: [&str; 20] = [
    "id",
    "reference",
    "kind",
    "issuer",
    "addressees",
    "made_on",
    "text",
    "as_of",
    "standing",
    "why",
    "responded",
    "responses_received_on",
    "action_number",
    "action",
    "lead",
    "due_as_stated",
    "due_earliest",
    "due_latest",
    "due_edtf",
    "timing",
];

/// Writes records as CSV (RFC 4180, UTF-8, with a header line).
#[derive(Debug)]
pub struct Csv<W: Write> {
    out: csv::Writer<W>,
}

impl<W: Write> Csv<W> {
    /// Begins with the header line.
    ///
    /// # Errors
    ///
    /// What the writer says.
    pub fn new(to: W) -> std::io::Result<Self> {
        let mut out = csv::Writer::from_writer(to);
        out.write_record(COLUMNS)?;
        Ok(Self { out })
    }

    /// Goes on with a table whose header line and first lines stand elsewhere.
    pub fn going_on(to: W) -> Self {
        let out = csv::Writer::from_writer(to);
        Self { out }
    }

    /// Writes a record's lines, as of a day; `record` holds the facts as of that day.
    ///
    /// # Errors
    ///
    /// What the writer says.
    pub fn write(
        &mut self,
        record: &Recommendation,
        scheme: &Scheme,
        directory: &Directory,
        day: Date,
    ) -> std::io::Result<()> {
        let status = status(record, scheme, day);
        let front = front(record, &status, directory);
        if record.actions.is_empty() {
            return Ok(self
                .out
                .write_record(front.iter().chain(&no_action()).map(safe))?);
        }
        for action in &record.actions {
            self.out
                .write_record(front.iter().chain(&back(action, day)).map(safe))?;
        }
        Ok(())
    }

    /// Ends the table.
    ///
    /// # Errors
    ///
    /// What the writer says.
    pub fn finish(mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

/// A small table as a file of its own: the figures of a picture.
///
/// # Errors
///
/// What the writer says.
pub fn sheet(columns: &[&str], rows: &[Vec<String>]) -> std::io::Result<Vec<u8>> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(columns)?;
    for row in rows {
        out.write_record(row.iter().map(safe))?;
    }
    out.into_inner().map_err(|error| error.into_error())
}

/// A spreadsheet takes a cell that begins with one of these for a formula: an apostrophe before it
/// keeps received words from being run (OWASP, "CSV injection").
const FORMULA_STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

fn safe(value: &String) -> String {
    if value.starts_with(FORMULA_STARTS) {
        format!("'{value}")
    } else {
        value.clone()
    }
}

fn front(record: &Recommendation, status: &Status<'_>, directory: &Directory) -> Vec<String> {
    let ask = &record.ask;
    let addressees: Vec<&str> = ask
        .addressees
        .iter()
        .map(|a| name(directory, a.organisation))
        .collect();
    let received: Vec<String> = record
        .responses
        .iter()
        .filter_map(|r| r.day())
        .map(|day| day.to_string())
        .collect();
    vec![
        record.id.to_string(),
        ask.reference.clone().unwrap_or_default(),
        ask.kind.code().to_owned(),
        name(directory, ask.issuer).to_owned(),
        addressees.join("; "),
        day(ask.made_on),
        ask.text.clone(),
        status.day.to_string(),
        status.standing().code().to_owned(),
        status.why(),
        format!("{} of {}", status.responded(), ask.addressees.len()),
        received.join("; "),
    ]
}

fn back(action: &PlannedAction, on: Date) -> Vec<String> {
    let due = action.due();
    let chosen = due.map(heeded_due::Due::chosen);
    let edtf = chosen.and_then(|reading| reading.edtf.as_ref());
    vec![
        action.number.to_string(),
        action.promise.text.clone(),
        action.promise.lead.clone().unwrap_or_default(),
        due.map(|due| due.as_stated.clone()).unwrap_or_default(),
        day(chosen.and_then(|reading| reading.earliest)),
        day(chosen.and_then(|reading| reading.latest)),
        edtf.map(|edtf| edtf.as_str().to_owned())
            .unwrap_or_default(),
        action.timing(on).words().to_owned(),
    ]
}

fn no_action() -> Vec<String> {
    vec![String::new(); 8]
}

fn day(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn a_sheet_has_its_columns_first_and_quotes_what_needs_it() {
        let rows = [vec!["a, b".to_owned(), "=1+1".to_owned()]];
        let sheet = super::sheet(&["Name", "Count"], &rows).unwrap();
        let text = String::from_utf8(sheet).unwrap();
        assert_eq!(text, "Name,Count\n\"a, b\",'=1+1\n");
    }

    #[test]
    fn received_words_are_never_run_as_a_formula() {
        assert_eq!(safe(&"=1+1".to_owned()), "'=1+1");
        assert_eq!(safe(&"- fit the rail".to_owned()), "'- fit the rail");
        assert_eq!(safe(&"fit = rail".to_owned()), "fit = rail");
    }
}
