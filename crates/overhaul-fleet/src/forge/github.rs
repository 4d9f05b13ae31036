//! GitHub and GitHub Enterprise, by the REST interface of version 2022-11-28 (docs.github.com, "REST API").

mod answers;

use serde::de::IgnoredAny;
use serde_json::{Value, json};
use ureq::http::Method;

use self::answers::{Account, Assigned, Branch, CheckRuns, CombinedStatus, Comment, Label, Pull, Repo};
use super::decorate::{each, is_same_text, known, noted};
use super::http::{Client, Request};
use super::once::make_once;
use super::query::{Filter, Listed};
use super::route::{Route, is_part};
use super::{
    Change, Checks, Decoration, Forge, ForgeError, NewPullRequest, PullRequest, PullState, Query, Repository,
    Site,
};

/// As many items as a page can have.
const PAGE: &str = "100";

pub struct GitHub {
    client: Client,
    site: Site,
}

/// A repository in requests.
struct Target<'p> {
    owner: &'p str,
    name: &'p str,
    about: String,
}

impl Target<'_> {
    fn route(&self, rest: &[&str]) -> Route {
        Route::new(&[&["repos", self.owner, self.name], rest].concat())
    }

    fn list(&self, rest: &[&str]) -> Route {
        self.route(rest).with("per_page", PAGE)
    }

    fn read(&self, route: Route, action: &str) -> Request {
        Request::read(route, &format!("{action} {}/{}", self.owner, self.name), &self.about)
    }

    fn set(&self, method: Method, rest: &[&str], body: Value, action: &str) -> Request {
        let action = format!("{action} {}/{}", self.owner, self.name);
        Request::set(method, self.route(rest), body, &action, &self.about)
    }

    fn pull(&self, number: u64) -> String {
        format!("pull request #{number} of {}/{}", self.owner, self.name)
    }
}

impl GitHub {
    pub fn new(client: Client, site: Site) -> Self {
        Self { client, site }
    }

    fn target<'p>(&self, path: &'p str) -> Result<Target<'p>, ForgeError> {
        let about = format!("repository {path}");
        match path.split_once('/') {
            Some((owner, name)) if is_part(owner) && is_part(name) && !name.contains('/') => {
                Ok(Target { owner, name, about })
            }
            _ => Err(ForgeError::NotFound { host: self.site.host().to_owned(), what: about }),
        }
    }

    /// The repositories of an organisation, or else of a user. Private ones of a user are only in the list of who asks.
    fn owned(&self, owner: &str) -> Result<Vec<Repo>, ForgeError> {
        let action = format!("listing the repositories of {owner}");
        let about = format!("organisation or user {owner}");
        let list = |route: Route| {
            let request = Request::read(route.with("per_page", PAGE), &action, &about);
            self.client.list::<Vec<Repo>, Repo>(&request)
        };
        match list(Route::new(&["orgs", owner, "repos"]).with("type", "all")) {
            Err(ForgeError::NotFound { .. }) => {}
            other => return other,
        }
        let asking = Request::read(Route::new(&["user"]), "asking whose token this is", "user");
        match noted(self.client.ask::<Account>(&asking))? {
            Ok(account) if account.login.eq_ignore_ascii_case(owner) => {
                list(Route::new(&["user", "repos"]).with("affiliation", "owner"))
            }
            _ => list(Route::new(&["users", owner, "repos"]).with("type", "owner")),
        }
    }

    /// GitHub says of no repository that it is empty; of one that has a size, it is known.
    fn is_empty(&self, repo: &Repo) -> Result<bool, ForgeError> {
        if repo.size != Some(0) {
            return Ok(false);
        }
        let target = self.target(&repo.full_name)?;
        let request =
            target.read(target.route(&["branches"]).with("per_page", "1"), "looking for branches of");
        Ok(self.client.find::<Vec<Branch>>(&request)?.unwrap_or_default().is_empty())
    }

    fn repository_of(&self, repo: Repo) -> Result<Repository, ForgeError> {
        let is_empty = self.is_empty(&repo)?;
        Ok(Repository {
            clone_url: repo.clone_url.unwrap_or_else(|| self.site.clone_url(&repo.full_name)),
            path: repo.full_name,
            default_branch: repo.default_branch.unwrap_or_else(|| "main".to_owned()),
            is_archived: repo.archived,
            is_fork: repo.fork,
            is_empty,
        })
    }

    fn labels(
        &self,
        target: &Target<'_>,
        number: &str,
        wanted: &[String],
    ) -> Result<Vec<String>, ForgeError> {
        let request = target.read(target.list(&["labels"]), "listing the labels of");
        let there: Vec<Label> = self.client.list::<Vec<Label>, _>(&request)?;
        let path = format!("{}/{}", target.owner, target.name);
        let (known, mut notes) = known(wanted, &there, |label| &label.name, &path);
        let names: Vec<&str> = known.iter().map(|label| label.name.as_str()).collect();
        if !names.is_empty() {
            let body = json!({ "labels": names });
            let request = target.set(Method::POST, &["issues", number, "labels"], body, "adding labels to");
            notes.extend(noted(self.client.ask::<IgnoredAny>(&request))?.err());
        }
        Ok(notes)
    }

    fn reviewers(
        &self,
        target: &Target<'_>,
        number: &str,
        wanted: &[String],
    ) -> Result<Vec<String>, ForgeError> {
        each(wanted, |some| {
            let (teams, users): (Vec<_>, Vec<_>) = some.iter().partition(|name| name.contains('/'));
            // A team is of the organisation that owns the repository, so that its name alone says which.
            let teams: Vec<_> = teams.iter().filter_map(|team| team.rsplit('/').next()).collect();
            let body = json!({ "reviewers": users, "team_reviewers": teams });
            let action = format!("asking {} for a review in", some.join(", "));
            let request = target.set(Method::POST, &["pulls", number, "requested_reviewers"], body, &action);
            self.client.ask::<IgnoredAny>(&request).map(drop)
        })
    }

    /// GitHub leaves out who cannot be assigned, and says nothing.
    fn assignees(
        &self,
        target: &Target<'_>,
        number: &str,
        wanted: &[String],
    ) -> Result<Vec<String>, ForgeError> {
        let body = json!({ "assignees": wanted });
        let request = target.set(Method::POST, &["issues", number, "assignees"], body, "assigning people in");
        let assigned = match noted(self.client.ask::<Assigned>(&request))? {
            Ok(assigned) => assigned.assignees,
            Err(note) => return Ok(vec![note]),
        };
        let is_there = |name: &str| assigned.iter().any(|account| account.login.eq_ignore_ascii_case(name));
        let missing = wanted.iter().filter(|name| !is_there(name));
        Ok(missing
            .map(|name| format!("{name} cannot be assigned in {}/{}", target.owner, target.name))
            .collect())
    }

    fn patch(&self, path: &str, number: u64, body: Value, action: &str) -> Result<PullRequest, ForgeError> {
        let target = self.target(path)?;
        let mut request = target.set(Method::PATCH, &["pulls", &number.to_string()], body, action);
        request.about = target.pull(number);
        self.client.ask::<Pull>(&request).map(Into::into)
    }
}

impl Forge for GitHub {
    fn find(&self, query: &Query) -> Result<Vec<Repository>, ForgeError> {
        let filter = Filter::new(query)?;
        let mut listed = Vec::new();
        for repo in self.owned(&query.owner)? {
            let topics = repo.topics.clone();
            listed.push(Listed { repository: self.repository_of(repo)?, topics });
        }
        Ok(filter.select(listed))
    }

    fn repository(&self, path: &str) -> Result<Option<Repository>, ForgeError> {
        let Ok(target) = self.target(path) else { return Ok(None) };
        let request = target.read(target.route(&[]), "looking at");
        let repo = self.client.find::<Repo>(&request)?;
        repo.map(|repo| self.repository_of(repo)).transpose()
    }

    fn pull_requests(&self, repository: &str, branch: &str) -> Result<Vec<PullRequest>, ForgeError> {
        let target = self.target(repository)?;
        let route = target
            .list(&["pulls"])
            .with("state", "all")
            .with("head", &format!("{}:{branch}", target.owner))
            .with("sort", "created")
            .with("direction", "desc");
        let pulls: Vec<Pull> =
            self.client.list::<Vec<Pull>, _>(&target.read(route, "listing the pull requests of"))?;
        let own = pulls.into_iter().filter(|pull| pull.head.name == branch && pull.is_own());
        let mut own: Vec<PullRequest> = own.map(Into::into).collect();
        own.sort_by_key(|pull| std::cmp::Reverse(pull.number));
        Ok(own)
    }

    fn pull_request(&self, repository: &str, number: u64) -> Result<Option<PullRequest>, ForgeError> {
        let target = self.target(repository)?;
        let mut request =
            target.read(target.route(&["pulls", &number.to_string()]), "looking at a pull request of");
        request.about = target.pull(number);
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
        let action = format!("opening a pull request in {repository}");
        let request = Request::open(target.route(&["pulls"]), body, &action, &target.about);
        let look = || {
            let there = self.pull_requests(repository, &new.head)?;
            Ok(there.into_iter().find(|pull| pull.state == PullState::Open))
        };
        make_once(&self.client, &request, look, |pull: Pull| pull.into())
    }

    fn update(&self, repository: &str, number: u64, change: &Change) -> Result<PullRequest, ForgeError> {
        let mut body = json!({});
        for (name, value) in [("title", &change.title), ("body", &change.body), ("base", &change.base)] {
            if let Some(value) = value {
                body[name] = json!(value);
            }
        }
        self.patch(repository, number, body, "changing a pull request of")
    }

    fn close(&self, repository: &str, number: u64) -> Result<PullRequest, ForgeError> {
        self.patch(repository, number, json!({ "state": "closed" }), "closing a pull request of")
    }

    fn comment(&self, repository: &str, number: u64, text: &str) -> Result<(), ForgeError> {
        let target = self.target(repository)?;
        let number_text = number.to_string();
        let place = ["issues", &number_text, "comments"];
        let action = format!("commenting in {repository}");
        let look = || {
            let mut request = target.read(target.list(&place), "listing the comments of a pull request of");
            request.about = target.pull(number);
            let comments: Vec<Comment> = self.client.list::<Vec<Comment>, _>(&request)?;
            let is_it = |comment: &Comment| is_same_text(comment.body.as_deref().unwrap_or_default(), text);
            Ok(comments.iter().any(is_it).then_some(()))
        };
        let body = json!({ "body": text });
        let request = Request::comment(target.route(&place), body, &action, &target.pull(number));
        make_once(&self.client, &request, look, |_: IgnoredAny| ())
    }

    fn decorate(&self, repository: &str, number: u64, with: &Decoration) -> Result<Vec<String>, ForgeError> {
        let target = self.target(repository)?;
        let number = number.to_string();
        let mut notes = Vec::new();
        if !with.labels.is_empty() {
            notes.extend(self.labels(&target, &number, &with.labels)?);
        }
        notes.extend(self.reviewers(&target, &number, &with.reviewers)?);
        if !with.assignees.is_empty() {
            notes.extend(self.assignees(&target, &number, &with.assignees)?);
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
        let runs: Vec<_> = self.client.list::<CheckRuns, _>(&read("check-runs"))?;
        Ok(runs.iter().map(answers::CheckRun::outcome).fold(status.outcome(), Ord::max))
    }
}
