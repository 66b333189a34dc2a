//! What `read` and `import` take: addresses, folders, several of either.

use crate::desk::{Desk, RESPONSES, code, said};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A site with one page, at `/responses`, to which `/old` leads on.
struct Site {
    address: String,
    /// How often the page was sent in full.
    sent: Arc<AtomicUsize>,
}

impl Site {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let sent = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&sent);
        std::thread::spawn(move || {
            listener
                .incoming()
                .flatten()
                .for_each(|stream| answer(stream, &count));
        });
        Self { address, sent }
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

fn answer(mut stream: TcpStream, sent: &AtomicUsize) {
    let mut request = String::new();
    let mut lines = BufReader::new(stream.try_clone().unwrap());
    while lines.read_line(&mut request).is_ok_and(|length| length > 2) {}
    let known = request.contains("if-none-match: \"7\"");
    let head = match request.split(' ').nth(1).unwrap_or_default() {
        "/responses" if known => "304 Not Modified\r\n",
        "/responses" => "200 OK\r\ncontent-type: text/plain; charset=utf-8\r\netag: \"7\"\r\n",
        "/old" => "301 Moved Permanently\r\nlocation: /responses\r\n",
        _ => "404 Not Found\r\n",
    };
    let body = if head.starts_with("200") {
        RESPONSES
    } else {
        ""
    };
    sent.fetch_add(usize::from(!body.is_empty()), Ordering::SeqCst);
    let length = body.len();
    let head = format!("HTTP/1.1 {head}content-length: {length}\r\nconnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body.as_bytes()).unwrap();
}

#[test]
fn an_address_is_read_as_its_file_would_be() {
    let (desk, site) = (Desk::new(), Site::new());
    let address = site.at("/old#top");
    let refused = desk.run(&["read", &address]);
    assert_eq!(code(&refused), 1);
    assert!(
        said(&refused).contains("--allow-private-addresses"),
        "{}",
        said(&refused)
    );
    assert_eq!(site.sent.load(Ordering::SeqCst), 0);
    desk.file("responses.txt", RESPONSES);
    let from_file = desk.run(&["read", "responses.txt", "--format", "json"]);
    let args = [
        "read",
        "--allow-private-addresses",
        &address,
        "--format",
        "json",
    ];
    let fetched = desk.run(&[&args[..], &["--keep", "kept"]].concat());
    assert_eq!(code(&fetched), 0, "{}", said(&fetched));
    assert_eq!(said(&fetched), said(&from_file));
    let kept = fs::read_to_string(desk.path("kept/responses")).unwrap();
    assert_eq!(kept, RESPONSES);
    let headers = fs::read_to_string(desk.path("kept/responses.headers")).unwrap();
    assert!(
        headers.contains("status: 200\n") && headers.contains("etag: \"7\""),
        "{headers}"
    );
    let settings = "[fetch]\nallow_private_addresses = true\n";
    desk.file("heeded.toml", settings);
    assert_eq!(
        code(&desk.run(&["read", &address])),
        0,
        "the settings let it too"
    );
    let over = ["read", &address, "--allow-private-addresses=false"];
    assert_eq!(code(&desk.run(&over)), 1, "and the command line beats them");
}

#[test]
fn an_address_is_asked_again_only_for_what_has_changed() {
    let (desk, site) = (Desk::new(), Site::new());
    let address = site.at("/old");
    let import = |more: &[&str]| {
        let args = [
            "import",
            &address,
            "--allow-private-addresses",
            "--issuer",
            "Ward Board",
        ];
        desk.run(&[&args[..], &["--scheme", "hssib"], more].concat())
    };
    let first = import(&[]);
    assert_eq!(code(&first), 5, "{}", said(&first));
    let again = import(&["--accept", "--accept-doubtful"]);
    assert_eq!(code(&again), 0, "{}", said(&again));
    assert!(
        said(&again).contains("Not changed since"),
        "{}",
        said(&again)
    );
    assert!(said(&again).contains("2 accepted"), "{}", said(&again));
    assert_eq!(site.sent.load(Ordering::SeqCst), 1, "sent once");
    let checked = desk.run(&["check"]);
    assert!(
        said(&checked).contains("all is whole"),
        "{}",
        said(&checked)
    );
}

#[test]
fn of_a_folder_one_bad_file_does_not_hold_up_the_others() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("pages/older")).unwrap();
    desk.file("pages/b.txt", RESPONSES);
    desk.file("pages/a.txt", "");
    desk.file("pages/older/c.txt", "A page about nothing in particular.");
    desk.file("pages/.hidden.txt", RESPONSES);
    desk.file("pages/picture.png", "x");
    let read = desk.run(&["read", "pages"]);
    let words = said(&read);
    assert_eq!(code(&read), 1, "{words}");
    for part in [
        "== pages/b.txt\n2 recommendations found.",
        "heeded: pages/a.txt: a.txt is empty",
        "Nothing found in pages/older/c.txt.",
        "Passed over: 1 hidden; 1 of a kind that is not read.",
        "2 read, nothing found in 1 of them; 1 could not be read.",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    let lines = desk
        .run(&["read", "pages", "--format", "json", "--quiet"])
        .stdout;
    let lines: Vec<serde_json::Value> = String::from_utf8(lines)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let sources: Vec<&str> = lines
        .iter()
        .map(|line| line["source"].as_str().unwrap())
        .collect();
    assert_eq!(sources, ["pages/a.txt", "pages/b.txt", "pages/older/c.txt"]);
    assert!(lines[0]["error"].as_str().unwrap().contains("empty"));
    let alone = desk
        .run(&["read", "pages/b.txt", "--format", "json"])
        .stdout;
    let alone: serde_json::Value = serde_json::from_slice(&alone).unwrap();
    assert_eq!(lines[1]["reading"], alone);
    let args = [
        "import",
        "pages",
        "--issuer",
        "Ward Board",
        "--scheme",
        "hssib",
        "--json",
    ];
    let imported = desk.run(&args);
    assert_eq!(code(&imported), 1, "{}", said(&imported));
    let reports: serde_json::Value = serde_json::from_slice(&imported.stdout).unwrap();
    assert!(reports[0]["error"].as_str().unwrap().contains("empty"));
    assert_eq!(
        (&reports[1]["found"], &reports[2]["found"]),
        (&2.into(), &0.into())
    );
    assert_eq!(
        code(&desk.run(&["drafts"])),
        5,
        "what could be read is there"
    );
}
