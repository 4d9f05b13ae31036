//! What a plan has come to: each item and each command, before and after.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use overhaul_report::summary::grouped;
use overhaul_report::{Tool, visible};
use serde::Serialize;

use crate::account::Account;
use crate::plan::{Item, Plan, Status};

const VERSION: u32 = 1;

const BOLD: Style = Style::new().bold();
const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default().bold();
const QUIET: Style = Style::new().dimmed();

/// As many of the last lines of what a command printed are shown.
const LINES: usize = 12;
/// Columns of ids and titles.
const ID: usize = 12;
const TITLE: usize = 28;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "end", content = "status")]
pub enum How {
    Passed,
    Failed(i32),
    Signaled(i32),
    TimedOut,
    Stopped,
}

impl How {
    fn words(self) -> String {
        match self {
            Self::Passed => "passes".to_owned(),
            Self::Failed(status) => format!("fails with {status}"),
            Self::Signaled(signal) => format!("is killed by signal {signal}"),
            Self::TimedOut => "runs out of time".to_owned(),
            Self::Stopped => "was stopped".to_owned(),
        }
    }
}

/// One run of a command.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct End {
    #[serde(flatten)]
    pub how: How,
    pub seconds: f64,
    /// What it printed, cut where it is long.
    pub output: String,
    /// Processes that were still running and were killed.
    pub killed: usize,
    /// Whether the system kept it from writing elsewhere.
    pub is_confined: bool,
}

/// A command before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tried {
    pub command: String,
    pub before: End,
    pub after: End,
}

impl Tried {
    fn passes(&self) -> bool {
        self.after.how == How::Passed
    }

    fn broke(&self) -> bool {
        self.before.how == How::Passed && !self.passes()
    }
}

/// An item before and after, in findings that may not remain.
pub struct Checked<'a> {
    pub item: &'a Item,
    pub before: usize,
    pub after: usize,
    account: Account,
}

impl Checked<'_> {
    pub fn holds(&self) -> bool {
        self.after <= self.item.remaining
    }
}

/// What a plan has come to.
pub struct Outcome<'a> {
    pub items: Vec<Checked<'a>>,
    pub commands: Vec<Tried>,
    /// Items that people have not done yet.
    pub open: Vec<&'a Item>,
    /// Commands of reports that nobody has allowed to run.
    pub waiting: usize,
}

impl<'a> Outcome<'a> {
    pub fn of(plan: &'a Plan, before: &[Account], after: &[Account], commands: Vec<Tried>) -> Self {
        let checked = plan.items.iter().zip(before.iter().zip(after)).filter(|(item, _)| item.is_running());
        let open = |account: &Account, item: &Item| account.fixed + account.remains(item);
        Self {
            items: checked
                .map(|(item, (before, after))| Checked {
                    item,
                    before: open(before, item),
                    after: open(after, item),
                    account: after.clone(),
                })
                .collect(),
            commands,
            open: plan
                .items
                .iter()
                .filter(|item| item.codemods.is_empty() && item.status == Status::Open)
                .collect(),
            waiting: plan.verify.iter().filter(|command| !command.run).count(),
        }
    }

    /// Whether all items hold and all commands pass on the result.
    pub fn holds(&self) -> bool {
        self.items.iter().all(Checked::holds) && self.commands.iter().all(Tried::passes)
    }
}

/// Writes what came out for people.
pub fn write(out: &mut dyn Write, outcome: &Outcome<'_>) -> io::Result<()> {
    for checked in &outcome.items {
        let (style, state) = match (checked.holds(), checked.before, checked.after) {
            (true, ..) => (GOOD, "holds"),
            (false, before, after) if after < before => (BAD, "better, but does not hold"),
            (false, before, after) if after > before => (BAD, "worse"),
            (false, ..) => (BAD, "does not hold"),
        };
        let counts = format!("{} -> {}", grouped(checked.before), grouped(checked.after));
        writeln!(
            out,
            "{BOLD}{}{BOLD:#} {} {counts:>12}  {style}{state}{style:#}",
            crate::status::table::fitted(&checked.item.id, ID),
            crate::status::table::fitted(&checked.item.title, TITLE)
        )?;
        if !checked.holds() {
            let remaining = checked.account.describe();
            writeln!(out, "{:ID$} {QUIET}{}{QUIET:#}", "", visible(&remaining))?;
        }
    }
    for tried in &outcome.commands {
        let (style, state) = match (tried.passes(), tried.broke()) {
            (true, _) => (GOOD, "passes".to_owned()),
            (false, true) => (BAD, format!("passed before, now {}", tried.after.how.words())),
            (false, false) => (BAD, format!("{}, as it did before", tried.after.how.words())),
        };
        let fixed = if tried.passes() && tried.before.how != How::Passed { ", failed before" } else { "" };
        writeln!(out, "{BOLD}{}{BOLD:#}: {style}{state}{fixed}{style:#}", visible(&tried.command))?;
        for (when, end) in [("before", &tried.before), ("after", &tried.after)] {
            if end.killed > 0 {
                writeln!(
                    out,
                    "  {when}: {} of its processes were still running and were killed",
                    end.killed
                )?;
            }
        }
        if !tried.passes() {
            let lines: Vec<&str> = tried.after.output.lines().collect();
            for line in &lines[lines.len().saturating_sub(LINES)..] {
                writeln!(out, "  {QUIET}{}{QUIET:#}", visible(line))?;
            }
        }
    }
    if outcome.commands.iter().any(|tried| !tried.after.is_confined) {
        writeln!(out, "this system could not keep the commands from writing elsewhere")?;
    }
    if outcome.waiting > 0 {
        let (commands, wait) = if outcome.waiting == 1 { ("command", "waits") } else { ("commands", "wait") };
        writeln!(out, "{} {commands} of the report {wait} for `run = true`", outcome.waiting)?;
    }
    if !outcome.open.is_empty() {
        let ids: Vec<String> = outcome.open.iter().map(|item| visible(&item.id).into_owned()).collect();
        writeln!(out, "{} for people: {}", outcome.open.len(), ids.join(", "))?;
    }
    let held = outcome.items.iter().filter(|checked| checked.holds()).count();
    let passed = outcome.commands.iter().filter(|tried| tried.passes()).count();
    let broke = outcome.commands.iter().filter(|tried| tried.broke()).count();
    let broken = match broke {
        0 => "nothing that passed before fails now".to_owned(),
        1 => "1 command passed before and fails now".to_owned(),
        count => format!("{count} commands passed before and fail now"),
    };
    let commands = match outcome.commands.len() {
        0 => "no commands were run".to_owned(),
        count => format!("{passed} of {count} commands pass, {broken}"),
    };
    writeln!(out, "{held} of {} items hold; {commands}", outcome.items.len())
}

/// What came out, for programs; `schemas/plan-verify.schema.json` describes it.
#[derive(Serialize)]
pub struct Document<'a> {
    version: u32,
    tool: Tool<'a>,
    holds: bool,
    items: Vec<Record<'a>>,
    commands: Vec<TriedRecord<'a>>,
    open: Vec<&'a str>,
    waiting: usize,
}

#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    title: &'a str,
    before: usize,
    after: usize,
    may_remain: usize,
    holds: bool,
}

#[derive(Serialize)]
struct TriedRecord<'a> {
    command: &'a str,
    before: &'a End,
    after: &'a End,
    broke: bool,
}

/// The document of an outcome.
pub fn document<'a>(outcome: &'a Outcome<'_>, tool: Tool<'a>) -> Document<'a> {
    Document {
        version: VERSION,
        tool,
        holds: outcome.holds(),
        items: outcome
            .items
            .iter()
            .map(|checked| Record {
                id: &checked.item.id,
                title: &checked.item.title,
                before: checked.before,
                after: checked.after,
                may_remain: checked.item.remaining,
                holds: checked.holds(),
            })
            .collect(),
        commands: outcome
            .commands
            .iter()
            .map(|tried| TriedRecord {
                command: &tried.command,
                before: &tried.before,
                after: &tried.after,
                broke: tried.broke(),
            })
            .collect(),
        open: outcome.open.iter().map(|item| item.id.as_str()).collect(),
        waiting: outcome.waiting,
    }
}
