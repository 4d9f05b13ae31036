//! Kills, failing forges and failing servers: whatever happens, the next run ends in the right state, with nothing lost and nothing
//! doubled.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::proxy::Fault;
use crate::world::{AFTER, BRANCH, Ran, World};

/// Runs a fleet that something kills, and then one that nothing kills.
fn is_made_good(world: &World, prepare: impl FnOnce(&Arc<Mutex<Vec<u32>>>)) {
    let processes: Arc<Mutex<Vec<u32>>> = Arc::default();
    prepare(&processes);
    let mut child = world.command(&["run"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    processes.lock().unwrap().push(child.id());
    fs::write(world.path("process"), child.id().to_string()).unwrap();
    let status = child.wait().unwrap();
    assert_eq!(status.code(), None, "the run was to be killed: {status}");
    world.proxy.forget();
    let _ = fs::remove_file(world.path("kill"));
    world.ends(&["run"], 0);
    let pulls = world.pulls("a");
    assert_eq!(pulls.len(), 1, "{pulls:?}");
    assert_eq!((pulls[0]["state"].as_str(), world.file(0, BRANCH).as_str()), (Some("open"), AFTER));
    assert!(world.ends(&["run"], 0).out.contains("is up to date"));
}

#[test]
fn a_kill_at_any_step_is_made_good() {
    for (line, is_before) in [("GET /repos", true), ("POST /repos", true), ("POST /repos", false)] {
        let Some(world) = World::new(&["a"]) else { return };
        is_made_good(&world, |processes| {
            let fault = if is_before {
                Fault::Before(Arc::clone(processes))
            } else {
                Fault::After(Arc::clone(processes))
            };
            world.proxy.fail(line, fault, 1);
        });
    }
}

#[test]
fn labels_that_a_kill_prevented_come_later() {
    let Some(world) = World::new(&["a"]) else { return };
    world.manifest("[pull-request]\nlabels = [\"audit\"]\n");
    is_made_good(&world, |processes| {
        world.proxy.fail("POST /repos", Fault::After(Arc::clone(processes)), 1);
    });
    let labels: Vec<_> =
        world.pulls("a")[0]["labels"].as_array().unwrap().iter().map(|label| label["name"].clone()).collect();
    assert_eq!(labels, ["audit"]);
    assert_eq!(world.proxy.count("POST"), 1, "they are put there once");
}

#[test]
fn a_kill_while_closing_is_made_good() {
    for line in ["PATCH", "POST"] {
        for is_before in [true, false] {
            let Some(world) = World::new(&["a"]) else { return };
            world.ends(&["run"], 0);
            world.repositories[0].commit("main", "fixed", &[("app/service.py", AFTER)]);
            let processes: Arc<Mutex<Vec<u32>>> = Arc::default();
            let ours = Arc::clone(&processes);
            world.proxy.fail(line, if is_before { Fault::Before(ours) } else { Fault::After(ours) }, 1);
            let mut child =
                world.command(&["run"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            processes.lock().unwrap().push(child.id());
            assert_eq!(child.wait().unwrap().code(), None);
            world.ends(&["run"], 0);
            let pulls = world.pulls("a");
            assert_eq!((pulls.len(), pulls[0]["state"].as_str()), (1, Some("closed")));
            let comments = world.by_hand("GET", "a/issues/1/comments", &serde_json::json!({}));
            assert_eq!(comments.as_array().unwrap().len(), 1, "{comments}");
        }
    }
}

#[test]
fn a_kill_while_a_draft_is_made_is_made_good() {
    let verify = |command: &str| format!("[verify]\ncommands = [{command:?}]\non-failure = \"draft\"\n");
    for is_before in [true, false] {
        let Some(world) = World::new(&["a"]) else { return };
        world.ends(&["run"], 0);
        for (command, is_draft) in [("exit 3", true), ("true", false)] {
            world.manifest(&verify(command));
            let processes: Arc<Mutex<Vec<u32>>> = Arc::default();
            let ours = Arc::clone(&processes);
            world.proxy.fail(
                "POST /graphql",
                if is_before { Fault::Before(ours) } else { Fault::After(ours) },
                1,
            );
            let mut child =
                world.command(&["run"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            processes.lock().unwrap().push(child.id());
            assert_eq!(child.wait().unwrap().code(), None);
            world.ends(&["run"], 0);
            assert_eq!(world.pulls("a")[0]["draft"], is_draft, "{command}");
            assert!(world.ends(&["run"], 0).out.contains("is up to date"));
        }
    }
}

#[test]
fn one_interrupt_waits_for_what_was_begun_and_a_second_one_does_not() {
    for is_second in [false, true] {
        let Some(world) = World::new(&["a", "b"]) else { return };
        world.manifest("[limits]\nparallel = 1\nchanges-per-minute = 60000\n");
        let hosted = &world.repositories[0];
        fs::write(hosted.directory.join("slow"), "").unwrap();
        let child = world.command(&["run"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let began = Instant::now();
        while !hosted.directory.join("packing").exists() {
            assert!(began.elapsed() < Duration::from_mins(1), "the fetch did not begin");
            std::thread::sleep(Duration::from_millis(20));
        }
        let interrupt = || {
            std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
            std::thread::sleep(Duration::from_millis(300));
        };
        interrupt();
        if is_second {
            interrupt();
        } else {
            fs::remove_file(hosted.directory.join("slow")).unwrap();
        }
        let ran = Ran::of(&child.wait_with_output().unwrap());
        assert_eq!(ran.code, Some(130), "{}\n{}", ran.out, ran.err);
        assert!(ran.err.contains("what was begun is brought to its end"), "{}", ran.err);
        assert_eq!((world.pulls("a").len(), world.pulls("b").len()), (usize::from(!is_second), 0));
        let _ = fs::remove_file(hosted.directory.join("slow"));
        world.ends(&["run"], 0);
        assert_eq!((world.pulls("a").len(), world.pulls("b").len()), (1, 1));
    }
}

/// While the server packs what is fetched, and while a command of `verify` runs.
#[test]
fn a_kill_before_anything_was_pushed_is_made_good() {
    for step in ["fetch", "verify"] {
        let Some(world) = World::new(&["a"]) else { return };
        world.manifest(
            "[verify]\ncommands = [\"touch began; while test -e app/wait; do sleep 0.05; done\"]\n",
        );
        let hosted = &world.repositories[0];
        fs::create_dir(world.path("scratch")).unwrap();
        let has_begun = || match step {
            "fetch" => hosted.directory.join("packing").exists(),
            _ => find(&world.path("scratch"), "began"),
        };
        if step == "fetch" {
            fs::write(hosted.directory.join("slow"), "").unwrap();
        } else {
            hosted.commit("main", "waits", &[("app/wait", "")]);
        }
        let mut command = world.command(&["run"]);
        let mut child = command
            .env("TMPDIR", world.path("scratch"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let began = Instant::now();
        while !has_begun() {
            assert!(began.elapsed() < Duration::from_mins(1), "{step} did not begin");
            std::thread::sleep(Duration::from_millis(20));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let _ = fs::remove_file(hosted.directory.join("slow"));
        assert!(hosted.rev(BRANCH).is_none() && world.pulls("a").is_empty());
        if step == "verify" {
            hosted.git(&["update-ref", "refs/heads/main", "main~1"]);
        }
        let ran = world.ends(&["run"], 0);
        assert!(ran.err.contains(&format!("in the middle of '{step}'")), "{}", ran.err);
        assert_eq!((world.pulls("a").len(), world.file(0, BRANCH).as_str()), (1, AFTER));
    }
}

fn find(directory: &Path, name: &str) -> bool {
    fs::read_dir(directory).into_iter().flatten().flatten().any(|entry| {
        entry.file_name() == name
            || entry.file_type().is_ok_and(|kind| kind.is_dir()) && find(&entry.path(), name)
    })
}

#[test]
fn a_kill_around_the_push_is_made_good() {
    for hook in ["pre-receive", "post-receive"] {
        let Some(world) = World::new(&["a"]) else { return };
        is_made_good(&world, |_| {
            fs::write(world.path("kill"), "").unwrap();
            let (flag, process) = (world.path("kill"), world.path("process"));
            let script = format!(
                "if [ -e {0} ]; then rm {0}; while [ ! -s {1} ]; do sleep 0.01; done; kill -9 $(cat {1}); sleep 0.3; fi",
                flag.display(),
                process.display()
            );
            world.repositories[0].hook(hook, &script);
        });
    }
}

#[test]
fn a_forge_that_fails_is_asked_again() {
    let limited = "HTTP/1.1 429 Too Many Requests\nRetry-After: 1\nContent-Length: 2\n\n{}";
    let secondary = "HTTP/1.1 403 Forbidden\nRetry-After: 1\nContent-Type: application/json\nContent-Length: 65\n\n{\"message\":\"You have exceeded a secondary rate limit. Wait a bit\"}";
    let broken = "HTTP/1.1 500 Internal Server Error\nContent-Length: 2\n\n{}";
    for (line, fault) in [
        ("GET", Fault::Answer(broken)),
        ("GET", Fault::Answer(limited)),
        ("GET", Fault::Cut),
        ("POST", Fault::Answer(secondary)),
        ("POST", Fault::Lost),
        ("POST", Fault::Cut),
        ("GET", Fault::Slow(Duration::from_millis(700))),
    ] {
        let Some(world) = World::new(&["a"]) else { return };
        world.proxy.fail(line, fault.clone(), 1);
        let ran = world.fleet(&["run"]);
        let told = format!("{line} {fault:?}\n{}\n{}", ran.out, ran.err);
        assert!(matches!(ran.code, Some(0 | 75)), "{told}");
        world.proxy.forget();
        world.ends(&["run"], 0);
        assert_eq!(world.pulls("a").len(), 1, "{told}");
    }
}

#[test]
fn a_branch_that_moves_meanwhile_is_not_overwritten() {
    let Some(world) = World::new(&["a"]) else { return };
    let hosted = &world.repositories[0];
    // Somebody is faster: the branch is there when the push comes.
    let main = hosted.rev("main").unwrap();
    let flag = world.path("race");
    fs::write(&flag, "").unwrap();
    hosted.hook("pre-receive", &format!("if [ -e {0} ]; then rm {0}; unset GIT_QUARANTINE_PATH; git update-ref refs/heads/{BRANCH} {main}; fi", flag.display()));
    let ran = world.fleet(&["run"]);
    assert!(matches!(ran.code, Some(2 | 75)), "{}\n{}", ran.out, ran.err);
    assert_eq!(hosted.rev(BRANCH), Some(main));
    assert!(world.pulls("a").is_empty());
}

#[test]
fn a_git_server_that_is_too_slow_is_for_later() {
    let Some(world) = World::new(&["a", "b"]) else { return };
    world.manifest("[limits]\ngit-minutes = 0.25\nchanges-per-minute = 60000\n");
    let slow = world.repositories[0].directory.join("slow");
    fs::write(&slow, "").unwrap();
    let ran = world.ends(&["run"], 75);
    assert!(ran.out.contains("git took longer than 15 s, and was stopped"), "{}", ran.out);
    assert!(ran.out.contains("create"), "the other repository is not kept back: {}", ran.out);
    fs::remove_file(&slow).unwrap();
    world.ends(&["run"], 0);
    assert_eq!((world.pulls("a").len(), world.pulls("b").len()), (1, 1));
}

#[test]
fn two_runs_at_once_are_one() {
    let Some(world) = World::new(&["a"]) else { return };
    world.proxy.fail("GET", Fault::Slow(Duration::from_secs(2)), 1);
    let mut first = world.command(&["run"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while world.proxy.count("GET") == 0 {
        std::thread::sleep(Duration::from_millis(20));
    }
    let second = world.ends(&["run"], 2);
    assert!(second.err.contains("another run of this fleet is going on"), "{}", second.err);
    assert_eq!(first.wait().unwrap().code(), Some(0));
    assert_eq!(world.pulls("a").len(), 1);
}

#[test]
fn a_state_that_is_lost_changes_nothing() {
    let Some(world) = World::new(&["a"]) else { return };
    world.ends(&["run"], 0);
    for name in ["fleet.sqlite", "fleet.sqlite-wal", "fleet.sqlite-shm"] {
        let _ = fs::remove_file(world.path(name));
    }
    fs::remove_dir_all(world.path("clones")).unwrap();
    assert!(world.ends(&["run"], 0).out.contains("is up to date"));
    assert_eq!(world.pulls("a").len(), 1);
}
