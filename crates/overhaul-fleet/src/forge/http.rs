//! One blocking client for the interfaces of all forges: what is safe to repeat is repeated, what a forge asks for is kept
//! to, and the token goes to its own host alone.

mod answer;
pub mod cache;
pub mod clock;
mod exchange;
pub mod limits;
mod throttle;

use std::sync::Arc;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::Value;
use ureq::http::Method;

use super::route::Route;
use super::site::Site;
use super::token::Token;
use super::{ForgeError, Kind};
pub(crate) use answer::plain;
use cache::{Cache, MemoryCache};
use clock::{Clock, SystemClock};
use exchange::Exchange;
use limits::Limits;
pub(crate) use throttle::Effect;
use throttle::{Throttle, TooLate};

/// The first pause before something is repeated; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// How long to wait where a forge says that there were too many requests, and not for how long: GitHub asks for a minute at
/// least, and for more each time (docs.github.com, "Rate limits for the REST API").
pub(crate) const UNTOLD: Duration = Duration::from_mins(1);

/// How often a forge may say that there were too many requests before it is believed for good.
const LIMITED: u32 = 10;

/// What a client is given besides site and token.
pub struct Options {
    pub limits: Limits,
    pub clock: Arc<dyn Clock>,
    pub cache: Arc<dyn Cache>,
    /// How long ago earlier runs opened pull requests, for `Limits::pull_requests_per_hour`.
    pub opened: Vec<Duration>,
}

impl Options {
    /// What is usual for a forge.
    pub fn of(kind: Kind) -> Self {
        Self {
            limits: Limits::of(kind),
            clock: Arc::new(SystemClock::new()),
            cache: Arc::new(MemoryCache::default()),
            opened: Vec::new(),
        }
    }
}

/// What is asked of a forge.
pub(crate) struct Request {
    pub method: Method,
    pub route: Route,
    pub body: Option<Value>,
    pub effect: Effect,
    /// For errors: what is done, such as "listing the pull requests of o/n".
    pub action: String,
    /// For errors: what is not there when the forge says that something is not, such as "repository o/n".
    pub about: String,
}

/// An answer that was understood.
#[derive(Debug)]
pub(crate) struct Answer<T> {
    pub value: T,
    pub next_page: Option<u64>,
}

/// Why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The forge refuses, or has not what was asked for.
    Status { status: u16, message: String },
    /// The forge did nothing, and wants to be left alone, for a time that it tells or not.
    Limited { wait: Option<Duration> },
    /// The limits that are kept to here leave no room for so long.
    Paced { wait: Duration },
    /// No request has reached the forge.
    Unreached { message: String },
    /// There is no connection that the token may be sent over.
    Unsafe { message: String },
    /// Whether the forge did it is not known.
    Lost { message: String },
    /// The forge may have done it, and what it says to that makes no sense.
    Garbled { message: String },
    /// As `Garbled`, and asking again would change nothing.
    Unusable { message: String },
}

/// A client of one host.
pub(crate) struct Client {
    exchange: Exchange,
    host: String,
    limits: Limits,
    clock: Arc<dyn Clock>,
    throttle: Throttle,
}

impl Client {
    pub fn new(site: &Site, token: Token, options: Options) -> Result<Self, ForgeError> {
        let Options { limits, clock, cache, opened } = options;
        Ok(Self {
            exchange: Exchange::new(site, token, &limits, cache)?,
            host: site.host().to_owned(),
            throttle: Throttle::new(&limits, Arc::clone(&clock), &opened),
            limits,
            clock,
        })
    }

    /// Sends a request, and again while that is safe and sensible.
    pub fn send<T: DeserializeOwned>(&self, request: &Request) -> Result<Answer<T>, Failure> {
        let mut patience = Patience::new(&self.limits);
        loop {
            let waited =
                self.throttle.admit(request.effect, patience.left).map_err(|TooLate { wait, is_ours }| {
                    if is_ours { Failure::Paced { wait } } else { Failure::Limited { wait: Some(wait) } }
                })?;
            patience.spend(waited);
            let (answer, pause) = self.exchange.run(request, self.clock.since_epoch());
            if let Some(pause) = pause {
                self.throttle.block(pause);
            }
            let failure = match answer {
                Ok(answer) => return Ok(answer),
                Err(failure) => failure,
            };
            if let Failure::Limited { wait } = failure {
                let wait = wait.unwrap_or_else(|| patience.untold());
                self.throttle.block(wait);
                if !patience.outlasts(wait) {
                    return Err(Failure::Limited { wait: Some(wait) });
                }
                continue;
            }
            let Some(pause) = patience.before_next(&failure, request.effect) else { return Err(failure) };
            patience.spend(pause);
            self.clock.sleep(pause);
        }
    }

    /// Sends a request whose failure is an error.
    pub fn ask<T: DeserializeOwned>(&self, request: &Request) -> Result<T, ForgeError> {
        self.send(request).map(|answer| answer.value).map_err(|failure| self.error(request, failure))
    }

    /// As `ask`, with nothing for what is not there.
    pub fn find<T: DeserializeOwned>(&self, request: &Request) -> Result<Option<T>, ForgeError> {
        match self.ask(request) {
            Ok(value) => Ok(Some(value)),
            Err(ForgeError::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// All pages of a list. A page is what `Vec` can be made from.
    pub fn list<P, T>(&self, request: &Request) -> Result<Vec<T>, ForgeError>
    where
        P: DeserializeOwned + Into<Vec<T>>,
    {
        let (items, is_all) = self.pages::<P, T>(request, self.limits.pages)?;
        if is_all {
            Ok(items)
        } else {
            Err(self.unusable(request, &format!("there are more than {} pages", self.limits.pages)))
        }
    }

    /// No more than so many pages of a list.
    pub fn first_pages<P, T>(&self, request: &Request, most: u32) -> Result<Vec<T>, ForgeError>
    where
        P: DeserializeOwned + Into<Vec<T>>,
    {
        Ok(self.pages::<P, T>(request, most.min(self.limits.pages))?.0)
    }

    /// The items of so many pages, and whether there are no more.
    fn pages<P, T>(&self, request: &Request, most: u32) -> Result<(Vec<T>, bool), ForgeError>
    where
        P: DeserializeOwned + Into<Vec<T>>,
    {
        let mut items = Vec::new();
        let mut page = 1;
        for _ in 0..most {
            let paged = Request::get(request.route.clone().with("page", &page.to_string()), request);
            let answer = self.send::<P>(&paged).map_err(|failure| self.error(request, failure))?;
            items.extend(answer.value.into());
            match answer.next_page {
                Some(next) if next > page => page = next,
                Some(_) => return Err(self.unusable(request, "its pages lead back to earlier ones")),
                None => return Ok((items, true)),
            }
        }
        Ok((items, false))
    }

    fn unusable(&self, request: &Request, message: &str) -> ForgeError {
        self.error(request, Failure::Unusable { message: message.to_owned() })
    }

    /// Waits before something that may have been done is looked for.
    pub fn pause(&self, attempt: u32) {
        self.clock.sleep(pause(attempt));
    }

    pub fn attempts(&self) -> u32 {
        self.limits.attempts
    }

    /// What a failure is to those who know nothing of HTTP.
    pub fn error(&self, request: &Request, failure: Failure) -> ForgeError {
        let host = self.host.clone();
        let action = request.action.clone();
        match failure {
            Failure::Status { status: 401, message } => ForgeError::Unauthorized { host, message },
            Failure::Status { status: 404 | 410, .. } => {
                ForgeError::NotFound { host, what: request.about.clone() }
            }
            Failure::Status { message, .. } => ForgeError::Refused { host, action, message },
            Failure::Limited { wait } => {
                ForgeError::Limited { host, wait: wait.unwrap_or(UNTOLD), is_ours: false }
            }
            Failure::Paced { wait } => ForgeError::Limited { host, wait, is_ours: true },
            Failure::Unreached { message } | Failure::Lost { message } => {
                ForgeError::Unavailable { host, action, message }
            }
            Failure::Unsafe { message } => ForgeError::Unsafe { host, message },
            Failure::Garbled { message } | Failure::Unusable { message } => {
                ForgeError::Answer { host, action, message }
            }
        }
    }
}

impl Request {
    fn new(
        method: Method,
        route: Route,
        body: Option<Value>,
        effect: Effect,
        action: &str,
        about: &str,
    ) -> Self {
        Self { method, route, body, effect, action: action.to_owned(), about: about.to_owned() }
    }

    /// Another address of the same question.
    fn get(route: Route, like: &Self) -> Self {
        Self::new(Method::GET, route, None, Effect::Reads, &like.action, &like.about)
    }

    pub fn read(route: Route, action: &str, about: &str) -> Self {
        Self::new(Method::GET, route, None, Effect::Reads, action, about)
    }

    /// A question that needs a body.
    pub fn query(route: Route, body: Value, action: &str, about: &str) -> Self {
        Self::new(Method::POST, route, Some(body), Effect::Reads, action, about)
    }

    /// A request that sets values: sent twice, it does what it does once.
    pub fn set(method: Method, route: Route, body: Value, action: &str, about: &str) -> Self {
        Self::new(method, route, Some(body), Effect::Sets, action, about)
    }

    pub fn comment(route: Route, body: Value, action: &str, about: &str) -> Self {
        Self::new(Method::POST, route, Some(body), Effect::Comments, action, about)
    }

    pub fn open(route: Route, body: Value, action: &str, about: &str) -> Self {
        Self::new(Method::POST, route, Some(body), Effect::Opens, action, about)
    }
}

/// How much longer a request is tried.
struct Patience {
    left: Duration,
    attempts_left: u32,
    attempt: u32,
    limits_left: u32,
    untold: u32,
    was_absent: bool,
}

impl Patience {
    fn new(limits: &Limits) -> Self {
        let attempts_left = limits.attempts.saturating_sub(1);
        Self {
            left: limits.waiting,
            attempts_left,
            attempt: 0,
            limits_left: LIMITED,
            untold: 0,
            was_absent: false,
        }
    }

    fn spend(&mut self, time: Duration) {
        self.left = self.left.saturating_sub(time);
    }

    /// How long to wait where the forge does not tell: each time twice as long.
    fn untold(&mut self) -> Duration {
        let wait = UNTOLD.saturating_mul(1 << self.untold.min(16));
        self.untold += 1;
        wait
    }

    /// Whether there is enough of it for one more limit of so long.
    fn outlasts(&mut self, wait: Duration) -> bool {
        self.limits_left = self.limits_left.saturating_sub(1);
        self.limits_left > 0 && wait <= self.left
    }

    /// How long to wait before the request is sent again; nothing where it is not to be.
    fn before_next(&mut self, failure: &Failure, effect: Effect) -> Option<Duration> {
        match failure {
            // What is not there yet on one of a forge's servers may be on the next. The forge has done nothing.
            Failure::Status { status: 404, .. } if !self.was_absent => {
                self.was_absent = true;
                self.next_pause()
            }
            Failure::Unreached { .. } => self.next_pause(),
            Failure::Lost { .. } | Failure::Garbled { .. } if effect.may_repeat() => self.next_pause(),
            _ => None,
        }
    }

    fn next_pause(&mut self) -> Option<Duration> {
        self.attempts_left = self.attempts_left.checked_sub(1)?;
        let pause = pause(self.attempt);
        self.attempt += 1;
        (pause <= self.left).then_some(pause)
    }
}

/// Half to one and a half times what doubling gives, so that many clients do not come back at once.
fn pause(attempt: u32) -> Duration {
    let middle = FIRST_PAUSE.saturating_mul(1 << attempt.min(16)).min(LONGEST_PAUSE);
    let share = getrandom::u32().map_or(0.5, |random| f64::from(random) / f64::from(u32::MAX));
    middle.mul_f64(0.5 + share)
}
