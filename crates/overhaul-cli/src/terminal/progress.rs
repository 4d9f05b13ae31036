//! The progress bar of long runs.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use overhaul_engine::{Phase, Progress};

/// A run that takes less shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar on standard error, which indicatif leaves out where that is no terminal.
pub struct Bar {
    drawn: ProgressBar,
    started: Instant,
    is_shown: AtomicBool,
}

impl Bar {
    pub fn new() -> Self {
        let drawn = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{msg:10} [{bar:30}] {human_pos}/{human_len} files") {
            drawn.set_style(style.progress_chars("=> "));
        }
        Self { drawn, started: Instant::now(), is_shown: AtomicBool::new(false) }
    }
}

impl Progress for Bar {
    fn begin(&self, phase: Phase, files: usize) {
        self.drawn.set_length(files as u64);
        self.drawn.set_position(0);
        self.drawn.set_message(match phase {
            Phase::Read => "reading",
            Phase::Survey => "surveying",
            Phase::Rewrite => "rewriting",
        });
    }

    fn advance(&self) {
        self.drawn.inc(1);
        let is_due = self.started.elapsed() > PATIENCE;
        if is_due && !self.is_shown.swap(true, Ordering::Relaxed) {
            self.drawn.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.drawn.finish_and_clear();
    }
}
