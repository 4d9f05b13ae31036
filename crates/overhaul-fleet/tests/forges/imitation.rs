//! GitHub's client against an imitation of GitHub that keeps state, refuses duplicates and fails on request (PyPI: myworld).

use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

use overhaul_fleet::forge::http::limits::Limits;
use overhaul_fleet::forge::{Change, Checks, Decoration, ForgeError, Kind, PullState, Query};
use serde_json::{Value, json};

use crate::support::{Connected, Server, connect_to, connect_with, new_pull_request, part, post, read};

const CREATE: &str = "github.pulls.create";

/// One for all tests; each has a world of its own in it.
fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    let start = || {
        let program = part("venv")?.join("bin/myworld").display().to_string();
        let server = Server::start(|port| {
            let port = port.to_string();
            let words = [
                "serve",
                "--host",
                "127.0.0.1",
                "--port",
                &port,
                "--log-level",
                "error",
                "--max-instances",
                "1000",
            ];
            std::iter::once(program).chain(words.map(str::to_owned)).collect()
        });
        // It loads GitHub's part with the first request for it, and says meanwhile that nothing is there.
        let world = World::at(&server, &[repository("acme/app")], &json!([]), 1);
        assert!(world.github.forge.repository("acme/app").unwrap().is_some());
        Some(server)
    };
    SERVER.get_or_init(start).as_ref()
}

struct World {
    github: Connected,
    state: String,
}

impl World {
    /// A world with the repository `acme/app`.
    fn new(faults: &Value) -> Option<Self> {
        Self::of(&[repository("acme/app")], faults)
    }

    fn of(repositories: &[Value], faults: &Value) -> Option<Self> {
        Self::with(repositories, faults, Limits::of(Kind::GitHub).attempts)
    }

    fn with(repositories: &[Value], faults: &Value, attempts: u32) -> Option<Self> {
        Some(Self::at(server()?, repositories, faults, attempts))
    }

    fn at(server: &Server, repositories: &[Value], faults: &Value, attempts: u32) -> Self {
        let users = json!([{ "login": "me" }, { "login": "reviewer" }]);
        let github = json!({ "seed": { "viewer": "me", "users": users, "repos": repositories } });
        let spec = json!({ "name": "w", "task": "t", "servers": { "github": github }, "faults": faults });
        let world = post(&format!("{}/envs", server.address), &json!({ "spec": spec }));
        let token = world["credentials"]["agent"]["github_token"].as_str().unwrap();
        let instance = world["servers"]["github"]["instance"].as_str().unwrap();
        let api = format!("{}/gw/api.github.com", server.address);
        // Faults that come by chance may come ten times in a row.
        let github = connect_with(Kind::GitHub, &api, token, |options| {
            options.limits.attempts = attempts;
            options.limits.waiting = Duration::from_hours(100);
        });
        Self { github, state: format!("{}/instances/{instance}/state", server.address) }
    }

    /// The pull requests that are really there.
    fn pulls(&self) -> usize {
        read(&self.state)["state"]["repos"]["acme/app"]["pulls"].as_object().unwrap().len()
    }
}

/// A repository with the branches `main` and `fix`.
fn repository(name: &str) -> Value {
    let fix = json!({ "files": { "app.py": "print('hello')\n" } });
    json!({ "name": name, "labels": ["codemod"], "branches": { "fix": fix } })
}

fn fault(tool: &str, kind: &str, more: &Value) -> Value {
    let mut fault = json!({ "server": "github", "tool": tool, "kind": kind });
    fault.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    fault
}

#[test]
fn a_pull_request_is_opened_changed_commented_and_closed() {
    let Some(world) = World::new(&json!([])) else { return };
    let forge = &world.github.forge;
    let opened = forge.open("acme/app", &new_pull_request("fix")).unwrap();
    assert_eq!((opened.number, opened.state, opened.head.as_str()), (1, PullState::Open, "fix"));
    assert_eq!(forge.open("acme/app", &new_pull_request("fix")).unwrap().number, 1);
    assert_eq!(world.pulls(), 1);

    let change = Change { title: Some("Another title".to_owned()), ..Change::default() };
    let changed = forge.update("acme/app", 1, &change).unwrap();
    assert_eq!((changed.title.as_str(), changed.body.as_str()), ("Another title", opened.body.as_str()));

    forge.comment("acme/app", 1, "Nothing is left to fix.").unwrap();
    forge.comment("acme/app", 1, "Nothing is left to fix.\n").unwrap();
    let comments = read(&world.state)["state"]["repos"]["acme/app"]["comments"]["1"].clone();
    assert_eq!(comments.as_array().unwrap().len(), 1);

    assert_eq!(forge.close("acme/app", 1).unwrap().state, PullState::Closed);
    let all = forge.pull_requests("acme/app", "fix").unwrap();
    assert_eq!(all.iter().map(|pull| pull.state).collect::<Vec<_>>(), [PullState::Closed]);
    assert_eq!(forge.pull_requests("acme/app", "main").unwrap(), []);
    assert_eq!(forge.pull_request("acme/app", 1).unwrap().unwrap().state, PullState::Closed);
    assert_eq!(forge.pull_request("acme/app", 2).unwrap(), None);

    assert_eq!(forge.open("acme/app", &new_pull_request("fix")).unwrap().number, 2);
    let numbers: Vec<_> =
        forge.pull_requests("acme/app", "fix").unwrap().iter().map(|pull| pull.number).collect();
    assert_eq!(numbers, [2, 1]);
}

#[test]
fn what_the_forge_refuses_is_told() {
    let Some(world) = World::new(&json!([])) else { return };
    let forge = &world.github.forge;
    let refused = forge.open("acme/app", &new_pull_request("absent")).unwrap_err();
    assert!(matches!(refused, ForgeError::Refused { .. }) && !refused.is_transient(), "{refused}");
    let refused = forge.open("acme/gone", &new_pull_request("fix")).unwrap_err();
    assert!(
        matches!(&refused, ForgeError::NotFound { what, .. } if what == "repository acme/gone"),
        "{refused}"
    );
    assert_eq!(forge.repository("acme/gone").unwrap(), None);
    assert_eq!(forge.repository("acme/../app").unwrap(), None);

    let other =
        connect_to(Kind::GitHub, &format!("{}/gw/api.github.com", server().unwrap().address), "wrong-token");
    let refused = other.forge.repository("acme/app").unwrap_err();
    assert!(matches!(refused, ForgeError::Unauthorized { .. }), "{refused}");
}

#[test]
fn labels_and_people_that_are_refused_are_notes() {
    let Some(world) = World::new(&json!([])) else { return };
    let forge = &world.github.forge;
    forge.open("acme/app", &new_pull_request("fix")).unwrap();
    let text = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let with = Decoration {
        labels: text(&["Codemod", "misspelt"]),
        reviewers: text(&["reviewer", "stranger"]),
        assignees: Vec::new(),
    };
    let notes = forge.decorate("acme/app", 1, &with).unwrap();
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert_eq!(notes[0], "acme/app has no label 'misspelt'");
    assert!(notes[1].contains("stranger"), "{notes:?}");
    let there = read(&world.state)["state"]["repos"]["acme/app"].clone();
    assert_eq!(there["issues"]["1"]["labels"], json!(["codemod"]));
    assert_eq!(there["pulls"]["1"]["requested_reviewers"], json!(["reviewer"]));
}

#[test]
fn all_pages_of_an_organisation_are_found() {
    let many = (0..230).map(|n| repository(&format!("many/r{n:03}")));
    let repositories: Vec<Value> = many.chain([repository("acme/app")]).collect();
    let Some(world) = World::of(&repositories, &json!([])) else { return };
    let query = Query { owner: "many".to_owned(), ..Query::default() };
    let found = world.github.forge.find(&query).unwrap();
    assert_eq!(found.len(), 230);
    assert_eq!((found[0].path.as_str(), found[229].path.as_str()), ("many/r000", "many/r229"));
    assert_eq!(found[0].clone_url, "https://forge.example/many/r000.git");
    let query = Query { name: Some("r00[0-4]".to_owned()), ..query };
    assert_eq!(world.github.forge.find(&query).unwrap().len(), 5);
    let found = world.github.forge.repository("acme/app").unwrap().unwrap();
    assert_eq!((found.default_branch.as_str(), found.is_empty, found.is_fork), ("main", false, false));
}

#[test]
fn checks_come_to_the_worst_of_them() {
    let repository = |name: &str, statuses: &[&str]| {
        let one = |(n, state): (usize, &&str)| json!({ "context": format!("ci{n}"), "state": state });
        let statuses: Vec<_> = statuses.iter().enumerate().map(one).collect();
        json!({ "name": name, "statuses": { "main": statuses } })
    };
    let repositories = [
        repository("acme/none", &[]),
        repository("acme/green", &["success", "success"]),
        repository("acme/red", &["success", "failure"]),
    ];
    let Some(world) = World::of(&repositories, &json!([])) else { return };
    let state = read(&world.state);
    for (name, expected) in
        [("acme/none", Checks::Absent), ("acme/green", Checks::Passed), ("acme/red", Checks::Failed)]
    {
        let commit = state["state"]["repos"][name]["branches"]["main"].as_str().unwrap();
        assert_eq!(world.github.forge.checks(name, commit).unwrap(), expected, "{name}");
    }
}

#[test]
fn a_pull_request_becomes_a_draft_and_ready_again() {
    for fault in [
        json!([]),
        json!([fault("github.graphql", "server_error", &json!({ "on_call": 1, "status": 502 }))]),
        json!([fault("github.graphql", "server_error", &json!({ "on_call": 2, "status": 502 }))]),
        json!([fault("github.graphql", "timeout_after_commit", &json!({ "on_call": 2 }))]),
    ] {
        let Some(world) = World::new(&fault) else { return };
        let forge = &world.github.forge;
        forge.open("acme/app", &new_pull_request("fix")).unwrap();
        for is_draft in [true, true, false, false] {
            assert_eq!(forge.set_draft("acme/app", 1, is_draft).unwrap().is_draft, is_draft, "{fault}");
        }
        let error = forge.set_draft("acme/app", 9, true).unwrap_err();
        assert!(matches!(error, ForgeError::NotFound { .. }), "{error}");
    }
}

/// Every fault of the imitation, on every call and on the one that opens a pull request, ends with one pull request.
#[test]
fn each_fault_ends_with_one_pull_request() {
    let window = json!({ "from_call": 1, "until_call": 3 });
    let faults = [
        fault("*", "rate_limit", &json!({ "on_call": 1 })),
        fault(CREATE, "rate_limit", &json!({ "times": 2 })),
        fault(CREATE, "timeout_after_commit", &json!({ "on_call": 1 })),
        fault(CREATE, "timeout", &json!({ "on_call": 1 })),
        fault(CREATE, "server_error", &json!({ "times": 2, "status": 500 })),
        fault(CREATE, "bad_gateway", &json!({ "on_call": 1 })),
        fault("*", "not_found", &json!({ "on_call": 1 })),
        fault(CREATE, "not_found", &json!({ "on_call": 1 })),
        fault("*", "unavailable", &window),
        fault(CREATE, "unavailable", &window),
        fault("*", "transport_error", &json!({ "from_call": 1, "until_call": 2, "status": 502 })),
        fault("*", "truncated", &json!({ "times": 2 })),
        fault(CREATE, "truncated", &json!({ "on_call": 1 })),
    ];
    for fault in faults {
        let Some(world) = World::new(&json!([fault])) else { return };
        let opened = world.github.forge.open("acme/app", &new_pull_request("fix"));
        assert_eq!(opened.unwrap().number, 1, "{fault}");
        assert_eq!(world.pulls(), 1, "{fault}");
    }
}

/// A fifth of all calls fail in one way or another, in many orders.
#[test]
fn a_flaky_forge_ends_with_one_pull_request_each() {
    for kind in
        ["rate_limit", "server_error", "bad_gateway", "unavailable", "truncated", "timeout_after_commit"]
    {
        let fault = fault("*", kind, &json!({ "probability": 0.2, "times": null }));
        let Some(world) = World::with(&[repository("acme/app")], &json!([fault]), 20) else { return };
        let forge = &world.github.forge;
        for _ in 0..6 {
            assert_eq!(forge.open("acme/app", &new_pull_request("fix")).unwrap().number, 1, "{kind}");
            assert_eq!(
                forge.comment("acme/app", 1, "Look at this.").map_err(|error| error.to_string()),
                Ok(()),
                "{kind}"
            );
        }
        assert_eq!(world.pulls(), 1, "{kind}");
        let comments = read(&world.state)["state"]["repos"]["acme/app"]["comments"]["1"].clone();
        assert_eq!(comments.as_array().unwrap().len(), 1, "{kind}");
    }
}

#[test]
fn two_runs_at_once_open_one_pull_request() {
    let Some(world) = World::new(&json!([])) else { return };
    let numbers: Vec<u64> = thread::scope(|scope| {
        let open = || world.github.forge.open("acme/app", &new_pull_request("fix")).unwrap().number;
        let runs: Vec<_> = (0..8).map(|_| scope.spawn(open)).collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    assert_eq!(numbers, [1; 8]);
    assert_eq!(world.pulls(), 1);
}

/// An outage that outlasts all patience changes nothing, is told as passing, and is over when it is over.
#[test]
fn an_outage_is_transient() {
    let outage = fault("*", "unavailable", &json!({ "from_call": 1, "until_call": 7 }));
    let Some(world) = World::new(&json!([outage])) else { return };
    let forge = &world.github.forge;
    let error = forge.open("acme/app", &new_pull_request("fix")).unwrap_err();
    assert!(matches!(error, ForgeError::Unavailable { .. }) && error.is_transient(), "{error}");
    assert_eq!(world.pulls(), 0);
    assert_eq!(forge.open("acme/app", &new_pull_request("fix")).unwrap().number, 1);
}
