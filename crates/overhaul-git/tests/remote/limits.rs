//! Servers that are too slow.

use std::fs;
use std::net::TcpListener;
use std::process::Command;
use std::time::{Duration, Instant};

use overhaul_git::clones::Clones;
use overhaul_git::remote::{Failure, RemoteError, ls_remote};
use overhaul_git::{Pushed, publish};

use crate::git_server::Hosted;
use crate::support::{BRANCH, LONG, PLENTY, build, clones, has, hosted};

/// Less than any test waits for, and more than it takes a server that is not slow.
const SHORT: Duration = Duration::from_secs(8);

fn is_late<T: std::fmt::Debug>(result: Result<T, RemoteError>) {
    let error = result.unwrap_err();
    assert!(matches!(error.failure, Failure::TimedOut { .. }) && error.is_transient(), "{error}");
    assert!(error.to_string().contains("git took longer than"), "{error}");
}

/// Whether a process of git's for this repository is there, on the side of the client.
fn is_at_work(hosted: &Hosted) -> bool {
    let output = Command::new("ps").args(["axww", "-o", "args"]).output().unwrap();
    String::from_utf8_lossy(&output.stdout).lines().any(|line| line.contains(&hosted.url))
}

#[test]
#[ignore = "run by against_a_server"]
fn a_server_that_says_nothing_is_left() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    for scheme in ["http", "git"] {
        let began = Instant::now();
        is_late(ls_remote(&format!("{scheme}://127.0.0.1:{port}/a.git"), Duration::from_millis(300)));
        assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
    }
}

#[test]
#[ignore = "run by against_a_server"]
fn a_slow_fetch_ends_and_leaves_a_clone_that_is_good() {
    let hosted = hosted("slow-fetch", &[("a.py", "a = 1\n")]);
    let (place, patient) = clones();
    let hasty = Clones::open(place.path(), PLENTY, SHORT).unwrap();
    let slow = hosted.directory.join("slow");
    for text in ["b = 1\n", "b = 2\n"] {
        fs::write(&slow, "").unwrap();
        is_late(hasty.fetch(&hosted.url, None, BRANCH));
        assert!(!is_at_work(&hosted), "something of git goes on");
        fs::remove_file(&slow).unwrap();
        let clone = patient.fetch(&hosted.url, None, BRANCH).unwrap();
        assert_eq!(Some(clone.base().to_string()), hosted.rev("main"));
        assert!(has(&clone, clone.base(), "a.py"));
        drop(clone);
        let names: Vec<_> =
            fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names.len(), 2, "{names:?}");
        hosted.commit("main", "on", &[("b.py", text)]);
    }
}

#[test]
#[ignore = "run by against_a_server"]
fn a_slow_push_ends_and_is_made_good() {
    let hosted = hosted("slow-push", &[("a.py", "a = 1\n")]);
    hosted.hook("pre-receive", "[ -e slow ] || exit 0; while [ -e slow ]; do sleep 0.1; done; exit 1");
    let (place, patient) = clones();
    let hasty = Clones::open(place.path(), PLENTY, SHORT).unwrap();
    let clone = hasty.fetch(&hosted.url, None, BRANCH).unwrap();
    let tip = build(&clone, "a.py", "a = 2\n");
    let slow = hosted.directory.join("slow");
    fs::write(&slow, "").unwrap();
    is_late(publish(&clone, tip));
    assert!(!is_at_work(&hosted), "something of git goes on");
    fs::remove_file(&slow).unwrap();
    drop(clone);
    assert_eq!(hosted.rev(BRANCH), None);
    let clone = patient.fetch(&hosted.url, None, BRANCH).unwrap();
    assert_eq!(publish(&clone, build(&clone, "a.py", "a = 2\n")).unwrap(), Pushed::Moved);
    assert!(ls_remote(&hosted.url, LONG).unwrap().branches.contains_key(BRANCH));
}
