//! `overhaul plan draft`.

use super::{REPORT, demo, edit, plan, shop};
use crate::support::{Sandbox, with_snapshots};

#[test]
fn a_plan_of_the_demo() {
    let sandbox = demo();
    let ran = plan(
        &sandbox,
        0,
        &["draft", "docs/audit.md", "--verify", "python3 -m unittest discover -t . -s tests"],
    );
    assert!(ran.err.contains("plan.toml: 7 items, 4 for codemods and 3 for people\n"), "{}", ran.err);
    with_snapshots(|| insta::assert_snapshot!("plan-draft", sandbox.read("plan.toml")));
    let first = sandbox.read("plan.toml");
    let again = plan(&sandbox, 0, &["draft", "docs/audit.md"]);
    assert!(again.err.contains("the reports say what they said\n"), "{}", again.err);
    assert_eq!(sandbox.read("plan.toml"), first, "drafting again changes nothing");
}

#[test]
fn drafting_again_keeps_what_people_wrote() {
    let sandbox = shop();
    sandbox.write(
        "audit.md",
        format!("{REPORT}\n## Next steps\n\n- Use QueuePool in place of NullPool, pool_size = 5\n"),
    );
    plan(&sandbox, 0, &["draft", "audit.md"]);
    edit(&sandbox, "version = 1\n", "version = 1 # ours\n");
    edit(&sandbox, "paths = []", "paths = [\"shop\"] # the rest is old");
    edit(&sandbox, "title = \"Set up backups\"", "title = \"Backups, by Grace\"\n# asked on Monday");
    edit(&sandbox, "status = \"open\"", "status = \"dropped\"");
    edit(&sandbox, "\npool_size = 5", "\npool_size = 7");
    edit(&sandbox, "remaining = 0", "remaining = 2");
    let edited = sandbox.read("plan.toml");
    plan(&sandbox, 0, &["draft", "audit.md"]);
    assert_eq!(sandbox.read("plan.toml"), edited, "the report says what it said");

    let report = REPORT
        .replace("3 calls", "9 calls")
        .replace("| A2 | **Fix SQL injection**: bind values | `shop/store.py` |\n", "");
    sandbox.write(
        "audit.md",
        format!(
            "{report}\n## Next steps\n\n- Use QueuePool in place of NullPool, pool_size = 6\n- Rotate keys\n"
        ),
    );
    let ran = plan(&sandbox, 0, &["draft", "audit.md"]);
    for news in [
        "new: rotate-keys, at the end of the plan\n",
        "gone from the reports, kept in the plan: A2\n",
        "A1: the report counts 9 now, it was 3\n",
        "the report says pool_size = 6, the plan keeps 7\n",
    ] {
        assert!(ran.err.contains(news), "{news}\n---\n{}", ran.err);
    }
    let now = sandbox.read("plan.toml");
    for kept in [
        "# ours",
        "# the rest is old",
        "Backups, by Grace",
        "# asked on Monday",
        "pool_size = 7",
        "remaining = 2",
        "dropped",
        "id = \"A2\"",
    ] {
        assert!(now.contains(kept), "{kept}\n---\n{now}");
    }
    assert!(now.contains("claimed = { count = 9, of = \"calls\" }"), "{now}");
    let order = |id: &str| now.find(&format!("id = \"{id}\"")).unwrap();
    assert!(order("A1") < order("A2") && order("A2") < order("A3") && order("A4") < order("rotate-keys"));
    plan(&sandbox, 0, &["status"]);
}

#[test]
fn several_reports_are_one_plan() {
    let sandbox = shop();
    sandbox.write("second.txt", "Findings\n\n1. print() calls in shop/store.py write to stdout\n2. Backups are missing\n3. There is no monitoring\n");
    plan(&sandbox, 0, &["draft", "audit.md", "second.txt"]);
    let text = sandbox.read("plan.toml");
    assert_eq!(text.matches("[[item]]").count(), 5, "{text}");
    assert_eq!(text.matches("codemods = [\"print-to-logger\"]").count(), 1, "{text}");
    assert!(text.contains("report = \"second.txt\"\nline = 3\n"), "{text}");
}

#[test]
fn what_cannot_be_planned_is_said() {
    let sandbox =
        Sandbox::with(&[("a.py", "x = 1\n"), ("empty.md", ""), ("notes.md", "# Notes\n\nAll is well.\n")]);
    sandbox.write("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01");
    for (report, error, hint) in [
        ("empty.md", "empty.md is empty", "name the file that the audit is in"),
        ("picture.png", "picture.png is no text", "export the report as Markdown or plain text first"),
        (
            "notes.md",
            "notes.md has no recommendations that could be found",
            "write each one as an item of a list",
        ),
        ("gone.md", "failed to read gone.md", ""),
    ] {
        let ran = plan(&sandbox, 2, &["draft", report]);
        assert!(ran.err.contains(error) && ran.err.contains(hint), "{}", ran.err);
        assert!(!sandbox.path("plan.toml").exists());
    }
}

/// A report is somebody's text: what it wants to be run waits for a person.
#[test]
fn a_report_runs_nothing() {
    let sandbox = shop();
    sandbox.write("audit.md", format!("{REPORT}\n## Verification\n\n1. `touch ran-by-report; true` should pass\n2. \"\"\"quotes\"\"\" `echo ''' \\\\`\n"));
    plan(&sandbox, 0, &["draft", "audit.md"]);
    let text = sandbox.read("plan.toml");
    assert_eq!(text.matches("run = false").count(), 2, "{text}");
    let ran = plan(&sandbox, 0, &["verify"]);
    assert!(ran.out.contains("2 commands of the report wait for `run = true`\n"), "{}", ran.out);
    assert!(ran.out.contains("no commands were run"), "{}", ran.out);
}
