//! How a commit is made: by whom, and signed or not.

use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use git2::{Commit, ErrorCode, Oid, Repository, Signature, Time};

use crate::Error;

/// Who makes commits, and whether they are signed.
pub struct Committer {
    author: Signature<'static>,
    own: Signature<'static>,
    is_signing: bool,
}

impl Committer {
    /// As the user's git knows it; `author` (`Name <email>`) goes before that. `sign` is false where a user asked for no
    /// signature whatever `commit.gpgSign` says.
    pub fn of(repository: &Repository, author: Option<&str>, sign: bool) -> Result<Self, Error> {
        let own = identity(repository, "GIT_COMMITTER_IDENT")?;
        let author = match author {
            Some(text) => parsed(text, own.when()).ok_or_else(|| Error::Author { text: text.to_owned() })?,
            None => identity(repository, "GIT_AUTHOR_IDENT")?,
        };
        let mut git = git(repository);
        git.args(["config", "--type=bool", "--get", "commit.gpgSign"]);
        let is_signing = sign && git.output().is_ok_and(|output| output.stdout.trim_ascii() == b"true");
        Ok(Self { author, own, is_signing })
    }

    /// Whether a commit is as this would make it, but for its time.
    pub(crate) fn would_make(&self, commit: &Commit<'_>) -> bool {
        let is_same = |one: &Signature<'_>, other: &Signature<'_>| {
            one.name_bytes() == other.name_bytes() && one.email_bytes() == other.email_bytes()
        };
        is_same(&commit.author(), &self.author)
            && is_same(&commit.committer(), &self.own)
            && commit.header_field_bytes("gpgsig").is_ok() == self.is_signing
    }

    /// Who the log of a reference says moved it.
    pub(crate) fn committer(&self) -> &Signature<'static> {
        &self.own
    }

    /// The trailer by which the committer signs off: its key and value.
    pub fn sign_off(&self) -> (String, String) {
        let name = String::from_utf8_lossy(self.own.name_bytes()).into_owned();
        let email = String::from_utf8_lossy(self.own.email_bytes()).into_owned();
        ("Signed-off-by".to_owned(), format!("{name} <{email}>"))
    }

    /// Writes a commit; no reference moves.
    pub(crate) fn commit(
        &self,
        repository: &Repository,
        tree: Oid,
        parent: Oid,
        message: &str,
    ) -> Result<Oid, Error> {
        if self.is_signing {
            return self.signed(repository, tree, parent, message);
        }
        let find = |id| repository.find_commit(id).map_err(|cause| Error::Object { id, cause });
        let tree = repository.find_tree(tree).map_err(|cause| Error::Object { id: tree, cause })?;
        repository
            .commit(None, &self.author, &self.own, message, &tree, &[&find(parent)?])
            .map_err(Error::Write)
    }

    /// By the user's own git, which knows keys, agents and formats as the configuration has them.
    fn signed(&self, repository: &Repository, tree: Oid, parent: Oid, message: &str) -> Result<Oid, Error> {
        let mut git = git(repository);
        // Messages are UTF-8, whatever the user writes theirs in.
        git.args(["-c", "i18n.commitEncoding=UTF-8"]);
        git.args(["commit-tree", "-S", &tree.to_string(), "-p", &parent.to_string()]);
        for (role, who) in [("AUTHOR", &self.author), ("COMMITTER", &self.own)] {
            git.env(format!("GIT_{role}_NAME"), String::from_utf8_lossy(who.name_bytes()).into_owned());
            git.env(format!("GIT_{role}_EMAIL"), String::from_utf8_lossy(who.email_bytes()).into_owned());
            git.env(format!("GIT_{role}_DATE"), date(who.when()));
        }
        git.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = git.spawn().map_err(Error::NoGit)?;
        if let Some(mut stdin) = child.stdin.take() {
            // Where git ends early, what it says tells more than the broken pipe.
            let _ = stdin.write_all(message.as_bytes());
        }
        let output = child.wait_with_output().map_err(Error::NoGit)?;
        let id = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        match Oid::from_str(&id) {
            Ok(id) if output.status.success() => Ok(id),
            _ if is_interrupted(output.status) => Err(Error::Interrupted),
            _ => Err(Error::Signing { message: String::from_utf8_lossy(&output.stderr).trim().to_owned() }),
        }
    }
}

/// Who works in a directory, as git's configuration says: `Name <email>`, or what of it is known.
pub fn user(directory: &Path) -> Option<String> {
    let config = match Repository::discover(directory) {
        Ok(repository) => repository.config(),
        Err(_) => git2::Config::open_default(),
    };
    let config = config.and_then(|mut config| config.snapshot()).ok()?;
    let get = |key: &str| config.get_str(key).ok().filter(|value| !value.is_empty()).map(str::to_owned);
    match (get("user.name"), get("user.email")) {
        (Some(name), Some(email)) => Some(format!("{name} <{email}>")),
        (name, email) => name.or(email),
    }
}

/// Whether Ctrl-C ended a program, which it reaches together with overhaul.
#[cfg(unix)]
fn is_interrupted(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    const SIGINT: i32 = 2;
    status.signal() == Some(SIGINT) || status.code() == Some(128 + SIGINT)
}

#[cfg(not(unix))]
fn is_interrupted(_status: ExitStatus) -> bool {
    false
}

/// Who commits, as `git var` says it, which knows all that a configuration can say. Nothing is guessed from the name of the
/// machine.
fn identity(repository: &Repository, variable: &str) -> Result<Signature<'static>, Error> {
    let mut git = git(repository);
    git.args(["-c", "user.useConfigOnly=true", "var", variable]);
    let output = match git.output() {
        Ok(output) => output,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return identity_without_git(repository, variable);
        }
        Err(error) => return Err(Error::NoGit(error)),
    };
    let text = String::from_utf8_lossy(&output.stdout);
    let dated = || {
        let (who, when) = text.trim().rsplit_once("> ")?;
        let (seconds, zone) = when.split_once(' ')?;
        let (hours, minutes) = zone.split_at_checked(zone.len().checked_sub(2)?)?;
        let (hours, minutes) = (hours.parse::<i32>().ok()?, minutes.parse::<i32>().ok()?);
        let sign = if zone.starts_with('-') { -1 } else { 1 };
        let when = Time::new(seconds.parse().ok()?, hours * 60 + sign * minutes);
        parsed(&format!("{who}>"), when)
    };
    match dated() {
        Some(signature) if output.status.success() => Ok(signature),
        _ => Err(Error::NoIdentity),
    }
}

fn identity_without_git(repository: &Repository, variable: &str) -> Result<Signature<'static>, Error> {
    let found = if variable == "GIT_AUTHOR_IDENT" {
        repository.author_from_env()
    } else {
        repository.committer_from_env()
    };
    found.map_err(|cause| match cause.code() {
        ErrorCode::NotFound => Error::NoIdentity,
        _ => Error::Identity(cause),
    })
}

/// The user's git at the top of a repository's work tree, or in a bare repository.
pub(crate) fn git(repository: &Repository) -> Command {
    let mut git = Command::new("git");
    match repository.workdir() {
        Some(work_tree) if std::env::var_os("GIT_DIR").is_none() => git.current_dir(work_tree),
        Some(work_tree) => git.current_dir(work_tree).env("GIT_DIR", repository.path()),
        None => git.current_dir(repository.path()).env("GIT_DIR", repository.path()),
    };
    git
}

fn parsed(author: &str, when: Time) -> Option<Signature<'static>> {
    let (name, email) = author.trim().strip_suffix('>')?.rsplit_once('<')?;
    let is_whole = !email.contains(['<', '>', '\n']) && !name.contains(['<', '>', '\n']);
    let name = name.trim();
    (is_whole && !name.is_empty()).then(|| Signature::new(name, email.trim(), &when).ok()).flatten()
}

/// As git reads dates of its environment: seconds and the offset of the time zone.
fn date(when: Time) -> String {
    let offset = when.offset_minutes().abs();
    format!("@{} {}{:02}{:02}", when.seconds(), when.sign(), offset / 60, offset % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_author_has_a_name_and_an_address() {
        let when = Time::new(0, 0);
        let author = parsed("Ada Lovelace <ada@example.org>", when).unwrap();
        assert_eq!(author.name().unwrap(), "Ada Lovelace");
        assert_eq!(author.email().unwrap(), "ada@example.org");
        for wrong in ["ada", "<ada@example.org>", "Ada ada@example.org", "A <a> <b>", "A\nB <a@b>"] {
            assert!(parsed(wrong, when).is_none(), "{wrong}");
        }
        assert_eq!(date(Time::new(17, -90)), "@17 -0130");
    }
}
