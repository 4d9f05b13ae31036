//! What GitHub does that neither its description nor the imitation shows, in a small server by its documentation.

use overhaul_fleet::forge::{Checks, Kind, Query};
use serde_json::{Value, json};

use crate::local::{Got, Local, json as answer};
use crate::support::{TOKEN, connect_to};

fn path(got: &Got) -> &str {
    got.path.split('?').next().unwrap_or_default()
}

fn repository(path: &str, size: u64) -> Value {
    json!({ "full_name": path, "fork": false, "default_branch": "main", "size": size, "topics": ["python"] })
}

fn owned_by(login: &'static str) -> Local {
    Local::start(move |got, _| match path(got) {
        "/user" => answer(200, &json!({ "login": login })),
        "/user/repos" => answer(200, &json!([repository("me/private", 9)])),
        "/users/me/repos" => answer(
            200,
            &json!([repository("me/public", 9), repository("me/new", 0), repository("me/tiny", 0)]),
        ),
        "/repos/me/new/branches" => answer(200, &json!([])),
        "/repos/me/tiny/branches" => answer(200, &json!([{ "name": "main" }])),
        _ => answer(404, &json!({ "message": "Not Found" })),
    })
}

#[test]
fn private_repositories_of_a_user_are_found_by_that_user() {
    let found = |local: &Local| {
        let client = connect_to(Kind::GitHub, &local.address, TOKEN);
        let query = Query { owner: "me".to_owned(), topics: vec!["python".to_owned()], ..Query::default() };
        client.forge.find(&query).unwrap()
    };
    let told: Vec<_> = found(&owned_by("Me")).into_iter().map(|one| one.path).collect();
    assert_eq!(told, ["me/private"]);

    let other = owned_by("other");
    let told: Vec<_> = found(&other).into_iter().map(|one| (one.path, one.is_empty)).collect();
    let expected = [("me/new", true), ("me/public", false), ("me/tiny", false)];
    assert_eq!(told, expected.map(|(path, is_empty)| (path.to_owned(), is_empty)));
    assert!(other.asked().contains(&"GET /repos/me/tiny/branches".to_owned()));
    assert!(!other.asked().contains(&"GET /repos/me/public/branches".to_owned()));
}

#[test]
fn pull_requests_from_forks_are_not_of_the_branch() {
    let end = |name: &str, repo: Value| json!({ "ref": name, "sha": "abc", "repo": repo });
    let pull = |number: u64, head: Value| {
        json!({
            "number": number, "html_url": "https://forge.example", "state": "closed", "title": "t", "body": null,
            "merged_at": "2026-01-01T00:00:00Z", "head": head, "base": end("main", json!({ "full_name": "o/n" })),
        })
    };
    let pulls = json!([
        pull(1, end("fix", json!({ "full_name": "o/n" }))),
        pull(2, end("fix", json!({ "full_name": "o/n-fork" }))),
        pull(3, end("fix", Value::Null)),
        pull(4, end("other", json!({ "full_name": "o/n" }))),
    ]);
    let local = Local::start(move |_, _| answer(200, &pulls));
    let client = connect_to(Kind::GitHub, &local.address, TOKEN);
    let told: Vec<_> =
        client.forge.pull_requests("o/n", "fix").unwrap().iter().map(|pull| pull.number).collect();
    assert_eq!(told, [1]);
}

/// Statuses are the older kind of checks; without any, GitHub calls a commit pending.
#[test]
fn statuses_and_check_runs_count_together() {
    let run = |status: &str, conclusion: Value| json!({ "status": status, "conclusion": conclusion });
    let passed = run("completed", json!("success"));
    for (state, count, runs, expected) in [
        ("pending", 0, json!([]), Checks::Absent),
        ("pending", 0, json!([passed, run("completed", json!("skipped"))]), Checks::Passed),
        ("success", 1, json!([run("in_progress", Value::Null)]), Checks::Pending),
        ("pending", 1, json!([passed]), Checks::Pending),
        ("success", 1, json!([passed, run("completed", json!("timed_out"))]), Checks::Failed),
        ("error", 1, json!([passed]), Checks::Failed),
    ] {
        let local = Local::start(move |got, _| match path(got) {
            "/repos/o/n/commits/abc/status" => answer(200, &json!({ "state": state, "total_count": count })),
            _ => answer(200, &json!({ "total_count": 1, "check_runs": runs })),
        });
        let client = connect_to(Kind::GitHub, &local.address, TOKEN);
        assert_eq!(client.forge.checks("o/n", "abc").unwrap(), expected, "{state} {count}");
    }
}
