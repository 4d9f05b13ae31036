//! A forge that fails, lies and attacks: whatever it does, nothing is done twice, nobody waits for ever, and the token stays
//! where it belongs.

use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use overhaul_fleet::forge::http::Options;
use overhaul_fleet::forge::{ForgeError, Kind, PullRequest, Query, Site, Token, connect};
use serde_json::json;

use crate::local::{Got, Local, Reaction, json as answer};
use crate::support::{Server, TOKEN, connect_to, connect_with, new_pull_request, pull, repository};

const SECOND: Duration = Duration::from_secs(1);

/// A forge with a pull request as soon as one was asked for, which does something else with so many first requests for one.
struct Forgetful {
    first: u64,
    opened: AtomicU64,
}

impl Forgetful {
    fn react(&self, got: &Got, instead: impl Fn() -> Reaction) -> Reaction {
        match got.method.as_str() {
            "GET" if self.opened.load(Ordering::SeqCst) > 0 => answer(200, &json!([pull(1)])),
            "GET" => answer(200, &json!([])),
            _ => match self.opened.fetch_add(1, Ordering::SeqCst) {
                before if before < self.first => instead(),
                _ => answer(201, &pull(2)),
            },
        }
    }

    fn open(
        instead: impl Fn() -> Reaction + Send + Sync + 'static,
    ) -> (Result<PullRequest, ForgeError>, Local) {
        let forge = Self { first: 1, opened: AtomicU64::new(0) };
        let local = Local::start(move |got, _| forge.react(got, &instead));
        let short = |options: &mut Options| {
            options.limits.answering = 2 * SECOND;
            options.limits.answer_bytes = 1 << 16;
        };
        let client = connect_with(Kind::GitHub, &local.address, TOKEN, short);
        (client.forge.open("o/n", &new_pull_request("fix")), local)
    }
}

#[test]
fn an_answer_that_is_lost_opens_nothing_twice() {
    let lost: [fn() -> Reaction; 7] = [
        || Reaction::Drop,
        || Reaction::Cut(201, pull(1).to_string()),
        || Reaction::Sleep(3 * SECOND),
        || Reaction::Flood,
        || answer(500, &json!({})),
        || Reaction::Answer(201, Vec::new(), "<html>a proxy's page</html>".to_owned()),
        || answer(422, &json!({ "message": "A pull request already exists for o:fix." })),
    ];
    for (number, instead) in lost.into_iter().enumerate() {
        let (opened, local) = Forgetful::open(instead);
        assert_eq!(opened.unwrap().number, 1, "{number}");
        assert_eq!(local.count("POST"), 1, "{number}: {:?}", local.asked());
    }
}

#[test]
fn a_refusal_is_not_repeated() {
    let local = Local::start(|got, _| match got.method.as_str() {
        "GET" => answer(200, &json!([])),
        _ => answer(403, &json!({ "message": "Resource not accessible by personal access token" })),
    });
    let client = connect_to(Kind::GitHub, &local.address, TOKEN);
    let error = client.forge.open("o/n", &new_pull_request("fix")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "forge.example refuses opening a pull request in o/n: HTTP status 403: Resource not accessible by personal access token"
    );
    assert_eq!(local.count("POST"), 1);
}

#[test]
fn what_reads_is_repeated_and_what_fails_for_good_is_unavailable() {
    let local = Local::start(|_, before| match before {
        0 => answer(500, &json!({})),
        1 => Reaction::Drop,
        2 => Reaction::Cut(200, repository().to_string()),
        3 => Reaction::Answer(200, Vec::new(), "{\"full_name\":".to_owned()),
        _ => answer(200, &repository()),
    });
    let client = connect_to(Kind::GitHub, &local.address, TOKEN);
    assert_eq!(client.forge.repository("o/n").unwrap().unwrap().path, "o/n");
    assert_eq!(local.count("GET"), 5);
    let pauses = client.clock.slept();
    assert!(pauses >= 7 * SECOND && pauses <= 24 * SECOND, "{pauses:?}");

    let down = Local::start(|_, _| Reaction::Drop);
    let client = connect_to(Kind::GitHub, &down.address, TOKEN);
    let error = client.forge.repository("o/n").unwrap_err();
    assert!(matches!(error, ForgeError::Unavailable { .. }) && error.is_transient(), "{error}");
    assert_eq!(down.count("GET"), 5);

    let page = Local::start(|_, _| Reaction::Answer(200, Vec::new(), "<html>log in</html>".to_owned()));
    let client = connect_to(Kind::GitHub, &page.address, TOKEN);
    let error = client.forge.repository("o/n").unwrap_err();
    assert!(matches!(error, ForgeError::Answer { .. }), "{error}");
}

#[test]
fn nobody_at_the_address_is_unavailable() {
    let client = connect_to(Kind::GitHub, "http://127.0.0.1:1", TOKEN);
    let error = client.forge.open("o/n", &new_pull_request("fix")).unwrap_err();
    assert!(matches!(error, ForgeError::Unavailable { .. }), "{error}");
}

/// A server that was not told yet of what another one has done.
#[test]
fn what_is_said_to_be_there_is_looked_for_twice() {
    let local = Local::start(|got, before| match (got.method.as_str(), before) {
        ("POST", _) => answer(422, &json!({ "message": "A pull request already exists for o:fix." })),
        (_, 0..=2) => answer(200, &json!([])),
        _ => answer(200, &json!([pull(1)])),
    });
    let client = connect_to(Kind::GitHub, &local.address, TOKEN);
    assert_eq!(client.forge.open("o/n", &new_pull_request("fix")).unwrap().number, 1);
    assert_eq!(local.count("POST"), 1);
}

#[test]
fn the_token_stays_on_its_host() {
    let other = Local::start(|_, _| answer(200, &repository()));
    let target = other.address.clone();
    for status in [301, 302, 303, 307, 308] {
        for location in [
            format!("{target}/repos/o/n"),
            format!("//{}/x", &target[7..]),
            "ftp://x/".to_owned(),
            String::new(),
        ] {
            let local = Local::start(move |_, _| {
                Reaction::Answer(status, vec![("location", location.clone())], String::new())
            });
            let client = connect_to(Kind::GitHub, &local.address, TOKEN);
            let error = client.forge.repository("o/n").unwrap_err();
            assert!(matches!(error, ForgeError::Answer { .. }), "{error}");
            let error = client.forge.close("o/n", 1).unwrap_err();
            assert!(matches!(error, ForgeError::Answer { .. }), "{error}");
        }
    }
    assert_eq!(other.asked(), [""; 0]);
}

/// As GitHub answers for a repository that was renamed.
#[test]
fn redirects_on_the_forge_itself_are_followed() {
    let local = Local::start(|got, _| match got.path.as_str() {
        "/repos/o/old" => {
            Reaction::Answer(301, vec![("location", "/repositories/1".to_owned())], String::new())
        }
        "/repos/o/old/pulls/1" => {
            Reaction::Answer(307, vec![("location", "/repositories/1/pulls/1".to_owned())], String::new())
        }
        "/repositories/1/pulls/1" if got.method == "PATCH" => answer(200, &pull(1)),
        "/repositories/1" => answer(200, &repository()),
        _ => Reaction::Answer(302, vec![("location", got.path.clone())], String::new()),
    });
    let client = connect_to(Kind::GitHub, &local.address, TOKEN);
    assert_eq!(client.forge.repository("o/old").unwrap().unwrap().path, "o/n");
    assert_eq!(client.forge.close("o/old", 1).unwrap().number, 1);
    let error = client.forge.repository("o/circle").unwrap_err();
    assert!(matches!(error, ForgeError::Answer { .. }), "{error}");
}

#[test]
fn a_token_that_a_server_repeats_is_hidden() {
    let escaped: String = TOKEN.bytes().map(|byte| format!("\\u{byte:04x}")).collect();
    for text in [TOKEN.to_owned(), format!("Bearer {TOKEN}"), escaped] {
        let body = format!(r#"{{"message":"no such token: {text}\n"}}"#);
        let local = Local::start(move |_, _| Reaction::Answer(422, Vec::new(), body.clone()));
        let client = connect_to(Kind::GitHub, &local.address, TOKEN);
        let error = client.forge.repository("o/n").unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(shown.contains("[token]") && !shown.contains(TOKEN), "{shown}");
    }

    let mut repeated = repository();
    repeated["clone_url"] = json!(format!("https://{TOKEN}@forge.example/o/n.git"));
    let local = Local::start(move |_, _| answer(200, &repeated));
    let client = connect_to(Kind::GitHub, &local.address, TOKEN);
    let shown = format!("{:?}", client.forge.repository("o/n").unwrap());
    assert!(shown.contains("[token]") && !shown.contains(TOKEN), "{shown}");
}

#[test]
fn a_server_that_is_no_server_ends() {
    let flood = Local::start(|_, _| Reaction::Flood);
    let client =
        connect_with(Kind::GitHub, &flood.address, TOKEN, |options| options.limits.answer_bytes = 1 << 20);
    let error = client.forge.repository("o/n").unwrap_err();
    assert!(matches!(error, ForgeError::Answer { .. }) && error.to_string().contains("longer"), "{error}");
    assert_eq!(flood.count("GET"), 1);

    let slow = Local::start(|_, _| Reaction::Sleep(30 * SECOND));
    let client = connect_with(Kind::GitHub, &slow.address, TOKEN, |options| {
        options.limits.answering = SECOND;
        options.limits.attempts = 2;
    });
    let start = Instant::now();
    let error = client.forge.repository("o/n").unwrap_err();
    assert!(matches!(error, ForgeError::Unavailable { .. }), "{error}");
    assert!(start.elapsed() < 25 * SECOND);

    let link = r#"<https://evil.example/?page=NEXT>; rel="next""#;
    let endless = Local::start(move |_, before| {
        let next = link.replace("NEXT", &(before + 2).to_string());
        Reaction::Answer(200, vec![("link", next)], json!([repository()]).to_string())
    });
    let client = connect_with(Kind::GitHub, &endless.address, TOKEN, |options| options.limits.pages = 20);
    let error = client.forge.find(&Query { owner: "o".to_owned(), ..Query::default() }).unwrap_err();
    assert!(
        matches!(error, ForgeError::Answer { .. }) && error.to_string().contains("more than 20 pages"),
        "{error}"
    );
    assert_eq!(endless.count("GET"), 20);

    let circle = Local::start(move |_, _| {
        Reaction::Answer(200, vec![("link", link.replace("NEXT", "1"))], json!([]).to_string())
    });
    let client = connect_to(Kind::GitHub, &circle.address, TOKEN);
    assert!(client.forge.find(&Query { owner: "o".to_owned(), ..Query::default() }).is_err());
    assert_eq!(circle.count("GET"), 1);
}

#[test]
fn what_did_not_change_is_not_sent_again() {
    let local = Local::start(|got, _| match got.header("if-none-match") {
        Some("\"one\"") => Reaction::Answer(304, Vec::new(), String::new()),
        _ => Reaction::Answer(200, vec![("etag", "\"one\"".to_owned())], repository().to_string()),
    });
    let client = connect_to(Kind::GitHub, &local.address, TOKEN);
    let first = client.forge.repository("o/n").unwrap();
    assert_eq!(client.forge.repository("o/n").unwrap(), first);
    let seen: Vec<_> =
        local.got.lock().unwrap().iter().map(|got| got.header("if-none-match").is_some()).collect();
    assert_eq!(seen, [false, true]);
}

#[test]
fn hostile_names_stay_in_their_place() {
    let local = Local::start(|_, _| answer(404, &json!({})));
    let client = connect_to(Kind::GitHub, &local.address, TOKEN);
    for path in ["o/../../user", "o/..", "../n", "o", "", "o/n/x", "/o/n"] {
        assert_eq!(client.forge.repository(path).unwrap(), None, "{path}");
    }
    assert_eq!(local.asked(), [""; 0]);
    client.forge.repository("o/n?x=y#z%2e").unwrap();
    assert_eq!(local.asked()[0], "GET /repos/o/n%3Fx%3Dy%23z%252e");
    let _ = client.forge.pull_requests("o/n", "fix&state=open\r\nX: y");
    assert!(
        local.got.lock().unwrap().last().unwrap().path.contains("head=o%3Afix%26state%3Dopen%0D%0AX%3A%20y")
    );
}

#[test]
fn a_token_is_not_sent_in_the_clear() {
    let open = |address: &str| {
        let site = Site::new(Kind::Gitea, address).unwrap();
        connect(&site, Token::new(TOKEN).unwrap(), Options::of(Kind::Gitea)).map(drop)
    };
    let error = open("http://git.example.com").unwrap_err();
    assert!(error.to_string().contains("only sent over https"), "{error}");
    assert!(open("http://127.0.0.1.example.com").is_err());
    assert!(open("https://git.example.com").is_ok());

    let site =
        Site::new(Kind::Gitea, "git.example.com").unwrap().with_api("https://me:secret@git.example.com");
    let error =
        connect(&site, Token::new(TOKEN).unwrap(), Options::of(Kind::Gitea)).err().unwrap().to_string();
    assert!(error.contains("a password in it") && !error.contains("secret"), "{error}");
}

/// A server with a certificate that nobody vouches for.
#[test]
fn a_certificate_that_is_not_trusted_gets_no_token() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).display().to_string();
    let (key, certificate) = (file("key.pem"), file("certificate.pem"));
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"])
        .args([
            "-addext",
            "subjectAltName=DNS:localhost",
            "-addext",
            "basicConstraints=critical,CA:FALSE",
            "-keyout",
            &key,
            "-out",
            &certificate,
        ])
        .output();
    if !made.is_ok_and(|made| made.status.success()) {
        println!("skipped: openssl cannot make a certificate");
        return;
    }
    let server = Server::start(|port| {
        let words = ["openssl", "s_server", "-quiet", "-www", "-key", &key, "-cert", &certificate, "-accept"];
        words.iter().map(|word| (*word).to_owned()).chain([port.to_string()]).collect()
    });
    let port = server.address.rsplit(':').next().unwrap();
    let client = connect_to(Kind::GitHub, &format!("https://localhost:{port}"), TOKEN);
    let error = client.forge.repository("o/n").unwrap_err();
    assert!(matches!(&error, ForgeError::Unsafe { .. }) && !error.is_transient(), "{error}");
    assert_eq!(client.clock.slept(), Duration::ZERO);
}
