//! The cache of clones.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use git2::Repository;
use overhaul_git::clones::Clones;
use overhaul_git::remote::{Failure, ls_remote};
use overhaul_git::{Snapshot, publish};

use crate::git_server::PASSWORD;
use crate::support::{
    BRANCH, LONG, PLENTY, build, clones, empty, failure, has, hosted, ours, server, something_ran,
};

#[test]
#[ignore = "run by against_a_server"]
fn a_clone_has_what_a_run_reads_and_little_else() {
    let long = "x".repeat(500_000);
    let files = [
        ("pkg/a.py", "a = 1\n"),
        ("pyproject.toml", ""),
        (".github/CODEOWNERS", "* @a\n"),
        ("README.md", &long),
        ("b.dat", &long[1..]),
    ];
    let hosted = hosted("lean", &files);
    hosted.commit("main", "more", &[("pkg/a.py", "a = 2\n"), (".gitattributes", "x.py overhaul=off\n")]);
    let (place, clones) = clones();
    let clone = clones.fetch(&hosted.url, None, BRANCH).unwrap();
    assert_eq!((clone.base_name(), clone.theirs()), ("main", None));
    assert_eq!(clone.base().to_string(), hosted.rev("main").unwrap());
    for (path, is_there) in [
        ("pkg/a.py", true),
        (".gitattributes", true),
        (".github/CODEOWNERS", true),
        ("README.md", false),
        ("b.dat", false),
    ] {
        assert_eq!(has(&clone, clone.base(), path), is_there, "{path}");
    }
    let repository = Repository::open(clone.directory()).unwrap();
    assert_eq!(repository.find_commit(clone.base()).unwrap().parent_count(), 0, "the history was fetched");
    let snapshot = Snapshot::open(clone.directory(), &clone.base().to_string()).unwrap();
    assert_eq!(snapshot.read(&snapshot.root().join("pkg/a.py")).unwrap(), b"a = 2\n");
    clone.bring(clone.base(), |path| path == Path::new("README.md")).unwrap();
    assert!(has(&clone, clone.base(), "README.md") && !has(&clone, clone.base(), "b.dat"));
    drop((clone, snapshot));
    assert!(!contains(place.path(), PASSWORD.as_bytes()), "the password is in the clone");
    assert!(!something_ran());
}

fn contains(directory: &Path, text: &[u8]) -> bool {
    fs::read_dir(directory).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return contains(&path, text);
        }
        fs::read(path).unwrap().windows(text.len()).any(|part| part == text)
    })
}

#[test]
#[ignore = "run by against_a_server"]
fn servers_that_offer_less_give_the_same() {
    let hosted = hosted("less", &[("a.py", "a = 1\n"), ("b.txt", "b\n")]);
    hosted.commit(BRANCH, &ours("One"), &[("a.py", "a = 2\n")]);
    hosted.commit("main", "on", &[("c.py", "c = 1\n")]);
    hosted.git(&["update-server-info"]);
    let old = hosted.url.replace("/less.git", "/old/less.git");
    let files = hosted.url.replace("/less.git", "/files/less.git");
    let path = hosted.directory.to_str().unwrap().to_owned();
    let local = format!("file://{path}");
    let check = |url: &str| {
        let (_place, clones) = clones();
        let clone = clones.fetch(url, Some("main"), BRANCH).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(clone.base().to_string(), hosted.rev("main").unwrap(), "{url}");
        assert_eq!(clone.theirs().map(|id| id.to_string()), hosted.rev(BRANCH), "{url}");
        assert!(has(&clone, clone.base(), "a.py") && has(&clone, clone.base(), "c.py"), "{url}");
        assert_eq!(clone.foreign().unwrap(), [], "{url}");
    };
    for url in [&old, &files, &path, &local] {
        check(url);
    }
    for setting in ["uploadpack.allowAnySHA1InWant", "uploadpack.allowFilter"] {
        hosted.git(&["config", setting, "false"]);
        for url in [&hosted.url, &old] {
            check(url);
        }
    }
}

#[test]
#[ignore = "run by against_a_server"]
fn commits_of_others_are_told_from_ours_however_old_the_base_is() {
    let hosted = hosted("foreign", &[("a.py", "a = 1\n")]);
    for n in 0..5 {
        hosted.commit("main", &format!("before {n}"), &[("n.txt", &n.to_string())]);
    }
    for n in 0..3 {
        hosted.commit(BRANCH, &ours(&format!("Ours {n}")), &[("a.py", &format!("a = {n}\n"))]);
    }
    let (_place, clones) = clones();
    let foreign = || {
        let clone = clones.fetch(&hosted.url, None, BRANCH).unwrap();
        clone.foreign().unwrap().into_iter().map(|commit| commit.subject).collect::<Vec<_>>()
    };
    assert!(foreign().is_empty());
    for n in 0..5 {
        hosted.commit("main", &format!("after {n}"), &[("m.txt", &n.to_string())]);
    }
    assert!(foreign().is_empty(), "a base that moved on makes no commit foreign");
    assert!(foreign().is_empty(), "nor does asking again");
    hosted.commit(BRANCH, "By a person", &[("a.py", "a = 7\n")]);
    assert_eq!(foreign(), ["By a person"]);
    hosted.commit(BRANCH, &ours("Ours again"), &[("a.py", "a = 8\n")]);
    assert_eq!(foreign(), ["By a person"]);
    hosted.commit("main", "on", &[("m.txt", "on")]);
    assert_eq!(foreign(), ["By a person"]);
    let (_other, fresh) = crate::support::clones();
    let clone = fresh.fetch(&hosted.url, None, BRANCH).unwrap();
    assert_eq!(clone.foreign().unwrap().len(), 1);
    drop(clone);
    // Merged by a fast-forward: what the branch has, the base has.
    hosted.git(&["update-ref", "refs/heads/main", &format!("refs/heads/{BRANCH}")]);
    assert!(foreign().is_empty());
    // The branch is a commit of the base's past.
    hosted.commit("main", "further", &[("m.txt", "further")]);
    assert!(foreign().is_empty());
    hosted.git(&["update-ref", "-d", &format!("refs/heads/{BRANCH}")]);
    let clone = clones.fetch(&hosted.url, None, BRANCH).unwrap();
    assert_eq!(clone.theirs(), None);
}

#[test]
#[ignore = "run by against_a_server"]
fn a_merge_by_a_person_is_theirs() {
    let hosted = hosted("merge", &[("a.py", "a = 1\n")]);
    let ours_id = hosted.commit(BRANCH, &ours("Ours"), &[("a.py", "a = 2\n")]);
    let main = hosted.commit("main", "on", &[("b.py", "b = 1\n")]);
    let tree = hosted.git(&["rev-parse", &format!("{ours_id}^{{tree}}")]);
    let merge = hosted.git(&["commit-tree", "-p", &ours_id, "-p", &main, "-m", "Merge main", tree.trim()]);
    hosted.git(&["update-ref", &format!("refs/heads/{BRANCH}"), merge.trim()]);
    let (_place, clones) = clones();
    let clone = clones.fetch(&hosted.url, None, BRANCH).unwrap();
    let foreign = clone.foreign().unwrap();
    assert_eq!(foreign.iter().map(|commit| commit.subject.as_str()).collect::<Vec<_>>(), ["Merge main"]);
}

#[test]
#[ignore = "run by against_a_server"]
fn what_did_not_change_is_not_fetched_again() {
    let hosted = hosted("again", &[("a.py", "a = 1\n")]);
    let (_place, clones) = clones();
    let clone = clones.fetch(&hosted.url, None, BRANCH).unwrap();
    let tip = build(&clone, "a.py", "a = 2\n");
    publish(&clone, tip).unwrap();
    drop(clone);
    let packs = || {
        clones
            .fetch(&hosted.url, None, BRANCH)
            .unwrap()
            .directory()
            .join("objects/pack")
            .read_dir()
            .unwrap()
            .count()
    };
    let before = packs();
    assert_eq!(packs(), before);
    let log = fs::read_to_string(server().0.join("logs/access")).unwrap();
    let asked = log.lines().filter(|line| line.contains("/again.git/git-upload-pack")).count();
    packs();
    let log = fs::read_to_string(server().0.join("logs/access")).unwrap();
    let now = log.lines().filter(|line| line.contains("/again.git/git-upload-pack")).count();
    assert!(now - asked <= 1, "{} requests for a clone that is up to date", now - asked);
}

#[test]
#[ignore = "run by against_a_server"]
fn names_of_branches_that_were_in_the_way_are_gone() {
    let hosted = hosted("names", &[("a.py", "a = 1\n")]);
    hosted.commit("fix", &ours("One"), &[("a.py", "a = 2\n")]);
    let (_place, clones) = clones();
    assert!(clones.fetch(&hosted.url, None, "fix").unwrap().theirs().is_some());
    hosted.git(&["update-ref", "-d", "refs/heads/fix"]);
    hosted.commit("fix/deeper", &ours("One"), &[("a.py", "a = 3\n")]);
    let clone = clones.fetch(&hosted.url, None, "fix/deeper").unwrap();
    assert!(clone.theirs().is_some() && clone.foreign().unwrap().is_empty());
}

#[test]
#[ignore = "run by against_a_server"]
fn a_default_branch_that_was_renamed_is_followed() {
    let hosted = hosted("renamed", &[("a.py", "a = 1\n")]);
    let (_place, clones) = clones();
    assert_eq!(clones.fetch(&hosted.url, None, BRANCH).unwrap().base_name(), "main");
    hosted.git(&["branch", "-m", "main", "trunk"]);
    hosted.git(&["symbolic-ref", "HEAD", "refs/heads/trunk"]);
    assert_eq!(clones.fetch(&hosted.url, None, BRANCH).unwrap().base_name(), "trunk");
    let gone = failure(clones.fetch(&hosted.url, Some("main"), BRANCH));
    assert!(matches!(gone, Failure::NoBranch { ref name } if name == "main"), "{gone}");
    let heads = ls_remote(&hosted.url, LONG).unwrap();
    assert_eq!((heads.default.as_deref(), heads.branches.len()), (Some("trunk"), 1));
    assert!(ls_remote(&empty("nothing-yet").url, LONG).unwrap().branches.is_empty());
}

#[test]
#[ignore = "run by against_a_server"]
fn a_damaged_clone_is_made_anew() {
    let hosted = hosted("damaged", &[("a.py", "a = 1\n")]);
    let (_place, clones) = clones();
    let directory = clones.fetch(&hosted.url, None, BRANCH).unwrap().directory().to_owned();
    let damage = |what: &str| match what {
        "head" => fs::write(directory.join("HEAD"), "").unwrap(),
        "config" => fs::write(directory.join("config"), "[core\n").unwrap(),
        "shallow" => fs::write(directory.join("shallow"), "nonsense\n").unwrap(),
        "packs" => fs::remove_dir_all(directory.join("objects/pack")).unwrap(),
        "references" => fs::write(directory.join("refs/remotes/origin/main"), "0123\n").unwrap(),
        "all" => fs::remove_dir_all(&directory).unwrap(),
        _ => {
            for name in ["shallow.lock", "config.lock", "packed-refs.lock", "refs/remotes/origin/main.lock"] {
                fs::write(directory.join(name), "").unwrap();
            }
        }
    };
    for (n, what) in ["head", "config", "shallow", "packs", "references", "all", "locks"].iter().enumerate() {
        damage(what);
        hosted.commit("main", what, &[("a.py", &format!("a = {n}\n"))]);
        let clone = clones.fetch(&hosted.url, None, BRANCH).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(clone.base().to_string(), hosted.rev("main").unwrap(), "{what}");
        assert!(has(&clone, clone.base(), "a.py"), "{what}");
    }
    clones.forget(&hosted.url).unwrap();
    assert!(!directory.exists());
}

#[test]
#[ignore = "run by against_a_server"]
fn clones_that_were_not_used_for_longest_go() {
    // Nothing that compresses well.
    let noise: String =
        (0_u64..40_000).map(|n| format!("n{} = 1\n", n.wrapping_mul(0x9E37_79B9_7F4A_7C15))).collect();
    let hosted: Vec<_> =
        (0..3).map(|n| hosted(&format!("room-{n}"), &[("a.py", &format!("n = {n}\n{noise}"))])).collect();
    let (place, plenty) = clones();
    let size = {
        drop(plenty.fetch(&hosted[0].url, None, BRANCH).unwrap());
        let lock = fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().path());
        let lock = lock.into_iter().find(|path| path.extension().is_some()).unwrap();
        fs::read_to_string(lock).unwrap().parse::<u64>().unwrap()
    };
    assert!(size > 100_000);
    let clones = Clones::open(place.path(), 2 * size + size / 2, LONG).unwrap();
    let is_there = |n: usize| {
        let name = format!("room-{n}");
        let mut names = fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().path());
        names.any(|path| path.is_dir() && path.to_string_lossy().contains(&name))
    };
    let first = clones.fetch(&hosted[0].url, None, BRANCH).unwrap();
    drop(clones.fetch(&hosted[1].url, None, BRANCH).unwrap());
    drop(clones.fetch(&hosted[2].url, None, BRANCH).unwrap());
    drop(clones.fetch(&hosted[2].url, None, BRANCH).unwrap());
    assert!(is_there(0), "one that is in use was removed");
    assert!(!is_there(1), "the one that was not used for longest is still there");
    assert!(is_there(2));
    drop(first);
    drop(clones.fetch(&hosted[1].url, None, BRANCH).unwrap());
    drop(clones.fetch(&hosted[2].url, None, BRANCH).unwrap());
    assert!(!is_there(0) && is_there(1) && is_there(2));
}

/// A copy of this program that fetches what the environment names.
fn fetching(url: &str, place: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "clones::a_process_that_fetches"])
        .env("OVERHAUL_TEST_URL", url)
        .env("OVERHAUL_TEST_PLACE", place)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
#[ignore = "run by other tests"]
fn a_process_that_fetches() {
    let Ok(url) = std::env::var("OVERHAUL_TEST_URL") else { return };
    let clones =
        Clones::open(Path::new(&std::env::var_os("OVERHAUL_TEST_PLACE").unwrap()), PLENTY, LONG).unwrap();
    let clone = clones.fetch(&url, None, BRANCH).unwrap();
    assert!(has(&clone, clone.base(), "a.py"));
    build(&clone, "a.py", "a = 7\n");
}

#[test]
#[ignore = "run by against_a_server"]
fn processes_share_a_clone_at_once() {
    let hosted = hosted("shared", &[("a.py", "a = 1\n")]);
    let (place, clones) = clones();
    for round in 0..2 {
        let children: Vec<Child> = (0..3).map(|_| fetching(&hosted.url, place.path())).collect();
        for mut child in children {
            assert!(child.wait().unwrap().success());
        }
        hosted.commit("main", "on", &[("a.py", &format!("a = {round}\n"))]);
    }
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| assert!(clones.fetch(&hosted.url, None, BRANCH).is_ok()));
        }
    });
}

/// The server is slow for everybody meanwhile, so what waits for it must not be measured elsewhere.
fn killed_in_the_middle(url: &str, place: &Path) {
    let root = server().0;
    let (slow, packing) = (root.join("slow"), root.join("packing"));
    let _ = fs::remove_file(&packing);
    fs::write(&slow, "").unwrap();
    let mut child = fetching(url, place);
    let start = Instant::now();
    while !packing.exists() {
        assert!(start.elapsed() < Duration::from_secs(20), "the server was not asked");
        thread::sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    fs::remove_file(&slow).unwrap();
}

#[test]
#[ignore = "run by against_a_server"]
fn a_fetch_that_was_killed_leaves_nothing_that_matters() {
    let hosted = hosted("killed", &[("a.py", "a = 1\n")]);
    let (place, clones) = clones();
    let check = || {
        let clone = clones.fetch(&hosted.url, None, BRANCH).unwrap();
        assert_eq!(clone.base().to_string(), hosted.rev("main").unwrap());
        assert!(has(&clone, clone.base(), "a.py"));
        let names: Vec<_> =
            fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names.len(), 2, "{names:?}");
    };
    killed_in_the_middle(&hosted.url, place.path());
    check();
    hosted.commit("main", "on", &[("a.py", "a = 2\n"), ("b.py", "b = 2\n")]);
    killed_in_the_middle(&hosted.url, place.path());
    check();
}
