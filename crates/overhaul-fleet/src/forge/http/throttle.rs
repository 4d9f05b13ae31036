//! When the next request may start, for all threads of a client.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::clock::Clock;
use super::limits::Limits;

const MINUTE: Duration = Duration::from_mins(1);
const HOUR: Duration = Duration::from_hours(1);

/// What a request does to the forge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    Reads,
    /// Doing it twice is like doing it once.
    Sets,
    /// Doing it twice makes two comments.
    Comments,
    /// Doing it twice makes two pull requests, where the forge does not see to it.
    Opens,
}

impl Effect {
    pub fn may_repeat(self) -> bool {
        matches!(self, Self::Reads | Self::Sets)
    }
}

/// Gives each request its moment. No thread starts one before it, and none waits longer than it was told to.
pub struct Throttle {
    clock: Arc<dyn Clock>,
    moments: Mutex<Moments>,
}

struct Moments {
    between_requests: Duration,
    between_changes: Duration,
    next_request: Duration,
    next_change: Duration,
    /// What the forge asked for.
    blocked_until: Duration,
    contents: [Window; 2],
    pull_requests: Window,
}

/// The turn of a request would come after its patience has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLate {
    pub wait: Duration,
    /// It is one of the limits that are kept to here, and not what the forge asked for.
    pub is_ours: bool,
}

/// So many in any stretch of so long.
struct Window {
    most: Option<u32>,
    length: Duration,
    /// When each of those that count ceases to, the earliest first.
    leaving: VecDeque<Duration>,
}

impl Window {
    fn new(most: Option<u32>, length: Duration) -> Self {
        Self { most, length, leaving: VecDeque::new() }
    }

    /// When there is room for one more.
    fn opens(&self) -> Duration {
        let full = self.most.and_then(|most| self.leaving.len().checked_sub(most.max(1) as usize));
        full.and_then(|index| self.leaving.get(index)).copied().unwrap_or_default()
    }

    fn enter(&mut self, at: Duration) {
        while self.leaving.front().is_some_and(|leaves| *leaves <= at) {
            self.leaving.pop_front();
        }
        if self.most.is_some() {
            self.leaving.push_back(at.saturating_add(self.length));
        }
    }
}

impl Throttle {
    /// `opened` says how long ago earlier runs opened the pull requests that still count.
    pub fn new(limits: &Limits, clock: Arc<dyn Clock>, opened: &[Duration]) -> Self {
        let between = |rate: f64| Duration::try_from_secs_f64(1.0 / rate).unwrap_or(HOUR);
        let now = clock.elapsed();
        let mut pull_requests = Window::new(limits.pull_requests_per_hour, HOUR);
        let mut leaving: Vec<_> =
            opened.iter().filter_map(|age| HOUR.checked_sub(*age)).map(|rest| now + rest).collect();
        leaving.sort_unstable();
        pull_requests.leaving = leaving.into();
        let moments = Moments {
            between_requests: limits.requests_per_second.map(between).unwrap_or_default(),
            between_changes: limits.between_changes,
            next_request: now,
            next_change: now,
            blocked_until: now,
            contents: [
                Window::new(limits.contents_per_minute, MINUTE),
                Window::new(limits.contents_per_hour, HOUR),
            ],
            pull_requests,
        };
        Self { clock, moments: Mutex::new(moments) }
    }

    /// Waits until a request may start, and says for how long that was. Where that would take longer than `patience`, says
    /// at once how long it would take.
    pub fn admit(&self, effect: Effect, patience: Duration) -> Result<Duration, TooLate> {
        let start = self.clock.elapsed();
        let latest = start.saturating_add(patience);
        let too_late =
            |(moment, is_ours): (Duration, bool)| TooLate { wait: moment.saturating_sub(start), is_ours };
        // A request that reads is not kept back by one that waits for its turn to change something.
        if effect != Effect::Reads {
            let turn = self.moments().reserve_change(effect, start, latest).map_err(too_late)?;
            self.sleep_until(turn);
        }
        loop {
            let now = self.clock.elapsed();
            let turn = self.moments().reserve_request(now, latest).map_err(too_late)?;
            self.sleep_until(turn);
            // The forge may have asked for a pause while this one slept.
            if self.moments().blocked_until <= self.clock.elapsed() {
                return Ok(self.clock.elapsed().saturating_sub(start));
            }
        }
    }

    /// Keeps all requests back for a time, as the forge has asked.
    pub fn block(&self, time: Duration) {
        let until = self.clock.elapsed().saturating_add(time);
        let mut moments = self.moments();
        moments.blocked_until = moments.blocked_until.max(until);
    }

    fn sleep_until(&self, moment: Duration) {
        let time = moment.saturating_sub(self.clock.elapsed());
        if !time.is_zero() {
            self.clock.sleep(time);
        }
    }

    fn moments(&self) -> MutexGuard<'_, Moments> {
        self.moments.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Moments {
    /// The turn of a request that changes something; fails with the turn where that is too late, and whether it was not the forge
    /// that asked for it.
    fn reserve_change(
        &mut self,
        effect: Effect,
        now: Duration,
        latest: Duration,
    ) -> Result<Duration, (Duration, bool)> {
        let creates = !effect.may_repeat();
        let mut turn = now.max(self.next_change).max(self.blocked_until);
        if creates {
            turn = self.contents.iter().map(Window::opens).fold(turn, Duration::max);
        }
        if effect == Effect::Opens {
            turn = turn.max(self.pull_requests.opens());
        }
        if turn > latest {
            return Err((turn, self.blocked_until <= latest));
        }
        self.next_change = turn.saturating_add(self.between_changes);
        if creates {
            self.contents.iter_mut().for_each(|window| window.enter(turn));
        }
        if effect == Effect::Opens {
            self.pull_requests.enter(turn);
        }
        Ok(turn)
    }

    fn reserve_request(&mut self, now: Duration, latest: Duration) -> Result<Duration, (Duration, bool)> {
        let turn = now.max(self.next_request).max(self.blocked_until);
        if turn > latest {
            return Err((turn, self.blocked_until <= latest));
        }
        self.next_request = turn.saturating_add(self.between_requests);
        Ok(turn)
    }
}
