//! The changes of a run as one page: read only, needs no script and no other file.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::text::push;
use super::{Colours, shell};
use crate::shown::{Listed, Shown};
use crate::summary::{Summary, number};

mod changes;
mod left_alone;
mod overview;
#[cfg(test)]
mod tests;

/// A page is no longer than this many bytes, so that a ticket takes it, as long as the names of its files fit.
const LARGEST: usize = 4_950_000;

/// What a page is about.
pub struct Report<'a> {
    pub shown: &'a [Shown<'a>],
    pub summary: &'a Summary,
    /// Ids, in the order in which the codemods ran, and what each does in one line.
    pub codemods: &'a [(&'a str, &'a str)],
    pub listed: Listed,
    /// Of overhaul.
    pub version: &'a str,
}

/// How much of the changes is on the page.
#[derive(Debug, Clone, Copy)]
struct Detail {
    colours: Colours,
    /// Diffs that go beyond this many bytes are left out.
    room: usize,
}

/// Writes the page. Where it would be too large, it goes without colours, and then without the diffs of the last files.
pub fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    let mut page = head(report);
    overview::render(&mut page, report);
    let mut foot = String::new();
    left_alone::render(&mut foot, report);
    foot.push_str("</main><footer><p>Made by overhaul ");
    push(&mut foot, report.version);
    foot.push_str(". <code>overhaul review --web</code> is where to decide about these changes.</p></footer></body></html>\n");
    let room = LARGEST.saturating_sub(page.len() + foot.len());
    let details = [(Colours::On, usize::MAX), (Colours::Off, usize::MAX), (Colours::Off, room)];
    let mut changes = String::new();
    for (colours, room_for_diffs) in details {
        changes = changes::render(report, Detail { colours, room: room_for_diffs })?;
        if changes.len() <= room {
            break;
        }
    }
    page.push_str(&changes);
    page.push_str(&foot);
    out.write_all(page.as_bytes())
}

fn head(report: &Report<'_>) -> String {
    let fixes = report.summary.codemods.iter().map(crate::summary::Counts::fixes).sum();
    let title = format!("{} in {}", number(fixes, "fix"), number(report.summary.files_changed, "file"));
    let mut page = shell::open(&title, "");
    choice(&mut page, "layout", "Layout", &[("unified", "Unified"), ("split", "Side by side")]);
    choice(&mut page, "level", "Show", &[("all", "All files"), ("to-review", "Files to review")]);
    choice(&mut page, "theme", "Colours", &[("system", "System"), ("light", "Light"), ("dark", "Dark")]);
    page.push_str("</header><main>");
    page
}

/// Radio buttons that the style sheet alone acts on.
fn choice(page: &mut String, name: &str, legend: &str, options: &[(&str, &str)]) {
    let _ = write!(page, "<fieldset><legend>{legend}</legend>");
    for (index, (id, label)) in options.iter().enumerate() {
        let checked = if index == 0 { " checked" } else { "" };
        let _ = write!(page, "<label><input type=radio name={name} id={id}{checked}> {label}</label>");
    }
    page.push_str("</fieldset>");
}

/// The number in words that a badge shows, where there is any.
fn badge(page: &mut String, count: usize, level: &str) {
    if count > 0 {
        let _ =
            write!(page, " <span class=\"level {level}\">{} {level}</span>", crate::summary::grouped(count));
    }
}
