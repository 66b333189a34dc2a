//! The server on a real socket: slow readers, huge heads, messages.

use crate::desk::{Desk, code, said};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// A server that is stopped when it is dropped.
struct Served {
    child: Child,
    address: SocketAddr,
}

impl Served {
    fn start(desk: &Desk) -> Self {
        let mut child = desk
            .command()
            .args(["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let out = child.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).unwrap();
        let address = address.split(' ').next().unwrap().parse().unwrap();
        Self { child, address }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        // Far longer than any bound of the server: a test that hangs is to end.
        stream
            .set_read_timeout(Some(Duration::from_secs(120)))
            .unwrap();
        stream
    }

    /// Sends these bytes and reads until the server closes.
    fn ask(&self, request: &str) -> String {
        let mut stream = self.connect();
        // A server may answer and close before it has read everything.
        let _ = stream.write_all(request.as_bytes());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
        ))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_thousand_slow_clients_keep_nobody_out_and_are_let_go() {
    let desk = Desk::with_register();
    let served = Served::start(&desk);
    let mut slow: Vec<TcpStream> = (0..1_000).map(|_| served.connect()).collect();
    for byte in ["G", "E", "T"] {
        for stream in &mut slow {
            stream.write_all(byte.as_bytes()).unwrap();
        }
        assert!(
            served
                .get("/recommendations/R0001A")
                .starts_with("HTTP/1.1 200")
        );
        std::thread::sleep(Duration::from_secs(1));
    }
    for stream in &mut slow {
        let mut rest = Vec::new();
        // However it ends, it ends.
        let ended = stream.read_to_end(&mut rest);
        let timed_out = ended.is_err_and(|e| e.kind() == std::io::ErrorKind::WouldBlock);
        assert!(!timed_out, "a slow client was never let go");
    }
    assert!(served.get("/").starts_with("HTTP/1.1 200"));
}

#[test]
fn what_is_too_large_is_refused() {
    let desk = Desk::with_register();
    let served = Served::start(&desk);
    let head = format!(
        "GET / HTTP/1.1\r\nhost: x\r\nx-long: {}\r\n\r\n",
        "a".repeat(40_000)
    );
    let answer = served.ask(&head);
    assert!(!answer.starts_with("HTTP/1.1 200"), "{answer}");
    let long = served.get(&format!("/recommendations?q={}", "a".repeat(30_000)));
    assert!(!long.starts_with("HTTP/1.1 200"), "{long}");
    assert!(served.get("/").starts_with("HTTP/1.1 200"));
}

#[test]
fn commands_work_beside_a_server_and_its_pages_show_what_they_did() {
    let desk = Desk::with_register();
    let served = Served::start(&desk);
    let page = "/recommendations/R0003G";
    assert!(served.get(page).starts_with("HTTP/1.1 404"));
    assert!(served.get("/recommendations").contains("2 recommendations"));
    let more = "Night Council\nWSIB recommends that the Night Council lights the crypt of rotas. \
                This is to see by.\n";
    let file = desk.file("more.txt", more);
    let file = file.to_str().unwrap();
    let import = [
        "import",
        file,
        "--issuer",
        "Ward Board",
        "--scheme",
        "hssib",
    ];
    let imported = desk.run(&[&import[..], &["--accept", "--accept-doubtful"]].concat());
    assert!(imported.status.success(), "{}", said(&imported));
    let shown = served.get(page);
    assert!(
        shown.starts_with("HTTP/1.1 200") && shown.contains("Night Council"),
        "{shown}"
    );
    // The index follows within a second; while several moves of the register follow each other, a
    // list may be as old as that too.
    let begun = Instant::now();
    let shows = |address: &str, words: &str| {
        while !served.get(address).contains(words) {
            let patient = begun.elapsed() < Duration::from_secs(60);
            assert!(patient, "{address} never shows {words}");
            std::thread::sleep(Duration::from_millis(50));
        }
    };
    shows("/recommendations?q=crypt", page);
    shows("/recommendations", "3 recommendations");
    let backup = desk.run(&["backup", "all.tar"]);
    assert!(backup.status.success(), "{}", said(&backup));
    let second = desk.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(code(&second), 6, "{}", said(&second));
    assert!(
        said(&second).contains("heeded serve, process"),
        "{}",
        said(&second)
    );
    assert!(said(&desk.run(&["check"])).contains("all is whole"));
}

#[test]
fn a_message_about_a_mistake_waits_for_the_operator() {
    let desk = Desk::with_register();
    let served = Served::start(&desk);
    let form = "about=R0001A&words=Wrong%1B%5B31m+day&reach=me";
    let answer = served.ask(&format!(
        "POST /report-a-mistake HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
        form.len()
    ));
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let listed = said(&desk.run(&["mistakes"]));
    assert!(
        listed.contains("/recommendations/R0001A") && listed.contains("Reach: me"),
        "{listed}"
    );
    assert!(
        !listed.contains('\u{1b}'),
        "what is sent drives no terminal"
    );
    let number = listed.split_whitespace().next().unwrap().to_owned();
    let settle = ["mistakes", "--answered", &number, "--outcome", "Mended."];
    assert!(said(&desk.run(&settle)).contains("is answered"));
    let all = said(&desk.run(&["mistakes", "--all"]));
    assert!(
        all.contains("Outcome: Mended.") && !all.contains("Reach:"),
        "{all}"
    );
}

#[test]
fn a_coroners_report_proves_no_silence_until_somebody_looked() {
    let desk = Desk::new();
    let report = include_bytes!("../../../../examples/coroner-report.txt");
    let file = desk.file("report.txt", std::str::from_utf8(report).unwrap());
    let file = file.to_str().unwrap();
    let issuer = ["--issuer", "Senior Coroner for Eastmere", "--scheme", "pfd"];
    let import = [
        &["import", file, "--accept", "--made-on", "2026-01-14"][..],
        &issuer,
    ]
    .concat();
    assert!(said(&desk.run(&import)).contains("3 accepted"));
    let of = |id: &str| {
        let shown = said(&desk.run(&["show", id, "--as-of", "2026-11-28"]));
        shown
            .lines()
            .find(|line| line.starts_with("Status:"))
            .unwrap()
            .to_owned()
    };
    assert!(
        of("R0001A").starts_with("Status: response not known."),
        "{}",
        of("R0001A")
    );
    let looked = [
        "looked",
        "R0001A",
        "the coroner's page",
        "--on",
        "2026-11-27",
    ];
    assert!(said(&desk.run(&looked)).contains("no response that is not on record was found"));
    assert!(
        of("R0001A").starts_with("Status: response overdue."),
        "{}",
        of("R0001A")
    );
    assert!(
        of("R0002D").starts_with("Status: response not known."),
        "{}",
        of("R0002D")
    );
    assert!(!desk.run(&["looked", "R0001A", " "]).status.success());
}

#[test]
fn a_note_and_a_theme_stand_beside_the_record() {
    let desk = Desk::with_register();
    let note = desk.run(&["note", "R0001A", "The day is that of the letter."]);
    assert!(
        said(&note).contains("R0001A has the correction."),
        "{}",
        said(&note)
    );
    let theme = said(&desk.run(&["theme", "R0001A", "Staffing"]));
    assert!(theme.contains("Staffing"), "{theme}");
    let shown = said(&desk.run(&["show", "R0001A", "--json"]));
    assert!(
        shown.contains("\"correction\"") && shown.contains("\"chosen\""),
        "{shown}"
    );
    let empty = desk.run(&["note", "R0001A", " "]);
    assert!(!empty.status.success());
}
