//! GitHub and GitHub Enterprise, by the REST interface of version 2022-11-28 (docs.github.com, "REST API": "Repositories",
//! "Pull requests", "Review requests", "Issues", "Labels", "Issue assignees", "Commit statuses", "Check runs").

mod answers;
mod graph;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::de::IgnoredAny;
use serde_json::{Value, json};
use ureq::http::Method;

use self::answers::{Assigned, Branch, CheckRun, CheckRuns, CombinedStatus, Comment, Label, Pull, Repo};
use super::decorate::{each, known, noted};
use super::http::Client;
use super::once::{comment_once, make_once};
use super::owner::{Lists, owned};
use super::query::Filter;
use super::route::Route;
use super::target::{Page, Target};
use super::{
    Change, Checks, Decoration, Forge, ForgeError, NewPullRequest, PullRequest, PullState, Query, Repository,
    Site,
};

const PAGE: Page = ("per_page", "100");

pub struct GitHub {
    client: Client,
    site: Site,
}

impl GitHub {
    pub fn new(client: Client, site: Site) -> Self {
        Self { client, site }
    }

    fn target<'p>(&self, path: &'p str) -> Result<Target<'p>, ForgeError> {
        Target::of_owner(self.site.host(), path, PAGE)
    }

    fn owned(&self, owner: &str) -> Result<Vec<Repo>, ForgeError> {
        let list = |parts: &[&str]| Route::new(parts).with(PAGE.0, PAGE.1);
        let lists = Lists {
            organisation: list(&["orgs", owner, "repos"]).with("type", "all"),
            own: list(&["user", "repos"]).with("affiliation", "owner"),
            user: list(&["users", owner, "repos"]).with("type", "owner"),
        };
        owned(&self.client, self.site.host(), owner, lists, |_| true)
    }

    /// GitHub says of no repository that it is empty; one that has a size is not.
    fn is_empty(&self, path: &str) -> Result<bool, ForgeError> {
        let target = self.target(path)?;
        let request = target.read(target.route(&["branches"]).with(PAGE.0, "1"), "looking for branches of");
        Ok(self.client.find::<Vec<Branch>>(&request)?.unwrap_or_default().is_empty())
    }

    fn label(&self, target: &Target<'_>, number: u64, wanted: &[String]) -> Result<Vec<String>, ForgeError> {
        let request = target.read(target.list(&["labels"]), "listing the labels of");
        let there = self.client.list::<Vec<Label>, _>(&request)?;
        let (known, mut notes) = known(wanted, &there, |label| &label.name, target.path);
        if !known.is_empty() {
            let names: Vec<_> = known.into_iter().map(|label| label.name).collect();
            let place = ["issues", &number.to_string(), "labels"];
            let body = json!({ "labels": names });
            let request = target.set_of(number, Method::POST, &place, body, "adding labels to");
            notes.extend(noted(self.client.ask::<IgnoredAny>(&request))?.err());
        }
        Ok(notes)
    }

    fn review(&self, target: &Target<'_>, number: u64, wanted: &[String]) -> Result<Vec<String>, ForgeError> {
        each(wanted, |some| {
            let (teams, users): (Vec<_>, Vec<_>) = some.iter().partition(|name| name.contains('/'));
            // A team is of the organisation that owns the repository, so that its name alone says which.
            let teams: Vec<_> = teams.iter().filter_map(|team| team.rsplit('/').next()).collect();
            let body = json!({ "reviewers": users, "team_reviewers": teams });
            let place = ["pulls", &number.to_string(), "requested_reviewers"];
            let doing = format!("asking {} to review", some.join(", "));
            let request = target.set_of(number, Method::POST, &place, body, &doing);
            self.client.ask::<IgnoredAny>(&request).map(drop)
        })
    }

    /// GitHub leaves out who cannot be assigned, and says nothing.
    fn assign(&self, target: &Target<'_>, number: u64, wanted: &[String]) -> Result<Vec<String>, ForgeError> {
        let place = ["issues", &number.to_string(), "assignees"];
        let body = json!({ "assignees": wanted });
        let request = target.set_of(number, Method::POST, &place, body, "assigning people to");
        let assigned = match noted(self.client.ask::<Assigned>(&request))? {
            Ok(assigned) => assigned.assignees,
            Err(note) => return Ok(vec![note]),
        };
        let is_missing =
            |name: &&String| !assigned.iter().any(|account| account.login.eq_ignore_ascii_case(name));
        let note = |name: &String| format!("{name} cannot be assigned in {}", target.path);
        Ok(wanted.iter().filter(is_missing).map(note).collect())
    }

    fn patch(&self, path: &str, number: u64, body: Value, doing: &str) -> Result<PullRequest, ForgeError> {
        let target = self.target(path)?;
        let place = ["pulls", &number.to_string()];
        let request = target.set_of(number, Method::PATCH, &place, body, doing);
        self.client.ask::<Pull>(&request).map(Into::into)
    }
}

impl Forge for GitHub {
    fn find(&self, query: &Query) -> Result<Vec<Repository>, ForgeError> {
        let filter = Filter::new(query)?;
        let owned = self.owned(&query.owner)?;
        let is_small = |repo: &&Repo| repo.size == Some(0);
        let small: BTreeSet<_> = owned.iter().filter(is_small).map(|repo| repo.full_name.clone()).collect();
        let mut found = filter.select(owned.into_iter().map(|repo| repo.listed(&self.site)).collect());
        for repository in found.iter_mut().filter(|repository| small.contains(&repository.path)) {
            repository.is_empty = self.is_empty(&repository.path)?;
        }
        Ok(found)
    }

    fn repository(&self, path: &str) -> Result<Option<Repository>, ForgeError> {
        let Ok(target) = self.target(path) else { return Ok(None) };
        let request = target.read(target.route(&[]), "looking at");
        let Some(repo) = self.client.find::<Repo>(&request)? else { return Ok(None) };
        let is_small = repo.size == Some(0);
        let mut repository = repo.listed(&self.site).repository;
        repository.is_empty = is_small && self.is_empty(&repository.path)?;
        Ok(Some(repository))
    }

    fn pull_requests(&self, repository: &str, branch: &str) -> Result<Vec<PullRequest>, ForgeError> {
        let target = self.target(repository)?;
        let route = target
            .list(&["pulls"])
            .with("state", "all")
            .with("head", &format!("{}:{branch}", target.owner()))
            .with("sort", "created")
            .with("direction", "desc");
        let pulls =
            self.client.list::<Vec<Pull>, Pull>(&target.read(route, "listing the pull requests of"))?;
        let own = pulls.into_iter().filter(|pull| pull.head.name == branch && pull.is_own());
        let mut own: Vec<PullRequest> = own.map(Into::into).collect();
        own.sort_by_key(|pull| Reverse(pull.number));
        Ok(own)
    }

    fn pull_request(&self, repository: &str, number: u64) -> Result<Option<PullRequest>, ForgeError> {
        let target = self.target(repository)?;
        let request = target.read_of(number, target.route(&["pulls", &number.to_string()]), "looking at");
        Ok(self.client.find::<Pull>(&request)?.map(Into::into))
    }

    fn open(&self, repository: &str, new: &NewPullRequest) -> Result<PullRequest, ForgeError> {
        let target = self.target(repository)?;
        let body = json!({
            "title": new.title,
            "body": new.body,
            "head": new.head,
            "base": new.base,
            "draft": new.is_draft,
        });
        let look = || {
            let there = self.pull_requests(repository, &new.head)?;
            Ok(there.into_iter().find(|pull| pull.state == PullState::Open))
        };
        make_once(&self.client, &target.open(&["pulls"], body), look, |pull: Pull| pull.into())
    }

    fn update(&self, repository: &str, number: u64, change: &Change) -> Result<PullRequest, ForgeError> {
        self.patch(repository, number, change.fields("body", "base").into(), "changing")
    }

    fn set_draft(&self, repository: &str, number: u64, is_draft: bool) -> Result<PullRequest, ForgeError> {
        let target = self.target(repository)?;
        let asked = match graph::set_draft(&self.client, self.site.host(), &target, number, is_draft) {
            // It may be refused because an answer that was lost has done it.
            Err(error) if !matches!(error, ForgeError::Refused { .. }) => return Err(error),
            asked => asked,
        };
        let request = target.read_of(number, target.route(&["pulls", &number.to_string()]), "looking at");
        let pull: PullRequest = self.client.ask::<Pull>(&request)?.into();
        if pull.is_draft == is_draft { Ok(pull) } else { asked.and(Ok(pull)) }
    }

    fn close(&self, repository: &str, number: u64) -> Result<PullRequest, ForgeError> {
        self.patch(repository, number, json!({ "state": "closed" }), "closing")
    }

    fn comment(&self, repository: &str, number: u64, text: &str) -> Result<(), ForgeError> {
        let target = self.target(repository)?;
        let place = ["issues", &number.to_string(), "comments"];
        let texts = || {
            let request = target.read_of(number, target.list(&place), "listing the comments on");
            let comments = self.client.list::<Vec<Comment>, Comment>(&request)?;
            Ok(comments.into_iter().filter_map(|comment| comment.body).collect())
        };
        comment_once(&self.client, &target.comment_on(number, &place, json!({ "body": text })), text, texts)
    }

    fn decorate(&self, repository: &str, number: u64, with: &Decoration) -> Result<Vec<String>, ForgeError> {
        let target = self.target(repository)?;
        let mut notes = Vec::new();
        if !with.labels.is_empty() {
            notes.extend(self.label(&target, number, &with.labels)?);
        }
        notes.extend(self.review(&target, number, &with.reviewers)?);
        if !with.assignees.is_empty() {
            notes.extend(self.assign(&target, number, &with.assignees)?);
        }
        Ok(notes)
    }

    fn checks(&self, repository: &str, commit: &str) -> Result<Checks, ForgeError> {
        let target = self.target(repository)?;
        let read = |what: &str| {
            let mut request =
                target.read(target.list(&["commits", commit, what]), "asking for the checks of");
            request.about = format!("commit {commit} in {repository}");
            request
        };
        let status: CombinedStatus = self.client.ask(&read("status"))?;
        let runs = self.client.list::<CheckRuns, CheckRun>(&read("check-runs"))?;
        Ok(runs.iter().map(CheckRun::outcome).fold(status.outcome(), Ord::max))
    }
}
