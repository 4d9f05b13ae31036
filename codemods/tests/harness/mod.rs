//! What every case and every example on a page goes through: parse, fix, gate, converge, idempotent, compiled by
//! `CPython`, read by a second parser.

pub mod case_files;

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use overhaul_engine::change_set::EndState;
use overhaul_engine::{ChangeSet, Codemod, FileReport, MemoryTree, OptionValue, Options, Run, Selection};
use toml_edit::Value;

/// A file's name and its bytes.
pub type NamedFile = (String, Vec<u8>);

/// A codemod by its id, with options in the form of a TOML inline table's content.
pub fn codemod(id: &str, options: &str) -> (Arc<dyn Codemod>, Options) {
    let codemod = overhaul_codemods::registry().into_iter().find(|codemod| codemod.id() == id).unwrap();
    let mut given = Options::default();
    let table: toml_edit::DocumentMut = format!("options = {{{options}}}").parse().unwrap();
    for (name, value) in table["options"].as_inline_table().unwrap() {
        let value = match value {
            Value::Boolean(value) => OptionValue::Bool(*value.value()),
            Value::Integer(value) => OptionValue::Integer(*value.value()),
            Value::String(value) => OptionValue::Text(value.value().clone()),
            Value::Array(values) => {
                OptionValue::List(values.iter().map(|value| value.as_str().unwrap().to_owned()).collect())
            }
            other => panic!("an option of a kind that no case uses: {other}"),
        };
        given.set(codemod.options(), name, value).unwrap();
    }
    (codemod, given)
}

/// Runs a codemod over files in memory.
fn run((codemod, options): &(Arc<dyn Codemod>, Options), files: Vec<NamedFile>) -> ChangeSet {
    // Data files of a project are there for its oracle.
    let is_code = |name: &str| Path::new(name).extension().is_some_and(|extension| extension == "py");
    let tree = MemoryTree::new(files.into_iter().filter(|(name, _)| is_code(name)).collect::<Vec<_>>());
    let selections = [Selection::configured(codemod, options.clone())];
    Run {
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
    }
    .execute()
    .unwrap()
}

/// Runs once, checks that nothing failed and that a second run changes nothing, and gives findings and diff as text,
/// with the files as they are afterwards, those that were created at the end.
pub fn transcript(codemod: &(Arc<dyn Codemod>, Options), files: &[NamedFile]) -> (String, Vec<NamedFile>) {
    let changes = run(codemod, files.to_vec());
    let mut out = String::new();
    for file in &changes.files {
        if files.len() > 1 {
            writeln!(out, "{}:", file.name).unwrap();
        }
        describe(file, &mut out);
    }
    for note in &changes.notes {
        writeln!(out, "note: {}...", note.split(':').next().unwrap()).unwrap();
    }
    assert!(changes.failures().next().is_none(), "failed:\n{out}");
    let mut after: Vec<NamedFile> = files
        .iter()
        .map(|(name, bytes)| {
            let report = changes.files.iter().find(|file| file.name == *name);
            let change = report.and_then(|file| file.change.as_ref());
            (
                name.clone(),
                change.map_or_else(|| bytes.clone(), |change| change.new_bytes().unwrap().into_owned()),
            )
        })
        .collect();
    let created = changes.changed().filter(|(_, change)| change.original.is_none());
    after.extend(created.map(|(file, change)| (file.name.clone(), change.new_bytes().unwrap().into_owned())));
    let again = run(codemod, after.clone());
    assert!(again.changed().next().is_none(), "a second run finds more to fix, after:\n{out}");
    after[files.len()..].iter().for_each(|(name, _)| writeln!(out, "created {name}").unwrap());
    writeln!(out, "---").unwrap();
    for ((name, before), (_, after)) in files.iter().zip(&after) {
        check_second_parser(name, before, after);
        out.push_str(&diff(before, after));
    }
    (out, after)
}

fn describe(file: &FileReport, out: &mut String) {
    for failure in &file.failures {
        writeln!(out, "failed ({}): {}", failure.kind, failure.message).unwrap();
    }
    for finding in &file.findings {
        write!(out, "{}:{} ", finding.start.line, finding.start.column).unwrap();
        match &finding.end_state {
            EndState::Fixed { level, assumption } | EndState::LeftOut { level, assumption, .. } => {
                writeln!(out, "{}: {}", level.name(), finding.message).unwrap();
                if let Some(assumption) = assumption {
                    writeln!(out, "    assumes: {assumption}").unwrap();
                }
            }
            EndState::Declined(declined) => {
                writeln!(out, "declined {}: {}", declined.reason, finding.message).unwrap();
                writeln!(out, "    {}; {}", declined.explanation, declined.way_out).unwrap();
            }
        }
    }
}

fn diff(before: &[u8], after: &[u8]) -> String {
    // Carriage returns and bytes that are not UTF-8 are made visible, so that a snapshot can hold them.
    let shown = |bytes: &[u8]| -> String {
        let mut text = String::new();
        for chunk in bytes.utf8_chunks() {
            text.push_str(
                &chunk.valid().replace('\r', "\\r").replace('\u{feff}', "\\ufeff").replace('\x0c', "\\f"),
            );
            chunk.invalid().iter().for_each(|byte| write!(text, "\\x{byte:02x}").unwrap());
        }
        text
    };
    let (before, after) = (shown(before), shown(after));
    similar::TextDiff::from_lines(&before, &after).unified_diff().context_radius(2).to_string()
}

/// An independent parser reads the result wherever it can read the original.
fn check_second_parser(name: &str, before: &[u8], after: &[u8]) {
    use rustpython_parser::{Parse, ast};
    let (Ok(before), Ok(after)) = (std::str::from_utf8(before), std::str::from_utf8(after)) else { return };
    let parse = |text: &str| ast::Suite::parse(text.trim_start_matches('\u{feff}'), name);
    if parse(before).is_ok()
        && let Err(error) = parse(after)
    {
        panic!("{name}: rustpython-parser refuses the result: {error}\n{after}");
    }
}

/// Compiles every text with `CPython` in one process; what the original could not be compiled for is left out.
/// Says so where there is no python3.
pub fn check_with_cpython(texts: &[(String, Vec<u8>, Vec<u8>)]) {
    let dir = tempfile::tempdir().unwrap();
    for (index, (_, before, after)) in texts.iter().enumerate() {
        std::fs::write(dir.path().join(format!("{index}.before")), before).unwrap();
        std::fs::write(dir.path().join(format!("{index}.after")), after).unwrap();
    }
    let script = "import sys, pathlib\n\
        def ok(path):\n    try: compile(path.read_bytes(), str(path), 'exec')\n    except SyntaxError as e: return str(e)\n\
        for before in sorted(pathlib.Path(sys.argv[1]).glob('*.before')):\n\
        \x20   error = ok(before) is None and ok(before.with_suffix('.after'))\n\
        \x20   if error: print(before.stem, error)\n";
    let Some(output) = python(script, dir.path()) else { return };
    let complaints: Vec<String> = output
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(index, error)| format!("{}: {error}", texts[index.parse::<usize>().unwrap()].0))
        .collect();
    assert!(complaints.is_empty(), "CPython refuses results:\n{}", complaints.join("\n"));
}

fn python(script: &str, argument: &Path) -> Option<String> {
    let output = Command::new("python3")
        .args(["-W", "ignore", "-c", script])
        .arg(argument)
        .stdin(Stdio::null())
        .output();
    if let Ok(output) = output {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        println!("skipped: there is no python3 here to compile the results with");
        None
    }
}
