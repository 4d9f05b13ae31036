//! GitLab, by version 4 of its REST interface (docs.gitlab.com, "REST API": "Groups", "Projects", "Merge requests", "Notes",
//! "Labels", "Users", "Pipelines"). Merge requests are pull requests here.

mod answers;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde_json::{Value, json};
use ureq::http::Method;

use self::answers::{Label, MergeRequest, Note, Pipeline, Project, User};
use super::decorate::{known, noted};
use super::http::{Client, Request};
use super::once::{comment_once, make_once};
use super::query::{Filter, Listed};
use super::route::{Route, is_part};
use super::target::{Page, Target};
use super::title::{marked, set_title};
use super::{
    Change, Checks, Decoration, Forge, ForgeError, NewPullRequest, PullRequest, PullState, Query, Repository,
    Site,
};

const PAGE: Page = ("per_page", "100");

/// What makes a title that of a draft (docs.gitlab.com, "Draft merge requests").
const DRAFT: &str = "Draft:";

pub struct GitLab {
    client: Client,
    site: Site,
}

/// The two fields of people that a merge request has.
struct Role {
    /// As it is set.
    field: &'static str,
    /// What is wanted of them, for notes.
    doing: &'static str,
    of: fn(&MergeRequest) -> &[User],
}

const REVIEWERS: Role =
    Role { field: "reviewer_ids", doing: "asking for reviews of", of: MergeRequest::reviewers };
const ASSIGNEES: Role =
    Role { field: "assignee_ids", doing: "assigning people to", of: MergeRequest::assignees };

impl GitLab {
    pub fn new(client: Client, site: Site) -> Self {
        Self { client, site }
    }

    fn target<'p>(&self, path: &'p str) -> Result<Target<'p>, ForgeError> {
        Target::of_project(self.site.host(), path, PAGE)
    }

    /// The projects of a group and of the groups below it, or else of a user.
    fn owned(&self, owner: &str) -> Result<Vec<Project>, ForgeError> {
        let about = format!("group or user {owner}");
        if !owner.split('/').all(is_part) {
            return Err(ForgeError::NotFound { host: self.site.host().to_owned(), what: about });
        }
        let action = format!("listing the projects of {owner}");
        let list = |route: Route| {
            let request = Request::read(route.with(PAGE.0, PAGE.1), &action, &about);
            self.client.list::<Vec<Project>, Project>(&request)
        };
        let of_group = Route::new(&["groups", owner, "projects"]);
        match list(of_group.with("include_subgroups", "true").with("with_shared", "false")) {
            Err(ForgeError::NotFound { .. }) => list(Route::new(&["users", owner, "projects"])),
            other => other,
        }
    }

    fn merge_request(&self, target: &Target<'_>, number: u64) -> Result<MergeRequest, ForgeError> {
        let route = target.route(&["merge_requests", &number.to_string()]);
        self.client.ask(&target.read_of(number, route, "looking at"))
    }

    fn put(
        &self,
        target: &Target<'_>,
        number: u64,
        body: Value,
        doing: &str,
    ) -> Result<MergeRequest, ForgeError> {
        let place = ["merge_requests", &number.to_string()];
        self.client.ask(&target.set_of(number, Method::PUT, &place, body, doing))
    }

    fn label(&self, target: &Target<'_>, number: u64, wanted: &[String]) -> Result<Vec<String>, ForgeError> {
        let request = target.read(target.list(&["labels"]), "listing the labels of");
        let there = self.client.list::<Vec<Label>, Label>(&request)?;
        let (known, mut notes) = known(wanted, &there, |label| &label.name, target.path);
        if !known.is_empty() {
            let names: Vec<_> = known.into_iter().map(|label| label.name).collect();
            let body = json!({ "add_labels": names.join(",") });
            notes.extend(noted(self.put(target, number, body, "adding labels to"))?.err());
        }
        Ok(notes)
    }

    /// People are set as a whole and by number, so that those who are there are named again. Who is not a member, or is one
    /// more than the edition allows, is left out by GitLab without a word.
    fn invite(
        &self,
        target: &Target<'_>,
        number: u64,
        wanted: &[String],
        role: &Role,
    ) -> Result<Vec<String>, ForgeError> {
        let mut notes = Vec::new();
        let mut new = Vec::new();
        for name in wanted {
            match self.user(name)? {
                Some(user) => new.push(user),
                None => notes.push(format!("{} has no user {name}", self.site.host())),
            }
        }
        if new.is_empty() {
            return Ok(notes);
        }
        let there = self.merge_request(target, number)?;
        let mut ids: Vec<u64> = (role.of)(&there).iter().map(|user| user.id).collect();
        ids.extend(new.iter().map(|user| user.id));
        let mut body = json!({});
        body[role.field] = json!(ids);
        match noted(self.put(target, number, body, role.doing))? {
            Ok(changed) => {
                let taken = (role.of)(&changed);
                let left_out = new.iter().filter(|user| !taken.iter().any(|taken| taken.id == user.id));
                notes.extend(
                    left_out.map(|user| format!("{} {} left {} out", role.doing, target.path, user.username)),
                );
            }
            Err(note) => notes.push(note),
        }
        Ok(notes)
    }

    /// A user by name; GitLab asks nobody else for a review, so that a team is nobody.
    fn user(&self, name: &str) -> Result<Option<User>, ForgeError> {
        let route = Route::new(&["users"]).with("username", name);
        let request = Request::read(route, &format!("looking for the user {name}"), &format!("user {name}"));
        let users: Vec<User> = self.client.ask(&request)?;
        Ok(users.into_iter().find(|user| user.username.eq_ignore_ascii_case(name)))
    }
}

impl Forge for GitLab {
    fn find(&self, query: &Query) -> Result<Vec<Repository>, ForgeError> {
        let filter = Filter::new(query)?;
        let listed = self.owned(&query.owner)?.into_iter().map(|project| {
            let topics = project.topics.clone();
            Listed { repository: project.into(), topics }
        });
        Ok(filter.select(listed.collect()))
    }

    fn repository(&self, path: &str) -> Result<Option<Repository>, ForgeError> {
        let Ok(target) = self.target(path) else { return Ok(None) };
        let project = self.client.find::<Project>(&target.read(target.route(&[]), "looking at"))?;
        Ok(project.map(Into::into))
    }

    fn pull_requests(&self, repository: &str, branch: &str) -> Result<Vec<PullRequest>, ForgeError> {
        let target = self.target(repository)?;
        let route = target
            .list(&["merge_requests"])
            .with("state", "all")
            .with("source_branch", branch)
            .with("order_by", "created_at")
            .with("sort", "desc");
        let request = target.read(route, "listing the merge requests of");
        let all = self.client.list::<Vec<MergeRequest>, MergeRequest>(&request)?;
        let own = all.into_iter().filter(MergeRequest::is_own).map(PullRequest::from);
        let mut own: Vec<_> = own.filter(|pull| pull.head == branch).collect();
        own.sort_by_key(|pull| Reverse(pull.number));
        Ok(own)
    }

    fn pull_request(&self, repository: &str, number: u64) -> Result<Option<PullRequest>, ForgeError> {
        match self.merge_request(&self.target(repository)?, number) {
            Ok(there) => Ok(Some(there.into())),
            Err(ForgeError::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn open(&self, repository: &str, new: &NewPullRequest) -> Result<PullRequest, ForgeError> {
        let target = self.target(repository)?;
        let body = json!({
            "title": marked(&new.title, DRAFT, new.is_draft),
            "description": new.body,
            "source_branch": new.head,
            "target_branch": new.base,
        });
        let look = || {
            let there = self.pull_requests(repository, &new.head)?;
            Ok(there.into_iter().find(|pull| pull.state == PullState::Open))
        };
        let request = target.open(&["merge_requests"], body);
        make_once(&self.client, &request, look, |made: MergeRequest| made.into())
    }

    fn update(&self, repository: &str, number: u64, change: &Change) -> Result<PullRequest, ForgeError> {
        let target = self.target(repository)?;
        let mut fields = change.fields("description", "target_branch");
        if let Some(title) = &change.title {
            let now: PullRequest = self.merge_request(&target, number)?.into();
            fields.insert("title".to_owned(), marked(title, DRAFT, now.is_draft).into());
        }
        self.put(&target, number, fields.into(), "changing").map(Into::into)
    }

    fn set_draft(&self, repository: &str, number: u64, is_draft: bool) -> Result<PullRequest, ForgeError> {
        let target = self.target(repository)?;
        let look = || self.merge_request(&target, number).map(Into::into);
        set_title(self.site.host(), DRAFT, is_draft, look, |title| {
            self.put(&target, number, json!({ "title": title }), "changing").map(Into::into)
        })
    }

    fn close(&self, repository: &str, number: u64) -> Result<PullRequest, ForgeError> {
        let body = json!({ "state_event": "close" });
        self.put(&self.target(repository)?, number, body, "closing").map(Into::into)
    }

    fn comment(&self, repository: &str, number: u64, text: &str) -> Result<(), ForgeError> {
        let target = self.target(repository)?;
        let place = ["merge_requests", &number.to_string(), "notes"];
        let texts = || {
            let request = target.read_of(number, target.list(&place), "listing the comments on");
            let notes = self.client.list::<Vec<Note>, Note>(&request)?;
            Ok(notes.into_iter().map(|note| note.body).collect())
        };
        comment_once(&self.client, &target.comment_on(number, &place, json!({ "body": text })), text, texts)
    }

    fn decorate(&self, repository: &str, number: u64, with: &Decoration) -> Result<Vec<String>, ForgeError> {
        let target = self.target(repository)?;
        let mut notes = Vec::new();
        if !with.labels.is_empty() {
            notes.extend(self.label(&target, number, &with.labels)?);
        }
        notes.extend(self.invite(&target, number, &with.reviewers, &REVIEWERS)?);
        notes.extend(self.invite(&target, number, &with.assignees, &ASSIGNEES)?);
        Ok(notes)
    }

    /// Pipelines of other systems are there under a source of their own. Of each source, the newest counts.
    fn checks(&self, repository: &str, commit: &str) -> Result<Checks, ForgeError> {
        let target = self.target(repository)?;
        let route = target.list(&["pipelines"]).with("sha", commit);
        let pipelines =
            self.client.list::<Vec<Pipeline>, Pipeline>(&target.read(route, "asking for the checks of"))?;
        let mut newest: BTreeMap<String, Pipeline> = BTreeMap::new();
        for pipeline in pipelines {
            let there = newest.get(&pipeline.source);
            if there.is_none_or(|there| there.id < pipeline.id) {
                newest.insert(pipeline.source.clone(), pipeline);
            }
        }
        Ok(newest.values().map(Pipeline::outcome).max().unwrap_or(Checks::Absent))
    }
}
