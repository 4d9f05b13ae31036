//! The server as raw requests see it, and what is sent to the page.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use overhaul_engine::{Level, Piece};
use serde_json::Value;
use tempfile::TempDir;

use super::view::applied;
use super::*;
use crate::{Decisions, Item, Part, Review};

const TEXT: &str = "a = 1\r\nprint(a)\r\nb = 2\r\nprint('</script>\x1b')\r\nc = 3\r\n";

fn part(number: u64, line: usize, old: &str, new: &str) -> Part {
    Part {
        fingerprint: format!("{number:016x}").parse().unwrap(),
        level: Level::Safe,
        message: format!("message {number} <b>\u{202e}"),
        assumption: None,
        line,
        code: old.trim().to_owned(),
        pieces: vec![Piece { line, old: old.to_owned(), new: new.to_owned() }],
        between: Vec::new(),
    }
}

fn item(parts: Vec<Part>) -> Item {
    Item {
        project: 0,
        file: "a.py".to_owned(),
        path: PathBuf::from("/project/a.py"),
        codemod: "a-b",
        level: Level::Safe,
        parts,
        before: Vec::new(),
        after: Vec::new(),
    }
}

fn items() -> Vec<Item> {
    let (one, two) = ("print(a)\r\n", "print('</script>\x1b')\r\n");
    vec![
        item(vec![part(1, 2, one, "log(a)\r\n"), part(2, 4, two, "log('</script>\x1b')\r\n")]),
        item(vec![part(3, 5, "c = 3\r\n", "")]),
    ]
}

/// A server with a browser's cookie.
struct Running {
    directory: TempDir,
    place: SocketAddr,
    address: String,
    cookie: String,
    folder: String,
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<Progress>>,
}

impl Running {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let projects = vec![(directory.path().to_owned(), Decisions::default())];
        let review = Review::new(items(), projects, None);
        let texts = Texts::from([((0, "a.py".to_owned()), TEXT.into())]);
        let bases = vec![PathBuf::from("/project")];
        let codemods = vec![("a-b", "does it".to_owned())];
        let server = Server::new(0, Subject { review, bases, texts, codemods }).unwrap();
        let (place, address) = (server.place, server.address());
        let is_over = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&is_over);
        let thread = thread::spawn(move || server.serve(&|| flag.load(Ordering::SeqCst)));
        let mut running = Self {
            directory,
            place,
            address,
            cookie: String::new(),
            folder: String::new(),
            is_over,
            thread: Some(thread),
        };
        let target = running.address.split_once(&place.port().to_string()).unwrap().1.to_owned();
        let answer = running.raw(&format!("GET {target} HTTP/1.1\r\nHost: {place}\r\n\r\n"));
        let value =
            |name: &str| answer.lines().find_map(|line| line.strip_prefix(name)).unwrap().trim().to_owned();
        running.cookie = value("Set-Cookie:").split(';').next().unwrap().to_owned();
        running.folder = value("Location:");
        running
    }

    fn raw(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.place).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8(answer).unwrap()
    }

    fn get(&self, path: &str) -> String {
        let (folder, place, cookie) = (&self.folder, self.place, &self.cookie);
        self.raw(&format!("GET {folder}{path} HTTP/1.1\r\nHost: {place}\r\nCookie: {cookie}\r\n\r\n"))
    }

    fn post(&self, path: &str, body: &str) -> String {
        let (folder, place, cookie) = (&self.folder, self.place, &self.cookie);
        let length = body.len();
        self.raw(&format!(
            "POST {folder}{path} HTTP/1.1\r\nHost: {place}\r\nCookie: {cookie}\r\nX-Overhaul: review\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        ))
    }

    fn decisions(&self) -> String {
        std::fs::read_to_string(self.directory.path().join(crate::decisions::PLACE)).unwrap_or_default()
    }

    fn end(&mut self) -> Progress {
        self.is_over.store(true, Ordering::SeqCst);
        self.thread.take().unwrap().join().unwrap()
    }
}

fn body(answer: &str) -> Value {
    serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap()
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap()
}

#[test]
fn a_review_goes_its_way() {
    let mut running = Running::new();
    assert!(running.get("").contains("<title>overhaul review</title>"));
    let list = body(&running.get("api/items"));
    assert_eq!(list["files"][0], "a.py");
    assert_eq!(list["texts"][0], "message 1 <b>\\u202e");
    assert_eq!(list["items"][0].as_array().unwrap().len(), 9);
    let detail = body(&running.get("api/item/0"));
    let diff = detail["diff"].as_str().unwrap();
    assert!(
        diff.contains("&lt;/script&gt;<span class=x>\\x1b</span>") && !diff.contains("<script"),
        "{diff}"
    );
    assert_eq!(detail["editable"], Value::Null);

    let edit = |text: &str| format!("{{\"items\":[0],\"decision\":\"edit\",\"text\":{text:?}}}");
    assert_eq!(status(&running.post("api/decide", &edit("x"))), "422");
    running.post("api/split", "{\"item\":0}");
    let numbers: Vec<u64> = body(&running.get("api/items"))["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row[0].as_u64().unwrap())
        .collect();
    assert_eq!(numbers, [0, 2, 1]);
    assert_eq!(body(&running.get("api/item/0"))["editable"], "log(a)");
    let refused = running.post("api/decide", &edit("log(("));
    assert_eq!(status(&refused), "422");
    assert!(refused.contains("no Python"), "{refused}");
    let kept = body(&running.post("api/decide", &edit("log(1)")));
    assert_eq!(kept, serde_json::json!({"revision": 2, "changed": [[0, 3]]}));
    assert!(body(&running.get("api/item/0"))["diff"].as_str().unwrap().contains("<u>1</u></ins>)"));

    running.post("api/decide", "{\"items\":[1,2],\"decision\":\"reject\",\"why\":\" no \"}");
    assert!(running.decisions().contains("why = \"no\""), "{}", running.decisions());
    let undone = body(&running.post("api/undo", "{}"));
    assert_eq!(undone["changed"], serde_json::json!([[2, 0], [1, 0]]));
    let done = body(&running.post("api/done", "{}"));
    assert_eq!(done, serde_json::json!({"accepted": 0, "rejected": 0, "edited": 1, "total": 3}));
    let progress = running.thread.take().unwrap().join().unwrap();
    assert_eq!((progress.total, progress.edited), (3, 1));
}

#[test]
fn every_answer_has_the_policy() {
    let running = Running::new();
    for answer in [
        running.get(""),
        running.get("app.js"),
        running.get("nothing"),
        running.raw("GET / HTTP/1.1\r\n\r\n"),
    ] {
        for header in ["default-src 'none'; script-src 'self'", "nosniff", "no-referrer", "no-store"] {
            assert!(answer.contains(header), "{header}: {answer}");
        }
        assert!(!answer.to_ascii_lowercase().contains("access-control"), "{answer}");
    }
}

#[test]
fn nothing_is_answered_without_the_token() {
    let mut running = Running::new();
    let (place, folder) = (running.place, running.folder.clone());
    let cookie = format!("Cookie: {}\r\n", running.cookie);
    let host = format!("Host: {place}\r\n");
    let own = "X-Overhaul: review\r\nContent-Type: application/json\r\nContent-Length: 2\r\n";
    for request in [
        format!("GET / HTTP/1.1\r\n{host}\r\n"),
        format!("GET {folder} HTTP/1.1\r\n{host}\r\n"),
        format!("GET {folder}api/items HTTP/1.1\r\n{host}\r\n"),
        format!("GET {folder}api/items HTTP/1.1\r\n{host}Cookie: overhaul=\r\n\r\n"),
        format!("GET /api/items HTTP/1.1\r\n{host}{cookie}\r\n"),
        format!("GET {folder}../../etc/passwd HTTP/1.0\r\n{cookie}\r\n"),
        format!("GET {folder}api/items HTTP/1.1\r\nHost: evil.example\r\n{cookie}\r\n"),
        format!("GET {folder}api/items HTTP/1.1\r\n{host}Host: evil.example\r\n{cookie}\r\n"),
        format!("GET {folder}api/items HTTP/1.1\r\n{host}{cookie}Origin: http://evil.example\r\n\r\n"),
        format!("GET {folder}api/items HTTP/1.1\r\n{host}{cookie}Sec-Fetch-Site: same-site\r\n\r\n"),
        format!("POST {folder}api/undo HTTP/1.1\r\n{host}{own}\r\n{{}}"),
        format!(
            "POST {folder}api/undo HTTP/1.1\r\n{host}{cookie}Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{{}}"
        ),
        format!("POST /?token=x HTTP/1.1\r\n{host}{own}\r\n{{}}"),
    ] {
        let answer = running.raw(&request);
        assert_eq!(status(&answer), "403", "{request}{answer}");
        assert!(!answer.contains("message") && !answer.contains("Set-Cookie"), "{answer}");
    }
    assert_eq!(running.end(), Progress { total: 3, ..Progress::default() });
    assert_eq!(running.decisions(), "");
}

#[test]
fn what_is_no_request_of_the_page_is_refused() {
    let running = Running::new();
    let (place, folder, cookie) = (running.place, &running.folder, &running.cookie);
    let head = format!(
        "Host: {place}\r\nCookie: {cookie}\r\nX-Overhaul: review\r\nContent-Type: application/json\r\n"
    );
    let large = format!("GET {folder} HTTP/1.1\r\nX-Long: {}\r\n\r\n", "x".repeat(20_000));
    for (request, expected) in [
        ("nonsense\r\n\r\n".to_owned(), "400"),
        (format!("GET http://{place}/ HTTP/1.1\r\n\r\n"), "400"),
        (
            format!("POST {folder}api/undo HTTP/1.1\r\n{head}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            "400",
        ),
        (
            format!(
                "POST {folder}api/undo HTTP/1.1\r\n{head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{{}}"
            ),
            "400",
        ),
        (format!("POST {folder}api/decide HTTP/1.1\r\n{head}Content-Length: 9999999\r\n\r\n"), "413"),
        (large, "413"),
        (format!("DELETE {folder}api/items HTTP/1.1\r\n{head}\r\n"), "405"),
        (format!("GET {folder}Cargo.toml HTTP/1.1\r\n{head}\r\n"), "404"),
        (format!("GET {folder}api/item/99 HTTP/1.1\r\n{head}\r\n"), "404"),
    ] {
        let answer = running.raw(&request);
        assert_eq!(status(&answer), expected, "{request:.200}{answer}");
    }
    for (path, wrong, expected) in [
        ("api/decide", "{\"items\":[0]}", "400"),
        ("api/decide", "{\"items\":[0],\"decision\":\"delete\"}", "400"),
        ("api/decide", "{\"items\":[0],\"decision\":\"accept\",\"path\":\"/etc\"}", "400"),
        ("api/decide", "{\"items\":[0],\"decision\":\"edit\"}", "400"),
        ("api/decide", "{\"items\":[7],\"decision\":\"accept\"}", "404"),
        ("api/decide", "\u{7f}", "400"),
        ("api/split", "{\"item\":7}", "404"),
        ("api/nothing", "{}", "404"),
    ] {
        let answer = running.post(path, wrong);
        assert_eq!(status(&answer), expected, "{path} {wrong}: {answer}");
    }
    assert_eq!(running.decisions(), "");
}

#[test]
fn slow_clients_keep_nobody_waiting() {
    let running = Running::new();
    let slow: Vec<TcpStream> = (0..20)
        .map(|_| {
            let mut stream = TcpStream::connect(running.place).unwrap();
            stream.write_all(b"GET / HT").unwrap();
            stream
        })
        .collect();
    let started = Instant::now();
    assert_eq!(status(&running.get("api/items")), "200");
    assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
    drop(slow);
}

#[test]
fn a_port_that_is_taken_is_named() {
    let running = Running::new();
    let empty = || Subject {
        review: Review::new(Vec::new(), Vec::new(), None),
        bases: Vec::new(),
        texts: Texts::new(),
        codemods: Vec::new(),
    };
    let error = Server::new(running.place.port(), empty()).err().unwrap().to_string();
    assert!(error.starts_with(&format!("failed to listen on port {}", running.place.port())), "{error}");
}

#[test]
fn fixes_are_shown_in_their_text() {
    let items = items();
    let new = applied(TEXT, &items[0], &[]).unwrap();
    assert_eq!(new, TEXT.replace("print", "log"));
    assert_eq!(applied(TEXT, &items[1], &[]).unwrap(), TEXT.replace("c = 3\r\n", ""));
    let edited = applied(TEXT, &items[0], &[Some("x\ny"), None]).unwrap();
    assert!(edited.starts_with("a = 1\r\nx\r\ny\r\nb = 2\r\nlog("), "{edited:?}");
    assert_eq!(applied("other\n", &items[0], &[]), None);
    assert_eq!(applied("", &items[0], &[]), None);
    let returns = item(vec![part(1, 2, "b\r", "c\r")]);
    assert_eq!(applied("a\rb\rc", &returns, &[]).unwrap(), "a\rc\rc");
}
