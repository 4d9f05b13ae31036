//! `--format` of `check` and `diff`: what each says about the same tree, and that nothing of a tree gets out of its place.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::{Ran, SERVICE, Sandbox, has, ran, with_snapshots};
use crate::validate::{self, accepts};

const ALL: [&str; 8] = ["text", "concise", "json", "json-lines", "sarif", "github", "gitlab", "junit"];

/// Every text and name that some reader could take for its own syntax.
fn hostile() -> Sandbox {
    let text = "class Service:\n    def run(self, count, password):\n        x = '</script>]]>\x1b[2J\u{202e}'  # ::error::\n\
                \x20       print(f\"</failure>]]> ::error file=x::{count}\\\\ \u{1F600}\")  # \u{200f}\x1b[31m\n\
                \x20       print(password)\n        try:\n            x = int(x)\n        except:\n            x = 0\n";
    let sandbox = Sandbox::with(&[("pyproject.toml", "[project]\nname = \"demo\"\n")]);
    let names: [&[u8]; 8] = [
        b"::error::top.py",
        b"line\n::error file=x,line=1::feed.py",
        b"quote\"d 'n' 100% \\a.py",
        b"]]>&amp;<b.py",
        b"<!--</script>/--><script>.py",
        b"\x1b[31mred.py",
        "\u{202e}yp.thgir-ot-\u{200f}.py".as_bytes(),
        b"not\xffutf8.py",
    ];
    for name in names {
        sandbox.write(Path::new(OsStr::from_bytes(name)), text);
    }
    sandbox.write("::warning::broken\n.py", "print(\n");
    sandbox
}

fn check(sandbox: &Sandbox, format: &str, more: &[&str]) -> Ran {
    sandbox.overhaul([&["check", "--format", format], more].concat())
}

fn json(ran: &Ran) -> Value {
    assert!(ran.bytes.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\n')), "{}", ran.out);
    serde_json::from_str(&ran.out).unwrap()
}

/// A document with one field a line, in which nothing hides.
fn pretty(document: &Value) -> String {
    let mut text = String::new();
    for c in serde_json::to_string_pretty(document).unwrap().chars() {
        if c.is_ascii() {
            text.push(c);
        } else {
            write!(text, "\\u{{{:x}}}", u32::from(c)).unwrap();
        }
    }
    text
}

#[test]
fn hostile_trees_in_every_format() {
    let sandbox = hostile();
    with_snapshots(|| {
        for format in ALL {
            let ran = check(&sandbox, format, &["--show-declined", "--codemod", "print-to-logger"]);
            assert_eq!(ran.code, Some(2), "a file failed");
            assert!(
                ran.out.chars().all(|c| c == '\n' || !(c.is_control() || "\u{202e}\u{200f}".contains(c))),
                "{}",
                ran.out
            );
            let text = match format {
                "json" | "gitlab" => pretty(&json(&ran)),
                "sarif" => {
                    let mut log = json(&ran);
                    log["runs"][0]["tool"]["driver"]["rules"] = "[the pages]".into();
                    pretty(&log)
                }
                _ => ran.out,
            };
            insta::assert_snapshot!(format!("format-{format}"), text);
        }
        let ran = sandbox.overhaul(["diff", "--format", "json"]);
        assert_eq!(ran.code, Some(2), "a file failed");
        insta::assert_snapshot!("format-diff-json", pretty(&json(&ran)));
    });
}

/// A line that starts with two colons is a command, wherever it is written.
#[test]
fn a_runner_of_github_sees_no_command_but_ours() {
    let sandbox = hostile();
    for format in ["text", "concise", "json", "json-lines", "sarif", "gitlab", "junit", "github"] {
        let ran = check(&sandbox, format, &["--show-declined"]);
        let commands: Vec<&str> = ran
            .out
            .lines()
            .chain(ran.err.lines())
            .filter(|line| line.trim_start().starts_with("::"))
            .collect();
        let are_ours = commands.iter().all(|command| {
            let properties = command.split("::").nth(1).unwrap();
            let (name, properties) = properties.split_once(' ').unwrap();
            let keys = ["file", "line", "endLine", "col", "title"];
            let is_known = |pair: &str| keys.contains(&pair.split_once('=').unwrap().0);
            ["error", "warning", "notice"].contains(&name) && properties.split(',').all(is_known)
        });
        assert!(are_ours, "{commands:?}");
        assert_eq!(commands.is_empty(), format != "github", "{commands:?}");
    }
}

/// Trees with findings of every outcome that a command line can ask for.
fn trees() -> Vec<(Sandbox, Vec<&'static str>)> {
    let warning = "from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\n\napp = FastAPI()\n\
                   app.add_middleware(CORSMiddleware, allow_origins=[\"*\"], allow_credentials=True)\n";
    let mixed = Sandbox::with(&[("a.py", SERVICE), ("b.py", warning), ("c.py", "print(\n")]);
    let demo = || {
        let demo = Sandbox::new();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo"), &demo.root);
        demo
    };
    vec![(demo(), vec![]), (demo(), vec!["--safe-only"]), (mixed, vec![]), (hostile(), vec![])]
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir_all(&to).unwrap();
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

#[test]
fn documents_are_as_their_schemas_say() {
    let [check_schema, diff_schema] = ["check", "diff"].map(|name| validate::own(name, true));
    let line_schema = validate::own("check-line", false);
    let sarif_schema = validate::sarif();
    let mut outcomes = BTreeSet::new();
    for (sandbox, more) in trees() {
        let document = json(&check(&sandbox, "json", &more));
        accepts(&check_schema, &document);
        for found in document["findings"].as_array().unwrap() {
            let kind = found["level"].as_str().unwrap_or("no level");
            outcomes.insert(format!("{} {kind} {}", found["outcome"].as_str().unwrap(), found["is_warning"]));
        }
        let lines = check(&sandbox, "json-lines", &more).out;
        lines.lines().for_each(|line| accepts(&line_schema, &serde_json::from_str(line).unwrap()));
        accepts(&sarif_schema, &json(&check(&sandbox, "sarif", &more)));
        let args = [&["diff", "--format", "json"], more.as_slice()].concat();
        accepts(&diff_schema, &json(&sandbox.overhaul(args)));
    }
    assert_eq!(
        outcomes.into_iter().collect::<Vec<_>>(),
        [
            "declined no level false",
            "declined no level true",
            "fix review false",
            "fix safe false",
            "left-out review false"
        ]
    );
}

#[test]
fn junit_is_xml_that_says_the_same() {
    for (sandbox, more) in trees() {
        let args = [&["--show-declined"], more.as_slice()].concat();
        let document = json(&check(&sandbox, "json", &more));
        let xml = check(&sandbox, "junit", &args).out;
        let tree = roxmltree::Document::parse(&xml).unwrap();
        let count = |name: &str| tree.descendants().filter(|node| node.has_tag_name(name)).count();
        let findings = document["findings"].as_array().unwrap();
        let failures = document["failures"].as_array().unwrap().len();
        let is_failure = |found: &&Value| found["outcome"] == "fix" || found["is_warning"] == true;
        let failed = findings.iter().filter(is_failure).count();
        assert_eq!(count("failure"), failed);
        assert_eq!(count("skipped"), findings.len() - failed);
        assert_eq!(count("error"), failures);
        let root = tree.root_element();
        assert_eq!(root.attribute("failures"), Some(failed.to_string().as_str()));
        assert_eq!(root.attribute("tests"), Some(count("testcase").to_string().as_str()));
        let codemods = document["summary"]["codemods"].as_array().unwrap().len();
        assert_eq!(count("testsuite"), codemods + usize::from(failures > 0));
    }
}

#[test]
fn the_patches_of_a_document_are_the_diff() {
    for (sandbox, more) in trees() {
        let document = json(&sandbox.overhaul([&["diff", "--format", "json"], more.as_slice()].concat()));
        let files = document["files"].as_array().unwrap();
        assert!(files.iter().all(|file| file["is_exact"] == true));
        let patches: String = files.iter().map(|file| file["patch"].as_str().unwrap()).collect();
        assert_eq!(patches, sandbox.overhaul([&["diff"], more.as_slice()].concat()).out);
    }
}

/// A fix that needs nothing else makes the same of its file as the run does.
#[test]
fn what_sarif_replaces_is_what_apply_writes() {
    if !has("python3") {
        return;
    }
    let handler = "try:\n    size = int('\u{1F600}')\nexcept:\n    size = 0\n";
    let sandbox = Sandbox::with(&[
        ("bom.py", &format!("\u{feff}{handler}")),
        ("crlf.py", &handler.replace('\n', "\r\n")),
        ("lone.py", &format!("x = 1\ry = 2\r{handler}")),
        ("no_end.py", "try:\n    size = int('4')\nexcept: size = 0"),
        ("two.py", &handler.repeat(2)),
        ("a b/\u{e9}.py", handler),
    ]);
    let by_hand = Sandbox::new();
    copy(&sandbox.root, &by_hand.root);
    let tools = Sandbox::with(&[("replace.py", REPLACE)]);
    tools.write("log.sarif", check(&sandbox, "sarif", &[]).out);
    let args = ["replace.py", "log.sarif", by_hand.root.to_str().unwrap()];
    let made = ran(Command::new("python3").args(args).current_dir(&tools.root));
    assert_eq!((made.code, made.out.as_str()), (Some(0), "7 fixes\n"), "{}", made.err);
    let applied = sandbox.overhaul(["apply"]);
    assert_eq!(applied.code, Some(0), "{}", applied.err);
    let files = sandbox.files(".");
    assert!(files.values().all(|text| String::from_utf8_lossy(text).contains("except ValueError:")));
    assert_eq!(by_hand.files("."), files);
}

/// Makes the fixes of a log as section 3.57 of SARIF says, the last one of each file first.
const REPLACE: &str = r#"
import json, pathlib, re, sys, urllib.parse
run = json.load(open(sys.argv[1]))["runs"][0]
ends = re.compile("|".join(map(re.escape, run["newlineSequences"])))
assert run["columnKind"] == "unicodeCodePoints"
fixes = [fix for result in run["results"] for fix in result.get("fixes", ())]
print(len(fixes), "fixes")
for fix in reversed(fixes):
    assert "overhaul apply" not in fix["description"]["text"]
    for change in fix["artifactChanges"]:
        uri = urllib.parse.unquote_to_bytes(change["artifactLocation"]["uri"])
        path = pathlib.Path(sys.argv[2]) / uri.decode()
        data = path.read_bytes()
        bom = data[:3] if data.startswith(b"\xef\xbb\xbf") else b""
        text = data[len(bom):].decode()
        starts = [0] + [end.end() for end in ends.finditer(text)]
        for replacement in reversed(change["replacements"]):
            region = replacement["deletedRegion"]
            start = starts[region["startLine"] - 1] + region["startColumn"] - 1
            end = starts[region["endLine"] - 1] + region["endColumn"] - 1
            text = text[:start] + replacement["insertedContent"]["text"] + text[end:]
        path.write_bytes(bom + text.encode())
"#;

#[test]
fn sarif_of_a_commit_has_fixes_also_where_the_run_is_kept() {
    let sandbox = Sandbox::with(&[
        (".gitconfig", "[user]\nname = a\nemail = a@example.org\n"),
        ("a.py", "try:\n    size = int('4')\nexcept:\n    size = 0\n"),
    ]);
    sandbox.commit_all();
    assert_eq!(sandbox.overhaul(["apply", "--branch", "audit"]).code, Some(0));
    let log = json(&check(&sandbox, "sarif", &["--base", "HEAD"]));
    assert!(log["runs"][0]["results"][0]["fixes"][0].is_object());
}

#[test]
fn exit_code_and_summary_do_not_depend_on_the_format() {
    let sandbox = Sandbox::with(&[("a.py", SERVICE), ("b.py", "print(\n")]);
    let expected = check(&sandbox, "text", &[]);
    assert_eq!(expected.code, Some(2));
    for format in ALL {
        let ran = check(&sandbox, format, &[]);
        assert_eq!((ran.code, &ran.err), (expected.code, &expected.err));
        let ran = check(&sandbox, format, &["--statistics"]);
        let has_table = matches!(format, "text" | "concise");
        assert_eq!(ran.out.is_empty(), !has_table, "{format}");
        assert_eq!(ran.err.contains("--format json"), !has_table, "{}", ran.err);
    }
}
