//! The commands of `verify`.

use crate::world::{BRANCH, World};

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
