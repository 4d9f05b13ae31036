//! Logins of this machine.

use std::env;
use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::Places;

/// A command may want to unlock a keyring, and nobody may be there to do so.
const PATIENCE: Duration = Duration::from_secs(15);

/// No configuration of a command is larger.
const MOST_BYTES: u64 = 1 << 20;

pub struct System<'c> {
    pub credential: &'c dyn Fn(&str) -> Option<String>,
}

impl Places for System<'_> {
    fn variable(&self, name: &str) -> Option<String> {
        env::var(name).ok().filter(|text| !text.is_empty())
    }

    fn said(&self, program: &str, arguments: &[&str], without: &[&str]) -> Option<String> {
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        for name in without {
            command.env_remove(name);
        }
        // A folder may have a configuration of its own.
        if let Some(home) = home() {
            command.current_dir(home);
        }
        let mut child = command.spawn().ok()?;
        let is_success = ended(&mut child)?;
        let mut text = String::new();
        child.stdout.take()?.take(MOST_BYTES).read_to_string(&mut text).ok()?;
        is_success.then_some(text)
    }

    fn tea(&self) -> Option<String> {
        let folder =
            env::var_os("XDG_CONFIG_HOME").map(PathBuf::from).or_else(|| Some(home()?.join(".config")))?;
        let mut text = String::new();
        let file = fs::File::open(folder.join("tea").join("config.yml")).ok()?;
        file.take(MOST_BYTES).read_to_string(&mut text).ok()?;
        Some(text)
    }

    fn credential(&self, host: &str) -> Option<String> {
        (self.credential)(host)
    }
}

fn home() -> Option<PathBuf> {
    env::home_dir().filter(|home| home.is_dir())
}

/// Whether a program succeeded; nothing where it had to be stopped. It says less than a pipe holds.
fn ended(child: &mut Child) -> Option<bool> {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) if start.elapsed() < PATIENCE => thread::sleep(Duration::from_millis(20)),
            _ => {
                // It may have ended meanwhile.
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn said(script: &str, without: &[&str]) -> Option<String> {
        System { credential: &|_| None }.said("sh", &["-c", script], without)
    }

    #[test]
    fn programs_are_asked_without_variables_that_would_answer() {
        assert_eq!(said("printf %s \"${HOME:-none}\"", &["HOME"]).as_deref(), Some("none"));
        assert_eq!(said("echo token; exit 1", &[]), None);
        assert_eq!(said("cat", &[]).as_deref(), Some(""));
        assert_eq!(System { credential: &|_| None }.said("no-such-program-anywhere", &[], &[]), None);
    }
}
