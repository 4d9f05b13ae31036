//! Every case of every codemod, and every example on its page.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and tells what it skips"
)]

mod harness;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use harness::{NamedFile, check_with_cpython, codemod, transcript};

/// The folder of a codemod is its id with underscores.
fn folder(id: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(id.replace('-', "_"))
}

fn snapshots(id: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../snapshots").join(id.replace('-', "_"))
}

/// What follows `# key:` in the comments that head a case.
fn headers<'a>(text: &'a str, key: &str) -> Vec<&'a str> {
    let marker = format!("# {key}:");
    text.lines()
        .take_while(|line| line.trim_start_matches('\u{feff}').starts_with('#'))
        .filter_map(|line| line.trim_start_matches('\u{feff}').strip_prefix(&marker).map(str::trim))
        .collect()
}

/// The files of a case: one with `# path:`, `# options:` and `# with:` (an empty file beside it) in its head, or a
/// folder that is a small project, whose options stand in its first file.
fn read_case(case: &Path) -> (Vec<NamedFile>, String) {
    if case.is_dir() {
        let mut files = Vec::new();
        read_folder(case, case, &mut files);
        files.sort();
        let options = headers(&String::from_utf8_lossy(&files[0].1), "options").concat();
        return (files, options);
    }
    let bytes = std::fs::read(case).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let stem = case.file_stem().unwrap().to_str().unwrap();
    let name = headers(&text, "path")
        .first()
        .map_or_else(|| format!("service/{stem}.py"), |path| (*path).to_owned());
    let mut files = vec![(name, bytes)];
    files.extend(headers(&text, "with").iter().map(|path| ((*path).to_owned(), Vec::new())));
    (files, headers(&text, "options").concat())
}

fn read_folder(root: &Path, folder: &Path, files: &mut Vec<NamedFile>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_folder(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            files.push((name, std::fs::read(path).unwrap()));
        }
    }
}

#[test]
fn cases_are_as_their_snapshots() {
    let mut compiled = Vec::new();
    for registered in overhaul_codemods::registry() {
        let id = registered.id();
        let mut cases: Vec<PathBuf> =
            std::fs::read_dir(folder(id).join("cases")).unwrap().map(|entry| entry.unwrap().path()).collect();
        cases.sort();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(snapshots(id));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| {
            for case in &cases {
                let name = case.file_stem().unwrap().to_str().unwrap();
                let (files, options) = read_case(case);
                let (transcript, after) = transcript(&codemod(id, &options), &files);
                compiled.extend(
                    files
                        .into_iter()
                        .zip(after)
                        .map(|((_, before), (_, after))| (name.to_owned(), before, after)),
                );
                insta::assert_snapshot!(name, transcript);
            }
        });
    }
    check_with_cpython(&compiled);
}

#[test]
fn examples_on_pages_are_true() {
    let mut compiled = Vec::new();
    for registered in overhaul_codemods::registry() {
        let examples = registered.page().examples();
        assert!(!examples.is_empty(), "{} has no example", registered.id());
        for (before, after) in examples {
            let files = [("service/example.py".to_owned(), before.as_bytes().to_vec())];
            let (_, result) = transcript(&codemod(registered.id(), ""), &files);
            let result = String::from_utf8(result[0].1.clone()).unwrap();
            assert_eq!(result, after, "an example on the page of {}", registered.id());
            compiled.push((registered.id().to_owned(), before.as_bytes().to_vec(), result.into_bytes()));
        }
    }
    check_with_cpython(&compiled);
}

#[test]
fn every_reason_has_its_row_and_every_row_its_reason() {
    for registered in overhaul_codemods::registry() {
        let rows: BTreeSet<&str> = registered.page().reasons().into_iter().collect();
        let mut codes: BTreeSet<String> = ["ignored", "conflict"].map(str::to_owned).into();
        for entry in std::fs::read_dir(folder(registered.id())).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(path).unwrap();
                codes.extend(text.split("Declined::new(").skip(1).filter_map(|rest| {
                    let literal = rest.trim_start().strip_prefix('"')?;
                    Some(literal.split('"').next()?.to_owned())
                }));
            }
        }
        let codes: BTreeSet<&str> = codes.iter().map(String::as_str).collect();
        assert_eq!(codes, rows, "{}", registered.id());
    }
}

#[test]
fn every_option_has_its_row() {
    for registered in overhaul_codemods::registry() {
        let table = registered.page().section("Options").unwrap_or_default();
        let rows: Vec<&str> =
            table.lines().filter_map(|row| row.strip_prefix("| `")?.split('`').next()).collect();
        let declared: Vec<&str> = registered.options().iter().map(|option| option.name).collect();
        assert_eq!(rows, declared, "{}", registered.id());
    }
}
