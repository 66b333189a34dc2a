//! Who has a data folder: any number of processes at a time, each of which says who it is.
//!
//! - [`InUse`]: every process shares the folder. Only who brings its form up to date has it alone.
//! - [`Held`]: a task that one process at a time has ([`Task`]).
//!
//! The locks are the system's: they go when the process goes, however it goes. They hold between
//! the processes of one machine; a data folder lies on a disk of it, as SQLite wants it too.

use super::documents::file_failed;
use crate::StoreError;
use crate::seal::hexadecimal;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The file that every process shares a lock of.
const SHARED_FILE: &str = "heeded.lock";

/// The folder in which each process has a file that says who it is.
const PROCESSES: &str = "processes";

/// What a process says of itself is cut at this many bytes.
const HOLDER_BYTES_MAX: u64 = 1_000;

/// How long somebody else may have the folder alone before that is said: making a new register
/// takes a fraction of this, working out the tables of a large one far more.
const SHORT_WAIT: Duration = Duration::from_secs(2);

/// How often is looked meanwhile.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// A task that one process at a time has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Bringing things in, where it depends on the whole register what is new: whether a name, a
    /// report or an ask is there already.
    BringingIn,
    /// Serving the register, and keeping its search index.
    Serving,
}

impl Task {
    fn file(self) -> &'static str {
        match self {
            Self::BringingIn => "bringing-in.lock",
            Self::Serving => "serving.lock",
        }
    }
}

/// A task held by this process, for as long as this lives.
#[derive(Debug)]
pub struct Held {
    _file: File,
}

impl Held {
    /// Takes a task, or answers who has it.
    pub(super) fn take(folder: &Path, task: Task, holder: &str) -> Result<Self, StoreError> {
        let path = folder.join(task.file());
        let file = open(&path)?;
        match file.try_lock() {
            Ok(()) => Self::said(file, &path, holder),
            Err(TryLockError::WouldBlock) => Err(StoreError::Taken {
                holder: told(&file).unwrap_or_else(another),
            }),
            Err(TryLockError::Error(cause)) => Err(file_failed("locking", &path, cause)),
        }
    }

    /// Takes a task as soon as it is free.
    pub(super) fn wait(folder: &Path, task: Task, holder: &str) -> Result<Self, StoreError> {
        let path = folder.join(task.file());
        let file = open(&path)?;
        file.lock()
            .map_err(|cause| file_failed("locking", &path, cause))?;
        Self::said(file, &path, holder)
    }

    fn said(file: File, path: &Path, holder: &str) -> Result<Self, StoreError> {
        say(&file, holder).map_err(|cause| file_failed("writing", path, cause))?;
        Ok(Self { _file: file })
    }
}

/// A data folder in use by this process, for as long as this lives.
#[derive(Debug)]
pub(super) struct InUse {
    shared: File,
    path: PathBuf,
    processes: PathBuf,
    own: Own,
}

impl InUse {
    /// Shares the folder with whoever has it too.
    pub(super) fn share(folder: &Path, holder: &str) -> Result<Self, StoreError> {
        let (path, processes) = (folder.join(SHARED_FILE), folder.join(PROCESSES));
        let shared = open(&path)?;
        // Said before: who has to wait for this process meanwhile is told for whom.
        let own = Own::write(&processes, holder)?;
        let in_use = Self {
            shared,
            path,
            processes,
            own,
        };
        if in_use.shortly(File::try_lock_shared)? {
            Ok(in_use)
        } else {
            Err(StoreError::BeingMade {
                holder: in_use.others(),
            })
        }
    }

    /// Does work that nobody else may be there for, or says who is; shares the folder again after.
    pub(super) fn alone<T>(
        &self,
        work: impl FnOnce() -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let doing = |cause| file_failed("locking", &self.path, cause);
        // Two that both waited with a share in hand would wait for each other.
        self.shared.unlock().map_err(doing)?;
        let done = if self.shortly(File::try_lock)? {
            let done = work();
            self.shared.unlock().map_err(doing)?;
            done
        } else {
            Err(StoreError::Locked {
                holder: self.others(),
            })
        };
        self.shared.lock_shared().map_err(doing)?;
        done
    }

    /// Tries for a short while to get a lock; whether it was got.
    fn shortly(
        &self,
        lock: impl Fn(&File) -> Result<(), TryLockError>,
    ) -> Result<bool, StoreError> {
        let begun = Instant::now();
        loop {
            match lock(&self.shared) {
                Ok(()) => return Ok(true),
                Err(TryLockError::WouldBlock) if begun.elapsed() < SHORT_WAIT => {
                    std::thread::sleep(LOOK_EVERY);
                }
                Err(TryLockError::WouldBlock) => return Ok(false),
                Err(TryLockError::Error(cause)) => {
                    return Err(file_failed("locking", &self.path, cause));
                }
            }
        }
    }

    /// What the other processes say of themselves.
    fn others(&self) -> String {
        let mut named: Vec<String> = alive(&self.processes, &self.own.path);
        named.sort();
        if named.is_empty() {
            another()
        } else {
            named.join(" and ")
        }
    }
}

/// The file in which this process says who it is; it goes with it.
#[derive(Debug)]
struct Own {
    path: PathBuf,
    _file: File,
}

impl Own {
    fn write(processes: &Path, holder: &str) -> Result<Self, StoreError> {
        fs::create_dir_all(processes).map_err(|e| file_failed("making", processes, e))?;
        // A process may have the folder twice, and containers all have the same process number.
        let mut name = [0; 8];
        getrandom::fill(&mut name).map_err(|e| StoreError::Database(e.to_string()))?;
        let path = processes.join(hexadecimal(&name));
        let doing = |cause| file_failed("writing", &path, cause);
        let file = open(&path)?;
        file.lock().map_err(doing)?;
        say(&file, holder).map_err(doing)?;
        // What those left who were killed is cleared away by whoever comes next.
        alive(processes, &path);
        Ok(Self { path, _file: file })
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        // Where it stays, the next process clears it away.
        let _ = fs::remove_file(&self.path);
    }
}

/// What the processes say of themselves whose file is locked; the files of others are removed.
fn alive(processes: &Path, own: &Path) -> Vec<String> {
    // A folder that cannot be read names nobody, which is no reason to stop.
    let Ok(files) = fs::read_dir(processes) else {
        return Vec::new();
    };
    let mut named = Vec::new();
    for path in files.flatten().map(|file| file.path()) {
        if path == own {
            continue;
        }
        let Ok(file) = File::open(&path) else {
            continue;
        };
        match file.try_lock_shared() {
            Ok(()) => {
                // Somebody else may clear it away at the same time.
                let _ = fs::remove_file(&path);
            }
            Err(_) => named.extend(told(&file)),
        }
    }
    named
}

fn open(path: &Path) -> Result<File, StoreError> {
    let mut options = OpenOptions::new();
    let options = options.read(true).write(true).create(true).truncate(false);
    options
        .open(path)
        .map_err(|cause| file_failed("locking", path, cause))
}

fn say(mut file: &File, holder: &str) -> std::io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(holder.as_bytes())
}

/// What the holder of a file says of itself.
fn told(file: &File) -> Option<String> {
    let mut text = String::new();
    let read = file.take(HOLDER_BYTES_MAX).read_to_string(&mut text).ok()?;
    (read > 0).then_some(text)
}

fn another() -> String {
    "another process".to_owned()
}
