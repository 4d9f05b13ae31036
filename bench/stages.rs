//! What each step of a run costs on one file: `cargo bench -p overhaul-codemods`.

#![expect(clippy::unwrap_used, reason = "a bench that cannot start says so by a panic")]

use std::io;
use std::path::Path;
use std::sync::Arc;

use divan::{Bencher, counter::BytesCount};
use overhaul_codemods::registry;
use overhaul_engine::prefilter::Prefilter;
use overhaul_engine::stack::{self, Accepted};
use overhaul_engine::{
    ChangeSet, Codemod, FileView, Fix, MemoryTree, Outcome, Project, Run, Selection, Survey, gate,
};
use overhaul_python::types::{Layout, ProjectFiles, Types};
use overhaul_python::{Edit, Module, PythonVersion, Source};
use overhaul_report::Shown;
use overhaul_report::diff::{self, Reader};

/// A service's repository, written out so often that the file has some 2,000 lines.
fn text() -> String {
    include_str!("../demo/orders/repository.py").repeat(20)
}

fn parse(text: &str) -> Module {
    Module::parse(Source::decode(text.as_bytes().to_vec()).unwrap()).unwrap()
}

/// A project of which the type checker knows nothing.
struct NoFiles;

impl ProjectFiles for NoFiles {
    fn names(&self) -> Vec<String> {
        Vec::new()
    }

    fn read(&self, _name: &str) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::NotFound.into())
    }
}

fn print_to_logger() -> Arc<dyn Codemod> {
    registry().into_iter().find(|codemod| codemod.id() == "print-to-logger").unwrap()
}

fn fixes(codemod: &dyn Codemod, module: &Module) -> Vec<Fix> {
    let project = Project::with_files(["orders/repository.py".to_owned()]);
    let types = Types::new(Arc::new(NoFiles), Layout::default());
    let view = FileView {
        path: "orders/repository.py",
        module,
        project: &project,
        python: PythonVersion::latest(),
        types: types.of("orders/repository.py"),
        may_write: &|_| true,
    };
    let findings = codemod.rewrite(&view, &Survey::default());
    let fixes = findings.into_iter().filter_map(|finding| match finding.outcome {
        Outcome::Fix(fix) => Some(fix),
        Outcome::Declined(_) => None,
    });
    fixes.collect()
}

fn edits(module: &Module, fixes: &[Fix]) -> Vec<Edit> {
    let mut accepted = Accepted::default();
    let taken: Vec<&Fix> = fixes.iter().filter(|fix| accepted.accept(fix)).collect();
    stack::edits(module, &taken).unwrap()
}

fn run() -> ChangeSet {
    let selections = [Selection::new(print_to_logger())];
    let tree = MemoryTree::new([("orders/repository.py".to_owned(), text().into_bytes())]);
    let run = Run {
        tree: Arc::new(tree),
        codemods: &selections,
        concerns: &|_| true,
        safe_only: false,
        verdicts: &(),
        previews: false,
        type_check: false,
        jobs: 1,
        progress: &(),
        known: &(),
    };
    run.execute().unwrap()
}

#[divan::bench]
fn prefilter(bencher: Bencher<'_, '_>) {
    let (registry, text) = (registry(), text());
    let prefilter = Prefilter::new(registry.iter().map(|codemod| &**codemod).enumerate());
    bencher.counter(BytesCount::of_str(&text)).bench(|| prefilter.hits(text.as_bytes()));
}

#[divan::bench(name = "parse")]
fn parse_file(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher.counter(BytesCount::of_str(&text)).bench(|| parse(&text));
}

#[divan::bench]
fn names(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher
        .counter(BytesCount::of_str(&text))
        .with_inputs(|| parse(&text))
        .bench_refs(|module| module.names().references().len());
}

#[divan::bench]
fn rewrite(bencher: Bencher<'_, '_>) {
    let (codemod, module) = (print_to_logger(), parse(&text()));
    bencher.counter(BytesCount::of_str(module.text())).bench(|| fixes(&*codemod, &module));
}

#[divan::bench(name = "stack")]
fn stack_fixes(bencher: Bencher<'_, '_>) {
    let module = parse(&text());
    let fixes = fixes(&*print_to_logger(), &module);
    assert!(fixes.len() >= 100, "{} fixes", fixes.len());
    bencher.bench(|| edits(&module, &fixes));
}

#[divan::bench(name = "gate")]
fn pass_gate(bencher: Bencher<'_, '_>) {
    let module = parse(&text());
    let edits = edits(&module, &fixes(&*print_to_logger(), &module));
    bencher.counter(BytesCount::of_str(module.text())).bench(|| {
        let result = module.edited(&edits).unwrap();
        gate::check(&module, &edits, &result)
    });
}

#[divan::bench(name = "diff")]
fn write_diff(bencher: Bencher<'_, '_>) {
    let changes = run();
    assert!(changes.changed().next().is_some());
    bencher.bench(|| {
        let mut out = Vec::new();
        let shown = Shown { changes: &changes, base: Path::new("") };
        diff::write(&mut out, &shown, Reader::Program).unwrap();
        out
    });
}

#[divan::bench(name = "whole run of one file")]
fn whole(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::of_str(&text())).bench(run);
}

fn main() {
    divan::main();
}
