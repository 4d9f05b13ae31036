//! Ctrl-C. It ends the process at once, except where a file is being written or a pager has the terminal.

use std::io::Write;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::Exit;

static HELD: AtomicBool = AtomicBool::new(false);
static SEEN: AtomicBool = AtomicBool::new(false);
/// Whether a second interrupt is not held back.
static ONCE: AtomicBool = AtomicBool::new(false);

/// Takes over the signal. Where that fails, the system's own handling stays, which is as safe.
pub fn install() {
    let _ = ctrlc::set_handler(|| {
        let is_second = SEEN.swap(true, Ordering::SeqCst);
        let (is_held, is_once) = (HELD.load(Ordering::SeqCst), ONCE.load(Ordering::SeqCst));
        if !is_held || is_once && is_second {
            let _ = writeln!(std::io::stderr(), "interrupted");
            process::exit(Exit::Interrupted.code().into());
        }
        if is_once {
            let _ =
                writeln!(std::io::stderr(), "what was begun is brought to its end; again ends it at once");
        }
    });
}

/// From now on an interrupt is only noted; see [`seen`].
pub fn hold() {
    HELD.store(true, Ordering::SeqCst);
}

/// From now on a first interrupt is only noted, and a second one ends the process: for what takes long, and is made good
/// where it is killed.
pub fn hold_once() {
    ONCE.store(true, Ordering::SeqCst);
    hold();
}

/// An interrupt ends the process again.
pub fn release() {
    ONCE.store(false, Ordering::SeqCst);
    HELD.store(false, Ordering::SeqCst);
}

/// Whether an interrupt came.
pub fn seen() -> bool {
    SEEN.load(Ordering::SeqCst)
}
