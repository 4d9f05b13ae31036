//! Gitea and Forgejo, whose interfaces are the same in what is asked here (docs.gitea.com and forgejo.org, "API usage"; each
//! server describes its own interface at /swagger.v1.json).

mod answers;

use std::cmp::Reverse;

use serde::de::IgnoredAny;
use serde_json::{Value, json};
use ureq::http::Method;

use self::answers::{Comment, Label, Pull, Repo, Status, Statuses, Topics};
use super::decorate::{each, known, noted};
use super::http::{Client, Request};
use super::once::{comment_once, make_once};
use super::owner::{Lists, owned};
use super::query::{Filter, Listed};
use super::route::Route;
use super::target::{Page, Target};
use super::title::{marked, set_title};
use super::{
    Change, Checks, Decoration, Forge, ForgeError, NewPullRequest, PullRequest, Query, Repository, Site,
};

/// More needs a change of the server's configuration (docs.gitea.com, "Config cheat sheet", `MAX_RESPONSE_ITEMS`).
const PAGE: Page = ("limit", "50");

/// The first of what a server takes for the mark of a draft, unless it is configured otherwise (docs.gitea.com, "Config cheat
/// sheet", `WORK_IN_PROGRESS_PREFIXES`).
const DRAFT: &str = "WIP:";

/// So many pages of closed pull requests are looked through: Gitea cannot be asked for those of one branch, and a repository
/// may have ten thousands.
const CLOSED_PAGES: u32 = 5;

pub struct Gitea {
    client: Client,
    site: Site,
}

impl Gitea {
    pub fn new(client: Client, site: Site) -> Self {
        Self { client, site }
    }

    fn target<'p>(&self, path: &'p str) -> Result<Target<'p>, ForgeError> {
        Target::of_owner(self.site.host(), path, PAGE)
    }

    fn owned(&self, owner: &str) -> Result<Vec<Repo>, ForgeError> {
        let list = |parts: &[&str]| Route::new(parts).with(PAGE.0, PAGE.1);
        let lists = Lists {
            organisation: list(&["orgs", owner, "repos"]),
            own: list(&["user", "repos"]),
            user: list(&["users", owner, "repos"]),
        };
        owned(&self.client, self.site.host(), owner, lists, |repo: &Repo| repo.is_of(owner))
    }

    /// Servers before Gitea 1.22 tell the topics only one repository at a time.
    fn topics(&self, repo: &Repo) -> Result<Vec<String>, ForgeError> {
        if let Some(topics) = &repo.topics {
            return Ok(topics.clone());
        }
        let target = self.target(&repo.full_name)?;
        let request = target.read(target.list(&["topics"]), "listing the topics of");
        self.client.list::<Topics, String>(&request)
    }

    fn open_pulls(&self, target: &Target<'_>, branch: &str) -> Result<Vec<PullRequest>, ForgeError> {
        let request = target.read(pulls_of(target, branch, "open"), "listing the pull requests of");
        Ok(own(self.client.list::<Vec<Pull>, Pull>(&request)?, branch))
    }

    fn closed_pulls(&self, target: &Target<'_>, branch: &str) -> Result<Vec<PullRequest>, ForgeError> {
        let route = pulls_of(target, branch, "closed").with("sort", "recentupdate");
        let request = target.read(route, "listing the pull requests of");
        Ok(own(self.client.first_pages::<Vec<Pull>, Pull>(&request, CLOSED_PAGES)?, branch))
    }

    /// Labels are of the repository or of its organisation, and are added by number.
    fn label(&self, target: &Target<'_>, number: u64, wanted: &[String]) -> Result<Vec<String>, ForgeError> {
        let mut there = self
            .client
            .list::<Vec<Label>, Label>(&target.read(target.list(&["labels"]), "listing the labels of"))?;
        let route = Route::new(&["orgs", target.owner(), "labels"]).with(PAGE.0, PAGE.1);
        let request = Request::read(route, "listing the labels of an organisation", target.owner());
        if let Ok(shared) = noted(self.client.list::<Vec<Label>, Label>(&request))? {
            there.extend(shared);
        }
        let (known, mut notes) = known(wanted, &there, |label| &label.name, target.path);
        if !known.is_empty() {
            let ids: Vec<_> = known.iter().map(|label| label.id).collect();
            let place = ["issues", &number.to_string(), "labels"];
            let body = json!({ "labels": ids });
            let request = target.set_of(number, Method::POST, &place, body, "adding labels to");
            notes.extend(noted(self.client.ask::<IgnoredAny>(&request))?.err());
        }
        Ok(notes)
    }

    fn review(&self, target: &Target<'_>, number: u64, wanted: &[String]) -> Result<Vec<String>, ForgeError> {
        each(wanted, |some| {
            let (teams, users): (Vec<_>, Vec<_>) = some.iter().partition(|name| name.contains('/'));
            let teams: Vec<_> = teams.iter().filter_map(|team| team.rsplit('/').next()).collect();
            let body = json!({ "reviewers": users, "team_reviewers": teams });
            let place = ["pulls", &number.to_string(), "requested_reviewers"];
            let doing = format!("asking {} to review", some.join(", "));
            let request = target.set_of(number, Method::POST, &place, body, &doing);
            self.client.ask::<IgnoredAny>(&request).map(drop)
        })
    }

    /// Who is assigned is set as a whole, so that those who are there are named again.
    fn assign(&self, target: &Target<'_>, number: u64, wanted: &[String]) -> Result<Vec<String>, ForgeError> {
        let mut assigned = self.pull(target, number)?.assigned();
        each(wanted, |some| {
            let mut all = assigned.clone();
            all.extend(some.iter().filter(|name| !assigned.contains(name)).cloned());
            let doing = format!("assigning {} to", some.join(", "));
            self.patch(target, number, json!({ "assignees": all }), &doing)?;
            assigned = all;
            Ok(())
        })
    }

    fn pull(&self, target: &Target<'_>, number: u64) -> Result<Pull, ForgeError> {
        let route = target.route(&["pulls", &number.to_string()]);
        self.client.ask(&target.read_of(number, route, "looking at"))
    }

    fn patch(
        &self,
        target: &Target<'_>,
        number: u64,
        body: Value,
        doing: &str,
    ) -> Result<PullRequest, ForgeError> {
        let place = ["pulls", &number.to_string()];
        let request = target.set_of(number, Method::PATCH, &place, body, doing);
        self.client.ask::<Pull>(&request).map(Into::into)
    }
}

/// Newer servers of Forgejo give those of the branch alone, all others leave the parameter out of account.
fn pulls_of(target: &Target<'_>, branch: &str, state: &str) -> Route {
    target.list(&["pulls"]).with("state", state).with("head", branch)
}

fn own(pulls: Vec<Pull>, branch: &str) -> Vec<PullRequest> {
    let own = pulls.into_iter().filter(Pull::is_own);
    let mut own: Vec<PullRequest> =
        own.map(Into::into).filter(|pull: &PullRequest| pull.head == branch).collect();
    own.sort_by_key(|pull| Reverse(pull.number));
    own
}

impl Forge for Gitea {
    fn find(&self, query: &Query) -> Result<Vec<Repository>, ForgeError> {
        let filter = Filter::new(query)?;
        let mut listed = Vec::new();
        for repo in self.owned(&query.owner)? {
            let topics = if query.topics.is_empty() { Vec::new() } else { self.topics(&repo)? };
            listed.push(Listed { repository: repo.at(&self.site), topics });
        }
        Ok(filter.select(listed))
    }

    fn repository(&self, path: &str) -> Result<Option<Repository>, ForgeError> {
        let Ok(target) = self.target(path) else { return Ok(None) };
        let repo = self.client.find::<Repo>(&target.read(target.route(&[]), "looking at"))?;
        Ok(repo.map(|repo| repo.at(&self.site)))
    }

    fn pull_requests(&self, repository: &str, branch: &str) -> Result<Vec<PullRequest>, ForgeError> {
        let target = self.target(repository)?;
        let mut all = self.open_pulls(&target, branch)?;
        all.extend(self.closed_pulls(&target, branch)?);
        all.sort_by_key(|pull| Reverse(pull.number));
        all.dedup_by_key(|pull| pull.number);
        Ok(all)
    }

    fn pull_request(&self, repository: &str, number: u64) -> Result<Option<PullRequest>, ForgeError> {
        let target = self.target(repository)?;
        let request = target.read_of(number, target.route(&["pulls", &number.to_string()]), "looking at");
        Ok(self.client.find::<Pull>(&request)?.map(Into::into))
    }

    fn open(&self, repository: &str, new: &NewPullRequest) -> Result<PullRequest, ForgeError> {
        let target = self.target(repository)?;
        let body = json!({
            "title": marked(&new.title, DRAFT, new.is_draft),
            "body": new.body,
            "head": new.head,
            "base": new.base,
        });
        let look = || Ok(self.open_pulls(&target, &new.head)?.into_iter().next());
        make_once(&self.client, &target.open(&["pulls"], body), look, |pull: Pull| pull.into())
    }

    fn update(&self, repository: &str, number: u64, change: &Change) -> Result<PullRequest, ForgeError> {
        let target = self.target(repository)?;
        let mut fields = change.fields("body", "base");
        if let Some(title) = &change.title {
            let now: PullRequest = self.pull(&target, number)?.into();
            fields.insert("title".to_owned(), marked(title, DRAFT, now.is_draft).into());
        }
        self.patch(&target, number, fields.into(), "changing")
    }

    fn set_draft(&self, repository: &str, number: u64, is_draft: bool) -> Result<PullRequest, ForgeError> {
        let target = self.target(repository)?;
        let look = || self.pull(&target, number).map(Into::into);
        set_title(self.site.host(), DRAFT, is_draft, look, |title| {
            self.patch(&target, number, json!({ "title": title }), "changing")
        })
    }

    fn close(&self, repository: &str, number: u64) -> Result<PullRequest, ForgeError> {
        self.patch(&self.target(repository)?, number, json!({ "state": "closed" }), "closing")
    }

    fn comment(&self, repository: &str, number: u64, text: &str) -> Result<(), ForgeError> {
        let target = self.target(repository)?;
        let place = ["issues", &number.to_string(), "comments"];
        let texts = || {
            let request = target.read_of(number, target.route(&place), "listing the comments on");
            let comments: Vec<Comment> = self.client.ask(&request)?;
            Ok(comments.into_iter().map(|comment| comment.body).collect())
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
        let route = target.list(&["commits", commit, "status"]);
        let mut request = target.read(route, "asking for the checks of");
        request.about = format!("commit {commit} in {repository}");
        let statuses = self.client.list::<Statuses, Status>(&request)?;
        Ok(statuses.iter().map(Status::outcome).max().unwrap_or(Checks::Absent))
    }
}
