//! The binary as people use it: real files, real exit codes, bad input of every kind.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failing test is meant to stop there"
)]

mod absent;
mod again;
mod corrections;
mod desk;
mod guide;
mod organisations;
mod secure;
mod server;
mod sources;
mod tables;

use desk::{Desk, RESPONSES, code, said};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

#[test]
fn a_document_becomes_a_register_that_says_what_is_late() {
    let desk = Desk::with_register();
    let list = desk.run(&["list", "--as-of", "2026-11-22"]);
    assert!(
        said(&list).contains("2 recommendations as of 22 November 2026."),
        "{}",
        said(&list)
    );
    let late = desk.run(&["list", "--late", "--as-of", "2026-11-22"]);
    let words = said(&late);
    assert!(
        words.contains("“by Autumn 2025”") && words.contains("1 late"),
        "{words}"
    );
    let early = said(&desk.run(&["list", "--late", "--as-of", "2025-06-01"]));
    assert!(early.contains("0 late planned actions"), "{early}");
    let show = said(&desk.run(&["show", "R0001A", "--as-of", "2026-11-22"]));
    assert!(show.contains("Response received on 6 May 2024"), "{show}");
    assert!(
        show.contains("has a condition, so it may be late"),
        "{show}"
    );
}

#[test]
fn the_same_document_again_changes_nothing() {
    let desk = Desk::with_register();
    let before = said(&desk.run(&["export"]));
    let args = [
        "import",
        "responses.txt",
        "--issuer",
        "Ward Board",
        "--scheme",
        "hssib",
    ];
    let again = desk.run(&[&args[..], &["--accept", "--accept-doubtful"]].concat());
    assert!(
        said(&again).contains("2 of them were decided before"),
        "{}",
        said(&again)
    );
    assert_eq!(before, said(&desk.run(&["export"])));
    let checked = desk.run(&["check"]);
    assert!(
        said(&checked).contains("all is whole"),
        "{}",
        said(&checked)
    );
}

#[test]
fn without_accept_drafts_wait_for_a_person() {
    let desk = Desk::new();
    desk.file("responses.txt", RESPONSES);
    let args = [
        "import",
        "responses.txt",
        "--issuer",
        "Ward Board",
        "--scheme",
        "hssib",
    ];
    let imported = desk.run(&args);
    assert_eq!(code(&imported), 5, "{}", said(&imported));
    assert!(said(&desk.run(&["list"])).contains("0 recommendations"));
    let waiting = desk.run(&["drafts"]);
    assert_eq!(code(&waiting), 5);
    assert!(
        said(&waiting).contains("reviews its guidance on night rotas"),
        "{}",
        said(&waiting)
    );
    assert_eq!(code(&desk.run(&["drafts", "--accept", "1"])), 0);
    let unsure = desk
        .command()
        .args(["drafts", "--set-aside", "2"])
        .stdin(Stdio::null())
        .output();
    assert_eq!(
        code(&unsure.unwrap()),
        2,
        "what cannot be undone is asked about"
    );
    assert_eq!(code(&desk.run(&["drafts", "--set-aside", "2", "--yes"])), 0);
    assert_eq!(code(&desk.run(&["drafts"])), 0);
    assert!(said(&desk.run(&["list"])).contains("1 recommendation as of"));
}

#[test]
fn bad_input_is_said_and_leaves_nothing_behind() {
    let desk = Desk::with_register();
    let before = said(&desk.run(&["export"]));
    desk.file("empty.txt", "");
    desk.file("blank.txt", " \n\n ");
    desk.file(
        "picture.png",
        [0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, 0, 1, 2],
    );
    desk.file(
        "random.bin",
        (0..=255_u8)
            .cycle()
            .step_by(37)
            .take(4_096)
            .collect::<Vec<_>>(),
    );
    desk.file(
        "half.html",
        "<html><body><h1>A page</h1><p>It ends in the mid",
    );
    fs::create_dir(desk.path("empty-folder")).unwrap();
    let large = fs::File::create(desk.path("large.txt")).unwrap();
    large.set_len(200 * 1024 * 1024).unwrap();
    for (file, expected) in [
        ("empty.txt", "empty"),
        ("blank.txt", "empty"),
        ("picture.png", "PNG"),
        ("random.bin", ""),
        ("large.txt", "large"),
        ("nowhere.txt", "nowhere.txt"),
        ("empty-folder", "0 read"),
        ("https://ann:secret@board.example/page", "none is ever sent"),
        ("ftp://board.example/page", "http"),
        ("http://127.0.0.1:9/page", "--allow-private-addresses"),
    ] {
        for command in [
            &["read", file][..],
            &["import", file, "--issuer", "hssib", "--accept"],
        ] {
            let output = desk.run(command);
            let words = said(&output);
            assert!((1..=3).contains(&code(&output)), "{command:?}: {words}");
            assert!(
                words.to_lowercase().contains(&expected.to_lowercase()),
                "{command:?}: {words}"
            );
            assert!(!words.contains("secret"), "{command:?}: {words}");
            assert!(!words.contains("panicked"), "{command:?}: {words}");
        }
    }
    let half = desk.run(&["read", "half.html"]);
    assert_eq!(code(&half), 3, "nothing found in it: {}", said(&half));
    assert_eq!(before, said(&desk.run(&["export"])));
    assert!(said(&desk.run(&["check"])).contains("all is whole"));
}

/// Without the lines of its tables such a file would be read worse, and nobody would know.
#[cfg(unix)]
#[test]
fn a_table_of_a_pdf_is_not_read_where_half_of_poppler_is_missing() {
    let desk = Desk::new();
    let table = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../reader/tests/cases/pdf-table-ruled/input.pdf");
    let read = |folders: &str| {
        let mut command = desk.command();
        command.env("PATH", folders).arg("read").arg(&table);
        command.output().unwrap()
    };
    #[expect(
        clippy::disallowed_methods,
        reason = "where the programs of this machine are"
    )]
    let path = std::env::var("PATH").unwrap();
    assert_eq!(code(&read(&path)), 0);
    let half = desk.path("half");
    fs::create_dir(&half).unwrap();
    let pdftohtml = std::env::split_paths(&path)
        .map(|folder| folder.join("pdftohtml"))
        .find(|program| program.is_file());
    std::os::unix::fs::symlink(pdftohtml.unwrap(), half.join("pdftohtml")).unwrap();
    let refused = read(half.to_str().unwrap());
    let words = said(&refused);
    assert_eq!(code(&refused), 1, "{words}");
    assert!(
        words.contains("pdftocairo") && words.contains("poppler-utils"),
        "{words}"
    );
}

#[test]
fn wrong_words_on_the_command_line_are_said() {
    let desk = Desk::with_register();
    for (args, status, expected) in [
        (
            &["show", "R0001B"][..],
            3,
            "there is no recommendation R0001B",
        ),
        (&["show", "R9999Z"], 3, "there is no recommendation"),
        (&["list", "--status", "finished"], 2, "response-overdue"),
        (
            &["list", "--addressee", "Nobody"],
            3,
            "no organisation in the register is called",
        ),
        (&["list", "--as-of", "soon"], 2, "soon"),
        (
            &["import", "responses.txt", "--issuer", "Unknown Body"],
            2,
            "--scheme",
        ),
        (
            &["import", "responses.txt", "--issuer", "pfd"],
            2,
            "several bodies",
        ),
        (
            &["due", "by 2025", "--said-on", "yesterday"],
            2,
            "2025-05-20",
        ),
        (&["due", "by 2025", "--scheme", "nope"], 2, "hssib"),
        (&["due", "purple"], 3, "purple"),
        (&["frobnicate"], 2, "frobnicate"),
    ] {
        let output = desk.run(args);
        assert_eq!(code(&output), status, "{args:?}: {}", said(&output));
        assert!(
            said(&output).contains(expected),
            "{args:?}: {}",
            said(&output)
        );
    }
}

#[test]
fn a_wrong_settings_or_scheme_file_is_refused_with_its_line() {
    let desk = Desk::new();
    desk.file("wrong.toml", "[site]\nservice = \"x\"\n");
    let output = desk.run(&["config", "--config", "wrong.toml"]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("line 2") && said(&output).contains("service"));
    fs::create_dir(desk.path("schemes")).unwrap();
    desk.file(
        "schemes/mine.toml",
        "id = \"mine\"\nname = \"Mine\"\ncolour = \"red\"\n",
    );
    let output = desk.run(&["config", "--schemes", "schemes"]);
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert!(said(&output).contains("colour") && said(&output).contains("mine.toml"));
}

#[test]
fn lines_of_dates_are_read_one_by_one() {
    let desk = Desk::new();
    let mut child = desk
        .command()
        .args(["due", "--jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = concat!(
        r#"{"id":"a","expression":"by Autumn 2026","document_date":null}"#,
        "\n",
        r#"{"id":7,"expression":"later this year","document_date":"2025-02"}"#,
        "\n",
    );
    child
        .stdin
        .take()
        .unwrap()
        .write_all(lines.as_bytes())
        .unwrap();
    let out = child.wait_with_output().unwrap();
    let read: Vec<serde_json::Value> = String::from_utf8(out.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(read[0]["id"], "a");
    assert_eq!(read[0]["latest"], "2026-11-30");
    assert_eq!(read[0]["edtf"], "2026-23");
    assert_eq!(read[0]["kind"], "period");
    assert_eq!(read[1]["id"], 7);
    assert_eq!(read[1]["earliest"], "2025-03-01");
}

#[test]
fn a_backup_restores_to_the_same_register() {
    let desk = Desk::with_register();
    assert_eq!(code(&desk.run(&["backup", "all.tar"])), 0);
    assert_eq!(
        code(&desk.run(&["backup", "all.tar"])),
        1,
        "it never writes over a file"
    );
    let elsewhere = desk.path("elsewhere");
    let elsewhere = elsewhere.to_str().unwrap();
    let restored = desk.run(&["restore", "all.tar", "--data", elsewhere]);
    assert_eq!(code(&restored), 0, "{}", said(&restored));
    let refused = desk.run(&["restore", "all.tar", "--data", elsewhere]);
    assert_eq!(code(&refused), 1, "it never writes into a register");
    let export = |data: &str| said(&desk.run(&["--quiet", "export", "--data", data]));
    assert_eq!(
        export(desk.path("data").to_str().unwrap()),
        export(elsewhere)
    );
    assert!(said(&desk.run(&["check", "--data", elsewhere])).contains("all is whole"));
}

#[test]
fn an_export_is_written_once_and_reads_as_data() {
    let desk = Desk::with_register();
    assert_eq!(
        code(&desk.run(&["export", "--format", "csv", "-o", "all.csv"])),
        0
    );
    assert_eq!(
        code(&desk.run(&["export", "--format", "csv", "-o", "all.csv"])),
        1
    );
    let table = fs::read_to_string(desk.path("all.csv")).unwrap();
    assert!(table.starts_with("id,reference,kind,issuer"), "{table}");
    let lines = desk.run(&["--quiet", "export", "--as-of", "2026-11-22"]);
    let lines = String::from_utf8(lines.stdout).unwrap();
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    let actions = first["planned_actions"].as_array().unwrap();
    let dated = actions.iter().filter(|action| !action["due"].is_null());
    let late: Vec<_> = dated
        .map(|action| action["due"]["late"].as_str().unwrap())
        .collect();
    assert_eq!(late, ["yes", "may-be"]);
}

#[test]
fn scheme_files_that_change_the_tables_have_to_wait_for_the_server() {
    let desk = Desk::with_register();
    let mut server = desk
        .command()
        .args(["serve", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut out = std::io::BufReader::new(server.stdout.take().unwrap());
    std::io::BufRead::read_line(&mut out, &mut line).unwrap();
    assert!(line.contains("http://127.0.0.1:"), "{line}");
    fs::create_dir(desk.path("schemes")).unwrap();
    let ours = include_str!("../../../../schemes/hssib.toml");
    desk.file("schemes/mine.toml", ours.replace("HSSIB", "the Ward Board"));
    let list = ["list", "--schemes", "schemes"];
    let refused = desk.run(&list);
    assert_eq!(code(&desk.run(&["list"])), 0, "others are not kept waiting");
    server.kill().unwrap();
    server.wait().unwrap();
    assert_eq!(code(&refused), 6, "{}", said(&refused));
    let told = said(&refused);
    assert!(told.contains("heeded serve, process"), "{told}");
    assert_eq!(
        code(&desk.run(&list)),
        0,
        "a killed holder leaves no lock behind"
    );
}

#[test]
fn a_record_is_taken_down_and_put_back_and_reading_again_makes_no_second_one() {
    let desk = Desk::with_register();
    let before = said(&desk.run(&["export"]));
    assert_eq!(
        code(&desk.run(&["take-down", "R0001A", "It named a patient."])),
        0
    );
    let list = said(&desk.run(&["list"]));
    assert!(list.contains("1 recommendation"), "{list}");
    let show = said(&desk.run(&["show", "R0001A"]));
    assert!(
        show.contains("is taken down (It named a patient.)"),
        "{show}"
    );
    assert_eq!(code(&desk.run(&["take-down", "R0001A", "Again."])), 2);
    let args = [
        "import",
        "responses.txt",
        "--issuer",
        "Ward Board",
        "--scheme",
        "hssib",
    ];
    let again = desk.run(&[&args[..], &["--accept", "--accept-doubtful"]].concat());
    assert!(
        said(&desk.run(&["list"])).contains("1 recommendation"),
        "{}",
        said(&again)
    );
    assert!(!said(&desk.run(&["export"])).contains("R0001A"));
    let checked = said(&desk.run(&["check"]));
    assert!(checked.contains("all is whole"), "{checked}");
    assert_eq!(
        code(&desk.run(&["put-back", "R0001A", "The name is out."])),
        0
    );
    assert_eq!(
        before.lines().count(),
        said(&desk.run(&["export"])).lines().count()
    );
    let checked = said(&desk.run(&["check"]));
    assert!(checked.contains("all is whole"), "{checked}");
}

#[test]
fn a_command_that_only_reads_makes_no_register() {
    let desk = Desk::new();
    for command in ["list", "drafts", "corrections", "export", "check"] {
        let output = desk.run(&[command]);
        assert_eq!(code(&output), 1, "{command}");
        assert!(said(&output).contains("heeded import"), "{}", said(&output));
    }
    assert!(!desk.path("data").exists());
}

/// The manual's page on the command line is what the program says of itself.
#[test]
fn the_manual_shows_the_help_of_every_command() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/commands.md");
    let desk = Desk::new();
    let mut page = String::from(
        "# The command line\n\n\
         What `heeded help` says. A test writes this page: \
         `HEEDED_UPDATE=1 cargo test -p heeded`.\n",
    );
    let commands = [
        "",
        "serve",
        "read",
        "import",
        "columns",
        "drafts",
        "drafts show",
        "drafts correct",
        "corrections",
        "due",
        "show",
        "list",
        "export",
        "check",
        "backup",
        "restore",
        "config",
        "completions",
        "man",
    ];
    for command in commands {
        let mut help = desk.command();
        help.env_remove("HEEDED_DATA").env("COLUMNS", "90");
        let help = help.args(["help"]).args(command.split_whitespace());
        let text = String::from_utf8(help.output().unwrap().stdout).unwrap();
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        let title = format!("heeded {command}");
        page.push_str(&format!(
            "\n## {}\n\n```text\n{}\n```\n",
            title.trim(),
            lines.join("\n")
        ));
    }
    if std::env::var_os("HEEDED_UPDATE").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page,
        "docs/commands.md is not what the program says: see its first lines"
    );
}
