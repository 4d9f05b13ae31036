//! Computing in shares, publishing in one place.

use std::fs;

use crate::world::{BRANCH, World};

const NAMES: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];

#[test]
fn all_shares_together_are_the_fleet() {
    let Some(world) = World::new(&NAMES) else { return };
    let listed = world.ends(&["list"], 0).out;
    assert_eq!(listed.lines().count(), NAMES.len());
    for shard in ["1/3", "2/3", "3/3"] {
        let state = format!("{}.sqlite", &shard[..1]);
        let output = format!("{}.jsonl", &shard[..1]);
        world.ends(&["compute", "--shard", shard, "--state", &state, "--output", &output], 0);
    }
    assert_eq!(world.proxy.count(""), 0, "computing asks no forge");
    assert!(world.repositories.iter().all(|hosted| hosted.rev(BRANCH).is_some()));
    let lines: Vec<String> = ["1", "2", "3"]
        .iter()
        .flat_map(|name| {
            fs::read_to_string(world.path(format!("{name}.jsonl")))
                .unwrap()
                .lines()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(lines.len(), NAMES.len());

    // An engine that repeats a task gives its line twice.
    let half = &lines[1][..lines[1].len() / 2];
    fs::write(world.path("all.jsonl"), format!("{half}\n{}\n{}\n", lines.join("\n"), lines[0])).unwrap();
    let published = world.ends(&["publish", "all.jsonl"], 0);
    assert!(published.err.contains("all.jsonl:1: half a line"), "{}", published.err);
    assert!(NAMES.iter().all(|name| world.pulls(name).len() == 1));
    let again = world.ends(&["publish", "all.jsonl"], 0);
    assert_eq!(again.out.matches("is up to date").count(), NAMES.len(), "{}", again.out);
    assert!(world.ends(&["run"], 0).out.matches("is up to date").count() == NAMES.len());
}

#[test]
fn what_may_succeed_later_has_its_own_status() {
    let Some(world) = World::new(&["a"]) else { return };
    let url = world.repositories[0].url.replace("/o", "/broken/o");
    world.manifest_of(&[format!("{url:?}")], "");
    let ran = world.ends(&["compute", "--shard", "1/1"], 75);
    assert!(ran.out.contains("\"is_transient\":true"), "{}", ran.out);
}

#[test]
fn an_engine_says_which_share_it_is() {
    let Some(world) = World::new(&["a"]) else { return };
    let mut command = world.command(&["compute"]);
    let output = command.env("JOB_COMPLETION_INDEX", "0").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && said.contains("OVERHAUL_SHARDS"), "{said}");
    let output = command.env("OVERHAUL_SHARDS", "1").output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stdout).lines().count()), (Some(0), 1));
}
