//! What the end-to-end tests share.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// Every command of overhaul, by its words.
pub const COMMANDS: &[&str] = &[
    "",
    "list",
    "explain",
    "check",
    "diff",
    "apply",
    "review",
    "plan",
    "plan draft",
    "plan status",
    "plan apply",
    "plan verify",
    "fleet",
    "fleet plan",
    "fleet run",
    "fleet status",
    "fleet close",
    "fleet retry",
    "fleet report",
    "fleet list",
    "fleet compute",
    "fleet publish",
    "completions",
    "man",
];

/// A directory of its own for a test.
pub struct Sandbox {
    _directory: TempDir,
    /// The user's cache, which is never inside of a project.
    cache: TempDir,
    pub root: PathBuf,
}

/// What a program came to.
#[derive(Debug, PartialEq, Eq)]
pub struct Ran {
    pub code: Option<i32>,
    pub bytes: Vec<u8>,
    pub out: String,
    pub err: String,
}

/// A service whose print becomes a log call.
pub const SERVICE: &str = "class Service:\n    def run(self, count):\n        print(f\"handled {count}\")\n";
pub const SERVICE_AFTER: &str = "import logging\n\nlogger = logging.getLogger(__name__)\n\n\nclass Service:\n    def run(self, count):\n        logger.info(\"handled %s\", count)\n";

impl Sandbox {
    pub fn new() -> Self {
        let directory = tempfile::Builder::new().prefix("overhaul-test-").tempdir().unwrap();
        let root = directory.path().canonicalize().unwrap();
        Self { _directory: directory, cache: tempfile::tempdir().unwrap(), root }
    }

    pub fn cache(&self) -> &Path {
        self.cache.path()
    }

    /// A sandbox with these files.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let sandbox = Self::new();
        for (name, text) in files {
            sandbox.write(name, text);
        }
        sandbox
    }

    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.root.join(name)
    }

    pub fn write(&self, name: impl AsRef<Path>, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, name: impl AsRef<Path>) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs overhaul in the sandbox.
    pub fn overhaul<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Ran {
        self.overhaul_in(".", args)
    }

    /// Runs overhaul in a directory of the sandbox.
    pub fn overhaul_in<S: AsRef<OsStr>>(&self, directory: &str, args: impl IntoIterator<Item = S>) -> Ran {
        ran(self.command().current_dir(self.path(directory)).args(args).stdin(Stdio::null()))
    }

    /// Overhaul, with an environment that does not depend on who runs the tests.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_overhaul"));
        command.current_dir(&self.root);
        for name in [
            "NO_COLOR",
            "CLICOLOR",
            "CLICOLOR_FORCE",
            "PAGER",
            "GIT_PAGER",
            "OVERHAUL_PAGER",
            "LESS",
            "RUST_BACKTRACE",
        ] {
            command.env_remove(name);
        }
        command.env("HOME", &self.root).env("TERM", "xterm").env("OVERHAUL_CACHE_DIR", self.cache());
        command
    }

    /// Makes the sandbox a git repository in which everything is committed.
    pub fn commit_all(&self) {
        self.git(&["init", "-q"]);
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", "all"]);
    }

    pub fn git(&self, args: &[&str]) -> Ran {
        let ran = ran(Command::new("git")
            .current_dir(&self.root)
            .args(["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false"])
            .args(args)
            .env("HOME", &self.root));
        assert_eq!(ran.code, Some(0), "git {args:?}: {}", ran.err);
        ran
    }

    /// The files below a directory, by their paths relative to it.
    pub fn files(&self, directory: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.path(directory), Path::new(""), &mut files);
        files
    }
}

fn collect(directory: &Path, relative: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(directory).unwrap() {
        let entry = entry.unwrap();
        let name = relative.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &name, files);
        } else {
            files.insert(name, fs::read(entry.path()).unwrap_or_default());
        }
    }
}

/// Runs a program to its end.
pub fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
        bytes: output.stdout,
    }
}

/// Whether a program is installed; says so where a test does without it.
pub fn has(program: &str) -> bool {
    let found =
        Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    if !found {
        eprintln!("skipped: {program} is not installed");
    }
    found
}

pub fn is_root() -> bool {
    ran(Command::new("id").arg("-u")).out.trim() == "0"
}

/// Runs assertions with the settings of the snapshots of this directory.
pub fn with_snapshots(assertions: impl FnOnce()) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../snapshots/cli"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(assertions);
}
