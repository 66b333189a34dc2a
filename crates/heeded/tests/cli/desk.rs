//! A desk to work at: a folder of its own, and the program run in it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

pub(crate) const RESPONSES: &str = "\
Ministry of Wards
WSIB recommends that the Ministry of Wards reviews its guidance on night rotas. This is to help \
staff who work at night.
We accept this recommendation and have begun the work.
Action planned to deliver safety recommendation:
- Publish the new guidance, by Autumn 2025. Organisational lead: Director of Nights.
- Train those who plan rotas, in 2025/26, subject to funding.
Response received on 6 May 2024.
Care Council
WSIB recommends that the Care Council inspects night rotas. This is to see that they are kept.
";

/// A folder with files, and the program run in it.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_heeded"));
        command.current_dir(self.folder.path()).env_clear();
        command.env("HEEDED_DATA", self.path("data"));
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command().args(args).output().unwrap()
    }

    /// A register with the two recommendations of [`RESPONSES`].
    pub(crate) fn with_register() -> Self {
        let desk = Self::new();
        let file = desk.file("responses.txt", RESPONSES);
        let file = file.to_str().unwrap();
        let args = [
            "import",
            file,
            "--issuer",
            "Ward Board",
            "--scheme",
            "hssib",
            "--accept",
        ];
        let imported = desk.run(&[&args[..], &["--accept-doubtful"]].concat());
        assert!(imported.status.success(), "{}", said(&imported));
        desk
    }
}

pub(crate) fn said(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    format!(
        "{}{}",
        String::from_utf8_lossy(out),
        String::from_utf8_lossy(err)
    )
}

pub(crate) fn code(output: &Output) -> i32 {
    output
        .status
        .code()
        .unwrap_or_else(|| panic!("it crashed: {}", said(output)))
}
