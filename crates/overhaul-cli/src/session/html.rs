//! What a run came to, as one page for a browser.

use std::collections::BTreeMap;
use std::io::{self, Write};

use overhaul_report::Listed;
use overhaul_report::html::page::{self, Report};

use super::Session;

impl Session {
    /// Writes the changes as one page that needs nothing but itself.
    pub fn write_html(&self, out: &mut dyn Write, listed: Listed) -> io::Result<()> {
        let codemods = self.summaries();
        let codemods: Vec<(&str, &str)> =
            codemods.iter().map(|(id, summary)| (*id, summary.as_str())).collect();
        let (shown, summary) = (self.shown(), self.summary());
        let version = env!("CARGO_PKG_VERSION");
        page::write(out, &Report { shown: &shown, summary: &summary, codemods: &codemods, listed, version })
    }

    /// The codemods in the order in which they ran, and what each does in one line.
    pub fn summaries(&self) -> Vec<(&'static str, String)> {
        let registry = overhaul_codemods::registry();
        let pages = registry.iter().map(|codemod| codemod.page());
        let known: BTreeMap<&str, &str> = pages.map(|page| (page.id, page.summary)).collect();
        let summary = |id| known.get(id).copied().unwrap_or_default().to_owned();
        self.codemods.iter().map(|id| (*id, summary(id))).collect()
    }
}
