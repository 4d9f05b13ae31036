//! How a commit is made: by whom, and signed or not.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use git2::{ErrorCode, Oid, Repository, Signature, Time};

use crate::Error;

/// Who makes commits, and whether they are signed.
pub struct Committer {
    author: Signature<'static>,
    own: Signature<'static>,
    is_signing: bool,
}

impl Committer {
    /// As git's environment variables and configuration say; `author` (`Name <email>`) goes before them. `sign` is false
    /// where a user asked for no signature whatever `commit.gpgSign` says.
    pub fn of(repository: &Repository, author: Option<&str>, sign: bool) -> Result<Self, Error> {
        let missing = |source: git2::Error| match source.code() {
            ErrorCode::NotFound => Error::NoIdentity,
            _ => Error::Identity(source),
        };
        let committer = repository.committer_from_env().map_err(missing)?;
        let from_env = repository.author_from_env().map_err(missing)?;
        let author = match author {
            Some(text) => {
                parsed(text, from_env.when()).ok_or_else(|| Error::Author { text: text.to_owned() })?
            }
            None => from_env,
        };
        let config = repository.config().and_then(|mut config| config.snapshot());
        let is_signing = sign && config.and_then(|config| config.get_bool("commit.gpgSign")).unwrap_or(false);
        Ok(Self { author, own: committer, is_signing })
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
        let find = |id| repository.find_commit(id).map_err(|source| Error::Object { id, source });
        let tree = repository.find_tree(tree).map_err(|source| Error::Object { id: tree, source })?;
        repository
            .commit(None, &self.author, &self.own, message, &tree, &[&find(parent)?])
            .map_err(Error::Write)
    }

    /// By the user's own git, which knows keys, agents and formats as the configuration has them.
    fn signed(&self, repository: &Repository, tree: Oid, parent: Oid, message: &str) -> Result<Oid, Error> {
        let mut git = git(repository.path());
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

/// The user's git, in a repository.
pub(crate) fn git(repository: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("--git-dir").arg(repository);
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
