//! What runs over a work tree keep for the next one: every input that changes, changes the answer, and nothing else does.

use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use crate::support::{Ran, SERVICE, SERVICE_AFTER, Sandbox, is_root, ran};

const HANDLER: &str =
    "def load(text):\n    try:\n        return int(text)\n    except:\n        return None\n";

fn sandbox() -> Sandbox {
    Sandbox::with(&[
        ("pyproject.toml", ""),
        ("app/__init__.py", ""),
        ("app/service.py", SERVICE),
        ("app/load.py", HANDLER),
        ("legacy/service.py", SERVICE),
    ])
}

/// What `check` and `diff` say, and that they say it whatever is kept.
fn answer(sandbox: &Sandbox, options: &[&str]) -> (Vec<u8>, Vec<u8>) {
    let mut answers = [&["check", "--format", "json"][..], &["diff"]].into_iter().map(|command| {
        let with = |more: &[&str]| sandbox.overhaul([command, options, more].concat());
        let said = with(&[]);
        assert_eq!(said, with(&["--no-cache"]), "{command:?} {options:?}");
        assert_eq!(said, with(&[]), "{command:?} {options:?}");
        said.bytes
    });
    (answers.next().unwrap(), answers.next().unwrap())
}

fn entries(sandbox: &Sandbox, kind: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(sandbox.cache()).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with(kind)).collect()
}

/// As if all files had been written some time ago: what was just written is never trusted.
fn wait(sandbox: &Sandbox) {
    std::thread::sleep(Duration::from_secs(4));
    answer(sandbox, &[]);
}

#[test]
fn a_second_run_says_the_same_without_reading() {
    let sandbox = sandbox();
    wait(&sandbox);
    let first = answer(&sandbox, &["--show-declined"]);
    assert_eq!(answer(&sandbox, &["--show-declined"]), first);
    assert_eq!(answer(&sandbox, &["--jobs", "1", "--show-declined"]), first);
    // One outcome for both commands, and no file is opened for it.
    assert_eq!(entries(&sandbox, "outcome").len(), 1);
    if Command::new("strace").arg("-V").output().is_ok() {
        let mut strace = Command::new("strace");
        strace.args(["-f", "-e", "trace=openat", env!("CARGO_BIN_EXE_overhaul"), "check", "--quiet"]);
        let traced = ran(strace.current_dir(&sandbox.root).env("OVERHAUL_CACHE_DIR", sandbox.cache()));
        assert!(!traced.err.contains("service.py"), "{}", traced.err);
    }
    let applied = sandbox.overhaul(["apply"]);
    assert_eq!(applied.code, Some(0), "{}", applied.err);
    assert_eq!(sandbox.read("app/service.py"), SERVICE_AFTER);
    assert_eq!(answer(&sandbox, &[]).1, b"");
}

/// Each of these decides about the answer; none may be answered with what was kept before it changed.
#[test]
fn every_file_counts() {
    let sandbox = sandbox();
    wait(&sandbox);
    let mut last = answer(&sandbox, &[]);
    let mut changed = |what: &str| {
        let now = answer(&sandbox, &[]);
        assert_ne!(now, last, "{what}");
        last = now;
    };
    let service = sandbox.path("app/service.py");
    sandbox.write("app/service.py", SERVICE.replace("handled", "managed"));
    changed("content");
    let time = fs::metadata(&service).unwrap().modified().unwrap();
    sandbox.write("app/service.py", SERVICE.replace("handled", "worked "));
    File::options().write(true).open(&service).unwrap().set_modified(time).unwrap();
    changed("content of the same size, with its time set back");
    sandbox.write("app/more.py", SERVICE);
    changed("a new file");
    fs::rename(sandbox.path("app/more.py"), sandbox.path("app/moved.py")).unwrap();
    changed("a renamed file");
    fs::remove_file(sandbox.path("app/moved.py")).unwrap();
    changed("a removed file");
    sandbox.write("overhaul.toml", "exclude = ['legacy']\n");
    changed("configuration");
    sandbox.write("overhaul.toml", "exclude = ['legacy']\n[print-to-logger]\nlevel = 'debug'\n");
    changed("an option in the configuration");
    sandbox.write(".gitignore", "load.py\n");
    changed(".gitignore");
    fs::remove_file(sandbox.path(".gitignore")).unwrap();
    changed("no .gitignore");
    sandbox.git(&["init", "-q"]);
    sandbox.write(".gitattributes", "app/load.py overhaul=off\n");
    changed(".gitattributes");
    fs::remove_file(sandbox.path(".gitattributes")).unwrap();
    changed("no .gitattributes");
    sandbox.write(".overhaul/decisions.toml", decisions(&sandbox));
    changed("decisions");
    if !is_root() {
        fs::set_permissions(&service, PermissionsExt::from_mode(0o000)).unwrap();
        changed("a file that cannot be read");
        fs::set_permissions(&service, PermissionsExt::from_mode(0o644)).unwrap();
    }
}

/// Rejects the first finding of the service.
fn decisions(sandbox: &Sandbox) -> String {
    let said = sandbox.overhaul(["check", "--format", "json", "--codemod", "print-to-logger"]);
    let report: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let finding = &report["findings"][0];
    let fingerprint = &finding["fingerprint"];
    format!(
        "version = 1\n\n[[decision]]\nfingerprint = {fingerprint}\ndecision = \"rejected\"\npath = {}\nwhen = \"2000-01-01T00:00:00Z\"\n",
        finding["path"]
    )
}

#[test]
fn what_is_asked_counts() {
    let sandbox = sandbox();
    sandbox.write("other.toml", "codemods = ['narrow-except']\n");
    symlink("app/load.py", sandbox.path("link.py")).unwrap();
    wait(&sandbox);
    let all: &[&[&str]] = &[
        &[],
        &["--codemod", "print-to-logger"],
        &["--codemod", "narrow-except"],
        &["--safe-only", "--codemod", "narrow-except"],
        &["--exclude", "app"],
        &["--config", "other.toml", "app"],
        &["app"],
        &["legacy"],
        &["app/load.py"],
        &["link.py", "legacy"],
        &["--accepted-only"],
        &["--type-check", "app/service.py"],
    ];
    let first: Vec<_> = all.iter().map(|options| answer(&sandbox, options)).collect();
    for (options, first) in all.iter().zip(&first) {
        assert_eq!(answer(&sandbox, options), *first, "{options:?}");
    }
    fs::remove_file(sandbox.path("link.py")).unwrap();
    symlink("app/service.py", sandbox.path("link.py")).unwrap();
    assert_ne!(answer(&sandbox, &["link.py", "legacy"]), first[9]);
    // A new name for the program is another build of it for all that can be told.
    let outcomes = entries(&sandbox, "outcome").len();
    let program = sandbox.path("overhaul");
    fs::copy(env!("CARGO_BIN_EXE_overhaul"), &program).unwrap();
    File::options().write(true).open(&program).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
    let said = ran(Command::new(&program)
        .args(["check", "--quiet"])
        .current_dir(&sandbox.root)
        .env("OVERHAUL_CACHE_DIR", sandbox.cache()));
    assert_eq!(said.code, Some(1), "{}", said.err);
    assert_eq!(entries(&sandbox, "outcome").len(), outcomes + 1);
}

const QUERY: &str = "from shop.database import connect\n\n\ndef find(name):\n    return connect().execute(f\"SELECT id FROM users WHERE name = '{name}'\")\n";

/// Types come from what is installed, also from files far below.
#[test]
fn installed_packages_count() {
    let sandbox = Sandbox::with(&[("pyproject.toml", ""), ("find.py", QUERY), (".venv/pyvenv.cfg", "")]);
    let database = ".venv/lib/python3.12/site-packages/shop/database.py";
    sandbox.write(".venv/lib/python3.12/site-packages/shop/__init__.py", "");
    let connects = |driver: &str| {
        format!(
            "import {driver}\n\n\ndef connect() -> {driver}.Connection:\n    return {driver}.connect(\"x\")\n"
        )
    };
    sandbox.write(database, connects("sqlite3"));
    wait(&sandbox);
    let sqlite = answer(&sandbox, &[]);
    let (_, diff) = &sqlite;
    assert!(String::from_utf8_lossy(diff).contains("name = ?"), "{}", String::from_utf8_lossy(diff));
    sandbox.write(database, connects("psycopg"));
    let psycopg = answer(&sandbox, &[]);
    assert!(String::from_utf8_lossy(&psycopg.1).contains("name = %s"));
    fs::remove_file(sandbox.path(database)).unwrap();
    let unknown = answer(&sandbox, &[]);
    assert_eq!(unknown.1, b"");
    // What stands where a new module would go counts, be it Python or not.
    sandbox.write(database, connects("sqlite3"));
    sandbox.write("find.py", QUERY.replace("FROM users", "FROM {name}"));
    let added = answer(&sandbox, &[]);
    assert!(String::from_utf8_lossy(&added.1).contains("new file mode"));
    sandbox.write(".gitignore", "sql_names.py\n");
    sandbox.write("sql_names.py", "x = 1\n");
    assert_ne!(answer(&sandbox, &[]).1, added.1);
}

#[test]
fn what_is_kept_may_be_damaged_or_gone() {
    let sandbox = sandbox();
    wait(&sandbox);
    let first = answer(&sandbox, &[]);
    let all = |damage: &dyn Fn(Vec<u8>) -> Vec<u8>| {
        for path in entries(&sandbox, "") {
            let bytes = fs::read(&path).unwrap();
            fs::write(&path, damage(bytes)).unwrap();
        }
        assert_eq!(answer(&sandbox, &[]), first);
    };
    all(&|mut bytes| {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0xff;
        bytes
    });
    all(&|mut bytes| {
        bytes.truncate(bytes.len() / 2);
        bytes
    });
    all(&|_| Vec::new());
    for path in entries(&sandbox, "texts") {
        fs::remove_file(path).unwrap();
    }
    assert_eq!(answer(&sandbox, &[]), first);
}

#[test]
fn the_cache_is_the_users_own_and_outside_of_the_project() {
    let sandbox = sandbox();
    let before = sandbox.files(".");
    let cache = sandbox.cache().join("new/cache");
    let check = |configure: &dyn Fn(&mut Command)| {
        let mut command = sandbox.command();
        command.args(["check", "--quiet"]).stdin(Stdio::null()).env("OVERHAUL_CACHE_DIR", &cache);
        configure(&mut command);
        let ran: Ran = ran(&mut command);
        assert_eq!(ran.code, Some(1), "{}", ran.err);
    };
    check(&|command| _ = command.arg("--no-cache"));
    assert!(!cache.exists());
    check(&|_| ());
    assert_eq!(fs::metadata(&cache).unwrap().permissions().mode() & 0o777, 0o700);
    assert_eq!(fs::read_dir(&cache).unwrap().count(), 4);
    // Where others may write, nothing is taken from and nothing is left.
    fs::remove_dir_all(&cache).unwrap();
    fs::create_dir(&cache).unwrap();
    fs::set_permissions(&cache, PermissionsExt::from_mode(0o777)).unwrap();
    check(&|_| ());
    assert_eq!(fs::read_dir(&cache).unwrap().count(), 0);
    let home = sandbox.cache().join("home");
    check(&|command| _ = command.env_remove("OVERHAUL_CACHE_DIR").env("XDG_CACHE_HOME", &home));
    assert_eq!(fs::read_dir(home.join("overhaul")).unwrap().count(), 4);
    assert!(sandbox.files(".") == before, "the project has changed");
}

#[test]
fn runs_at_once_share_it() {
    let sandbox = sandbox();
    let alone = sandbox.overhaul(["check", "--format", "json", "--no-cache"]).bytes;
    let children: Vec<_> = (0..12)
        .map(|_| {
            let mut command = sandbox.command();
            command.args(["check", "--format", "json"]).stdout(Stdio::piped()).stderr(Stdio::null());
            command.spawn().unwrap()
        })
        .collect();
    for child in children {
        assert_eq!(child.wait_with_output().unwrap().stdout, alone);
    }
    assert_eq!(entries(&sandbox, ".new-").len(), 0);
}
