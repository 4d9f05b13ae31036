//! `overhaul plan`: from a report to a result that is checked.

use std::path::Path;

use serde_json::Value;

use crate::support::{Ran, Sandbox, with_snapshots};
use crate::validate::{self, accepts};

mod applied;
mod drafted;
mod verified;

/// A service with a print, a bare except and a query that is put together.
const STORE: &str = "import json\nimport sqlite3\n\n\nclass Store:\n    def __init__(self, path: str) -> None:\n        self.connection = sqlite3.connect(path)\n\n    def find(self, name: str):\n        print(f\"looking for {name}\")\n        return self.connection.execute(f\"SELECT id FROM items WHERE name = '{name}'\").fetchall()\n\n    def close(self):\n        try:\n            self.connection.commit()\n        except:\n            self.connection.close()\n\n\ndef settings(text):\n    try:\n        return json.loads(text)\n    except:\n        return {}\n";

const REPORT: &str = "# Audit\n\n## Recommendations\n\n| # | Recommendation | Files |\n|---|---|---|\n| A1 | **Replace print() by logging**: 3 calls | all |\n| A2 | **Fix SQL injection**: bind values | `shop/store.py` |\n| A3 | **Narrow bare except clauses**: write `except Exception:` | 2 places |\n| A4 | **Set up backups**: there are none | |\n";

/// A project with a report, in a repository.
fn shop() -> Sandbox {
    let sandbox = Sandbox::with(&[
        ("audit.md", REPORT),
        ("shop/__init__.py", ""),
        ("shop/store.py", STORE),
        (".gitconfig", "[user]\nname = Ada\nemail = ada@example.org\n"),
        (".gitignore", ".gitconfig\nplan.toml\n"),
    ]);
    sandbox.commit_all();
    sandbox
}

/// The demo project of the repository, in a repository of its own.
fn demo() -> Sandbox {
    let sandbox = Sandbox::new();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo"), &sandbox.root);
    sandbox.write(".gitconfig", "[user]\nname = Ada\nemail = ada@example.org\n");
    sandbox.write(".gitignore", ".gitconfig\nplan.toml\n__pycache__\n");
    sandbox.commit_all();
    sandbox
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_name() == "__pycache__" {
            continue;
        }
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir_all(&to).unwrap();
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// Runs a command of `overhaul plan`, which has to end so.
#[track_caller]
fn plan(sandbox: &Sandbox, code: i32, args: &[&str]) -> Ran {
    let ran = sandbox.overhaul([&["plan"], args].concat());
    assert_eq!(ran.code, Some(code), "{args:?}\n{}\n{}", ran.out, ran.err);
    ran
}

/// Changes the plan as a person does.
#[track_caller]
fn edit(sandbox: &Sandbox, from: &str, to: &str) {
    let text = sandbox.read("plan.toml");
    assert!(text.contains(from), "{from}\n---\n{text}");
    sandbox.write("plan.toml", text.replacen(from, to, 1));
}

#[test]
fn the_status_says_what_was_claimed_found_fixed_declined_and_remains() {
    let sandbox = shop();
    plan(&sandbox, 0, &["draft", "audit.md"]);
    let status = plan(&sandbox, 0, &["status"]);
    with_snapshots(|| insta::assert_snapshot!("plan-status", status.out));
    let colored = plan(&sandbox, 0, &["status", "--color", "always"]);
    assert!(colored.out.contains("\x1b["));
    assert!(status.out.lines().all(|line| line.chars().count() <= 80), "{}", status.out);
    edit(&sandbox, "status = \"open\"", "status = \"done\"");
    assert!(plan(&sandbox, 0, &["status"]).out.contains("1 done"));
}

#[test]
fn the_status_is_a_document_too() {
    let sandbox = shop();
    plan(&sandbox, 0, &["draft", "audit.md"]);
    let document: Value =
        serde_json::from_str(&plan(&sandbox, 0, &["status", "--format", "json"]).out).unwrap();
    accepts(&validate::own("plan-status", true), &document);
    let item = |id: &str| {
        document["items"].as_array().unwrap().iter().find(|item| item["id"] == id).unwrap().clone()
    };
    let numbers = |id: &str| {
        let item = item(id);
        ["found", "fixed", "remains"].map(|key| item[key].as_u64().unwrap())
    };
    assert_eq!([numbers("A1"), numbers("A2"), numbers("A3")], [[1, 1, 0], [1, 1, 0], [2, 1, 0]]);
    assert_eq!(item("A3")["declined"][0]["reason"], "handler-is-cleanup");
    assert_eq!(
        (item("A4")["state"].as_str(), item("A1")["claimed"]["count"].as_u64()),
        (Some("open"), Some(3))
    );
}

#[test]
fn the_status_is_a_page_that_nothing_of_a_report_acts_on() {
    let sandbox = shop();
    let hostile = "## Recommendations\n\n- Replace print() <script>alert(1)</script> \u{202e}by a logger\n- <img src=x onerror=alert(1)> and `</style>` must go\n";
    sandbox.write("audit.md", hostile);
    plan(&sandbox, 0, &["draft", "audit.md"]);
    let page = plan(&sandbox, 0, &["status", "--format", "html"]).out;
    assert!(page.starts_with("<!doctype html>") && page.contains("default-src 'none'"));
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains('\u{202e}'), "{page}");
    assert_eq!(page.matches("</style>").count(), 1);
    let shown = plan(&sandbox, 0, &["status"]).out;
    assert!(!shown.contains('\u{202e}'), "{shown}");
    plan(&sandbox, 0, &["status", "--format", "html", "--output", "status.html"]);
    assert_eq!(sandbox.read("status.html"), page);
}

#[test]
fn a_plan_that_is_wrong_is_refused_with_its_line() {
    let sandbox = shop();
    let missing = plan(&sandbox, 2, &["status"]);
    assert!(missing.err.contains("plan.toml does not exist") && missing.err.contains("overhaul plan draft"));
    let item = "version = 1\n[[item]]\nid = \"a\"\ntitle = \"b\"\n";
    for (text, message) in [
        ("", "plan.toml:1: 'version' must be 1"),
        ("version = 2\n", "plan.toml:1: 'version' must be 1"),
        ("version = 1\n[[item]\n", "plan.toml:2: invalid TOML"),
        ("version = 1\nitems = []\n", "plan.toml:2: unknown key 'items'; did you mean 'item'?"),
        (
            &format!("{item}codemods = [\"print-to-loger\"]\n"),
            "plan.toml:5: unknown codemod 'print-to-loger'; did you mean 'print-to-logger'?",
        ),
        (&format!("{item}status = \"later\"\n"), "plan.toml:5: 'status' must be one of open, done, dropped"),
        (&format!("{item}remaining = -1\n"), "plan.toml:5: 'remaining' must be a whole number of at least 0"),
        (&format!("{item}[[item]]\nid = \"a\"\ntitle = \"c\"\n"), "plan.toml:6: two items have the id 'a'"),
        (
            &format!("{item}codemods = [\"narrow-except\"]\n[item.options.narrow-except]\nbroda = true\n"),
            "plan.toml:7: unknown option 'broda'; did you mean 'broad'?",
        ),
        (
            &format!("{item}codemods = [\"narrow-except\"]\nmay-stay = [\"last-resrot\"]\n"),
            "plan.toml:6: no codemod of the item declines for 'last-resrot'; did you mean 'last-resort'?",
        ),
        (&format!("{item}paths = [\"a[\"]\n"), "plan.toml:5: 'paths': "),
    ] {
        sandbox.write("plan.toml", text);
        for command in [&["status"][..], &["apply"], &["draft", "audit.md"]] {
            let ran = plan(&sandbox, 2, command);
            assert!(ran.err.contains(message), "{message}\n---\n{}", ran.err);
        }
        assert_eq!(sandbox.read("plan.toml"), text);
    }
}
