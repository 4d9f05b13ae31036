//! When a survey is made, and what it is asked for.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::sync::Arc;

use overhaul_engine::{
    ChangeSet, Codemod, Fact, FileView, Finding, Fix, Level, MemoryTree, OptionSpec, Options, Outcome, Page,
    Project, Run, Selection, Survey,
};
use overhaul_python::{Edit, TextRange, TextSize};

type Rewrite = fn(&FileView<'_>, &Survey) -> Vec<Finding>;

/// Its survey counts the files that say `fact`.
#[derive(Clone)]
struct Probe {
    page: Page,
    triggers: &'static [&'static str],
    rewrite: Rewrite,
}

/// Writes `ask` in place of `later`.
fn asks() -> Arc<dyn Codemod> {
    let rewrite: Rewrite = |file, _| replaced("asks", file, "later", "ask");
    Arc::new(Probe { page: page("asks"), triggers: &["later"], rewrite })
}

/// Writes the number of files that say `fact` in place of `ask`, and `gone` in place of `later`.
fn counts() -> Arc<dyn Codemod> {
    let rewrite: Rewrite = |file, survey| {
        let mut findings = replaced("counts", file, "later", "gone");
        if file.module.text().contains("ask") {
            let count = survey.conclusion::<usize>().map_or_else(|| "nothing".to_owned(), usize::to_string);
            findings.extend(replaced("counts", file, "ask", &format!("n{count}")));
        }
        findings
    };
    Arc::new(Probe { page: page("counts"), triggers: &["ask", "later"], rewrite })
}

fn page(id: &'static str) -> Page {
    Page { id, summary: "", commit: "", keywords: Vec::new(), body: "" }
}

fn replaced(id: &'static str, file: &FileView<'_>, from: &str, to: &str) -> Vec<Finding> {
    let find = |(at, text): (usize, &str)| {
        let at = TextSize::try_from(at).unwrap();
        let edits = vec![Edit::replace(TextRange::at(at, TextSize::of(text)), to)];
        let fix = Fix { edits, needs: Vec::new(), level: Level::Safe, assumption: None };
        let range = TextRange::at(at, TextSize::of(text));
        Finding { codemod: id, range, message: "found".into(), outcome: Outcome::Fix(fix) }
    };
    file.module.text().match_indices(from).map(find).collect()
}

impl Codemod for Probe {
    fn page(&self) -> &Page {
        &self.page
    }
    fn options(&self) -> &'static [OptionSpec] {
        &[]
    }
    fn configured(&self, _: &Options) -> Arc<dyn Codemod> {
        Arc::new(self.clone())
    }
    fn triggers(&self) -> &'static [&'static str] {
        self.triggers
    }
    fn concerns_surveyed(&self, bytes: &[u8], _: &Survey) -> bool {
        !bytes.starts_with(b"never")
    }
    fn survey_triggers(&self) -> &'static [&'static str] {
        &["fact"]
    }
    fn survey(&self, _: &FileView<'_>) -> Option<Fact> {
        Some(Arc::new(()))
    }
    fn conclude(&self, facts: &BTreeMap<String, Fact>, _: &Project) -> Option<Fact> {
        Some(Arc::new(facts.len()))
    }
    fn rewrite(&self, file: &FileView<'_>, survey: &Survey) -> Vec<Finding> {
        (self.rewrite)(file, survey)
    }
}

fn run(codemods: Vec<Arc<dyn Codemod>>, files: &[(&str, &str)], jobs: usize) -> ChangeSet {
    let files = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
    let selections: Vec<Selection> = codemods.into_iter().map(Selection::new).collect();
    let run = Run {
        tree: Arc::new(MemoryTree::new(files)),
        codemods: &selections,
        concerns: &|file| file.name != "beside.py",
        safe_only: false,
        verdicts: &(),
        previews: false,
        type_check: false,
        jobs,
        progress: &(),
        known: &(),
    };
    run.execute().unwrap()
}

fn texts(changes: &ChangeSet) -> Vec<String> {
    let read = |content: &overhaul_engine::Content| content.read().unwrap().into_owned();
    let changed = changes.changed().map(|(_, change)| read(&change.stages.last().unwrap().content));
    changed.map(|bytes| String::from_utf8(bytes).unwrap()).collect()
}

const FACTS: [(&str, &str); 3] = [("beside.py", "fact = 1\n"), ("f.py", "fact = 2\n"), ("g.py", "no = 1\n")];

#[test]
fn a_survey_counts_the_files_that_tell_something_whatever_asks() {
    for jobs in [1, 2, 8] {
        let files = [&FACTS[..], &[("a.py", "ask = 1\n"), ("b.py", "ask = 'fact'\n")]].concat();
        let changes = run(vec![counts()], &files, jobs);
        assert_eq!(texts(&changes), ["n3 = 1\n", "n3 = 'fact'\n"]);
        assert_eq!((changes.files_seen, changes.files_parsed), (4, 4));
    }
}

#[test]
fn what_nobody_asks_is_not_parsed() {
    let files = [&FACTS[..], &[("a.py", "later = 1\n")]].concat();
    let changes = run(vec![counts()], &files, 1);
    assert_eq!(texts(&changes), ["gone = 1\n"]);
    assert_eq!(changes.files_parsed, 1);
}

#[test]
fn a_file_that_is_out_by_its_bytes_is_not_parsed() {
    let files = [&FACTS[..], &[("a.py", "never = ask\n"), ("b.py", "ask = 1\n")]].concat();
    let changes = run(vec![counts()], &files, 1);
    assert_eq!(texts(&changes), ["n2 = 1\n"]);
    assert_eq!(changes.files_parsed, 3);
}

#[test]
fn an_edit_that_makes_a_codemod_ask_gets_its_answer() {
    let files = [&FACTS[..], &[("a.py", "later = 1\n"), ("bad.py", "later = fact =\n")]].concat();
    for jobs in [1, 4] {
        let changes = run(vec![asks(), counts()], &files, jobs);
        assert_eq!(texts(&changes), ["n2 = 1\n"]);
        assert_eq!(changes.failures().count(), 1, "a file that cannot be parsed is told once");
    }
}
