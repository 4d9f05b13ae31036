//! The runner with small codemods of its own: conflicts, rounds, stages, the gate, panics.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::sync::Arc;

use overhaul_engine::change_set::EndState;
use overhaul_engine::{
    ChangeSet, Codemod, FailureKind, FileView, Finding, Fingerprint, Fix, LeftOut, Level, MemoryTree,
    OptionSpec, Options, Outcome, Page, Piece, Place, Run, Selection, Survey, Verdict, Verdicts,
};
use overhaul_python::{Edit, TextRange, TextSize};

/// Replaces every occurrence of a text; what it writes may be anything.
struct Replace {
    page: Page,
    from: &'static str,
    to: &'static str,
    level: Level,
}

fn replace(id: &'static str, from: &'static str, to: &'static str) -> Replace {
    Replace {
        page: Page { id, summary: "", commit: "", keywords: Vec::new(), body: "" },
        from,
        to,
        level: Level::Safe,
    }
}

impl Codemod for Replace {
    fn page(&self) -> &Page {
        &self.page
    }

    fn options(&self) -> &'static [OptionSpec] {
        &[]
    }

    fn configured(&self, _: &Options) -> Arc<dyn Codemod> {
        Arc::new(Self { level: self.level, ..replace(self.page.id, self.from, self.to) })
    }

    fn triggers(&self) -> &'static [&'static str] {
        Box::leak(Box::new([self.from]))
    }

    fn rewrite(&self, file: &FileView<'_>, _: &Survey) -> Vec<Finding> {
        assert!(!file.module.text().contains("please panic"), "as asked");
        let find = |(at, text): (usize, &str)| {
            let range = TextRange::at(size(at), size(text.len()));
            let fix = Fix {
                edits: vec![Edit::replace(range, self.to)],
                needs: Vec::new(),
                level: self.level,
                assumption: None,
            };
            Finding { codemod: self.page.id, range, message: "found".into(), outcome: Outcome::Fix(fix) }
        };
        file.module.text().match_indices(self.from).map(find).collect()
    }
}

fn size(bytes: usize) -> TextSize {
    u32::try_from(bytes).unwrap().into()
}

fn run_with(codemods: Vec<Replace>, files: &[(&str, &str)], jobs: usize, safe_only: bool) -> ChangeSet {
    run_decided(codemods, files, jobs, safe_only, &())
}

fn run_decided(
    codemods: Vec<Replace>,
    files: &[(&str, &str)],
    jobs: usize,
    safe_only: bool,
    verdicts: &dyn Verdicts,
) -> ChangeSet {
    let files = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
    let tree = MemoryTree::new(files);
    let selections: Vec<Selection> =
        codemods.into_iter().map(|codemod| Selection::new(Arc::new(codemod))).collect();
    Run {
        tree: Arc::new(tree),
        codemods: &selections,
        concerns: &|_| true,
        safe_only,
        verdicts,
        previews: true,
        type_check: false,
        jobs,
        progress: &(),
        known: &(),
    }
    .execute()
    .unwrap()
}

fn run(codemods: Vec<Replace>, text: &str) -> ChangeSet {
    run_with(codemods, &[("a.py", text)], 1, false)
}

/// The text after each stage, with the codemod it belongs to.
fn stages(changes: &ChangeSet) -> Vec<(&str, String)> {
    let change = changes.files[0].change.as_ref().unwrap();
    change
        .stages
        .iter()
        .map(|stage| (stage.codemod, String::from_utf8(stage.content.read().unwrap().into_owned()).unwrap()))
        .collect()
}

fn gate_code(changes: &ChangeSet) -> &'static str {
    let (_, failure) = changes.failures().next().expect("a failure of the gate");
    let FailureKind::Gate(code) = failure.kind else { panic!("{failure:?}") };
    assert!(changes.changed().next().is_none(), "what the gate refuses is withheld");
    assert!(changes.findings().all(
        |(_, finding)| matches!(&finding.end_state, EndState::Declined(declined) if declined.reason == code)
    ));
    code
}

#[test]
fn each_codemod_has_its_stage() {
    let changes =
        run(vec![replace("first", "aaa", "b"), replace("second", "ccc", "d")], "aaa = 1\nccc = 2\n");
    assert_eq!(stages(&changes), [("first", "b = 1\nccc = 2\n".into()), ("second", "b = 1\nd = 2\n".into())]);
}

#[test]
fn an_overlapping_fix_is_tried_again_on_the_result() {
    let changes = run(
        vec![replace("first", "(111)", "(2)"), replace("second", "111", "444"), replace("third", "555", "6")],
        "x = (111)\ny = 111\nz = 555\n",
    );
    assert_eq!(
        stages(&changes),
        [
            ("first", "x = (2)\ny = 111\nz = 555\n".into()),
            ("second", "x = (2)\ny = 444\nz = 555\n".into()),
            ("third", "x = (2)\ny = 444\nz = 6\n".into()),
        ]
    );
    assert_eq!(changes.findings().filter(|(_, finding)| finding.is_fixed()).count(), 3);
}

#[test]
fn what_one_codemod_leaves_for_an_earlier_one_is_refused() {
    let changes = run(vec![replace("first", "2222", "3"), replace("second", "111", "2222")], "x = 111\n");
    assert_eq!(gate_code(&changes), "gate-unstable");
}

#[test]
fn positions_of_later_rounds_are_those_of_the_original() {
    let changes = run(
        vec![replace("first", "max(111)", "min(\n    111\n)"), replace("second", "111", "2")],
        "x = max(111)\n\ny = 111\n",
    );
    let places: Vec<(&str, usize)> =
        changes.findings().map(|(_, finding)| (finding.codemod, finding.start.line)).collect();
    assert_eq!(places, [("first", 1), ("second", 1), ("second", 3)]);
    assert_eq!(stages(&changes).last().unwrap().1, "x = min(\n    2\n)\n\ny = 2\n");
}

#[test]
fn the_gate_withholds_what_it_cannot_answer_for() {
    for (from, to, text, code) in [
        ("aaa", "b +", "aaa = 1\n", "gate-parse"),
        ("aaa()", "if x:", "x = 1\naaa()\n    \n", "gate-parse"),
        ("aaa()", "if 1: pass\nelse:", "aaa()\nif 1:\n    pass\n", "gate-parse"),
        ("# aaa", "b", "b = 1\n# aaa\n", "gate-comment"),
        ("aaa", "aaaaaa", "aaa = 1\n", "gate-unstable"),
        ("aaa\r\n", "b = 1\n", "aaa = 1\r\naaa\r\n", "gate-line-endings"),
        ("aaa", "b\n", "x = aaa", "gate-final-newline"),
        ("aaa()", "b.c()", "def aaa(): pass\naaa()\n", "gate-parse"),
        ("aaa", "b=2, b", "f(aaa=1)\n", "gate-parse"),
        ("aaa.x", "logger.x", "import aaa\naaa.x\n", "gate-unbound"),
        ("aaa.x", "late.x", "import aaa\naaa.x\nlate = 1\n", "gate-unbound"),
        ("pass # aaa", "if 1:", "x = 1\npass # aaa\n    \n", "gate-parse"),
        ("aaa", "(", "x = [aaa]\n", "gate-parse"),
        ("aaa\n", "'''\n", "aaa\nx = 1\naaa\n", "gate-tree"),
    ] {
        let changes = run(vec![replace("first", from, to)], text);
        assert_eq!(gate_code(&changes), code, "{from:?} -> {to:?} in {text:?}");
    }
}

#[test]
fn a_character_that_the_encoding_lacks_is_refused() {
    let changes = run(vec![replace("first", "aaa", "'\u{20ac}'")], "# coding: latin-1\nx = aaa\n");
    assert_eq!(gate_code(&changes), "gate-encoding");
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let files = [("bad.py", "aaa = 'please panic'\n"), ("broken.py", "aaa = (\n"), ("good.py", "aaa = 1\n")];
    std::panic::set_hook(Box::new(|_| {}));
    let changes = run_with(vec![replace("first", "aaa", "b")], &files, 2, false);
    let _ = std::panic::take_hook();
    let kinds: Vec<(&str, FailureKind)> =
        changes.failures().map(|(file, failure)| (file.name.as_str(), failure.kind)).collect();
    assert_eq!(kinds, [("bad.py", FailureKind::Panic), ("broken.py", FailureKind::Syntax)]);
    assert_eq!(changes.changed().map(|(file, _)| file.name.as_str()).collect::<Vec<_>>(), ["good.py"]);
}

#[test]
fn safe_only_leaves_review_fixes_out_and_lists_them() {
    let review = Replace { level: Level::Review, ..replace("first", "aaa", "b") };
    let changes = run_with(vec![review], &[("a.py", "aaa = 1\n")], 1, true);
    assert!(changes.changed().next().is_none(), "{changes:?}");
    assert!(matches!(changes.files[0].findings[0].end_state, EndState::LeftOut { .. }));
}

#[test]
fn threads_do_not_decide_the_order() {
    let files: Vec<(String, String)> =
        (0..200).map(|n| (format!("d{}/f{n}.py", n % 7), format!("aaa = {n}\n"))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let names = |jobs| {
        let changes = run_with(vec![replace("first", "aaa", "b")], &files, jobs, false);
        changes.files.iter().map(|file| file.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(1), names(4));
}

#[test]
fn files_without_a_trigger_are_not_parsed() {
    let changes =
        run_with(vec![replace("first", "aaa", "b")], &[("a.py", "((((\n"), ("b.py", "aaa = 1\n")], 1, false);
    assert_eq!((changes.files_seen, changes.files_parsed), (2, 1));
    assert!(!changes.has_failures());
}

/// Decides about one finding.
struct About(Fingerprint, Verdict);

impl Verdicts for About {
    fn of(&self, place: &Place<'_>) -> Verdict {
        if place.fingerprint() == self.0 { self.1.clone() } else { Verdict::Apply }
    }
}

const THREE: &str = "x = (111)\ny = 111\nif y:\n    z = 111\n";

fn decided(verdict: impl FnOnce(&ChangeSet) -> (Fingerprint, Verdict)) -> ChangeSet {
    let codemods = || vec![replace("first", "(111)", "(2)"), replace("second", "111", "444")];
    let undecided = run(codemods(), THREE);
    let (fingerprint, verdict) = verdict(&undecided);
    run_decided(codemods(), &[("a.py", THREE)], 1, false, &About(fingerprint, verdict))
}

fn last(changes: &ChangeSet) -> String {
    stages(changes).pop().unwrap().1
}

/// The findings of `second` are made anew in a second round, because its first one overlaps that of `first`.
#[test]
fn a_rejected_fix_is_left_out_in_whichever_round_it_comes() {
    for (index, expected) in [
        (0, "x = (444)\ny = 444\nif y:\n    z = 444\n"),
        (1, "x = (2)\ny = 111\nif y:\n    z = 444\n"),
        (2, "x = (2)\ny = 444\nif y:\n    z = 111\n"),
    ] {
        let mut asked = None;
        let changes = decided(|undecided| {
            let fingerprint = undecided.findings().nth(index).unwrap().1.fingerprint("a.py");
            asked = Some(fingerprint);
            (fingerprint, Verdict::LeaveOut(LeftOut::Rejected))
        });
        assert_eq!(last(&changes), expected);
        let rejected: Vec<_> = changes
            .findings()
            .filter(|(_, found)| matches!(found.end_state, EndState::LeftOut { why: LeftOut::Rejected, .. }))
            .map(|(_, found)| found.fingerprint("a.py"))
            .collect();
        assert_eq!(rejected, asked.as_slice());
        assert!(!changes.has_failures(), "the gate knows of the decision");
    }
}

#[test]
fn what_a_person_wrote_stands_in_place_of_the_fix() {
    let changes = decided(|undecided| {
        let second = undecided.findings().find(|(_, found)| found.start.line == 2).unwrap().1;
        (second.fingerprint("a.py"), Verdict::Edit("y = 445\ny += 1".to_owned()))
    });
    assert!(last(&changes).contains("\ny = 445\ny += 1\nif y:\n"), "{}", last(&changes));
}

#[test]
fn what_a_person_wrote_goes_through_the_gate() {
    let changes = decided(|undecided| {
        let second = undecided.findings().find(|(_, found)| found.start.line == 2).unwrap().1;
        (second.fingerprint("a.py"), Verdict::Edit("y = (".to_owned()))
    });
    assert_eq!(gate_code(&changes), "gate-parse");
}

#[test]
fn a_preview_shows_one_fix_in_whole_lines() {
    let changes = run(vec![replace("first", "111", "444")], "a = 0\r\nb = (111,\r\n     0, 111)\r\n");
    let previews: Vec<Vec<Piece>> = changes.findings().map(|(_, found)| found.preview.clone()).collect();
    let piece = |line, old: &str, new: &str| vec![Piece { line, old: old.into(), new: new.into() }];
    assert_eq!(
        previews,
        [piece(2, "b = (111,\r\n", "b = (444,\r\n"), piece(3, "     0, 111)\r\n", "     0, 444)\r\n")]
    );
}

#[test]
fn a_fingerprint_survives_edits_elsewhere() {
    let fingerprints = |text: &str| -> Vec<Fingerprint> {
        run(vec![replace("first", "f(111)", "g(444)")], text)
            .findings()
            .map(|(_, f)| f.fingerprint("a.py"))
            .collect()
    };
    let before = fingerprints("f(111)\nf(111)\n");
    assert_ne!(before[0], before[1]);
    assert_eq!(before, fingerprints("import x\n\nf(111)\nx.y()\nif x:\n    f(111)\n"));
}
