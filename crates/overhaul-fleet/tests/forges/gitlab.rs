//! GitLab's client against a small server that is written by GitLab's documentation (docs.gitlab.com, "Merge requests API",
//! "Projects API" and so on): no package carries a description of its interface.

use std::sync::{Arc, Mutex};

use overhaul_fleet::forge::{Change, Checks, Decoration, ForgeError, Kind, NewPullRequest, PullState, Query};
use serde_json::{Value, json};

use crate::local::{Got, Local, Reaction, json as answer};
use crate::support::{Connected, TOKEN, connect_to, new_pull_request};

const PROJECT: &str = "/projects/group%2Fsub%2Fapp";

/// A project with merge requests, notes and two members.
#[derive(Default)]
struct GitLab {
    merge_requests: Vec<Value>,
    notes: Vec<Value>,
}

impl GitLab {
    fn start() -> (Connected, Local, Arc<Mutex<Self>>) {
        let gitlab = Arc::<Mutex<Self>>::default();
        let state = Arc::clone(&gitlab);
        let local = Local::start(move |got, _| state.lock().unwrap().react(got));
        (connect_to(Kind::GitLab, &local.address, TOKEN), local, gitlab)
    }

    fn react(&mut self, got: &Got) -> Reaction {
        if got.header("authorization") != Some(&format!("Bearer {TOKEN}")) {
            return answer(401, &json!({ "message": "401 Unauthorized" }));
        }
        let (path, query) = got.path.split_once('?').unwrap_or((&got.path, ""));
        let Some(rest) = path.strip_prefix(PROJECT) else { return shared(path, query) };
        match (got.method.as_str(), rest) {
            ("GET", "") => answer(200, &project("group/sub/app")),
            ("GET", "/labels") => answer(200, &json!([{ "id": 1, "name": "codemod" }])),
            ("GET", "/pipelines") => answer(200, &pipelines(query)),
            ("GET", "/merge_requests") => {
                let of_branch = |one: &&Value| {
                    query.contains(&format!("source_branch={}&", one["source_branch"].as_str().unwrap()))
                };
                answer(200, &self.merge_requests.iter().rev().filter(of_branch).cloned().collect())
            }
            ("POST", "/merge_requests") => self.open(&got.body),
            ("GET", "/merge_requests/1/notes") => answer(200, &json!(self.notes)),
            ("POST", "/merge_requests/1/notes") => {
                self.notes.push(got.body.clone());
                answer(201, &got.body)
            }
            (method, "/merge_requests/1") => match self.merge_requests.first_mut() {
                None => answer(404, &json!({ "message": "404 Not found" })),
                Some(there) => {
                    if method == "PUT" {
                        change(there, &got.body);
                    }
                    answer(200, there)
                }
            },
            _ => answer(404, &json!({ "message": "404 Not found" })),
        }
    }

    fn open(&mut self, body: &Value) -> Reaction {
        if self.merge_requests.iter().any(|one| one["state"] == "opened") {
            return answer(
                409,
                &json!({ "message": ["Another open merge request already exists for this source branch: !1"] }),
            );
        }
        let mut made = body.clone();
        let number = self.merge_requests.len() + 1;
        made["iid"] = json!(number);
        made["web_url"] = json!(format!("https://forge.example/group/sub/app/-/merge_requests/{number}"));
        made["state"] = json!("opened");
        made["draft"] = json!(body["title"].as_str().unwrap().starts_with("Draft:"));
        made["source_project_id"] = json!(7);
        made["target_project_id"] = json!(7);
        made["merge_status"] = json!("checking");
        made["sha"] = Value::Null;
        made["reviewers"] = json!([]);
        made["assignees"] = json!([{ "id": 30, "username": "there" }]);
        self.merge_requests.push(made.clone());
        answer(201, &made)
    }
}

fn change(there: &mut Value, body: &Value) {
    for (name, value) in body.as_object().unwrap() {
        match name.as_str() {
            "title" => {
                there["title"] = value.clone();
                there["draft"] = json!(value.as_str().unwrap().starts_with("Draft:"));
            }
            "state_event" => there["state"] = json!("closed"),
            "add_labels" => there["labels"] = value.clone(),
            // The free edition takes one reviewer.
            "reviewer_ids" => there["reviewers"] = people(&value.as_array().unwrap()[..1]),
            "assignee_ids" => there["assignees"] = people(value.as_array().unwrap()),
            _ => there[name] = value.clone(),
        }
    }
}

fn people(ids: &[Value]) -> Value {
    ids.iter().map(|id| json!({ "id": id, "username": format!("user{id}") })).collect()
}

fn project(path: &str) -> Value {
    json!({
        "id": 7, "path_with_namespace": path, "http_url_to_repo": format!("https://forge.example/{path}.git"),
        "default_branch": "main", "archived": path.ends_with("old"), "topics": ["python"], "empty_repo": false,
    })
}

fn shared(path: &str, query: &str) -> Reaction {
    let page = |next: &str, paths: &[&str]| {
        let projects: Value = paths.iter().map(|path| project(path)).collect();
        Reaction::Answer(200, vec![("x-next-page", next.to_owned())], projects.to_string())
    };
    match path {
        "/groups/group%2Fsub/projects" if query.ends_with("page=2") => {
            page("", &["group/sub/deep/b", "group/sub/old"])
        }
        "/groups/group%2Fsub/projects" => page("2", &["group/sub/c"]),
        "/users/me/projects" => page("", &["me/mine"]),
        "/users" if query == "username=ann" => answer(200, &json!([{ "id": 10, "username": "ann" }])),
        "/users" if query == "username=bob" => answer(200, &json!([{ "id": 20, "username": "bob" }])),
        "/users" => answer(200, &json!([])),
        _ => answer(404, &json!({ "message": "404 Not found" })),
    }
}

/// The newest of each source counts.
fn pipelines(query: &str) -> Value {
    let pipeline =
        |id: u64, status: &str, source: &str| json!({ "id": id, "status": status, "source": source });
    match query {
        query if query.contains("sha=green") => {
            json!([
                pipeline(3, "success", "push"),
                pipeline(2, "failed", "push"),
                pipeline(1, "skipped", "external")
            ])
        }
        query if query.contains("sha=red") => {
            json!([pipeline(1, "failed", "external"), pipeline(3, "success", "push")])
        }
        query if query.contains("sha=yellow") => json!([pipeline(1, "manual", "push")]),
        _ => json!([]),
    }
}

#[test]
fn a_merge_request_is_opened_changed_commented_and_closed() {
    let (client, local, gitlab) = GitLab::start();
    let forge = &client.forge;
    let draft = NewPullRequest { is_draft: true, ..new_pull_request("fix") };
    let opened = forge.open("group/sub/app", &draft).unwrap();
    assert_eq!((opened.number, opened.state, opened.is_draft), (1, PullState::Open, true));
    assert_eq!((opened.title, opened.is_mergeable), (draft.title.clone(), None));
    assert_eq!(forge.open("group/sub/app", &draft).unwrap().number, 1);
    assert_eq!(local.count("POST"), 1);

    let change =
        Change { title: Some("Another".to_owned()), base: Some("next".to_owned()), ..Change::default() };
    let changed = forge.update("group/sub/app", 1, &change).unwrap();
    assert_eq!((changed.title.as_str(), changed.base.as_str(), changed.is_draft), ("Another", "next", true));
    assert_eq!(gitlab.lock().unwrap().merge_requests[0]["title"], "Draft: Another");
    for (is_draft, title) in [(false, "Another"), (true, "Draft: Another")] {
        for _ in 0..2 {
            let changed = forge.set_draft("group/sub/app", 1, is_draft).unwrap();
            assert_eq!((changed.is_draft, changed.title.as_str()), (is_draft, "Another"));
        }
        assert_eq!(gitlab.lock().unwrap().merge_requests[0]["title"], title);
    }
    assert_eq!(local.count("PUT"), 3);

    for _ in 0..2 {
        forge.comment("group/sub/app", 1, "Nothing is left to fix.").unwrap();
    }
    assert_eq!(gitlab.lock().unwrap().notes.len(), 1);

    assert_eq!(forge.close("group/sub/app", 1).unwrap().state, PullState::Closed);
    let mut of_fork = gitlab.lock().unwrap().merge_requests[0].clone();
    of_fork["source_project_id"] = json!(8);
    gitlab.lock().unwrap().merge_requests.push(of_fork);
    assert_eq!(forge.pull_requests("group/sub/app", "fix").unwrap().len(), 1);
    gitlab.lock().unwrap().merge_requests.pop();
    assert_eq!(forge.open("group/sub/app", &new_pull_request("fix")).unwrap().number, 2);
    let numbers: Vec<_> =
        forge.pull_requests("group/sub/app", "fix").unwrap().iter().map(|pull| pull.number).collect();
    assert_eq!(numbers, [2, 1]);
    assert_eq!(forge.pull_request("group/sub/app", 9).unwrap(), None);

    let error = forge.open("group/sub/app", &new_pull_request("another")).unwrap_err();
    assert!(
        matches!(&error, ForgeError::Refused { message, .. } if message.contains("already exists")),
        "{error}"
    );
}

#[test]
fn people_who_are_left_out_are_told() {
    let (client, _local, gitlab) = GitLab::start();
    client.forge.open("group/sub/app", &new_pull_request("fix")).unwrap();
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let with = Decoration {
        labels: names(&["codemod", "absent"]),
        reviewers: names(&["ann", "bob", "group/team"]),
        assignees: names(&["bob"]),
    };
    let notes = client.forge.decorate("group/sub/app", 1, &with).unwrap();
    assert_eq!(
        notes,
        [
            "group/sub/app has no label 'absent'",
            "forge.example has no user group/team",
            "asking for reviews of group/sub/app left bob out",
        ]
    );
    let there = gitlab.lock().unwrap().merge_requests[0].clone();
    assert_eq!(there["labels"], "codemod");
    assert_eq!(
        there["assignees"],
        json!([{ "id": 30, "username": "user30" }, { "id": 20, "username": "user20" }])
    );
}

#[test]
fn projects_of_groups_below_are_found_on_all_pages() {
    let (client, _local, _) = GitLab::start();
    let paths = |owner: &str, archived: bool| {
        let query = Query {
            owner: owner.to_owned(),
            archived,
            topics: vec!["Python".to_owned()],
            ..Query::default()
        };
        client.forge.find(&query).map(|found| found.into_iter().map(|one| one.path).collect::<Vec<_>>())
    };
    assert_eq!(paths("group/sub", false).unwrap(), ["group/sub/c", "group/sub/deep/b"]);
    assert_eq!(paths("group/sub", true).unwrap(), ["group/sub/c", "group/sub/deep/b", "group/sub/old"]);
    assert_eq!(paths("me", false).unwrap(), ["me/mine"]);
    assert!(matches!(paths("group/../..", false), Err(ForgeError::NotFound { .. })));
    assert!(matches!(paths("nobody", false), Err(ForgeError::NotFound { .. })));
    let found = client.forge.repository("group/sub/app").unwrap().unwrap();
    assert_eq!(found.clone_url, "https://forge.example/group/sub/app.git");
    assert_eq!(client.forge.repository("group/sub/../../user").unwrap(), None);
}

#[test]
fn pipelines_come_to_the_worst_of_the_newest() {
    let (client, _local, _) = GitLab::start();
    for (commit, expected) in [
        ("green", Checks::Passed),
        ("red", Checks::Failed),
        ("yellow", Checks::Pending),
        ("none", Checks::Absent),
    ] {
        assert_eq!(client.forge.checks("group/sub/app", commit).unwrap(), expected, "{commit}");
    }
}
