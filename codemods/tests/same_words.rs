//! Ten thousand generated prints say the same words as their log calls, run with `CPython`.
//!
//! `OVERHAUL_SEED` repeats a run, `OVERHAUL_CASES` sets how many there are.

#![expect(clippy::unwrap_used, reason = "a test fails where its own tools do")]

mod same_words_support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use overhaul_codemods::print_to_logger::message::{Message, Refusal, Shape};
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Expr, ExprCall};
use overhaul_python::{Module, Source, edit};
use same_words_support::{Generator, Random};

const CASES: usize = 10_000;

const RUNNER: &str = include_str!("same_words.py");

/// With fewer than so many of a hundred compared, the test would prove nothing.
const LEAST_COMPARED: usize = 95;

#[test]
fn generated_prints_say_the_same_words() {
    if Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: there is no python3 to run the programs with");
        return;
    }
    let seed = number("OVERHAUL_SEED").unwrap_or_else(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        u64::from(now.subsec_nanos()) ^ now.as_secs()
    });
    let count = number("OVERHAUL_CASES").map_or(CASES, |count| usize::try_from(count).unwrap());
    let started = Instant::now();
    let mut random = Random(seed);
    let mut cases = Vec::new();
    let mut tally: BTreeMap<String, usize> = BTreeMap::new();
    while cases.len() < count {
        let (shape, name) = SHAPES[random.below(SHAPES.len())];
        let before = Generator { random: &mut random, quotes: Vec::new(), acts: true }.program();
        match rewrite(&before, shape) {
            Ok(after) => {
                let is_lazy = after.contains("logger.info(\"") || after.contains("logger.info('");
                *tally
                    .entry(format!("{name}, {}", if is_lazy { "literal" } else { "other" }))
                    .or_default() += 1;
                cases.push(Case { name, before, after });
            }
            Err(Outcome::Refused(refusal)) => *tally.entry(format!("refused: {refusal:?}")).or_default() += 1,
            Err(Outcome::NotPython(error)) => *tally.entry(format!("not parsed: {error}")).or_default() += 1,
        }
        assert!(tally.values().sum::<usize>() < 3 * count + 100, "too few cases can be written: {tally:#?}");
    }
    let results = run(&cases);
    let mut failures = String::new();
    let mut compared = 0_usize;
    for (case, (status, detail)) in cases.iter().zip(&results) {
        match status.as_str() {
            "same" => compared += 1,
            "skipped" => {
                *tally.entry(format!("skipped: {}", &detail[..detail.len().min(60)])).or_default() += 1;
            }
            _ if failures.len() < 6000 => {
                let _ =
                    writeln!(failures, "{}: {detail}\n{}\n----\n{}\n", case.name, case.before, case.after);
            }
            _ => {}
        }
    }
    let different = results.iter().filter(|(status, _)| status == "different").count();
    println!(
        "OVERHAUL_SEED={seed}: {count} cases, {compared} compared, {different} different, {:.1?}",
        started.elapsed()
    );
    for (what, count) in &tally {
        println!("  {count:6} {what}");
    }
    assert!(different == 0, "OVERHAUL_SEED={seed}: {different} differ\n{failures}");
    assert!(100 * compared >= LEAST_COMPARED * count, "only {compared} of {count} programs ran");
}

const SHAPES: &[(Shape, &str)] = &[
    (Shape::Percent, "percent"),
    (Shape::Percent, "percent"),
    (Shape::Percent, "percent"),
    (Shape::Keep, "keep"),
    (Shape::Braces, "braces"),
    (Shape::Keywords, "keywords"),
];

struct Case {
    name: &'static str,
    before: String,
    after: String,
}

enum Outcome {
    Refused(Refusal),
    NotPython(String),
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

fn rewrite(text: &str, shape: Shape) -> Result<String, Outcome> {
    let source = Source::decode(text.as_bytes().to_vec()).unwrap();
    let module = Module::parse(source).map_err(|error| Outcome::NotPython(error.to_string()))?;
    let mut calls = Prints(Vec::new());
    module.body().iter().for_each(|stmt| calls.visit_stmt(stmt));
    let message = Message::read(&module, calls.0[0]).map_err(Outcome::Refused)?;
    let edits = message.write("logger.info", shape).map_err(Outcome::Refused)?;
    Ok(edit::apply(text, &edits))
}

struct Prints<'a>(Vec<&'a ExprCall>);

impl<'a> Visitor<'a> for Prints<'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr
            && call.func.as_name_expr().is_some_and(|name| name.id == "print")
        {
            self.0.push(call);
        }
        visitor::walk_expr(self, expr);
    }
}

/// Runs all programs in one process. For each: same, skipped or different, and why.
fn run(cases: &[Case]) -> Vec<(String, String)> {
    let mut child = Command::new("python3")
        .args(["-B", "-c", RUNNER])
        .env("PYTHONIOENCODING", "utf-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut lines = String::new();
    for case in cases {
        let (before, after) = (json(&case.before), json(&case.after));
        let _ = writeln!(lines, "{{\"shape\": \"{}\", \"before\": {before}, \"after\": {after}}}", case.name);
    }
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "the runner failed");
    let text = String::from_utf8(output.stdout).unwrap();
    let results: Vec<(String, String)> = text
        .lines()
        .map(|line| {
            let (status, detail) = line.trim_matches(['[', ']']).split_once(", ").unwrap();
            (status.trim_matches('"').to_owned(), detail.trim_matches('"').to_owned())
        })
        .collect();
    assert_eq!(results.len(), cases.len());
    results
}

fn json(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if u32::from(c) < 0x20 => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out + "\""
}
