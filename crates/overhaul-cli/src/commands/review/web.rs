//! `overhaul review --web`.

use std::io::Write;
use std::process::{Command, Stdio};

use clap::Args;
use overhaul_report::summary::grouped;
use overhaul_review::web::{Server, Subject, Texts, WebError};
use overhaul_review::{Progress, Review};

use crate::error::{Exit, hinted};
use crate::interrupt;
use crate::session::Session;
use crate::terminal::Terminal;

#[derive(Debug, Args)]
pub struct WebArgs {
    /// Review in the browser, at an address of this machine that lets one browser in
    ///
    /// Nothing of it leaves the machine. Ctrl-C or "Done" on the page ends it.
    #[arg(long)]
    web: bool,

    /// Serve --web on this port; one that is free if not given
    #[arg(long, value_name = "N", requires = "web")]
    port: Option<u16>,

    /// Open the address of --web in the browser of this desktop
    #[arg(long, requires = "web")]
    open: bool,
}

impl WebArgs {
    pub fn is_asked_for(&self) -> bool {
        self.web
    }

    /// Serves the review until the reviewer is done.
    pub fn run(
        &self,
        session: &Session,
        review: Review,
        texts: Texts,
        terminal: Terminal,
    ) -> anyhow::Result<Exit> {
        let mut err = terminal.err();
        let bases = session.projects.iter().map(|project| project.base.clone()).collect();
        let subject = Subject { review, bases, texts, codemods: session.summaries() };
        let server = Server::new(self.port.unwrap_or(0), subject).map_err(|error| match error {
            WebError::Listen { .. } => hinted(error, "leave out --port to take one that is free"),
            WebError::Random(_) => error.into(),
        })?;
        let address = server.address();
        interrupt::hold();
        let mut out = Terminal::raw_out();
        writeln!(out, "{address}")?;
        out.flush()?;
        drop(out);
        if !terminal.is_quiet() {
            let _ = writeln!(
                err,
                "the address works once, in one browser of this machine; Ctrl-C ends the review"
            );
        }
        if self.open && !open(&address) {
            let _ = writeln!(err, "no browser could be started: copy the address");
        }
        let progress = server.serve(&interrupt::seen);
        interrupt::release();
        if !terminal.is_quiet() {
            let _ = writeln!(err, "{}", sum(progress));
        }
        Ok(Exit::Success)
    }
}

/// What was decided, in one sentence.
fn sum(progress: Progress) -> String {
    let open = progress.total - progress.decided();
    let counts = [
        (progress.accepted, "accepted"),
        (progress.rejected, "rejected"),
        (progress.edited, "edited"),
        (open, "undecided"),
    ];
    let words: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{} {word}", grouped(*count)))
        .collect();
    format!("{}; `overhaul apply` follows the decisions, `overhaul review` goes on", words.join(", "))
}

/// Hands an address to the desktop. Other users of this machine may see it in the list of processes, which is why nothing is opened
/// unless it is asked for; the address is worth nothing as soon as the browser has it.
fn open(address: &str) -> bool {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let mut command = Command::new(program);
    command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().is_ok()
}
