//! What Gitea and Forgejo do that their descriptions do not say, in a small server by their documentation and source.

use std::sync::{Arc, Mutex};

use overhaul_fleet::forge::{Change, Checks, Decoration, Kind, NewPullRequest, PullState, Query};
use serde_json::{Value, json};

use crate::local::{Got, Local, Reaction, json as answer};
use crate::support::{TOKEN, connect_to, new_pull_request};

fn pull(number: u64, more: &Value) -> Value {
    let end = |name: &str| json!({ "label": name, "ref": name, "sha": "abc", "repo_id": 1 });
    let mut pull = json!({
        "number": number, "html_url": format!("https://forge.example/o/n/pulls/{number}"), "state": "open",
        "merged": false, "title": "Log", "body": "b", "mergeable": true, "assignees": [{ "login": "there" }],
        "head": end("fix"), "base": end("main"),
    });
    pull.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    pull
}

fn path(got: &Got) -> &str {
    got.path.split('?').next().unwrap_or_default()
}

#[test]
fn pull_requests_of_a_branch_are_picked_from_all() {
    let gone = json!({ "label": "fix", "ref": "refs/pull/3/head", "sha": "abc", "repo_id": 1 });
    let fork = json!({ "label": "fix", "ref": "fix", "sha": "abc", "repo_id": 2 });
    let other = json!({ "label": "other", "ref": "other", "sha": "abc", "repo_id": 1 });
    let local = Local::start(move |got, _| {
        if got.path.contains("state=open") {
            return answer(
                200,
                &json!([
                    pull(5, &json!({})),
                    pull(6, &json!({ "head": fork })),
                    pull(7, &json!({ "head": other }))
                ]),
            );
        }
        let page = got.path.rsplit("page=").next().unwrap().parse::<u64>().unwrap();
        let next = format!("<https://forge.example/x?page={}>; rel=\"next\"", page + 1);
        let closed = pull(4 - page.min(3), &json!({ "state": "closed", "merged": page == 1, "head": gone }));
        Reaction::Answer(200, vec![("link", next)], json!([closed]).to_string())
    });
    let client = connect_to(Kind::Gitea, &local.address, TOKEN);
    let pulls = client.forge.pull_requests("o/n", "fix").unwrap();
    let told: Vec<_> = pulls.iter().map(|pull| (pull.number, pull.state, pull.head.as_str())).collect();
    assert_eq!(
        told,
        [
            (5, PullState::Open, "fix"),
            (3, PullState::Merged, "fix"),
            (2, PullState::Closed, "fix"),
            (1, PullState::Closed, "fix"),
        ]
    );
    // One page of open ones, and not all of the endless closed ones.
    assert_eq!(local.count("GET"), 6);
    assert_eq!(local.got.lock().unwrap()[0].header("authorization"), Some(format!("token {TOKEN}").as_str()));
}

#[test]
fn a_draft_is_told_by_its_title_and_stays_one() {
    let local = Local::start(|got, _| match got.method.as_str() {
        "GET" if path(got).ends_with("/pulls") => answer(200, &json!([])),
        "GET" => answer(200, &pull(1, &json!({ "title": "WIP: Log" }))),
        "POST" => {
            answer(201, &pull(1, &json!({ "title": got.body["title"], "draft": true, "mergeable": false })))
        }
        _ => answer(201, &pull(1, &json!({ "title": got.body["title"] }))),
    });
    let client = connect_to(Kind::Forgejo, &local.address, TOKEN);
    let draft = NewPullRequest { is_draft: true, title: "Log".to_owned(), ..new_pull_request("fix") };
    let opened = client.forge.open("o/n", &draft).unwrap();
    assert_eq!((opened.title.as_str(), opened.is_draft, opened.is_mergeable), ("Log", true, None));

    let change = Change { title: Some("Another".to_owned()), ..Change::default() };
    let changed = client.forge.update("o/n", 1, &change).unwrap();
    assert_eq!((changed.title.as_str(), changed.is_draft), ("Another", true));
    let got = local.got.lock().unwrap();
    let sent: Vec<_> =
        got.iter().filter(|got| got.method != "GET").map(|got| got.body["title"].clone()).collect();
    assert_eq!(sent, ["WIP: Log", "WIP: Another"]);
}

/// A server may be told to take other titles for those of drafts.
#[test]
fn a_title_that_makes_no_draft_is_put_back() {
    for (mark, is_taken) in [("WIP:", true), ("Soon:", false)] {
        let title = Arc::new(Mutex::new("Log".to_owned()));
        let local = Local::start(move |got, _| {
            let mut title = title.lock().unwrap();
            if let Some(new) = got.body["title"].as_str() {
                new.clone_into(&mut title);
            }
            let status = if got.method == "GET" { 200 } else { 201 };
            answer(status, &pull(1, &json!({ "title": *title, "draft": title.starts_with(mark) })))
        });
        let client = connect_to(Kind::Forgejo, &local.address, TOKEN);
        let made = client.forge.set_draft("o/n", 1, true);
        let now = client.forge.pull_request("o/n", 1).unwrap().unwrap();
        assert_eq!((now.title.as_str(), now.is_draft), ("Log", is_taken));
        match made {
            Ok(made) => assert!(is_taken && made.is_draft),
            Err(error) => {
                assert!(
                    !is_taken && error.to_string().contains("'WIP:' before the title makes no draft"),
                    "{error}"
                );
            }
        }
        assert!(!client.forge.set_draft("o/n", 1, false).unwrap().is_draft);
    }
}

#[test]
fn labels_go_by_number_and_people_who_are_there_stay() {
    let local = Local::start(|got, _| match (got.method.as_str(), path(got)) {
        ("GET", "/repos/o/n/labels") => answer(200, &json!([{ "id": 4, "name": "codemod" }])),
        ("GET", "/orgs/o/labels") => answer(200, &json!([{ "id": 9, "name": "Shared" }])),
        ("GET", _) => answer(200, &pull(1, &json!({}))),
        ("PATCH", _) if got.body.to_string().contains("stranger") => {
            answer(422, &json!({ "message": "Assignee does not exist: [name: stranger]" }))
        }
        ("POST", "/repos/o/n/pulls/1/requested_reviewers") if got.body.to_string().contains("nobody") => {
            answer(404, &json!({ "message": "user does not exist" }))
        }
        ("PATCH", _) => answer(201, &pull(1, &json!({}))),
        _ => answer(200, &json!([])),
    });
    let client = connect_to(Kind::Gitea, &local.address, TOKEN);
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let with = Decoration {
        labels: names(&["codemod", "shared", "absent"]),
        reviewers: names(&["me", "nobody", "o/team"]),
        assignees: names(&["me", "stranger", "you"]),
    };
    let notes = client.forge.decorate("o/n", 1, &with).unwrap();
    assert_eq!(notes.len(), 3, "{notes:?}");
    assert_eq!(notes[0], "o/n has no label 'absent'");
    assert!(notes[2].contains("assigning stranger"), "{notes:?}");

    let got = local.got.lock().unwrap();
    let last = |method: &str, end: &str| {
        let mut sent = got.iter().filter(|got| got.method == method && path(got).ends_with(end));
        sent.next_back().unwrap().body.clone()
    };
    assert_eq!(last("POST", "/issues/1/labels"), json!({ "labels": [4, 9] }));
    assert_eq!(last("POST", "/requested_reviewers"), json!({ "reviewers": [], "team_reviewers": ["team"] }));
    assert_eq!(last("PATCH", "/pulls/1"), json!({ "assignees": ["there", "me", "you"] }));
}

#[test]
fn topics_of_old_servers_are_asked_for() {
    let local = Local::start(|got, _| match path(got) {
        "/orgs/o/repos" => answer(404, &json!({ "message": "not found" })),
        "/user" => answer(200, &json!({ "login": "other" })),
        "/users/o/repos" => answer(
            200,
            &json!([{ "full_name": "o/a", "empty": true }, { "full_name": "o/b", "topics": ["python"] }]),
        ),
        "/repos/o/a/topics" => answer(200, &json!({ "topics": ["python"] })),
        _ => answer(500, &json!({})),
    });
    let client = connect_to(Kind::Gitea, &local.address, TOKEN);
    let query = Query { owner: "o".to_owned(), topics: vec!["python".to_owned()], ..Query::default() };
    let found = client.forge.find(&query).unwrap();
    assert_eq!(
        found.iter().map(|one| (one.path.as_str(), one.is_empty)).collect::<Vec<_>>(),
        [("o/a", true), ("o/b", false)]
    );
}

#[test]
fn statuses_come_to_the_worst_of_them() {
    for (statuses, expected) in [
        (json!(null), Checks::Absent),
        (json!([{ "status": "success" }, { "status": "skipped" }]), Checks::Passed),
        (json!([{ "status": "success" }, { "status": "pending" }]), Checks::Pending),
        (json!([{ "status": "warning" }, { "status": "pending" }]), Checks::Failed),
    ] {
        let body = json!({ "state": "", "statuses": statuses });
        let local = Local::start(move |_, _| answer(200, &body));
        let client = connect_to(Kind::Forgejo, &local.address, TOKEN);
        assert_eq!(client.forge.checks("o/n", "abc").unwrap(), expected);
    }
}
