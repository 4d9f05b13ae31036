//! Ctrl-C. It ends the process at once, except where a file is being written or a pager has the terminal.

use std::io::Write;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::Exit;

static HELD: AtomicBool = AtomicBool::new(false);
static SEEN: AtomicBool = AtomicBool::new(false);

/// Takes over the signal. Where that fails, the system's own handling stays, which is as safe.
pub fn install() {
    let _ = ctrlc::set_handler(|| {
        SEEN.store(true, Ordering::SeqCst);
        if !HELD.load(Ordering::SeqCst) {
            let _ = writeln!(std::io::stderr(), "interrupted");
            process::exit(Exit::Interrupted.code().into());
        }
    });
}

/// From now on an interrupt is only noted; see [`seen`].
pub fn hold() {
    HELD.store(true, Ordering::SeqCst);
}

/// An interrupt ends the process again.
pub fn release() {
    HELD.store(false, Ordering::SeqCst);
}

/// Whether an interrupt came.
pub fn seen() -> bool {
    SEEN.load(Ordering::SeqCst)
}
