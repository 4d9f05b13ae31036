//! Random modules go through the whole run, gate and second run included; `CPython` runs both sides, and they must say the same.
//!
//! The seed is printed; `OVERHAUL_SEED=n cargo test -p overhaul-codemods --test random_modules` repeats a run.

mod random_modules_support;

use std::process::{Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

use overhaul_engine::{MemoryTree, Run, Selection};
use random_modules_support::Generator;

/// Some of them raise when they run, and some are decorations; ten thousand at least are compared.
const CASES: usize = 13_000;

#[test]
fn random_modules_say_the_same() {
    let seed = std::env::var("OVERHAUL_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(|| {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |elapsed| elapsed.as_secs())
    });
    println!("OVERHAUL_SEED={seed}");
    if Command::new("python3").arg("--version").stdout(Stdio::null()).status().is_err() {
        println!("skipped: there is no python3 here to run the prints with");
        return;
    }
    let mut generator = Generator::new(seed);
    let files: Vec<(String, Vec<u8>)> = (0..CASES)
        .map(|index| (format!("service/case_{index:05}.py"), generator.module().into_bytes()))
        .collect();
    let codemod =
        overhaul_codemods::registry().into_iter().find(|codemod| codemod.id() == "print-to-logger").unwrap();
    let tree = MemoryTree::new(files.clone());
    let selections = [Selection::new(codemod)];
    let run = Run {
        tree: std::sync::Arc::new(tree),
        type_check: false,
        codemods: &selections,
        concerns: &|_| true,
        safe_only: false,
        jobs: 0,
        progress: &(),
        known: &(),
        verdicts: &(),
        previews: false,
    };
    let changes = run.execute().unwrap();
    let broken: Vec<String> = changes
        .failures()
        .filter(|(_, failure)| failure.kind != overhaul_engine::FailureKind::Syntax)
        .map(|(file, failure)| {
            let text = files
                .iter()
                .find(|(name, _)| *name == file.name)
                .map(|(_, text)| String::from_utf8_lossy(text));
            format!("{} {}: {}", failure.kind, failure.message, text.unwrap_or_default())
        })
        .collect();
    assert!(broken.is_empty(), "OVERHAUL_SEED={seed}: the gate or a panic stopped {broken:#?}");
    let after = |name: &str, before: &[u8]| -> Vec<u8> {
        let report = changes.files.iter().find(|file| file.name == name);
        report
            .and_then(|file| file.change.as_ref())
            .map_or_else(|| before.to_vec(), |change| change.new_bytes().unwrap().into_owned())
    };
    let dir = tempfile::tempdir().unwrap();
    for (index, (name, before)) in files.iter().enumerate() {
        std::fs::write(dir.path().join(format!("{index:05}.before")), before).unwrap();
        std::fs::write(dir.path().join(format!("{index:05}.after")), after(name, before)).unwrap();
    }
    let output = Command::new("python3")
        .args([
            "-W",
            "ignore",
            concat!(env!("CARGO_MANIFEST_DIR"), "/tests/random_modules_support/compare.py"),
        ])
        .arg(dir.path())
        .output()
        .unwrap();
    let report = String::from_utf8_lossy(&output.stdout);
    println!("{report}");
    assert!(
        output.status.success(),
        "OVERHAUL_SEED={seed}\n{report}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
