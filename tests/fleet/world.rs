//! A git server, a forge, and a fleet on them.

use std::env;
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::git_server::{GitServer, Hosted};
use crate::proxy::Proxy;

/// The branch of all fleets here.
pub const BRANCH: &str = "overhaul/audit";

/// What a repository holds before: one print in a service.
pub const SERVICE: &str = "class Service:\n    def run(self, count):\n        print(f\"handled {count}\")\n";
/// And after.
pub const AFTER: &str = "import logging\n\nlogger = logging.getLogger(__name__)\n\n\nclass Service:\n    def run(self, count):\n        logger.info(\"handled %s\", count)\n";

/// The git server of all tests.
fn git_server() -> Option<&'static GitServer> {
    static SERVER: OnceLock<Option<GitServer>> = OnceLock::new();
    SERVER.get_or_init(GitServer::start).as_ref()
}

/// The port of the imitation of GitHub, which `tests/fleet/environment.py` installs.
fn imitation() -> Option<u16> {
    static SERVER: OnceLock<Option<(u16, Child)>> = OnceLock::new();
    let start = || {
        let home = env::var_os("OVERHAUL_FLEET").map_or_else(
            || PathBuf::from(env::var_os("HOME").unwrap_or_default()).join(".cache/overhaul-fleet"),
            PathBuf::from,
        );
        if !home.join("venv.complete").is_file() {
            println!("skipped: tests/fleet/environment.py has not installed venv");
            return None;
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let port_text = port.to_string();
        // A static is never dropped, so that the end of the standard input ends the server.
        let child = Command::new("sh")
            .args(["-c", r#""$@" & read -r end; kill $!"#, "sh"])
            .arg(home.join("venv/bin/myworld"))
            .args([
                "serve",
                "--host",
                "127.0.0.1",
                "--port",
                &port_text,
                "--log-level",
                "error",
                "--max-instances",
                "1000",
            ])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let began = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(began.elapsed() < Duration::from_mins(1), "the imitation of GitHub does not answer");
            thread::sleep(Duration::from_millis(50));
        }
        // It loads its part for GitHub when it is first asked, and answers others with 404 until then.
        let spec = json!({ "name": "w", "task": "t", "servers": { "github": { "seed": { "viewer": "me" } } }, "faults": [] });
        let world = ask(port, "POST", "/envs", Some(&json!({ "spec": spec })));
        ask_as(
            port,
            "GET",
            "/gw/api.github.com/user",
            None,
            world["credentials"]["agent"]["github_token"].as_str(),
        );
        Some((port, child))
    };
    SERVER.get_or_init(start).as_ref().map(|(port, _)| *port)
}

/// One world: repositories on the git server, the same on the forge, and a directory for the fleet.
pub struct World {
    pub proxy: Proxy,
    pub repositories: Vec<Hosted>,
    server: &'static GitServer,
    imitation: u16,
    pub token: String,
    pub owner: String,
    directory: TempDir,
}

impl World {
    /// Repositories with a print each, and a manifest for all of them. Nothing where a part is not installed, which is said.
    pub fn new(names: &[&str]) -> Option<Self> {
        let repositories: Vec<(&str, &[(&str, &str)])> =
            names.iter().map(|name| (*name, &[("app/service.py", SERVICE)][..])).collect();
        Self::with(&repositories)
    }

    pub fn with(repositories: &[(&str, &[(&str, &str)])]) -> Option<Self> {
        let (server, imitation) = (git_server()?, imitation()?);
        let directory = tempfile::Builder::new().prefix("overhaul-fleet-test-").tempdir().unwrap();
        // Each test has an owner of its own, because they share the git server.
        let owner = format!(
            "o{}",
            directory
                .path()
                .file_name()
                .unwrap()
                .to_str()
                .unwrap()
                .replace(|c: char| !c.is_ascii_alphanumeric(), "")
        );
        let owner = owner.to_lowercase();
        let hosted: Vec<Hosted> = repositories
            .iter()
            .map(|(name, files)| {
                let name = format!("{owner}/{name}");
                if files.is_empty() {
                    Hosted::empty(server.directory(), server.port(), &name)
                } else {
                    Hosted::with(server.directory(), server.port(), &name, files)
                }
            })
            .collect();
        let seeds: Vec<Value> = repositories
            .iter()
            .map(|(name, _)| {
                json!({
                    "name": format!("{owner}/{name}"),
                    "labels": ["audit"],
                    // The imitation takes no push, so that its branch is there from the beginning.
                    "branches": { BRANCH: { "files": { "app/service.py": AFTER } } },
                })
            })
            .collect();
        let github = json!({ "seed": { "viewer": "me", "users": [{ "login": "me" }, { "login": "ada" }], "repos": seeds } });
        let spec = json!({ "name": "w", "task": "t", "servers": { "github": github }, "faults": [] });
        let world = ask(imitation, "POST", "/envs", Some(&json!({ "spec": spec })));
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let world = Self {
            proxy: Proxy::start(imitation),
            repositories: hosted,
            server,
            imitation,
            token: text(&world["credentials"]["agent"]["github_token"]),
            owner,
            directory,
        };
        world.manifest("");
        Some(world)
    }

    /// Writes the manifest, with more keys of the top and tables after those that every test has.
    pub fn manifest(&self, more: &str) {
        let urls: Vec<String> = self.repositories.iter().map(|hosted| format!("{:?}", hosted.url)).collect();
        self.manifest_of(&urls, more);
    }

    pub fn manifest_of(&self, urls: &[String], more: &str) {
        let (top, tables) =
            more.split_once("\n[").map_or((more, String::new()), |(top, rest)| (top, format!("[{rest}")));
        let (top, tables) = if more.starts_with('[') { ("", more.to_owned()) } else { (top, tables) };
        let port = self.server.port();
        let text = format!(
            "name = \"audit\"\nbranch = \"{BRANCH}\"\ntype-check = false\nrepositories = [{}]\n{top}\n\
             [forges.\"127.0.0.1:{port}\"]\nkind = \"github\"\nweb = \"http://127.0.0.1:{port}\"\n\
             api = \"http://127.0.0.1:{}/gw/api.github.com\"\n{tables}\n",
            urls.join(", "),
            self.proxy.port
        );
        let limits = if text.contains("[limits]") {
            ""
        } else {
            "[limits]\nrequests-per-second = 1000\nchanges-per-minute = 60000\n"
        };
        fs::write(self.path("fleet.toml"), text + limits).unwrap();
    }

    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.directory.path().join(name)
    }

    /// `overhaul fleet` in the directory of the world, as a user who has credentials for both servers.
    pub fn command(&self, args: &[&str]) -> Command {
        self.command_by(&[], args)
    }

    /// The same through another program, which runs what it is given.
    pub fn command_by(&self, wrapper: &[&str], args: &[&str]) -> Command {
        let words = [wrapper, &[env!("CARGO_BIN_EXE_overhaul")]].concat();
        let mut command = Command::new(words[0]);
        command
            .args(&words[1..])
            .arg("fleet")
            .args(args)
            .current_dir(self.directory.path())
            .stdin(Stdio::null());
        for name in [
            "GIT_DIR",
            "GIT_WORK_TREE",
            "GH_TOKEN",
            "GITHUB_TOKEN",
            "NO_COLOR",
            "CLICOLOR_FORCE",
            "XDG_CONFIG_HOME",
        ] {
            command.env_remove(name);
        }
        command.envs(self.server.environment());
        command.env("OVERHAUL_CLONES", self.path("clones")).env(self.token_variable(), &self.token);
        command
    }

    /// The directory of the git server, with its repositories.
    pub fn server_directory(&self) -> &Path {
        self.server.directory()
    }

    /// The variable for the token of the forge, which is where its interface is.
    fn token_variable(&self) -> String {
        let host = format!("127.0.0.1:{}", self.proxy.port);
        format!("OVERHAUL_TOKEN_{}", host.replace('.', "_").replace(':', "_X3A_"))
    }

    pub fn fleet(&self, args: &[&str]) -> Ran {
        Ran::of(&self.command(args).output().unwrap())
    }

    /// Runs the fleet, which has to end with this status.
    #[track_caller]
    pub fn ends(&self, args: &[&str], code: i32) -> Ran {
        let ran = self.fleet(args);
        assert_eq!(ran.code, Some(code), "{}\n{}", ran.out, ran.err);
        ran
    }

    /// The pull requests of a repository on the forge, by number.
    pub fn pulls(&self, name: &str) -> Vec<Value> {
        let path = format!("/gw/api.github.com/repos/{}/{name}/pulls?state=all&per_page=100", self.owner);
        let pulls = ask_as(self.imitation, "GET", &path, None, Some(&self.token));
        let mut pulls = pulls.as_array().unwrap().clone();
        pulls.sort_by_key(|pull| pull["number"].as_u64());
        pulls
    }

    /// Something that a person does on the forge.
    pub fn by_hand(&self, method: &str, path: &str, body: &Value) -> Value {
        let path = format!("/gw/api.github.com/repos/{}/{path}", self.owner);
        ask_as(self.imitation, method, &path, Some(body), Some(&self.token))
    }

    /// The file of a repository on the branch.
    pub fn file(&self, index: usize, branch: &str) -> String {
        self.repositories[index].git(&["show", &format!("{branch}:app/service.py")])
    }
}

/// What a run came to.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn of(output: &Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

fn ask(port: u16, method: &str, path: &str, body: Option<&Value>) -> Value {
    ask_as(port, method, path, body, None)
}

fn ask_as(port: u16, method: &str, path: &str, body: Option<&Value>, token: Option<&str>) -> Value {
    let body = body.map(Value::to_string).unwrap_or_default();
    let token = token.map_or_else(String::new, |token| format!("Authorization: Bearer {token}\r\n"));
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{token}Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 2"), "{method} {path}: {answer}");
    serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {body}"))
}
