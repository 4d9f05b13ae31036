use std::collections::BTreeSet;
use std::path::Path;

use overhaul_engine::{
    Change, ChangeSet, Content, EndState, Failure, FailureKind, FileReport, Identity, Level, Located, Stage,
};
use overhaul_python::Position;

use super::*;

fn fix(codemod: &'static str, line: usize, level: Level, assumption: Option<&str>) -> Located {
    Located {
        codemod,
        identity: Identity::default(),
        start: Position { line, column: 1 },
        end: Position { line, column: 2 },
        lines: Vec::new(),
        message: format!("`<b>` of {codemod}"),
        end_state: EndState::Fixed { level, assumption: assumption.map(str::to_owned) },
        preview: Vec::new(),
    }
}

fn file(name: &str, texts: &[&str], findings: Vec<Located>) -> FileReport {
    let content = |text: &str| Content::Here(text.as_bytes().to_vec());
    let stages = texts[1..].iter().zip(["a-b", "c-d"]);
    let stages = stages.map(|(text, codemod)| Stage { codemod, content: content(text) }).collect();
    FileReport {
        name: name.to_owned(),
        path: Path::new("/r").join(name),
        findings,
        change: Some(Change { original: Some(content(texts[0])), stages }),
        relies_on: BTreeSet::new(),
        failures: Vec::new(),
    }
}

fn page(files: Vec<FileReport>) -> String {
    let changes = ChangeSet { files, files_seen: 9, files_parsed: 9, notes: vec!["a <i> note".to_owned()] };
    let shown = [Shown { changes: &changes, base: Path::new("/r") }];
    let summary = Summary::of(&shown, &["a-b", "c-d"]);
    let codemods = [("a-b", "does `a` & b"), ("c-d", "does c")];
    let listed = Listed::default();
    let mut out = Vec::new();
    write(&mut out, &Report { shown: &shown, summary: &summary, codemods: &codemods, listed, version: "1" })
        .unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn each_codemod_shows_what_it_did_with_what_to_check_beside_it() {
    let texts = ["one\ntwo\nthree\n", "import x\none\nTWO\nthree\n", "import x\none\nTWO\nTHREE\n"];
    let findings =
        vec![fix("a-b", 2, Level::Safe, None), fix("c-d", 3, Level::Review, Some("the <em> of it"))];
    let text = page(vec![file("a.py", &texts, findings)]);
    let (first, second) = text.split_once("<h2 id=c1>c-d</h2>").unwrap();
    assert!(first.contains("<title>overhaul: 2 fixes in 1 file</title>"), "{first}");
    assert!(first.contains("<p>does <code>a</code> &amp; b</p>"), "{first}");
    assert!(first.contains("<td>1<td>1<td>0<td>1<td>0"), "{first}");
    let beside = "<div class=beside><ul class=notes><li><span class=\"level safe\">safe</span> line 2: \
                  <code>&lt;b&gt;</code> of a-b</ul><div class=hunk>";
    assert!(first.contains(beside), "{first}");
    assert!(second.contains("<details class=\"file needs-review\" open>"), "{second}");
    assert!(
        second.contains("line 3: <code>&lt;b&gt;</code> of c-d<p class=assumption>the &lt;em&gt; of it</p>"),
        "{second}"
    );
    assert!(second.contains("<ol class=old start=4 aria-label=Removed><li>three</ol>"), "{second}");
    assert!(second.contains("lines are counted after that"), "{second}");
}

#[test]
fn hostile_names_are_shown_and_failures_named() {
    let mut hostile = file("<script>\x1b\u{202e}\"'.py", &["a\n", "b\n"], Vec::new());
    let message = "</section><script>".to_owned();
    hostile.failures = vec![Failure { kind: FailureKind::Syntax, message, line: Some(3), column: None }];
    let text = page(vec![hostile]);
    assert!(!text.contains("<script") && !text.contains('\x1b') && !text.contains('\u{202e}'), "{text}");
    let name = "&lt;script&gt;\\x1b\\u202e&quot;&#39;.py";
    assert!(text.contains(&format!("<h3>{name}</h3>")), "{text}");
    assert!(text.contains(&format!("<code>{name}:3</code>")), "{text}");
    assert!(text.contains("&lt;/section&gt;"), "{text}");
    assert!(text.contains("default-src 'none'; style-src 'unsafe-inline'"), "{text}");
}

#[test]
fn a_page_stays_small() {
    let (old, new) =
        ("value = 'a text of some length'\n".repeat(300), "value = 'another text'\n".repeat(300));
    let files = |count: usize| {
        (0..count).map(|index| file(&format!("{index}.py"), &[&old, &new], Vec::new())).collect::<Vec<_>>()
    };
    let small = page(files(20));
    assert!(small.contains("<i>&#39;"), "colours");
    let large = page(files(400));
    assert!(large.len() < 5_000_000, "{}", large.len());
    assert!(large.contains("Left out to keep this page small") && !large.contains("<i>"), "no colours");
    assert_eq!(large.matches("<details class=\"file\"").count(), 400, "every file is named");
}
