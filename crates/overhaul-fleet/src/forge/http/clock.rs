//! Time, so that tests need not wait.

use std::fmt;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// What a client knows of time.
pub trait Clock: Send + Sync {
    /// Since some moment. Only grows, whatever happens to the clock on the wall: all waiting is by it.
    fn elapsed(&self) -> Duration;

    /// Since 1970, as the clock on the wall says. Only asked where a server tells a time and not its own.
    fn since_epoch(&self) -> Duration;

    fn sleep(&self, time: Duration);
}

/// The time of this machine.
pub struct SystemClock(Instant);

impl SystemClock {
    pub fn new() -> Self {
        Self(Instant::now())
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn since_epoch(&self) -> Duration {
        SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
    }

    fn sleep(&self, time: Duration) {
        thread::sleep(time);
    }
}

impl fmt::Debug for dyn Clock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Clock")
    }
}
