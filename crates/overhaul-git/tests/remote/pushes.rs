//! Pushes, as the server takes or refuses them.

use std::fs;

use overhaul_git::remote::Failure;
use overhaul_git::{Pushed, publish};

use crate::support::{BRANCH, build, clones, failure, hosted, ours, something_ran};

#[test]
#[ignore = "run by against_a_server"]
fn a_branch_is_pushed_and_pushed_again() {
    let hosted = hosted("push", &[("a.py", "a = 1\n"), ("b.txt", "b\n")]);
    hosted.commit("main", "second", &[("c.txt", "c\n")]);
    hosted.hook("pre-receive", "echo $GIT_PUSH_OPTION_0 > option");
    let (_place, clones) = clones();
    let clone = clones.fetch(&hosted.url, None, BRANCH).unwrap();
    let tip = build(&clone, "a.py", "a = 2\n");
    assert_eq!(publish(&clone, tip).unwrap(), Pushed::Moved);
    assert_eq!(hosted.rev(BRANCH), Some(tip.to_string()));
    assert_eq!(hosted.git(&["show", &format!("{BRANCH}:a.py")]), "a = 2\n");
    assert_eq!(hosted.git(&["show", &format!("{BRANCH}:b.txt")]), "b\n");
    assert_eq!(fs::read_to_string(hosted.directory.join("option")).unwrap().trim(), "ci.skip");
    drop(clone);

    let clone = clones.fetch(&hosted.url, None, BRANCH).unwrap();
    assert_eq!(clone.theirs(), Some(tip));
    assert_eq!(publish(&clone, build(&clone, "a.py", "a = 2\n")).unwrap(), Pushed::UpToDate);
    drop(clone);

    hosted.commit("main", "on", &[("d.py", "d = 1\n")]);
    let clone = clones.fetch(&hosted.url, None, BRANCH).unwrap();
    assert!(clone.foreign().unwrap().is_empty());
    let again = build(&clone, "a.py", "a = 2\n");
    assert_ne!(again, tip);
    assert_eq!(publish(&clone, again).unwrap(), Pushed::Moved);
    assert_eq!(hosted.git(&["rev-parse", &format!("{BRANCH}~1")]).trim(), hosted.rev("main").unwrap());
    assert_eq!(hosted.git(&["fsck", "--strict", "--no-dangling"]), "");
    assert!(!something_ran());
}

#[test]
#[ignore = "run by against_a_server"]
fn a_hook_that_refuses_says_why() {
    let hosted = hosted("refused", &[("a.py", "a = 1\n")]);
    let (_place, clones) = clones();
    let clone = clones.fetch(&hosted.url, None, BRANCH).unwrap();
    let tip = build(&clone, "a.py", "a = 2\n");
    for hook in ["pre-receive", "update"] {
        hosted.hook(hook, "echo 'GH006: Protected branch update failed' >&2; exit 1");
        let refused = publish(&clone, tip).unwrap_err();
        let Failure::Refused { words } = &refused.failure else { panic!("{refused}") };
        assert!(words.contains("GH006: Protected branch update failed"), "{words}");
        assert!(!refused.is_transient());
        fs::remove_file(hosted.directory.join("hooks").join(hook)).unwrap();
    }
    assert_eq!(hosted.rev(BRANCH), None);
    hosted.git(&["config", "receive.denyNonFastForwards", "true"]);
    assert_eq!(publish(&clone, tip).unwrap(), Pushed::Moved);
}

#[test]
#[ignore = "run by against_a_server"]
fn a_branch_that_was_moved_meanwhile_stays_where_it_is() {
    let hosted = hosted("lease", &[("a.py", "a = 1\n")]);
    let (_place, clones) = clones();
    let clone = clones.fetch(&hosted.url, None, BRANCH).unwrap();
    let tip = build(&clone, "a.py", "a = 2\n");
    let theirs = hosted.commit(BRANCH, "By a person", &[("a.py", "a = 3\n")]);
    let lost = publish(&clone, tip).unwrap_err();
    assert!(matches!(lost.failure, Failure::Moved { .. }) && lost.is_transient(), "{lost}");
    assert_eq!(hosted.rev(BRANCH), Some(theirs));
    drop(clone);

    hosted.git(&["update-ref", "-d", &format!("refs/heads/{BRANCH}")]);
    hosted.commit(BRANCH, &ours("Ours"), &[("a.py", "a = 2\n")]);
    let clone = clones.fetch(&hosted.url, None, BRANCH).unwrap();
    let tip = build(&clone, "a.py", "a = 4\n");
    let theirs = hosted.commit(BRANCH, "By a person", &[("a.py", "a = 3\n")]);
    let lost = failure(publish(&clone, tip));
    assert!(matches!(lost, Failure::Moved { .. }), "{lost}");
    assert_eq!(hosted.rev(BRANCH), Some(theirs));
}

#[test]
#[ignore = "run by against_a_server"]
fn a_push_that_cannot_log_in_or_finds_nothing_says_so() {
    let hosted = hosted("push-gone", &[("a.py", "a = 1\n")]);
    let (_place, clones) = clones();
    // Reading a copy on disk needs no password; what is pushed to does.
    let clone = clones.fetch(&hosted.url, None, BRANCH).unwrap();
    let tip = build(&clone, "a.py", "a = 2\n");
    let move_to = |url: &str| {
        let repository = git2::Repository::open(clone.directory()).unwrap();
        repository.config().unwrap().set_str("remote.origin.pushurl", url).unwrap();
    };
    move_to(&hosted.url_at("127.0.0.2"));
    let refused = failure(publish(&clone, tip));
    assert!(matches!(refused, Failure::Unauthorized { .. }), "{refused}");
    move_to(&hosted.url.replace("/push-gone", "/broken/push-gone"));
    let broken = failure(publish(&clone, tip));
    assert!(matches!(broken, Failure::Unreachable { .. }), "{broken}");
    move_to(&hosted.url);
    fs::remove_dir_all(&hosted.directory).unwrap();
    let gone = failure(publish(&clone, tip));
    assert!(matches!(gone, Failure::Gone { .. }), "{gone}");
}
