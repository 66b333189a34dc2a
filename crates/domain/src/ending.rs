//! What ended a record: what its issuer closed or took back is waited for no more.
//!
//! An issuer closes a file in two ways. It says why (superseded, no longer applicable), which is a
//! [`Closure`]; or it gives a verdict with which, by the rules of its scheme, its file is closed
//! ("Closed—Acceptable Action"), which is an [`Assessment`]. A verdict on one addressee of several
//! closes nothing for the others, and a later verdict that leaves the file open opens it again.

use crate::recommendation::{Assessment, Closure, Recommendation, Withdrawal};
use crate::scheme::Scheme;
use crate::vocabulary::Verdict;
use jiff::civil::Date;

/// What ended a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending<'a> {
    /// Its issuer took it back.
    Withdrawn(&'a Withdrawal),
    /// Its issuer closed it, and said why.
    Closed(&'a Closure),
    /// Its issuer gave a verdict with which its file is closed; the last of them, where there is
    /// one for each addressee.
    Judged(&'a Assessment),
}

impl Ending<'_> {
    /// The day it ended, where known.
    #[must_use]
    pub fn on(&self) -> Option<Date> {
        match self {
            Self::Withdrawn(withdrawal) => withdrawal.on,
            Self::Closed(closure) => closure.on,
            Self::Judged(verdict) => verdict.on,
        }
    }
}

impl Recommendation {
    /// What ended it, if anything has.
    #[must_use]
    pub fn ending(&self, scheme: &Scheme) -> Option<Ending<'_>> {
        let withdrawn = self.withdrawal.as_ref().map(Ending::Withdrawn);
        let closed = self.closure.as_ref().map(Ending::Closed);
        let judged = || self.closing_verdict(scheme).map(Ending::Judged);
        withdrawn.or(closed).or_else(judged)
    }

    /// The issuer's newest verdict for each addressee, or for the whole.
    #[must_use]
    pub fn newest_verdicts(&self) -> Vec<&Assessment> {
        let mut newest: Vec<&Assessment> = Vec::new();
        for assessment in &self.assessments {
            newest.retain(|a| a.addressee != assessment.addressee);
            newest.push(assessment);
        }
        newest
    }

    fn closing_verdict(&self, scheme: &Scheme) -> Option<&Assessment> {
        let newest = self.newest_verdicts();
        let closes = |verdict: &&Assessment| {
            let known = scheme.verdict(&verdict.native);
            known.is_some_and(|known| known.closes)
        };
        let on_the_whole = newest.iter().any(|verdict| verdict.addressee.is_none());
        let on_each = self.ask.addressees.iter().all(|asked| {
            let of = Some(asked.organisation);
            newest.iter().any(|verdict| verdict.addressee == of)
        });
        let last = newest.iter().copied();
        let last = last.max_by_key(|verdict| (verdict.on, verdict.addressee));
        last.filter(|_| newest.iter().all(closes) && (on_the_whole || on_each))
    }
}

/// "Closed with the verdict “Closed acceptable” (satisfactory)."
pub(crate) fn judged_sentence(native: &str, neutral: Verdict) -> String {
    format!("Closed with the verdict “{native}” ({}).", neutral.words())
}
