//! The review on the terminal.

use std::io::{self, IsTerminal, Write};

use anyhow::{Context, anyhow};
use overhaul_review::Review;
use overhaul_review::review::Progress;
use overhaul_review::terminal::{Next, Project, TerminalReview};

use super::editor;
use crate::error::{Exit, hinted};
use crate::interrupt;
use crate::terminal::{Screen, Terminal, while_editing};

/// The error number of input and output, which a terminal that is gone answers.
const EIO: i32 = 5;

/// Refuses to start where there is no terminal to review on.
pub fn check() -> anyhow::Result<()> {
    let hint = "`overhaul review --web` needs no terminal, and decisions can be written into .overhaul/decisions.toml";
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(hinted(
            anyhow!("`overhaul review` needs a terminal as its standard input and output"),
            hint,
        ));
    }
    if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return Err(hinted(anyhow!("the terminal cannot move its cursor: TERM is \"dumb\""), hint));
    }
    Ok(())
}

/// Lets a person decide until they quit.
pub fn run(
    review: Review,
    show_rejected: bool,
    project: &dyn Project,
    terminal: Terminal,
) -> anyhow::Result<Exit> {
    let mut review = TerminalReview::new(review, show_rejected, project);
    // From here on the screen has its own way to end.
    interrupt::hold();
    let exit = match go_on(&mut review, terminal) {
        Err(error) if error.raw_os_error() == Some(EIO) || error.kind() == io::ErrorKind::BrokenPipe => {
            return Ok(Exit::HungUp);
        }
        ended => ended.context("failed to use the terminal")?,
    };
    interrupt::release();
    if !terminal.is_quiet() {
        // Where standard error is gone, the decisions are kept all the same.
        let _ = writeln!(terminal.err(), "{}", told(review.progress()));
    }
    Ok(exit)
}

fn go_on(review: &mut TerminalReview<'_>, terminal: Terminal) -> io::Result<Exit> {
    let mut screen = Screen::open(terminal.has_colors())?;
    loop {
        let work = Screen::work();
        let size = Screen::size();
        screen.draw(review.screen(size), size)?;
        drop(work);
        let Some(key) = Screen::key()? else {
            screen.forget();
            continue;
        };
        let work = Screen::work();
        let next = review.handle(key);
        match next {
            Next::Draw => {}
            Next::DrawAll => screen.forget(),
            Next::Quit => return Ok(Exit::Success),
            Next::Interrupt => return Ok(Exit::Interrupted),
            Next::Suspend => {
                drop(work);
                screen.suspend()?;
            }
            Next::Edit(text) => {
                drop(work);
                let edited = screen.lend(|| while_editing(|| editor::edit(&text)))?;
                let _work = Screen::work();
                review.finish_edit(&text, edited.map_err(|error| format!("{error:#}")));
            }
        }
    }
}

/// What a review came to, and what to do next.
fn told(progress: Progress) -> String {
    let Progress { total, accepted, rejected, edited } = progress;
    let open = total - progress.decided();
    let counts =
        format!("{accepted} fixes accepted, {rejected} rejected, {edited} edited, {open} open of {total}");
    if open == 0 {
        format!("{counts}\n`overhaul diff` shows what they come to, `overhaul apply` makes the changes")
    } else {
        format!(
            "{counts}\n`overhaul review` goes on there, `overhaul apply --accepted-only` leaves open ones out"
        )
    }
}
