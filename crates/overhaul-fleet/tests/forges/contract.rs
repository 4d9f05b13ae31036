//! The clients against the forges' own descriptions of their interfaces: a server (npm: @stoplight/prism-cli) refuses each
//! request that a description does not allow, and answers with the description's examples.
//!
//! GitHub's is the official one, Gitea's and Forgejo's are those that the servers publish of themselves, as two Rust crates
//! carry them.

use std::path::Path;
use std::sync::OnceLock;

use overhaul_fleet::forge::{
    Change, Checks, Decoration, Forge, ForgeError, Kind, NewPullRequest, PullRequest, Query,
};

use crate::support::{Connected, Server, TOKEN, agent, connect_to, new_pull_request, part};

/// A server for a description.
fn prism(description: &Path) -> Option<Server> {
    let program = part("npm")?.join("node_modules/.bin/prism").display().to_string();
    Some(Server::start(|port| {
        let description = description.display().to_string();
        vec![program, "mock".to_owned(), "-p".to_owned(), port.to_string(), description]
    }))
}

fn github_server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER.get_or_init(|| prism(&part("npm")?.join("github.json"))).as_ref()
}

fn github() -> Option<Connected> {
    Some(connect_to(Kind::GitHub, &github_server()?.address, TOKEN))
}

fn gitea() -> Option<Connected> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    let server = SERVER.get_or_init(|| prism(&part("descriptions")?.join("gitea.json"))).as_ref()?;
    Some(connect_to(Kind::Gitea, &server.address, TOKEN))
}

fn forgejo() -> Option<Connected> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    let server = SERVER.get_or_init(|| prism(&part("descriptions")?.join("forgejo.json"))).as_ref()?;
    Some(connect_to(Kind::Forgejo, &server.address, TOKEN))
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Everything that a client asks, with labels and people; what it was told about pull requests.
fn ask_everything(forge: &dyn Forge, branch: &str, label: &str) -> Result<Vec<PullRequest>, ForgeError> {
    let query = Query { owner: "octocat".to_owned(), archived: true, forks: true, ..Query::default() };
    assert!(!forge.find(&query)?.is_empty());
    assert!(forge.repository("octocat/Hello-World")?.is_some());
    let mut pulls = forge.pull_requests("octocat/Hello-World", branch)?;
    pulls.extend(forge.pull_request("octocat/Hello-World", 7)?);
    let draft = NewPullRequest { is_draft: true, ..new_pull_request("a branch/that is not there?") };
    pulls.push(forge.open("octocat/Hello-World", &draft)?);
    let change = Change {
        title: Some("Another".to_owned()),
        body: Some(String::new()),
        base: Some("main".to_owned()),
    };
    pulls.push(forge.update("octocat/Hello-World", 7, &change)?);
    pulls.push(forge.update("octocat/Hello-World", 7, &Change::default())?);
    pulls.push(forge.close("octocat/Hello-World", 7)?);
    forge.comment("octocat/Hello-World", 7, "A comment that no example has.")?;
    let with = Decoration {
        labels: names(&[label, "absent"]),
        reviewers: names(&["octocat", "github/justice-league"]),
        assignees: names(&["octocat"]),
    };
    let notes = forge.decorate("octocat/Hello-World", 7, &with)?;
    assert_eq!(notes[0], "octocat/Hello-World has no label 'absent'");
    assert!(notes.iter().all(|note| !note.contains("HTTP")), "{notes:?}");
    Ok(pulls)
}

#[test]
fn github_knows_each_request() {
    let Some(github) = github() else { return };
    let pulls = ask_everything(github.forge.as_ref(), "new-topic", "bug").unwrap();
    assert_eq!(pulls.len(), 6);
    for pull in &pulls {
        assert_eq!((pull.number, pull.head.as_str(), pull.base.as_str()), (1347, "new-topic", "master"));
        assert_eq!(pull.url, "https://github.com/octocat/Hello-World/pull/1347");
    }
    let checks = github.forge.checks("octocat/Hello-World", "6dcb09b5b57875f334f61aebed695e2e4193db5e");
    assert_eq!(checks.unwrap(), Checks::Passed);
}

/// The test itself: a request that the description does not allow must fail.
#[test]
fn a_wrong_request_would_be_seen() {
    let Some(server) = github_server() else { return };
    let send = |body: &str| {
        let request = agent()
            .post(format!("{}/repos/o/n/pulls", server.address))
            .header("accept", "application/vnd.github+json, application/json;q=0.9")
            .header("content-type", "application/json");
        request.send(body).unwrap().status().as_u16()
    };
    assert_eq!(send(r#"{"title":"t","head":"h","base":"b","draft":true}"#), 201);
    assert_eq!(send(r#"{"title":"t","head":"h","base":"b","draft":"true"}"#), 422);
}

#[test]
fn gitea_knows_each_request() {
    let Some(gitea) = gitea() else { return };
    knows_each_request(gitea.forge.as_ref());
}

#[test]
fn forgejo_knows_each_request() {
    let Some(forgejo) = forgejo() else { return };
    knows_each_request(forgejo.forge.as_ref());
}

fn knows_each_request(forge: &dyn Forge) {
    let pulls = ask_everything(forge, "string", "string").unwrap();
    assert_eq!(pulls.len(), 6);
    for pull in &pulls {
        assert_eq!((pull.number, pull.head.as_str(), pull.base.as_str()), (7, "string", "string"));
    }
    assert_ne!(forge.checks("octocat/Hello-World", "abc").unwrap(), Checks::Absent);
}
