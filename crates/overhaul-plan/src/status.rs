//! How far a plan is, as a table for the terminal, a document for programs and a page to send.

use overhaul_report::Tool;
use serde::Serialize;

use crate::account::Account;
use crate::plan::{Item, Plan, Status};

pub mod html;
pub mod table;

/// The version of the document.
const VERSION: u32 = 1;

/// How far an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Nothing remains that may not.
    Holds,
    /// All that remains can be fixed by applying the plan.
    Pending,
    /// Something remains that a person has to look at.
    Remains,
    /// A person has to do it.
    Open,
    /// A person has done it.
    Done,
    Dropped,
}

impl State {
    pub fn of(item: &Item, account: &Account) -> Self {
        match item.status {
            Status::Dropped => Self::Dropped,
            Status::Done if item.codemods.is_empty() => Self::Done,
            Status::Open if item.codemods.is_empty() => Self::Open,
            _ if account.holds(item) => Self::Holds,
            _ if account.remains(item) <= item.remaining => Self::Pending,
            _ => Self::Remains,
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Pending => "pending",
            Self::Remains => "remains",
            Self::Open => "open",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }
}

/// An item and what has become of it.
pub struct Row<'a> {
    pub item: &'a Item,
    pub account: &'a Account,
    pub state: State,
}

/// All items, in the order of the plan.
pub fn rows<'a>(plan: &'a Plan, accounts: &'a [Account]) -> Vec<Row<'a>> {
    plan.items
        .iter()
        .zip(accounts)
        .map(|(item, account)| Row { item, account, state: State::of(item, account) })
        .collect()
}

/// The status as a document; `schemas/plan-status.schema.json` describes it.
#[derive(Serialize)]
pub struct Document<'a> {
    version: u32,
    tool: Tool<'a>,
    pub items: Vec<Record<'a>>,
}

/// One item of a [`Document`].
#[derive(Serialize)]
pub struct Record<'a> {
    id: &'a str,
    title: &'a str,
    state: State,
    codemods: &'a [&'static str],
    manual: Option<&'a str>,
    claimed: Option<Claimed<'a>>,
    found: usize,
    files: usize,
    /// What the changes of the plan fix.
    fixed: usize,
    left_out: usize,
    declined: Vec<Declined<'a>>,
    /// What remains after the changes and is not allowed to.
    remains: usize,
    may_remain: usize,
    sources: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Claimed<'a> {
    count: usize,
    of: &'a str,
}

#[derive(Serialize)]
struct Declined<'a> {
    reason: &'a str,
    count: usize,
    may_stay: bool,
    explanation: &'a str,
}

#[derive(Serialize)]
struct Place<'a> {
    report: &'a str,
    line: usize,
    column: usize,
    quote: &'a str,
}

/// The document of a plan.
pub fn document<'a>(rows: &[Row<'a>], tool: Tool<'a>) -> Document<'a> {
    Document { version: VERSION, tool, items: rows.iter().map(record).collect() }
}

fn record<'a>(row: &Row<'a>) -> Record<'a> {
    let Row { item, account, state } = *row;
    let declined = account.reasons().into_iter().map(|(reason, count)| Declined {
        reason,
        count,
        may_stay: item.may_stay.iter().any(|other| other == reason),
        explanation: account.explanations.get(reason).map_or("", String::as_str),
    });
    let sources = item.sources.iter().map(|source| Place {
        report: &source.report,
        line: source.line,
        column: source.column,
        quote: &source.quote,
    });
    Record {
        id: &item.id,
        title: &item.title,
        state,
        codemods: &item.codemods,
        manual: item.manual.as_deref().filter(|_| item.codemods.is_empty()),
        claimed: item.claimed.as_ref().map(|(count, of)| Claimed { count: *count, of }),
        found: account.found(),
        files: account.files.len(),
        fixed: account.fixed,
        left_out: account.left_out(),
        declined: declined.collect(),
        remains: account.remains(item),
        may_remain: item.remaining,
        sources: sources.collect(),
    }
}
