//! How a command can fail, and the exit code that says so.
//!
//! Which code for what: a script that retries needs to tell "busy" from "wrong", one that checks
//! needs to tell "found nothing" from "broken". The words are for the person at the terminal.

use heeded_fetch::Unfetched;
use heeded_import::ImportError;
use heeded_store::StoreError;
use std::io::ErrorKind;
use std::process::ExitCode;

/// The exit codes of every command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    /// Done.
    Done = 0,
    /// It failed: the message says why and how to mend it.
    Failed = 1,
    /// The command line or a settings or scheme file is wrong. (Clap uses the same code.)
    Usage = 2,
    /// There is nothing of that name or number, or nothing was found in the document.
    NothingFound = 3,
    /// The check found the register damaged.
    Damaged = 4,
    /// Done, and something waits for a person: drafts that were not accepted.
    Waiting = 5,
    /// Another process has what this one needs of the data folder.
    Busy = 6,
}

impl From<Code> for ExitCode {
    fn from(code: Code) -> Self {
        Self::from(match code {
            Code::Done => 0,
            Code::Failed => 1,
            Code::Usage => 2,
            Code::NothingFound => 3,
            Code::Damaged => 4,
            Code::Waiting => 5,
            Code::Busy => 6,
        })
    }
}

/// How a command can fail.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// A settings or scheme file, or a combination of flags, is wrong.
    #[error("{0}")]
    Usage(String),
    /// There is no such record.
    #[error("there is no recommendation {0} in this register; `heeded list` shows those there are")]
    NoSuchRecord(String),
    /// There is nothing of that name or number; the words say where those there are stand.
    #[error("{0}")]
    NothingFound(String),
    /// A document could not be fetched.
    #[error("{0}")]
    Fetch(#[from] Unfetched),
    /// A file could not be read or written.
    #[error("{doing}: {cause}")]
    File {
        /// What was being done, with the path.
        doing: String,
        /// What the system says.
        cause: std::io::Error,
    },
    /// A document could not be taken.
    #[error("{0}")]
    Import(#[from] ImportError),
    /// The store failed.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// Anything else that says it well enough itself.
    #[error("{0}")]
    Other(String),
}

impl Failure {
    /// A failure with a file.
    pub(crate) fn file(doing: impl Into<String>, cause: std::io::Error) -> Self {
        Self::File {
            doing: doing.into(),
            cause,
        }
    }

    /// Whether it is about one document, so that others can be gone on with.
    pub(crate) fn is_about_a_document(&self) -> bool {
        match self {
            Self::Fetch(_) | Self::File { .. } | Self::Other(_) => true,
            Self::Import(why) => matches!(why, ImportError::Unreadable(_)),
            Self::Usage(_) | Self::NoSuchRecord(_) | Self::NothingFound(_) | Self::Store(_) => {
                false
            }
        }
    }

    /// What to do about what the system refuses, where its own words do not say it.
    pub(crate) fn advice(&self) -> Option<&'static str> {
        let cause = match self {
            Self::Store(StoreError::File { cause, .. }) => cause,
            _ => return None,
        };
        let is_refused = matches!(
            cause.kind(),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem
        );
        is_refused.then_some(
            "Every command writes in the data folder that it is there, also one that only reads. \
             Run it as the user whose folder it is, or on a copy that you may write to.",
        )
    }

    /// The exit code.
    pub(crate) fn code(&self) -> Code {
        match self {
            Self::Usage(_)
            | Self::Import(ImportError::NoSuchScheme(_) | ImportError::CannotCorrect(_))
            | Self::Fetch(Unfetched::Address(_) | Unfetched::Scheme | Unfetched::Credentials) => {
                Code::Usage
            }
            Self::NoSuchRecord(_)
            | Self::NothingFound(_)
            | Self::Store(
                StoreError::NoSuchCorrection(_)
                | StoreError::NoSuchMistake(_)
                | StoreError::NotWaiting(_),
            )
            | Self::Import(ImportError::Store(
                StoreError::NoSuchCorrection(_) | StoreError::NotWaiting(_),
            )) => Code::NothingFound,
            Self::Store(
                StoreError::Locked { .. }
                | StoreError::BeingMade { .. }
                | StoreError::Taken { .. }
                | StoreError::Busy,
            ) => Code::Busy,
            Self::Store(StoreError::Damaged(_)) => Code::Damaged,
            _ => Code::Failed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_may_not_be_written_to_is_advised_on() {
        let of = |kind: ErrorKind| {
            let doing = "locking there/heeded.lock".to_owned();
            let cause = kind.into();
            Failure::Store(StoreError::File { doing, cause }).advice()
        };
        assert!(of(ErrorKind::PermissionDenied).is_some());
        assert!(of(ErrorKind::ReadOnlyFilesystem).is_some());
        assert_eq!(of(ErrorKind::NotFound), None);
    }
}
