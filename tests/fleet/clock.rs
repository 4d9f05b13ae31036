//! Clocks that are wrong, and clocks that jump.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::proxy::Fault;
use crate::world::{BRANCH, Ran, World};

/// A run at another time of the clock on the wall. Nothing where libfaketime is not installed, which is said.
fn run_at(world: &World, offset: &str, args: &[&str]) -> Option<Ran> {
    let is_there = Command::new("faketime")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok();
    if !is_there {
        println!("skipped: faketime is not installed");
        return None;
    }
    let mut command = world.command_by(&["faketime", "-f", offset], args);
    Some(Ran::of(&command.env("FAKETIME_DONT_FAKE_MONOTONIC", "1").output().unwrap()))
}

#[test]
fn a_clock_that_jumps_between_runs_changes_nothing() {
    let Some(world) = World::new(&["a"]) else { return };
    let mut tip = None;
    for (offset, args) in [
        ("+400d", &["run"][..]),
        ("+0", &["run"]),
        ("-400d", &["run", "--fresh"]),
        ("+2d", &["run", "--fresh"]),
    ] {
        let Some(ran) = run_at(&world, offset, args) else { return };
        assert_eq!(ran.code, Some(0), "{offset}: {}\n{}", ran.out, ran.err);
        let now = world.repositories[0].rev(BRANCH);
        assert_eq!(
            (world.pulls("a").len(), tip.get_or_insert(now.clone())),
            (1, &mut now.clone()),
            "{offset}"
        );
    }
    let report = world.ends(&["report", "--format", "json"], 0).out;
    let report: Value = serde_json::from_str(&report).unwrap();
    let numbers: Vec<_> =
        report["runs"].as_array().unwrap().iter().map(|run| run["run"].as_u64().unwrap()).collect();
    assert!(numbers.is_sorted() && numbers.len() > 1, "{numbers:?}");
    let began = |run: usize| report["runs"][run]["began"].as_str().unwrap().to_owned();
    assert!(began(0) > began(2), "runs are in the order of their numbers, not of their times");
}

#[test]
fn pull_requests_an_hour_count_over_runs_and_no_longer() {
    let Some(world) = World::new(&["a", "b", "c"]) else { return };
    world.manifest("[limits]\nparallel = 1\nchanges-per-minute = 60000\npull-requests-per-hour = 1\n");
    let opened = || ["a", "b", "c"].map(|name| world.pulls(name).len());
    for _ in 0..2 {
        let ran = world.ends(&["run"], 75);
        assert!(ran.out.contains("the limits that are kept to for"), "{}", ran.out);
        assert_eq!(opened(), [1, 0, 0], "{}", ran.out);
    }
    // Two hours ahead there is room for one more; back in the present, that one lies too far ahead to count.
    for (offset, expected) in [("+2h", [1, 1, 0]), ("-400d", [1, 1, 1])] {
        let Some(ran) = run_at(&world, offset, &["run"]) else { return };
        assert_eq!(opened(), expected, "{offset}: {}\n{}", ran.out, ran.err);
    }
    world.ends(&["run"], 0);
    assert_eq!(opened(), [1, 1, 1]);
}

/// A forge that tells a time and not its own: how far that is, only the clock on the wall can say.
#[test]
fn a_limit_that_seems_to_last_for_ever_is_told_at_once() {
    let soon =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap() + Duration::from_secs(2);
    let answer = format!(
        "HTTP/1.1 403 Forbidden\nx-ratelimit-remaining: 0\nx-ratelimit-reset: {}\nContent-Length: 2\n\n{{}}",
        soon.as_secs()
    );
    let answer: &'static str = answer.leak();
    for (offset, is_waited_for) in [("-400d", false), ("+400d", true)] {
        let Some(world) = World::new(&["a"]) else { return };
        world.proxy.fail("GET", Fault::Answer(answer), 1);
        let began = Instant::now();
        let Some(ran) = run_at(&world, offset, &["run"]) else { return };
        assert!(began.elapsed() < Duration::from_mins(1), "{offset}: it waited for {:?}", began.elapsed());
        if is_waited_for {
            assert_eq!(ran.code, Some(0), "{}\n{}", ran.out, ran.err);
        } else {
            assert_eq!(ran.code, Some(75), "{}\n{}", ran.out, ran.err);
            assert!(ran.out.contains("wants no more requests for 86"), "{}", ran.out);
        }
        world.proxy.forget();
        world.ends(&["run"], 0);
        assert_eq!(world.pulls("a").len(), 1);
    }
}
