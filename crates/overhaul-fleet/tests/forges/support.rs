//! Servers that are started once for all tests, and time that does not pass.

use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use std::{env, thread};

use overhaul_fleet::forge::http::Options;
use overhaul_fleet::forge::http::clock::Clock;
use overhaul_fleet::forge::{Forge, Kind, NewPullRequest, Site, Token, connect};
use serde_json::{Value, json};
use ureq::Agent;

pub const TOKEN: &str = "forge-token-that-nobody-may-see";

/// Where `tests/fleet/environment.py` installs parts; nothing, and a word about it, where it did not.
pub fn part(name: &str) -> Option<PathBuf> {
    let home = env::var_os("OVERHAUL_FLEET").map_or_else(
        || PathBuf::from(env::var_os("HOME").unwrap_or_default()).join(".cache/overhaul-fleet"),
        PathBuf::from,
    );
    let is_there = home.join(format!("{name}.complete")).is_file();
    if !is_there {
        println!("skipped: tests/fleet/environment.py has not installed {name}");
    }
    is_there.then(|| home.join(name))
}

/// A server in a process of its own, which ends with that of the tests.
pub struct Server {
    pub address: String,
    _guard: Child,
}

impl Server {
    /// Starts a program, which is given a port, and waits until it answers.
    pub fn start(command: impl FnOnce(u16) -> Vec<String>) -> Self {
        let port = free_port();
        // A static is never dropped, so that the end of the standard input ends the server.
        let guard = Command::new("sh")
            .args(["-c", r#""$@" & read -r end; kill $!"#, "sh"])
            .args(command(port))
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(start.elapsed() < Duration::from_mins(2), "the server does not start");
            thread::sleep(Duration::from_millis(50));
        }
        Self { address: format!("http://127.0.0.1:{port}"), _guard: guard }
    }
}

/// Below the ports that systems give to whoever asks for any, so that no other test takes it before the server does.
fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = 10_000 + u16::try_from(std::process::id() % 2_000).unwrap() * 8;
    loop {
        let port = first + NEXT.fetch_add(1, Ordering::SeqCst);
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

/// A pull request of `o/n` as GitHub tells it.
pub fn pull(number: u64) -> Value {
    let end = |name: &str| json!({ "ref": name, "sha": "abc", "repo": { "full_name": "o/n" } });
    json!({
        "number": number, "html_url": "https://forge.example/o/n/pull/1", "state": "open", "title": "t", "body": "b",
        "draft": false, "merged_at": null, "head": end("fix"), "base": end("main"),
    })
}

/// The repository `o/n` as GitHub tells it.
pub fn repository() -> Value {
    json!({ "full_name": "o/n", "fork": false, "archived": false, "default_branch": "main", "topics": [] })
}

/// A client without any of the caution of the one under test.
pub fn agent() -> Agent {
    Agent::config_builder().http_status_as_error(false).proxy(None).build().into()
}

pub fn read(address: &str) -> Value {
    let text = agent().get(address).call().unwrap().body_mut().read_to_string().unwrap();
    serde_json::from_str(&text).unwrap()
}

pub fn post(address: &str, body: &Value) -> Value {
    let request = agent().post(address).header("content-type", "application/json");
    let mut response = request.send(body.to_string()).unwrap();
    let text = response.body_mut().read_to_string().unwrap();
    assert!(response.status().is_success(), "{text}");
    serde_json::from_str(&text).unwrap()
}

/// Time that passes when somebody sleeps, and only then.
#[derive(Default)]
pub struct TestClock {
    slept: Mutex<Vec<Duration>>,
    /// What the clock on the wall is off by.
    pub wall: Mutex<Duration>,
}

impl TestClock {
    pub fn slept(&self) -> Duration {
        self.slept.lock().unwrap().iter().sum()
    }
}

impl Clock for TestClock {
    fn elapsed(&self) -> Duration {
        self.slept()
    }

    fn since_epoch(&self) -> Duration {
        *self.wall.lock().unwrap() + self.slept()
    }

    fn sleep(&self, time: Duration) {
        self.slept.lock().unwrap().push(time);
    }
}

/// A client of a server on this machine, with its clock.
pub struct Connected {
    pub forge: Box<dyn Forge>,
    pub clock: Arc<TestClock>,
}

/// A client with a change to what is usual for its kind.
pub fn connect_with(kind: Kind, api: &str, token: &str, change: impl FnOnce(&mut Options)) -> Connected {
    let clock = Arc::new(TestClock::default());
    let site = Site::new(kind, "forge.example").unwrap().with_api(api);
    let mut options = Options::of(kind);
    options.clock = Arc::<TestClock>::clone(&clock);
    change(&mut options);
    let forge = connect(&site, Token::new(token).unwrap(), options).unwrap();
    Connected { forge, clock }
}

pub fn connect_to(kind: Kind, api: &str, token: &str) -> Connected {
    connect_with(kind, api, token, |_| ())
}

pub fn new_pull_request(head: &str) -> NewPullRequest {
    NewPullRequest {
        title: "Log with lazy arguments".to_owned(),
        body: "What changed, and why.\n\nWhat to check.".to_owned(),
        head: head.to_owned(),
        base: "main".to_owned(),
        is_draft: false,
    }
}
