//! What a table says of one record that running documents say of all at once.

use super::ColumnField;
use crate::draft::Field;

/// One such thing: who made this one, when, from which report.
///
/// Its value is plain: a day is year-month-day (2031-06-30), a status `verdict`, `withdrawn` or
/// `closed` and a code, where the field is not doubtful; else it is the words of the cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Particular {
    /// What it tells.
    pub what: ColumnField,
    /// What the cell says, understood.
    pub value: Field<String>,
    /// The words of the cell as they stand.
    pub words: String,
}
