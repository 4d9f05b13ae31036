//! `overhaul plan draft`.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use clap::Args;
use overhaul_engine::tree::name_of;
use overhaul_plan::{
    Account, Against, Asks, Draft as Drafting, Drafted, News, Places, Plan, Report, file, report,
};
use overhaul_report::visible;

use super::PlanFile;
use crate::config::label;
use crate::error::{Exit, hinted, shown};
use crate::output::Target;
use crate::session::ProjectArgs;
use crate::terminal::Terminal;

/// Write a plan of what the reports of an audit recommend
///
/// Reads Markdown, plain text and HTML in Markdown, also where line breaks were lost or characters broken. What a codemod
/// does becomes an item that runs it, with the options that the report states; everything else is listed for people,
/// with what overhaul can measure about it. A plan that is there keeps what people changed in it.
/// Nothing of a report is run: commands that it names are written down and wait for `run = true`.
#[derive(Debug, Args)]
pub struct Draft {
    /// The reports
    #[arg(required = true, value_name = "REPORT")]
    reports: Vec<PathBuf>,

    #[command(flatten)]
    plan: PlanFile,

    /// Check the result with this command, too; may be given more than once
    #[arg(long, value_name = "COMMAND")]
    verify: Vec<String>,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Draft {
    pub fn run(&self, terminal: Terminal) -> anyhow::Result<Exit> {
        let registry = overhaul_codemods::registry();
        let old = self.plan.text()?;
        let label = label(self.plan.path());
        if let Some(old) = &old {
            // What is not understood cannot be kept either.
            Plan::read(old, &label, &registry)?;
        }
        let target = Target::of(self.plan.path(), "--plan")?;
        let reports = self.reports.iter().map(|path| read(path)).collect::<anyhow::Result<Vec<_>>>()?;
        let args = self.project.run_args();
        let source = args.source()?;
        let (_, files) = args.files(&source)?;
        let places = Places::of(files.iter().map(String::as_str));
        let asks = Asks::of(registry.iter().map(|codemod| codemod.page()));
        let against = Against { codemods: &registry, asks: &asks, places: &places };
        let draft = Drafting::of(&reports, &against).map_err(|(name, error)| unusable(&name, error))?;
        let measured = self.measure(&draft, &places, terminal)?;
        let (text, news) = match &old {
            None => (file::write(&draft, &measured, &self.verify), None),
            Some(old) => {
                let (text, news) = file::update(old, &draft, &measured, &self.verify)?;
                (text, Some(news))
            }
        };
        let plan = Plan::read(&text, &label, &registry)?;
        target.write(|out| out.write_all(text.as_bytes()))?;
        if !terminal.is_quiet() {
            tell(&plan, &label, news.as_ref(), terminal);
        }
        Ok(Exit::Success)
    }

    /// What overhaul finds of each item now.
    fn measure(
        &self,
        draft: &Drafting,
        places: &Places,
        terminal: Terminal,
    ) -> anyhow::Result<file::Measured> {
        let registry = overhaul_codemods::registry();
        let mut text = file::write(draft, &vec![None; draft.items.len()], &[]);
        // What has to do with an item that people do is counted as if it were an item of its own.
        for (index, item) in draft.items.iter().enumerate() {
            if let Some(codemod) = item.related {
                // Writing to a string does not fail.
                let _ = writeln!(
                    text,
                    "\n[[item]]\nid = \"related {index}\"\ntitle = \"related\"\ncodemods = [\"{codemod}\"]"
                );
            }
        }
        let plan = Plan::read(&text, "the draft", &registry)?;
        let args = self.project.run_args();
        let session = args.run_plan(&plan, &args.source()?, terminal)?;
        session.tell_failures(terminal);
        let accounts = Account::of(&plan, session.projects.iter().map(|project| &project.changes));
        let measured = draft.items.iter().zip(&accounts).map(|(item, account)| {
            if item.manual.is_none() {
                return Some(account.describe());
            }
            let related = item.related.map(|codemod| {
                let index = plan.items.iter().position(|item| item.runs(codemod));
                let account = index.map(|index| &accounts[index]);
                format!(
                    "{codemod}: {}",
                    account.map_or_else(|| "nothing found".to_owned(), Account::describe)
                )
            });
            let parts: Vec<String> = related.into_iter().chain(sizes(item, places)).collect();
            (!parts.is_empty()).then(|| parts.join("; "))
        });
        Ok(measured.collect())
    }
}

/// How many files the places have that an item names.
fn sizes(item: &Drafted, places: &Places) -> impl Iterator<Item = String> {
    item.named.iter().map(|place| match places.count(place) {
        1 => format!("{place}: 1 Python file"),
        count => format!("{place}: {count} Python files"),
    })
}

/// Reads a report; one that is too long is not read to its end.
fn read(path: &Path) -> anyhow::Result<Report> {
    let name = name_of(path);
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(report::LARGEST + 1).read_to_end(&mut bytes))
        .with_context(|| format!("failed to read {}", shown(path)))?;
    Report::read(visible(&name), &bytes).map_err(|error| unusable(&name, error))
}

fn unusable(name: &str, error: report::ReportError) -> anyhow::Error {
    hinted(anyhow!("{} {error}", visible(name)), error.way_out())
}

/// Says what the plan has, and what changed in it.
fn tell(plan: &Plan, label: &str, news: Option<&News>, terminal: Terminal) {
    let mut err = terminal.err();
    let manual = plan.items.iter().filter(|item| item.codemods.is_empty()).count();
    let items = if plan.items.len() == 1 { "item" } else { "items" };
    // Where standard error is gone, the plan is written all the same.
    let _ = writeln!(
        err,
        "{label}: {} {items}, {} for codemods and {manual} for people",
        plan.items.len(),
        plan.items.len() - manual
    );
    let Some(news) = news else { return };
    if *news == News::default() {
        let _ = writeln!(err, "the reports say what they said");
    }
    for id in &news.added {
        let _ = writeln!(err, "new: {}, at the end of the plan", visible(id));
    }
    for id in &news.gone {
        let _ = writeln!(err, "gone from the reports, kept in the plan: {}", visible(id));
    }
    for (id, what) in &news.changed {
        let _ = writeln!(err, "{}: {}", visible(id), visible(what));
    }
}
