//! The user's git command, where nobody sits in front of it.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::LazyLock;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use super::address::without_credentials;

/// Nothing of a repository runs code: no hooks, no submodules, no transports that are programs, no upkeep that goes on
/// afterwards. What a server sends is checked, but for what old repositories have and does no harm: git-fsck(1).
const SETTINGS: [&str; 24] = [
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "protocol.ext.allow=never",
    "submodule.recurse=false",
    "fetch.recurseSubmodules=no",
    "push.recurseSubmodules=no",
    "gc.auto=0",
    "maintenance.auto=false",
    "fetch.writeCommitGraph=false",
    "fetch.fsckObjects=true",
    "fetch.fsck.badDate=ignore",
    "fetch.fsck.badDateOverflow=ignore",
    "fetch.fsck.badEmail=ignore",
    "fetch.fsck.badName=ignore",
    "fetch.fsck.badTimezone=ignore",
    "fetch.fsck.emptyName=ignore",
    "fetch.fsck.missingEmail=ignore",
    "fetch.fsck.missingNameBeforeEmail=ignore",
    "fetch.fsck.missingSpaceBeforeDate=ignore",
    "fetch.fsck.missingSpaceBeforeEmail=ignore",
    "fetch.fsck.missingTaggerEntry=ignore",
    "fetch.fsck.multipleAuthors=ignore",
    "fetch.fsck.zeroPaddedDate=ignore",
    "fetch.fsck.zeroPaddedFilemode=ignore",
];

/// Variables that would lead git to another repository, ask someone, or write what it says to the server elsewhere.
const UNSET: [&str; 12] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_SHALLOW_FILE",
    "GIT_CURL_VERBOSE",
    "GIT_PREFIX",
    "SSH_ASKPASS",
    "LANGUAGE",
];

/// As much of what git says is kept.
const MOST_WORDS: usize = 4_000;
const MOST_OUT: u64 = 256 << 20;

/// What is asked of no server takes no longer, but where a credential helper waits for someone.
const LOCAL: Duration = Duration::from_mins(5);

/// How often it is looked whether git has ended.
const PAUSE: Duration = Duration::from_millis(5);

/// As long is waited for the rest of what git said, where a process that it left behind keeps its output open.
const LINGERING: Duration = Duration::from_secs(5);

/// A git command that asks nothing.
pub struct Quiet {
    command: Command,
    time: Duration,
    input: Option<Vec<u8>>,
    lock: Option<File>,
}

/// What a git command said.
pub struct Said {
    pub is_ok: bool,
    pub out: Vec<u8>,
    err: Vec<u8>,
    /// How long it was given, where it took longer.
    pub late: Option<Duration>,
}

impl Quiet {
    /// In a repository, or in no particular one.
    pub fn new(repository: Option<&Path>) -> Self {
        let mut command = Command::new("git");
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        for (name, _) in std::env::vars_os() {
            if UNSET.iter().any(|unset| name == *unset) || name.as_encoded_bytes().starts_with(b"GIT_TRACE") {
                command.env_remove(name);
            }
        }
        command.env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C").env("GIT_NO_LAZY_FETCH", "1");
        for (name, value) in [
            ("GIT_HTTP_LOW_SPEED_LIMIT", "100"),
            ("GIT_HTTP_LOW_SPEED_TIME", "60"),
            ("GCM_INTERACTIVE", "never"),
        ] {
            if std::env::var_os(name).is_none() {
                command.env(name, value);
            }
        }
        if let Some(repository) = repository {
            command.env("GIT_DIR", repository).current_dir(repository);
        }
        set_apart(&mut command);
        Self { command, time: LOCAL, input: None, lock: None }
    }

    /// For a command that talks to a server, and may take so long. Lets ssh ask nothing either.
    pub fn talking(mut self, time: Duration) -> Self {
        static SSH: LazyLock<Option<String>> = LazyLock::new(ssh);
        self.time = time;
        if let Some(ssh) = &*SSH {
            self.command.env("GIT_SSH_COMMAND", ssh);
        }
        self
    }

    pub fn args(mut self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.command.args(args);
        self
    }

    pub fn unset(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// What it reads; it reads nothing otherwise.
    pub fn input(mut self, bytes: Vec<u8>) -> Self {
        self.input = Some(bytes);
        self
    }

    /// A lock that is held for as long as git runs, also where this process is killed before that. It is what git reads,
    /// an empty file, or what it writes to where it is given input.
    pub fn holding(mut self, lock: &File) -> std::io::Result<Self> {
        self.lock = Some(lock.try_clone()?);
        Ok(self)
    }

    pub fn run(mut self) -> std::io::Result<Said> {
        let lock = self.lock.map(Stdio::from);
        let is_reading = self.input.is_some();
        if is_reading {
            self.command.stdin(Stdio::piped()).stdout(lock.unwrap_or_else(Stdio::piped));
        } else {
            self.command.stdin(lock.unwrap_or_else(Stdio::null)).stdout(Stdio::piped());
        }
        let mut child = self.command.stderr(Stdio::piped()).spawn()?;
        if let (Some(stdin), Some(input)) = (child.stdin.take(), self.input) {
            thread::spawn(move || {
                let mut stdin: ChildStdin = stdin;
                // Where git ends early, what it says tells more than the broken pipe.
                let _ = stdin.write_all(&input);
            });
        }
        let out = child.stdout.take().map(|stdout| heard(stdout, first_of));
        let err = child.stderr.take().map(|stderr| heard(stderr, last_of));
        let status = wait(&mut child, self.time)?;
        let all = |heard: Option<Receiver<Vec<u8>>>| {
            heard.and_then(|heard| heard.recv_timeout(LINGERING).ok()).unwrap_or_default()
        };
        let late = status.is_none().then_some(self.time);
        let is_ok = status.is_some_and(|status| status.success());
        Ok(Said { is_ok, out: all(out), err: all(err), late })
    }
}

/// Waits until git ends; where that takes longer than it may, ends it with all that it has started.
fn wait(child: &mut Child, time: Duration) -> std::io::Result<Option<ExitStatus>> {
    let began = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if began.elapsed() >= time {
            end(child);
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(PAUSE);
    }
}

/// Puts what git starts into a group with it, which can be ended as a whole.
#[cfg(unix)]
fn set_apart(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(unix)]
fn end(child: &mut Child) {
    use rustix::process::{Pid, Signal, kill_process_group};

    // The group is there for as long as nobody has waited for git.
    let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
}

#[cfg(not(unix))]
fn set_apart(_command: &mut Command) {}

#[cfg(not(unix))]
fn end(child: &mut Child) {
    // Where it is gone already, there is nothing to end.
    let _ = child.kill();
}

/// How git is to run ssh; nothing where the user has another program for it. What the user said goes before what is added,
/// because the first value of an option counts: `ssh_config(5)`. The order of places is that of git-config(1), `core.sshCommand`.
fn ssh() -> Option<String> {
    let configured = || {
        let said = Quiet::new(None).args(["config", "--get", "core.sshCommand"]).run().ok()?;
        said.is_ok.then(|| String::from_utf8_lossy(&said.out).trim().to_owned())
    };
    let said = std::env::var("GIT_SSH_COMMAND").ok().or_else(configured).filter(|said| !said.is_empty());
    match said {
        Some(said) => is_openssh(&said).then(|| format!("{said} -o BatchMode=yes")),
        None if std::env::var_os("GIT_SSH").is_some() => None,
        None => Some("ssh -o BatchMode=yes -o ConnectTimeout=30 -o ServerAliveInterval=30".to_owned()),
    }
}

/// Whether a command begins with the name of OpenSSH's program, by which git knows it, too: git-config(1), `ssh.variant`.
fn is_openssh(command: &str) -> bool {
    let program = command.split_whitespace().next().unwrap_or_default().trim_matches(['\'', '"']);
    Path::new(program).file_name().is_some_and(|name| name == "ssh")
}

/// What comes, once all of it is there.
fn heard<R: Read + Send + 'static>(from: R, read: fn(R) -> Vec<u8>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(read(from)));
    receiver
}

/// No more than any list of branches takes: git ends where nobody listens any more, and is judged by that.
fn first_of(from: impl Read) -> Vec<u8> {
    let mut out = Vec::new();
    // What came before it ended is judged by its status.
    let _ = from.take(MOST_OUT).read_to_end(&mut out);
    out
}

/// The end of what comes: the server may say any amount, and git says last why it failed.
fn last_of(mut from: impl Read) -> Vec<u8> {
    let mut kept = Vec::new();
    let mut buffer = [0; 8 * 1024];
    while let Ok(length) = from.read(&mut buffer)
        && length > 0
    {
        kept.extend_from_slice(&buffer[..length]);
        let excess = kept.len().saturating_sub(2 * MOST_WORDS);
        kept.drain(..excess);
    }
    kept
}

impl Said {
    /// What git and the server said about it, without progress and credentials.
    pub fn words(&self) -> String {
        let text = String::from_utf8_lossy(&self.err).into_owned();
        // Of a line that was written over, the last state counts.
        let lines =
            text.lines().map(|line| line.trim_end().rsplit('\r').next().unwrap_or_default().trim_end());
        let kept: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        let words = without_credentials(&kept.join("\n"));
        let excess = words.chars().count().saturating_sub(MOST_WORDS);
        words.chars().skip(excess).collect()
    }

    #[cfg(test)]
    pub fn of(words: &str) -> Self {
        Self { is_ok: false, out: Vec::new(), err: words.as_bytes().to_vec(), late: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ssh_is_known_by_its_name() {
        for ssh in ["ssh", "ssh -i key", "/usr/bin/ssh -v", "'/opt/ssh' -p 22"] {
            assert!(is_openssh(ssh), "{ssh}");
        }
        for other in ["", "plink -batch", "/opt/ssh-wrapper", "sshpass -e ssh"] {
            assert!(!is_openssh(other), "{other}");
        }
    }
}
