//! Connecting to forges, with the user's own tokens.

use std::io::Write;
use std::time::Duration;

use overhaul_fleet::forge::http::Options;
use overhaul_fleet::forge::login::{Login, login};
use overhaul_fleet::forge::{
    Change, Checks, Decoration, Forge, ForgeError, NewPullRequest, PullRequest, PullState, Query, Repository,
    Site, connect,
};
use overhaul_fleet::manifest::Manifest;
use overhaul_fleet::state::State;
use overhaul_git::remote::credential;
use overhaul_report::visible;

use crate::terminal::Terminal;

/// How pull requests are published.
pub struct Publisher<'a> {
    manifest: &'a Manifest,
    is_push_only: bool,
    terminal: Terminal,
    /// Where there are earlier runs.
    state: Option<&'a State>,
}

impl<'a> Publisher<'a> {
    pub fn new(
        manifest: &'a Manifest,
        is_push_only: bool,
        terminal: Terminal,
        state: Option<&'a State>,
    ) -> Self {
        Self { manifest, is_push_only, terminal, state }
    }

    /// The client of the forge for a host.
    pub fn connect(&self, host: &str, site: &Site) -> Result<Box<dyn Forge>, ForgeError> {
        if self.is_push_only {
            return Ok(Box::new(Links { site: site.clone() }));
        }
        let mut options = Options::of(site.kind());
        let (limits, wanted) = (&mut options.limits, self.manifest.limits);
        limits.requests_per_second = wanted.requests_per_second.or(limits.requests_per_second);
        limits.pull_requests_per_hour = wanted.pull_requests_per_hour;
        if let Some(state) = self.state.filter(|_| wanted.pull_requests_per_hour.is_some()) {
            options.opened = state.opened(host).map_err(|error| ForgeError::History(error.to_string()))?;
        }
        if let Some(changes) = wanted.changes_per_minute {
            limits.between_changes = Duration::from_mins(1) / changes;
            limits.contents_per_minute = Some(changes);
            limits.contents_per_hour = None;
        }
        let credential = |host: &str| credential("https", host).map(|credential| credential.password);
        let Login { token, source } = login(site, &credential)?;
        if self.terminal.is_verbose() {
            // Where standard error is gone, the exit code still tells.
            let _ = writeln!(self.terminal.err(), "token for {}: {}", visible(site.host()), visible(&source));
        }
        connect(site, token, options)
    }
}

/// A forge without an interface: people open the pull requests by links.
struct Links {
    site: Site,
}

impl Links {
    fn not_asked<T>(&self, what: &str) -> Result<T, ForgeError> {
        Err(ForgeError::Refused {
            host: self.site.host().to_owned(),
            action: what.to_owned(),
            message: "no forge is asked with --push-only".to_owned(),
        })
    }
}

impl Forge for Links {
    fn find(&self, _query: &Query) -> Result<Vec<Repository>, ForgeError> {
        self.not_asked("finding repositories")
    }

    fn repository(&self, _path: &str) -> Result<Option<Repository>, ForgeError> {
        self.not_asked("looking at a repository")
    }

    fn pull_requests(&self, _repository: &str, _branch: &str) -> Result<Vec<PullRequest>, ForgeError> {
        Ok(Vec::new())
    }

    fn pull_request(&self, _repository: &str, _number: u64) -> Result<Option<PullRequest>, ForgeError> {
        Ok(None)
    }

    fn open(&self, repository: &str, new: &NewPullRequest) -> Result<PullRequest, ForgeError> {
        let link = self.site.compare_link(repository, &new.base, &new.head);
        Ok(PullRequest {
            number: 0,
            url: link.unwrap_or_default(),
            state: PullState::Open,
            title: new.title.clone(),
            body: new.body.clone(),
            is_draft: new.is_draft,
            base: new.base.clone(),
            head: new.head.clone(),
            head_commit: String::new(),
            is_mergeable: None,
        })
    }

    fn update(&self, _repository: &str, _number: u64, _change: &Change) -> Result<PullRequest, ForgeError> {
        self.not_asked("changing a pull request")
    }

    fn set_draft(&self, _repository: &str, _number: u64, _is_draft: bool) -> Result<PullRequest, ForgeError> {
        self.not_asked("changing a pull request")
    }

    fn close(&self, _repository: &str, _number: u64) -> Result<PullRequest, ForgeError> {
        self.not_asked("closing a pull request")
    }

    fn comment(&self, _repository: &str, _number: u64, _text: &str) -> Result<(), ForgeError> {
        self.not_asked("commenting")
    }

    fn decorate(
        &self,
        _repository: &str,
        _number: u64,
        _with: &Decoration,
    ) -> Result<Vec<String>, ForgeError> {
        Ok(Vec::new())
    }

    fn checks(&self, _repository: &str, _commit: &str) -> Result<Checks, ForgeError> {
        Ok(Checks::Absent)
    }
}
