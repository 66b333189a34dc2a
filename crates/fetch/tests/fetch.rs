//! Against a real server on this machine: what sites do, and what hostile ones do.

#![expect(clippy::unwrap_used, reason = "a failing test is meant to stop there")]

use flate2::Compression;
use flate2::write::GzEncoder;
use heeded_fetch::{Answer, Fetcher, Limits, Reach, Seen, USER_AGENT, Unfetched};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const DOCUMENT_BYTES: usize = 10_000;

/// What a path answers: bytes, status line and headers included. `None`: nothing more, for ever.
type Site = BTreeMap<&'static str, Vec<u8>>;

/// A server that answers by path and keeps what it was asked.
struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn new(site: Site) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (site, log) = (Arc::new(site), Arc::clone(&asked));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (site, log) = (Arc::clone(&site), Arc::clone(&log));
                std::thread::spawn(move || answer(stream, &site, &log));
            }
        });
        Self { port, asked }
    }

    fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn answer(mut stream: TcpStream, site: &Site, log: &Mutex<Vec<String>>) {
    let mut request = String::new();
    let mut lines = BufReader::new(stream.try_clone().unwrap());
    while lines.read_line(&mut request).is_ok_and(|length| length > 2) {}
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    log.lock().unwrap().push(request.clone());
    if path == "/slow" {
        // It answers and never ends.
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n<p>").unwrap();
        while stream.write_all(b".").is_ok() {
            std::thread::sleep(Duration::from_millis(20));
        }
        return;
    }
    let is_known = request.contains("if-none-match: \"7\"");
    let bytes = match site.get(path.as_str()) {
        Some(_) if is_known => b"HTTP/1.1 304 Not Modified\r\netag: \"7\"\r\n\r\n".to_vec(),
        Some(bytes) => bytes.clone(),
        None => status("404 Not Found"),
    };
    // Whoever has heard enough hangs up.
    drop(stream.write_all(&bytes));
}

fn page(headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n{headers}connection: close\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}

fn status(line: &str) -> Vec<u8> {
    format!("HTTP/1.1 {line}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").into_bytes()
}

fn to(location: &str) -> Vec<u8> {
    status(&format!("302 Found\r\nlocation: {location}"))
}

fn limits() -> Limits {
    Limits::for_documents_of(DOCUMENT_BYTES)
}

fn fetcher() -> Fetcher {
    Fetcher::new(Reach::Private, limits())
}

fn refused(server: &Server, path: &str) -> Unfetched {
    fetcher().get(&server.address(path)).unwrap_err()
}

#[test]
fn a_document_comes_as_it_is_with_its_headers() {
    let body = b"<p>caf\xe9\r\n\0</p>";
    let headers = "content-type: text/html; charset=windows-1252\r\nETag: \"7\"\r\n";
    let server = Server::new(Site::from([
        ("/a/report.html?v=1", page(headers, body)),
        ("/old", to("/a/next")),
        ("/a/next", to("report.html?v=1#part")),
    ]));
    let mut fetcher = fetcher();
    let fetched = fetcher.get(&server.address("/old#top")).unwrap();
    assert_eq!(fetched.bytes, body);
    assert_eq!(fetched.name, "report.html");
    assert_eq!(fetched.asked, server.address("/old"));
    assert_eq!(fetched.redirects, [server.address("/a/next")]);
    assert_eq!(fetched.address, server.address("/a/report.html?v=1"));
    let media_type = fetched.media_type.as_deref();
    assert_eq!(media_type, Some("text/html; charset=windows-1252"));
    assert!(
        fetched.headers.contains("etag: \"7\"\n"),
        "{}",
        fetched.headers
    );
    let asked = server.asked();
    let robots = asked
        .iter()
        .filter(|request| request.contains("/robots.txt"));
    assert_eq!(robots.count(), 1, "asked once for each site");
    for request in &asked {
        let request = request.to_lowercase();
        assert!(request.contains(&format!("user-agent: {}", USER_AGENT.to_lowercase())));
        assert!(!request.contains("cookie") && !request.contains("authorization"));
        assert!(request.contains("accept-encoding: identity"));
    }
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let server = Server::new(Site::from([("/a", page("etag: \"7\"\r\n", b"Rest."))]));
    let mut fetcher = fetcher();
    let first = fetcher.get(&server.address("/a")).unwrap();
    let seen = Seen::in_headers(&first.headers);
    let again = fetcher
        .get_if_changed(&server.address("/a"), &seen)
        .unwrap();
    assert_eq!(again, Answer::NotChanged);
    let other = Seen {
        etag: Some("\"6\"".to_owned()),
        last_modified: None,
    };
    let again = fetcher
        .get_if_changed(&server.address("/a"), &other)
        .unwrap();
    assert_eq!(again, Answer::Fetched(first));
}

#[test]
fn a_private_address_is_not_asked_unless_it_is_said() {
    let server = Server::new(Site::from([("/a", page("", b"Rest."))]));
    for address in [
        server.address("/a"),
        format!("http://localhost:{}/a", server.port),
        format!("http://2130706433:{}/a", server.port),
        format!("http://0x7f.1:{}/a", server.port),
        format!("http://[::ffff:127.0.0.1]:{}/a", server.port),
        format!("http://0.0.0.0:{}/a", server.port),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
    ] {
        let refused = Fetcher::new(Reach::Public, limits())
            .get(&address)
            .unwrap_err();
        let expected = matches!(
            refused,
            Unfetched::Private { .. } | Unfetched::Nobodys { .. }
        );
        assert!(expected, "{address}: {refused}");
    }
    assert_eq!(server.asked(), Vec::<String>::new(), "nothing was asked");
    assert!(fetcher().get(&server.address("/a")).is_ok());
    let never = fetcher()
        .get("http://169.254.169.254/latest/meta-data/")
        .unwrap_err();
    assert!(matches!(never, Unfetched::Nobodys { .. }), "{never}");
}

#[test]
fn every_redirect_is_checked_as_the_first_address_is() {
    let server = Server::new(Site::from([
        ("/mapped", to("http://[::ffff:127.0.0.1]/x")),
        ("/link-local", to("http://169.254.169.254/x")),
        ("/file", to("file:///etc/passwd")),
        ("/password", to("http://ann:secret@a.example/")),
        ("/loop", to("/pool")),
        ("/pool", to("/loop")),
        ("/self", to("/self")),
        ("/forbidden", to("/drafts/one")),
        (
            "/robots.txt",
            page("", b"User-agent: *\nDisallow: /drafts/\n"),
        ),
    ]));
    assert!(matches!(
        refused(&server, "/mapped"),
        Unfetched::Nobodys { .. }
    ));
    assert!(matches!(
        refused(&server, "/link-local"),
        Unfetched::Nobodys { .. }
    ));
    assert!(matches!(refused(&server, "/file"), Unfetched::Scheme));
    assert!(matches!(
        refused(&server, "/password"),
        Unfetched::Credentials
    ));
    assert!(matches!(refused(&server, "/loop"), Unfetched::Loop(_)));
    assert!(matches!(refused(&server, "/self"), Unfetched::Loop(_)));
    assert!(matches!(
        refused(&server, "/forbidden"),
        Unfetched::Robots(_)
    ));
}

#[test]
fn a_chain_of_redirects_has_an_end() {
    let paths = ["/0", "/1", "/2", "/3"];
    let steps = paths.windows(2).map(|pair| (pair[0], to(pair[1])));
    let mut site: Site = steps.collect();
    site.insert("/3", page("", b"Rest."));
    let server = Server::new(site);
    let get = |redirects| {
        let limits = Limits {
            redirects,
            ..limits()
        };
        Fetcher::new(Reach::Private, limits).get(&server.address("/0"))
    };
    assert!(matches!(get(2), Err(Unfetched::Redirects { limit: 2, .. })));
    assert_eq!(get(3).unwrap().bytes, b"Rest.");
}

#[test]
fn robots_txt_is_heeded() {
    let rules = b"User-agent: Heeded\nDisallow: /drafts/\n";
    let server = Server::new(Site::from([
        ("/robots.txt", page("", rules)),
        ("/a", page("", b"Rest.")),
        ("/drafts/one", page("", b"Rest.")),
    ]));
    assert!(fetcher().get(&server.address("/a")).is_ok());
    let words = refused(&server, "/drafts/one").to_string();
    assert!(
        words.contains("robots.txt") && words.contains("save the page"),
        "{words}"
    );
    let failing = Server::new(Site::from([
        ("/robots.txt", status("503 Service Unavailable")),
        ("/a", page("", b"Rest.")),
    ]));
    let words = refused(&failing, "/a").to_string();
    assert!(words.contains("/robots.txt answers 503"), "{words}");
    assert_eq!(
        failing.asked().len(),
        1,
        "the page itself was not asked for"
    );
}

#[test]
fn what_is_no_document_is_said() {
    let server = Server::new(Site::from([
        ("/wanting", status("401 Unauthorized")),
        ("/gone", status("410 Gone")),
        ("/busy", status("503 Service Unavailable")),
        ("/part", status("206 Partial Content")),
        ("/nowhere-to-go", status("302 Found")),
        ("/garbled", b"SSH-2.0-OpenSSH_9.2\r\n".to_vec()),
        (
            "/cut",
            page("", b"Rest.")[..page("", b"Rest.").len() - 2].to_vec(),
        ),
        ("/silent", Vec::new()),
        (
            "/heads",
            page(&format!("x: {}\r\n", "x".repeat(100_000)), b"Rest."),
        ),
    ]));
    for (path, part) in [
        ("/missing", "404 (there is nothing at this address)"),
        ("/gone", "410"),
        ("/wanting", "sign-in"),
        ("/busy", "Try again later"),
        ("/part", "206"),
        ("/nowhere-to-go", "302"),
        ("/garbled", "does not answer as a web site does"),
        ("/cut", "broke off"),
        ("/silent", "cannot be reached"),
        ("/heads", "headers of more than"),
    ] {
        let words = refused(&server, path).to_string();
        assert!(words.contains(part), "{path}: {words}");
    }
    let nobody = fetcher().get("http://nowhere.invalid/").unwrap_err();
    assert!(matches!(nobody, Unfetched::NoSuchHost(_)), "{nobody}");
    let closed = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let closed = fetcher().get(&format!("http://{closed}/")).unwrap_err();
    assert!(matches!(closed, Unfetched::Unreachable { .. }), "{closed}");
}

#[test]
fn size_and_time_have_limits() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&vec![b'x'; 1_000_000]).unwrap();
    let bomb = encoder.finish().unwrap();
    assert!(bomb.len() < DOCUMENT_BYTES);
    let endless = [b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), vec![b'x'; 200_000]].concat();
    let chunks = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
    let chunk = [
        b"4e20\r\n".to_vec(),
        vec![b'x'; 20_000],
        b"\r\n0\r\n\r\n".to_vec(),
    ]
    .concat();
    let server = Server::new(Site::from([
        ("/large", page("", &vec![b'x'; DOCUMENT_BYTES + 1])),
        ("/whole", page("", &vec![b'x'; DOCUMENT_BYTES])),
        ("/endless", endless),
        ("/chunks", [chunks, chunk].concat()),
        ("/bomb", page("content-encoding: gzip\r\n", &bomb)),
        ("/brotli", page("content-encoding: br\r\n", &bomb)),
        ("/not-packed", page("content-encoding: gzip\r\n", b"Rest.")),
    ]));
    for path in ["/large", "/endless", "/chunks", "/bomb"] {
        let refused = refused(&server, path);
        assert!(
            matches!(refused, Unfetched::TooLarge { .. }),
            "{path}: {refused}"
        );
    }
    for path in ["/brotli", "/not-packed"] {
        assert!(matches!(refused(&server, path), Unfetched::Packed { .. }));
    }
    let whole = fetcher().get(&server.address("/whole")).unwrap();
    assert_eq!(whole.bytes.len(), DOCUMENT_BYTES);
    let time = Duration::from_millis(300);
    let hasty = Limits { time, ..limits() };
    let slow = Fetcher::new(Reach::Private, hasty).get(&server.address("/slow"));
    assert!(matches!(slow, Err(Unfetched::TooSlow { .. })), "{slow:?}");
}
