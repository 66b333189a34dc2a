//! One run of another program: bytes in, bytes out, and limits that it cannot get around.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::error::Unextracted;

/// The memory that a program may ask for: a page of pictures at 200 dots an inch takes some 100 MB
/// and the largest reports of the corpus 60 MB, so this is what only a hostile file needs.
const MEMORY_BYTES_MAX: u64 = 1024 * 1024 * 1024;
/// How much of what a program complains about is kept: enough for its last words.
const COMPLAINT_BYTES_MAX: u64 = 16 * 1024;

/// A program with what it is given and what it is allowed.
pub(crate) struct Task<'a> {
    pub(crate) program: &'static str,
    pub(crate) arguments: &'a [&'a str],
    pub(crate) input: &'a [u8],
    pub(crate) seconds_max: u64,
    pub(crate) output_bytes_max: u64,
}

/// What a program made of it.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) output: Vec<u8>,
    pub(crate) complaint: String,
    pub(crate) end: End,
}

impl Outcome {
    /// What it wrote, as text. That is nearly always right as it stands, which is checked many
    /// times faster than it is looked through for letters to mend.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        std::str::from_utf8(&self.output)
            .map_or_else(|_| String::from_utf8_lossy(&self.output), Cow::Borrowed)
    }
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Well,
    Badly,
    /// It was stopped because its time was over.
    TooSlow,
    /// It was stopped because it wrote too much.
    TooLong,
}

/// Runs a program to its end or to its limits.
pub(crate) fn run(task: &Task<'_>) -> Result<Outcome, Unextracted> {
    let mut child = start(task).map_err(|cause| refused(task.program, &cause))?;
    let (input, output, complaint) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        scope.spawn(move || {
            // A program that stops reading early has seen enough.
            input.map(|mut input| input.write_all(task.input))
        });
        let (send, receive) = mpsc::channel();
        scope.spawn(move || send.send(limited(output, task.output_bytes_max.saturating_add(1))));
        let complaint = scope.spawn(move || limited(complaint, COMPLAINT_BYTES_MAX));
        let output = receive.recv_timeout(Duration::from_secs(task.seconds_max));
        let end = ended(&mut child, task, output.as_deref().ok());
        let complaint = complaint.join().unwrap_or_default();
        Ok(Outcome {
            output: output.unwrap_or_default(),
            complaint: String::from_utf8_lossy(&complaint).trim().to_owned(),
            end,
        })
    })
}

/// Waits for the end of a run that gave its output in time, and ends any other.
fn ended(child: &mut Child, task: &Task<'_>, output: Option<&[u8]>) -> End {
    let too_long =
        |output: &[u8]| u64::try_from(output.len()).unwrap_or(u64::MAX) > task.output_bytes_max;
    let end = match output {
        None => End::TooSlow,
        Some(output) if too_long(output) => End::TooLong,
        Some(_) => End::Well,
    };
    if end != End::Well {
        // Either it has ended by itself, or this ends it.
        drop(child.kill());
    }
    let status = child.wait();
    match end {
        End::Well if status.as_ref().is_ok_and(ExitStatus::success) => End::Well,
        End::Well => End::Badly,
        _ => end,
    }
}

fn limited(from: Option<impl Read>, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(from) = from {
        // What came before an error still counts; the exit status tells of the rest.
        drop(from.take(most).read_to_end(&mut bytes));
    }
    bytes
}

/// Starts it within its limits, where the system can set them from outside (every Linux); elsewhere
/// only time and output are bounded. It gets its input after that, and does nothing before.
fn start(task: &Task<'_>) -> io::Result<Child> {
    let mut child = command(task.program, task.arguments).spawn()?;
    if let Err(cause) = limits::set(&child, task.seconds_max) {
        drop(child.kill());
        drop(child.wait());
        return Err(cause);
    }
    Ok(child)
}

#[cfg(target_os = "linux")]
mod limits {
    use std::io;
    use std::process::Child;

    use rustix::process::{Pid, Resource, Rlimit, prlimit};

    /// Bounds the memory, the processor time and the files of a program that runs (prlimit(2)).
    pub(super) fn set(child: &Child, seconds_max: u64) -> io::Result<()> {
        let id = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        for (resource, most) in [
            (Resource::As, super::MEMORY_BYTES_MAX),
            (Resource::Cpu, seconds_max),
            (Resource::Core, 0),
            (Resource::Fsize, 0),
        ] {
            let most = Rlimit {
                current: Some(most),
                maximum: Some(most),
            };
            let refused =
                |cause: rustix::io::Errno| io::Error::from_raw_os_error(cause.raw_os_error());
            prlimit(id, resource, most).map_err(refused)?;
        }
        Ok(())
    }
}

#[cfg(not(target_os = "linux"))]
mod limits {
    use std::io;
    use std::process::Child;

    pub(super) fn set(_child: &Child, _seconds_max: u64) -> io::Result<()> {
        Ok(())
    }
}

fn command<S: AsRef<OsStr>>(program: &str, arguments: &[S]) -> Command {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .env("LC_ALL", "C.UTF-8")
        .env("OMP_THREAD_LIMIT", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Whether a program can be run here: it stands in a folder where programs are looked for.
pub(crate) fn is_installed(program: &str) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).any(|folder| folder.join(program).is_file())
}

fn refused(program: &'static str, cause: &io::Error) -> Unextracted {
    if cause.kind() == io::ErrorKind::NotFound {
        return Unextracted::Missing { program };
    }
    Unextracted::NotRun {
        program,
        cause: cause.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task<'a>(program: &'static str, arguments: &'a [&'a str], input: &'a [u8]) -> Task<'a> {
        Task {
            program,
            arguments,
            input,
            seconds_max: 1,
            output_bytes_max: 100,
        }
    }

    #[test]
    fn a_program_gets_bytes_and_gives_bytes() {
        let outcome = run(&task("cat", &[], b"Tide")).unwrap();
        assert_eq!(
            (outcome.output.as_slice(), outcome.end),
            (&b"Tide"[..], End::Well)
        );
    }

    #[test]
    fn limits_end_it() {
        let slow = run(&task("sleep", &["30"], b"")).unwrap();
        assert_eq!(slow.end, End::TooSlow);
        let long = run(&task("cat", &[], &[b'x'; 4000])).unwrap();
        assert_eq!(long.end, End::TooLong);
        let bad = run(&task("false", &[], b"")).unwrap();
        assert_eq!(bad.end, End::Badly);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn memory_and_files_are_bounded() {
        // The last lines of what has no end of a line are all of it.
        let hungry = Task {
            seconds_max: 20,
            ..task("sh", &["-c", "cat >/dev/null; tail /dev/zero"], b"")
        };
        assert_eq!(run(&hungry).unwrap().end, End::Badly);
        let folder = std::env::temp_dir().join(format!("heeded-child-{}", std::process::id()));
        let write = format!("cat >/dev/null; echo Tide >{}", folder.display());
        let arguments = ["-c", write.as_str()];
        assert_eq!(run(&task("sh", &arguments, b"")).unwrap().end, End::Badly);
        drop(std::fs::remove_file(folder));
    }

    #[test]
    fn a_missing_program_is_named() {
        let missing = run(&task("no-such-program-heeded", &[], b"")).unwrap_err();
        assert!(missing.to_string().contains("apt install poppler-utils"));
    }
}
