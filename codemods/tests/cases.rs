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

use harness::case_files::{cases, folder, read_case};
use harness::{check_with_cpython, codemod, transcript};

fn snapshots(id: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../snapshots").join(id.replace('-', "_"))
}

#[test]
fn cases_are_as_their_snapshots() {
    let mut compiled = Vec::new();
    for registered in overhaul_codemods::registry() {
        let id = registered.id();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(snapshots(id));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| {
            for case in cases(id) {
                let name = case.file_stem().unwrap().to_str().unwrap();
                let (files, options) = read_case(&case);
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
            let files = [
                ("service/example.py".to_owned(), before.as_bytes().to_vec()),
                ("service/__init__.py".to_owned(), Vec::new()),
            ];
            let (_, result) = transcript(&codemod(registered.id(), ""), &files);
            let result = String::from_utf8(result[0].1.clone()).unwrap();
            assert_eq!(result, after, "an example on the page of {}", registered.id());
            compiled.push((registered.id().to_owned(), before.as_bytes().to_vec(), result.into_bytes()));
        }
    }
    check_with_cpython(&compiled);
}

/// The Rust files of a codemod, in all its folders.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

#[test]
fn every_reason_has_its_row_and_every_row_its_reason() {
    for registered in overhaul_codemods::registry() {
        let rows: BTreeSet<&str> = registered.page().reasons().into_iter().collect();
        let mut codes: BTreeSet<String> = ["ignored", "conflict"].map(str::to_owned).into();
        for path in sources(&folder(registered.id())) {
            let text = std::fs::read_to_string(path).unwrap();
            codes.extend(text.split("Declined::new(").skip(1).filter_map(|rest| {
                let literal = rest.trim_start().strip_prefix('"')?;
                Some(literal.split('"').next()?.to_owned())
            }));
        }
        let codes: BTreeSet<&str> = codes.iter().map(String::as_str).collect();
        assert_eq!(codes, rows, "{}", registered.id());
    }
}

#[test]
fn every_page_has_what_a_commit_says() {
    for codemod in overhaul_codemods::registry() {
        let page = codemod.page();
        // What stays of 71 characters beside the numbers of a large run.
        let room = 71 - " (12,345 fixes in 1,234 files)".len();
        assert!((1..=room).contains(&page.commit.len()), "{}: '{}'", page.id, page.commit);
        for heading in ["What it does", "Why", "What it assumes", "When it declines", "Options"] {
            assert!(page.section(heading).is_some(), "{} has no section '{heading}'", page.id);
        }
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
