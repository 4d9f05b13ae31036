//! Disks that take nothing more: what fails is told, and the next run with room ends as if nothing had been.

use std::collections::BTreeSet;
use std::fs;

use crate::mount::Mount;
use crate::world::{AFTER, BRANCH, SERVICE, World};

/// Lines that no compression makes much smaller.
fn noise() -> String {
    let digits = |line: u64| (line + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (0..20_000).map(|line| format!("V{line} = {}\n", digits(line))).collect()
}

/// The pull request is there once, with its label and the right branch, and nothing is left to do.
fn is_made_good(world: &World, args: &[&str]) {
    world.ends(args, 0);
    let pulls = world.pulls("a");
    assert_eq!(pulls.len(), 1, "{pulls:?}");
    assert_eq!(pulls[0]["labels"].as_array().unwrap().len(), 1);
    assert_eq!(world.file(0, BRANCH), AFTER);
    assert!(world.ends(args, 0).out.contains("is up to date"));
}

#[test]
fn clones_that_find_no_room_fail_alone() {
    let noise = noise();
    let files: [(&str, &[(&str, &str)]); 2] = [
        ("a", &[("app/service.py", SERVICE), ("app/noise.py", noise.as_str())]),
        ("b", &[("app/service.py", SERVICE)]),
    ];
    let Some(world) = World::with(&files) else { return };
    world.manifest(
        "[pull-request]\nlabels = [\"audit\"]\n\n[limits]\nparallel = 1\nchanges-per-minute = 60000\n",
    );
    fs::create_dir(world.path("clones")).unwrap();
    let Some(disk) = Mount::over(&world.path("clones"), "256k") else { return };
    for _ in 0..2 {
        let ran = world.fleet(&["run"]);
        assert_eq!(ran.code, Some(2), "{}\n{}", ran.out, ran.err);
        assert!(ran.out.contains("No space left on device"), "{}", ran.out);
        assert!(world.pulls("a").is_empty() && world.repositories[0].rev(BRANCH).is_none());
        assert_eq!(world.pulls("b").len(), 1, "{}", ran.out);
    }
    disk.resize("64m");
    is_made_good(&world, &["run", "--only", "*/a"]);
    assert_eq!(world.pulls("b").len(), 1);
}

/// Wherever in a run the state's disk is full, before or behind what is done on the server and on the forge.
#[test]
fn a_state_that_finds_no_room_ends_the_run() {
    let mut met = BTreeSet::new();
    for left in [0, 48, 136, 144, 160, 176, 192, 208] {
        let Some(world) = World::new(&["a"]) else { return };
        world.manifest("[pull-request]\nlabels = [\"audit\"]\n");
        fs::create_dir(world.path("state")).unwrap();
        let Some(disk) = Mount::over(&world.path("state"), "4m") else { return };
        disk.fill(left << 10);
        let args = ["run", "--state", "state/fleet.sqlite"];
        let ran = world.fleet(&args);
        if ran.code != Some(0) {
            met.insert((world.repositories[0].rev(BRANCH).is_some(), world.pulls("a").len()));
            assert_eq!(ran.code, Some(2), "{left} k: {}\n{}", ran.out, ran.err);
            let is_told = ran.err.contains("there is no room for the state state/fleet.sqlite");
            assert!(is_told, "{left} k: {}", ran.err);
        }
        disk.empty();
        is_made_good(&world, &args);
    }
    assert!(met.len() > 1, "the disk was full at one place only: {met:?}");
}

#[test]
fn scratch_files_that_find_no_room_fail_for_now() {
    let Some(world) = World::new(&["a"]) else { return };
    let top = "[pull-request]\nlabels = [\"audit\"]\n\n[overhaul]\ncodemods = [\"print-to-logger\"]\n";
    world.manifest(&format!("{top}\n[verify]\ncommands = [\"test -f app/service.py\"]\n"));
    fs::create_dir(world.path("scratch")).unwrap();
    let Some(disk) = Mount::over(&world.path("scratch"), "1m") else { return };
    disk.fill(0);
    let mut command = world.command(&["run"]);
    let output = command.env("TMPDIR", world.path("scratch")).output().unwrap();
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(
        matches!(output.status.code(), Some(2 | 75)) && said.contains("No space left on device"),
        "{said}"
    );
    assert!(world.pulls("a").is_empty());
    is_made_good(&world, &["run"]);
}
