//! parameterize-sql on whole projects: files that a run adds, and the gate's type check.

use std::process::{Command, Stdio};

use crate::support::Sandbox;

const COUNT: &str = "import sqlite3\n\n\ndef count(connection: sqlite3.Connection, table):\n    return connection.execute(f\"SELECT COUNT(*) FROM {table}\").fetchone()[0]\n";

const RUN: &[&str] = &["apply", "--codemod", "parameterize-sql"];

#[test]
fn a_new_file_is_part_of_the_diff_and_is_written_once() {
    let sandbox = Sandbox::with(&[("app/__init__.py", ""), ("app/a.py", COUNT), ("app/b.py", COUNT)]);
    sandbox.commit_all();
    let diff = sandbox.overhaul(["diff", "--codemod", "parameterize-sql"]);
    assert!(
        diff.out.contains(
            "diff --git a/app/sql_names.py b/app/sql_names.py\nnew file mode 100644\n--- /dev/null\n+++ b/app/sql_names.py\n@@ -0,0 +1,"
        ),
        "{}",
        diff.out
    );
    sandbox.write("../the.diff", &diff.bytes);
    let ran = sandbox.overhaul(RUN);
    assert!(ran.err.contains("3 of 3 changed files written\n"), "{}", ran.err);
    let applied = sandbox.files("app");
    assert!(sandbox.read("app/b.py").contains("from .sql_names import plain_name\n"));
    assert!(sandbox.overhaul(RUN).err.contains("0 of 0 changed files written\n"));
    sandbox.git(&["checkout", "-q", "."]);
    std::fs::remove_file(sandbox.path("app/sql_names.py")).unwrap();
    sandbox.git(&["apply", "../the.diff"]);
    std::fs::remove_file(sandbox.path("../the.diff")).unwrap();
    assert_eq!(sandbox.files("app"), applied, "git apply makes of the diff what apply makes");
}

#[test]
fn nothing_is_added_outside_of_what_was_named() {
    let sandbox = Sandbox::with(&[("app/__init__.py", ""), ("app/a.py", COUNT)]);
    let ran = sandbox.overhaul(["check", "--codemod", "parameterize-sql", "--show-declined", "app/a.py"]);
    assert!(ran.out.contains("declined (no-shared-home)"), "{}", ran.out);
    assert!(ran.out.contains("outside of what the run was asked for"), "{}", ran.out);
    let other = "def plain_name(name):\n    return name\n";
    sandbox.write("app/sql_names.py", other);
    let ran = sandbox.overhaul(["apply", "--codemod", "parameterize-sql"]);
    assert!(ran.err.contains("0 of 0 changed files written\n"), "{}", ran.err);
    assert_eq!(
        sandbox.read("app/sql_names.py"),
        other,
        "a module of somebody else is not taken for the check"
    );
}

/// A program that counts the rows of a table twice: by a good name, and by one that is none.
fn program(imports: &str) -> String {
    format!(
        "import sqlite3\n{imports}\n\ndef count(connection: sqlite3.Connection, table):\n    return connection.execute(f\"SELECT COUNT(*) FROM {{table}}\").fetchone()[0]\n\n\nif __name__ == \"__main__\":\n    database = sqlite3.connect(\":memory:\")\n    database.execute(\"CREATE TABLE t (a)\")\n    print(count(database, \"t\"))\n    try:\n        count(database, \"t; DROP TABLE t\")\n    except ValueError as error:\n        print(error)\n"
    )
}

#[test]
fn programs_start_with_the_new_import_as_they_are_started() {
    let sandbox = Sandbox::with(&[
        ("app/__init__.py", "from app.tables import count\n"),
        ("app/config.py", ""),
        ("app/deep/__init__.py", ""),
        ("src/lib/__init__.py", ""),
        ("src/lib/config.py", ""),
    ]);
    sandbox.write("app/tables.py", program("from app import config\n"));
    sandbox.write("app/deep/tables.py", program("from .. import config\n"));
    sandbox.write("src/lib/tables.py", program("from lib.config import __name__ as config\n"));
    sandbox.write("scripts/alone.py", program(""));
    sandbox.write("app/ambiguous.py", program(""));
    let ran = sandbox.overhaul(RUN);
    assert!(ran.err.contains("1 declined: 1 no-shared-home"), "{}", ran.err);
    for (module, path) in [("app.tables", "."), ("app.deep.tables", "."), ("lib.tables", "src")] {
        starts(&sandbox, &["-m", module], path);
    }
    starts(&sandbox, &["scripts/alone.py"], "");
    let made = sandbox.files(".");
    let helpers: Vec<_> = made.keys().filter(|path| path.ends_with("sql_names.py")).collect();
    assert_eq!(helpers.len(), 3, "one a home: {helpers:?}");
}

fn starts(sandbox: &Sandbox, args: &[&str], path: &str) {
    let output = Command::new("python3")
        .args(["-B", "-W", "ignore"])
        .args(args)
        .current_dir(&sandbox.root)
        .env("PYTHONPATH", path)
        .stdin(Stdio::null())
        .output();
    let Ok(output) = output else { return };
    let out = String::from_utf8_lossy(&output.stdout);
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(out, "0\nnot a plain SQL name: 't; DROP TABLE t'\n", "{args:?}: {err}");
}

#[test]
fn a_fix_that_brings_a_type_error_is_withheld_when_asked() {
    let wrapper = "import sqlite3\n\n\nclass Database:\n    def __init__(self, path: str) -> None:\n        self.connection = sqlite3.connect(path)\n\n    def rows(self, sql: str, values: list[str] = []):\n        return self.connection.execute(sql, values).fetchall()\n\n\ndef find(name: str):\n    return Database(\"x\").rows(f\"SELECT id FROM users WHERE name = '{name}'\")\n";
    let sandbox = Sandbox::with(&[("app.py", wrapper)]);
    let free = sandbox.overhaul(["check", "--codemod", "parameterize-sql"]);
    assert_eq!(free.code, Some(1), "{}", free.out);
    let checked =
        sandbox.overhaul(["check", "--codemod", "parameterize-sql", "--type-check", "--show-declined"]);
    assert_eq!(checked.code, Some(2), "{}", checked.out);
    assert!(checked.out.contains("declined (gate-types)"), "{}", checked.out);
    assert!(checked.err.contains("failed (gate-types)"), "{}", checked.err);
    let ran = sandbox.overhaul(["apply", "--codemod", "parameterize-sql", "--type-check"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(sandbox.read("app.py"), wrapper);
}
