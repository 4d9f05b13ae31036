//! The commands of `verify`.

use crate::proxy::Fault;
use crate::world::{BRANCH, World};

const FAILS: &str = "body = \"Short.\"\n\n[verify]\ncommands = [\"exit 3\"]\non-failure = \"draft\"\n";
const PASSES: &str = "body = \"Short.\"\n\n[verify]\ncommands = [\"true\"]\non-failure = \"draft\"\n";

/// A world with an open pull request that was verified.
fn verified() -> Option<World> {
    let world = World::new(&["a"])?;
    world.manifest(&format!("[pull-request]\n{PASSES}"));
    world.ends(&["run"], 0);
    assert_eq!(world.pulls("a")[0]["draft"], false);
    Some(world)
}

#[test]
fn what_fails_gets_no_pull_request() {
    let Some(world) = World::new(&["a"]) else { return };
    world.manifest(
        "[verify]\ncommands = [\"test -f app/service.py\", \"grep -q logging app/service.py && exit 3\"]\n",
    );
    let ran = world.ends(&["run"], 2);
    assert!(ran.out.contains("failed: failed with status 3"), "{}", ran.out);
    assert!(world.pulls("a").is_empty() && world.repositories[0].rev(BRANCH).is_none());

    world.manifest("[verify]\ncommands = [\"exit 3\"]\non-failure = \"draft\"\n");
    world.ends(&["run"], 0);
    let pull = &world.pulls("a")[0];
    assert!(
        pull["draft"] == true && pull["body"].as_str().unwrap().contains("`exit 3`: failed with status 3"),
        "{pull}"
    );
}

#[test]
fn what_does_not_end_is_killed_whole() {
    let Some(world) = World::new(&["a"]) else { return };
    let (outside, alive) = (world.path("outside"), world.path("alive"));
    let command = format!(
        "(setsid sh -c 'sleep 2; touch {1}' &) ; touch {0} 2>/dev/null; touch inside && exit 0",
        outside.display(),
        alive.display()
    );
    world.manifest(&format!("[verify]\ncommands = [{command:?}]\n"));
    world.ends(&["run"], 0);
    std::thread::sleep(std::time::Duration::from_secs(3));
    assert!(!outside.exists(), "it wrote outside of its checkout");
    assert!(!alive.exists(), "something of it was left behind");
    let body = world.pulls("a")[0]["body"].as_str().unwrap().to_owned();
    assert!(body.contains("left behind were killed"), "{body}");
}

#[test]
fn an_open_pull_request_is_a_draft_for_as_long_as_verify_fails() {
    let Some(world) = verified() else { return };
    world.manifest(&format!("[pull-request]\n{FAILS}"));
    let ran = world.ends(&["run"], 0);
    assert!(ran.out.starts_with("refresh") && ran.out.contains("a draft now"), "{}", ran.out);
    let pull = &world.pulls("a")[0];
    let body = pull["body"].as_str().unwrap();
    assert!(
        pull["draft"] == true && body.contains("**Not verified.** `exit 3`: failed with status 3"),
        "{pull}"
    );
    let status = world.ends(&["status"], 0).out;
    assert!(status.contains("draft, verify failed") && status.contains("1 not verified"), "{status}");
    assert!(world.ends(&["run", "--fresh"], 0).out.contains("is up to date"));

    world.manifest(&format!("[pull-request]\n{PASSES}"));
    assert!(world.ends(&["run"], 0).out.contains("no draft any more"));
    let pull = &world.pulls("a")[0];
    assert!(pull["draft"] == false && !pull["body"].as_str().unwrap().contains("Not verified"), "{pull}");
    assert!(world.ends(&["run"], 0).out.contains("is up to date"));
}

/// What failed for a reason outside of the repository.
#[test]
fn what_is_a_draft_because_verify_failed_can_be_retried() {
    let Some(world) = World::new(&["a", "b"]) else { return };
    let well = world.path("well");
    world.manifest(&format!(
        "[verify]\ncommands = [\"test -e {}\"]\non-failure = \"draft\"\n",
        well.display()
    ));
    world.ends(&["run", "--only", "*/a"], 0);
    assert_eq!(world.pulls("a")[0]["draft"], true);
    std::fs::write(well, "").unwrap();
    world.ends(&["run"], 0);
    assert_eq!(world.pulls("a")[0]["draft"], true, "nothing has changed that is looked at");
    let retried = world.ends(&["retry", "--failed"], 0);
    assert!(retried.err.contains("1 repositories: 1 refresh"), "{}", retried.err);
    assert_eq!(world.pulls("a")[0]["draft"], false);
}

#[test]
fn a_forge_that_makes_no_draft_of_it_is_told() {
    let Some(world) = verified() else { return };
    world.manifest(&format!("[pull-request]\n{FAILS}"));
    let body = r#"{"data":null,"errors":[{"type":"UNPROCESSABLE","message":"Draft pull requests are not supported"}]}"#;
    let answer =
        format!("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: {}\n\n{body}", body.len());
    world.proxy.fail("POST /graphql", Fault::Answer(answer.leak()), 1);
    let ran = world.ends(&["run"], 0);
    assert!(ran.out.contains("Draft pull requests are not supported"), "{}", ran.out);
    let pull = &world.pulls("a")[0];
    let body = pull["body"].as_str().unwrap();
    assert!(pull["draft"] == false && body.contains("**Not verified.** `exit 3`"), "{pull}");
    assert!(world.ends(&["status"], 0).out.contains("open, verify failed"));
    assert!(world.ends(&["run"], 0).out.contains("is up to date"), "it is told once");
}

#[test]
fn an_open_pull_request_whose_changes_are_skipped_says_so_in_the_status() {
    let Some(world) = verified() else { return };
    world.manifest("[verify]\ncommands = [\"exit 3\"]\n");
    world.ends(&["run"], 2);
    assert!(world.ends(&["status"], 0).out.contains("open, verify failed"));
}
