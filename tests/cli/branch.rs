//! `overhaul apply --branch`, on repositories that git makes and git judges.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::{Ran, SERVICE, Sandbox, ran};

mod commits;
mod entries;
mod groups;
mod history;
mod identity;
mod killed;
mod places;
mod push;
mod refused;
mod settings;
mod signing;
mod storage;
mod update;

/// The branch that most tests make.
const BRANCH: &str = "tidy";

/// Where in its sandbox the repository is.
const REPO: &str = "repo";

/// A git repository in a sandbox, beside others where a test needs them; HOME is the directory that holds them.
struct Repo {
    sandbox: Sandbox,
}

/// What a run must leave as it is.
#[derive(Debug, PartialEq, Eq)]
struct State {
    /// What git finds wrong with the repository.
    damage: Ran,
    head: String,
    status: String,
    index: Option<Vec<u8>>,
    config: Vec<u8>,
    files: BTreeMap<PathBuf, Vec<u8>>,
}

/// A handler whose exceptions are known, and a print.
const READER: &str = "import json\n\n\nclass Reader:\n    def read(self, text):\n        print(f\"reading {text}\")\n        try:\n            return json.loads(text)\n        except:\n            return None\n";

/// A handler that must stay as wide as it is.
const KEEPER: &str =
    "def keep(connection, work):\n    try:\n        work()\n    except:\n        connection.rollback()\n";

/// A query with a value in its text.
const STORE: &str = "import sqlite3\n\n\ndef find(connection: sqlite3.Connection, name: str):\n    return connection.execute(f\"SELECT id FROM users WHERE name = '{name}'\").fetchall()\n";

/// An engine whose new pool a person has to look at.
const ENGINE: &str = "from sqlalchemy import create_engine\nfrom sqlalchemy.pool import NullPool\n\nengine = create_engine(\"postgresql+psycopg2://db/shop\", poolclass=NullPool)\n";

/// Something for four of the codemods, in two directories and beside them.
const SHOP: &[(&str, &str)] = &[
    ("README.md", "# Shop\n"),
    ("main.py", "def double(number):\n    return number * 2\n"),
    ("orders/engine.py", ENGINE),
    ("orders/store.py", STORE),
    ("pkg/keeper.py", KEEPER),
    ("pkg/reader.py", READER),
    ("pkg/service.py", SERVICE),
];

impl Repo {
    /// A repository without a commit, in which git knows who commits.
    fn init() -> Self {
        let repo = Self { sandbox: Sandbox::new() };
        repo.git_in(".", &["init", "-q", "-b", "main", REPO]);
        repo.introduce(REPO);
        repo
    }

    /// Says in the configuration of a repository who commits.
    fn introduce(&self, directory: &str) {
        self.git_in(directory, &["config", "user.name", "Ada Lovelace"]);
        self.git_in(directory, &["config", "user.email", "ada@example.org"]);
    }

    /// A repository with these files in its one commit.
    fn with(files: &[(&str, &str)]) -> Self {
        let repo = Self::init();
        for (name, text) in files {
            repo.write(name, text);
        }
        repo.commit("base");
        repo
    }

    fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.sandbox.path(REPO).join(name)
    }

    fn write(&self, name: impl AsRef<Path>, text: impl AsRef<[u8]>) {
        self.sandbox.write(Path::new(REPO).join(name), text);
    }

    /// Commits all that is there, ignored files too.
    fn commit(&self, message: &str) {
        self.git(&["add", "-A", "-f"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", message]);
    }

    /// What git says, without the line end; it has to succeed.
    fn git(&self, args: &[&str]) -> String {
        self.git_in(REPO, args)
    }

    fn git_in(&self, directory: &str, args: &[&str]) -> String {
        let ran = self.try_git(directory, args);
        assert_eq!(ran.code, Some(0), "git {args:?}: {}{}", ran.out, ran.err);
        ran.out.trim_end().to_owned()
    }

    fn try_git(&self, directory: &str, args: &[&str]) -> Ran {
        let mut git = Command::new("git");
        ran(self
            .alone(git.current_dir(self.sandbox.path(directory)).args(args))
            .env("GIT_OPTIONAL_LOCKS", "0")
            .stdin(Stdio::null()))
    }

    /// A program that hears nothing of the git that may run the tests.
    fn alone<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        for name in [
            "GIT_DIR",
            "GIT_WORK_TREE",
            "GIT_COMMON_DIR",
            "GIT_OBJECT_DIRECTORY",
            "GIT_INDEX_FILE",
            "GIT_AUTHOR_NAME",
            "GIT_AUTHOR_EMAIL",
            "GIT_AUTHOR_DATE",
            "GIT_COMMITTER_NAME",
            "GIT_COMMITTER_EMAIL",
            "GIT_COMMITTER_DATE",
            "GIT_CONFIG_GLOBAL",
            "GIT_CONFIG_COUNT",
            "GIT_CONFIG_PARAMETERS",
            "GNUPGHOME",
            "SSH_AUTH_SOCK",
            "EMAIL",
            "XDG_CONFIG_HOME",
        ] {
            command.env_remove(name);
        }
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("HOME", &self.sandbox.root)
    }

    /// Overhaul, in a directory of the sandbox.
    fn command(&self, directory: &str) -> Command {
        let mut command = self.sandbox.command();
        self.alone(&mut command).current_dir(self.sandbox.path(directory)).stdin(Stdio::null());
        command
    }

    fn overhaul(&self, args: &[&str]) -> Ran {
        self.overhaul_in(REPO, args)
    }

    fn overhaul_in(&self, directory: &str, args: &[&str]) -> Ran {
        ran(self.command(directory).args(args))
    }

    /// Runs `apply --branch tidy`, which has to succeed and to leave everything else as it is.
    fn tidy(&self, args: &[&str]) -> Ran {
        self.tidy_in(REPO, args)
    }

    fn tidy_in(&self, directory: &str, args: &[&str]) -> Ran {
        let before = self.state(directory);
        let ran = self.overhaul_in(directory, &[&["apply", "--branch", BRANCH], args].concat());
        assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
        self.assert_kept(directory, &before);
        self.assert_sound(directory);
        assert_eq!(self.locks(directory), Vec::<PathBuf>::new());
        ran
    }

    /// Runs overhaul, which has to refuse in these words and to leave everything as it is.
    fn refuses(&self, args: &[&str], words: &str) -> String {
        self.refuses_in(REPO, args, words)
    }

    fn refuses_in(&self, directory: &str, args: &[&str], words: &str) -> String {
        self.refused(directory, self.command(directory).args(args), words)
    }

    fn refused(&self, directory: &str, command: &mut Command, words: &str) -> String {
        let (before, references) = (self.state(directory), self.references(directory));
        let ran = ran(command);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{}", ran.err);
        let has_error = ran.err.lines().any(|line| line.starts_with("error: "));
        assert!(has_error && ran.err.contains(words), "{words}\n---\n{}", ran.err);
        assert_eq!(self.references(directory), references, "nothing is moved");
        self.assert_kept(directory, &before);
        ran.err
    }

    /// What a run must leave as it is, in a repository or work tree.
    fn state(&self, directory: &str) -> State {
        let status = self.try_git(directory, &["status", "--porcelain", "--ignored"]).out;
        let at = |name: &str| {
            let path = self.try_git(directory, &["rev-parse", "--git-path", name]).out;
            self.sandbox.path(directory).join(path.trim_end())
        };
        State {
            damage: self.fsck(directory),
            head: fs::read_to_string(at("HEAD")).unwrap(),
            index: fs::read(at("index")).ok(),
            config: fs::read(at("config")).unwrap(),
            files: self.files(directory),
            status,
        }
    }

    /// The files of a work tree; what git keeps in its own directory may grow.
    fn files(&self, directory: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = self.sandbox.files(directory);
        let is_bare = self.sandbox.path(directory).join("objects").is_dir();
        files.retain(|path, _| !is_bare && !path.starts_with(".git"));
        files
    }

    fn assert_kept(&self, directory: &str, before: &State) {
        let after = self.state(directory);
        assert_eq!(after.damage, before.damage);
        assert_eq!(after.head, before.head);
        assert_eq!(after.status, before.status);
        assert!(after.index == before.index, "the index is as it was");
        assert!(after.config == before.config, "the configuration is as it was");
        assert!(after.files == before.files, "the work tree is as it was");
    }

    /// All references and where they point.
    fn references(&self, directory: &str) -> String {
        self.git_in(directory, &["for-each-ref"])
    }

    /// Lock files that nobody holds any more.
    fn locks(&self, directory: &str) -> Vec<PathBuf> {
        let common = self.git_in(directory, &["rev-parse", "--git-common-dir"]);
        let files = self.sandbox.files(self.sandbox.path(directory).join(common).to_str().unwrap());
        files.into_keys().filter(|path| path.extension().is_some_and(|end| end == "lock")).collect()
    }

    /// What git finds wrong with the repository, objects aside that nothing refers to.
    fn fsck(&self, directory: &str) -> Ran {
        self.try_git(directory, &["fsck", "--strict", "--no-dangling", "--no-progress"])
    }

    fn assert_sound(&self, directory: &str) {
        let found = self.fsck(directory);
        assert_eq!((found.code, found.out.as_str(), found.err.as_str()), (Some(0), "", ""));
    }

    fn id(&self, rev: &str) -> String {
        self.git(&["rev-parse", "--verify", "--end-of-options", rev])
    }

    fn has_branch(&self, name: &str) -> bool {
        !self.git(&["for-each-ref", &format!("refs/heads/{name}")]).is_empty()
    }

    /// A file of a commit.
    fn show(&self, rev: &str, name: &str) -> String {
        let ran = self.try_git(REPO, &["show", &format!("{rev}:{name}")]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        ran.out
    }

    /// The commits from a base to the branch, the first one first.
    fn commits(&self, base: &str) -> Vec<String> {
        let range = format!("{base}..{BRANCH}");
        self.git(&["rev-list", "--reverse", &range]).lines().map(str::to_owned).collect()
    }

    /// The names of the files that differ between two commits.
    fn changed(&self, from: &str, to: &str) -> Vec<String> {
        let names =
            self.git(&["-c", "core.quotePath=false", "diff", "--name-only", "--no-renames", from, to]);
        names.lines().map(str::to_owned).collect()
    }

    fn subjects(&self, base: &str) -> Vec<String> {
        let range = format!("{base}..{BRANCH}");
        self.git(&["log", "--reverse", "--format=%s", &range]).lines().map(str::to_owned).collect()
    }

    /// The tree that comes of a diff where it is applied to a commit; in a work tree of its own.
    fn tree_of_diff(&self, base: &str, diff: &[u8]) -> String {
        self.git(&["worktree", "add", "-q", "--detach", "../patched", base]);
        let patch = self.sandbox.path("patch");
        fs::write(&patch, diff).unwrap();
        self.git_in("patched", &["apply", "--index", patch.to_str().unwrap()]);
        let tree = self.git_in("patched", &["write-tree"]);
        self.git(&["worktree", "remove", "--force", "../patched"]);
        tree
    }
}
