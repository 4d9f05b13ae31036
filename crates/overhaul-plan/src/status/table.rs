//! A table with bars, at most 80 columns wide.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use overhaul_report::summary::grouped;
use overhaul_report::visible;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Row, State};

const BOLD: Style = Style::new().bold();
const GOOD: Style = AnsiColor::Green.on_default();
const PENDING: Style = AnsiColor::Cyan.on_default();
const BAD: Style = AnsiColor::Yellow.on_default().bold();
const QUIET: Style = Style::new().dimmed();

/// Columns of the parts of a row; with blanks between them they come to 80.
const ID: usize = 12;
const TITLE: usize = 24;
const BAR: usize = 10;
const NUMBER: usize = 7;

/// As many reasons are named below a row.
const REASONS: usize = 6;
const WIDTH: usize = 80;

/// Writes the items that codemods do with their numbers, and the others below them.
pub fn write(out: &mut dyn Write, rows: &[Row<'_>]) -> io::Result<()> {
    let (running, manual): (Vec<_>, Vec<_>) = rows.iter().partition(|row| !row.item.codemods.is_empty());
    if !running.is_empty() {
        let head = format!(
            "{:ID$} {:TITLE$} {:BAR$} {:>NUMBER$} {:>NUMBER$} {:>NUMBER$}",
            "item", "", "", "claimed", "found", "remains"
        );
        writeln!(out, "{QUIET}{head}{QUIET:#}")?;
        running.iter().try_for_each(|row| running_row(out, row))?;
    }
    if !manual.is_empty() {
        writeln!(out, "{QUIET}for people{QUIET:#}")?;
        manual.iter().try_for_each(|row| manual_row(out, row))?;
    }
    let count = |state: State| rows.iter().filter(|row| row.state == state).count();
    let states = [State::Holds, State::Pending, State::Remains, State::Open, State::Done, State::Dropped];
    let parts: Vec<String> = states
        .into_iter()
        .filter(|state| count(*state) > 0)
        .map(|state| format!("{} {}", count(state), state.words()))
        .collect();
    writeln!(out, "{} items: {}", rows.len(), parts.join(", "))
}

fn running_row(out: &mut dyn Write, row: &Row<'_>) -> io::Result<()> {
    let (item, account) = (row.item, row.account);
    let claimed = item.claimed.as_ref().map_or_else(|| "-".to_owned(), |(count, _)| grouped(*count));
    let style = style(row.state);
    writeln!(
        out,
        "{BOLD}{}{BOLD:#} {} {style}{}{style:#} {claimed:>NUMBER$} {:>NUMBER$} {:>NUMBER$} {style}{}{style:#}",
        fitted(&item.id, ID),
        fitted(&item.title, TITLE),
        bar(row),
        grouped(account.found()),
        grouped(account.remains(item)),
        row.state.words()
    )?;
    let mut parts = Vec::new();
    if account.fixed > 0 {
        parts.push(format!("{} to be fixed", grouped(account.fixed)));
    }
    parts.extend(account.left_out.iter().map(|(why, count)| format!("{} {why}", grouped(*count))));
    let reasons = account.reasons();
    parts.extend(reasons.iter().take(REASONS).map(|(reason, count)| {
        let stays = item.may_stay.iter().any(|other| other == reason);
        format!("{} {reason}{}", grouped(*count), if stays { " may stay" } else { " remains" })
    }));
    parts.extend((reasons.len() > REASONS).then(|| format!("{} more reasons", reasons.len() - REASONS)));
    let mut line = String::new();
    for (index, part) in parts.iter().enumerate() {
        let part = if index + 1 < parts.len() { format!("{part}, ") } else { part.clone() };
        if !line.is_empty() && ID + 1 + line.width() + part.trim_end().width() > WIDTH {
            writeln!(out, "{:ID$} {QUIET}{}{QUIET:#}", "", line.trim_end())?;
            line.clear();
        }
        line.push_str(&part);
    }
    if !line.is_empty() {
        writeln!(out, "{:ID$} {QUIET}{}{QUIET:#}", "", line.trim_end())?;
    }
    Ok(())
}

fn manual_row(out: &mut dyn Write, row: &Row<'_>) -> io::Result<()> {
    let style = style(row.state);
    let width = WIDTH - ID - 10;
    writeln!(
        out,
        "{BOLD}{}{BOLD:#} {} {style}{}{style:#}",
        fitted(&row.item.id, ID),
        fitted(&row.item.title, width),
        row.state.words()
    )
}

fn style(state: State) -> Style {
    match state {
        State::Holds | State::Done => GOOD,
        State::Pending => PENDING,
        State::Remains => BAD,
        State::Open | State::Dropped => QUIET,
    }
}

/// What is right already, what the changes fix, and what remains, as parts of ten.
fn bar(row: &Row<'_>) -> String {
    let (item, account) = (row.item, row.account);
    let found = account.found();
    if found == 0 {
        return "█".repeat(BAR);
    }
    let part = |count: usize| (count * BAR).div_ceil(found.max(1)).min(BAR);
    let remains = if account.remains(item) > 0 { part(account.remains(item)) } else { 0 };
    let fixed = part(account.fixed).min(BAR - remains);
    format!("{}{}{}", "█".repeat(BAR - remains - fixed), "▒".repeat(fixed), "·".repeat(remains))
}

/// A text in just as many columns.
pub(crate) fn fitted(text: &str, width: usize) -> String {
    let text = visible(text);
    let mut result = String::new();
    let mut used = 0;
    let is_cut = text.width() > width;
    for c in text.chars() {
        let columns = c.width().unwrap_or(0);
        if used + columns > width - usize::from(is_cut) {
            break;
        }
        result.push(c);
        used += columns;
    }
    if is_cut {
        result.push('…');
        used += 1;
    }
    result + &" ".repeat(width - used)
}
