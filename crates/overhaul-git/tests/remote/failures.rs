//! What goes wrong, told apart.

use std::net::TcpListener;

use overhaul_git::remote::{Failure, credential, ls_remote};

use crate::git_server::{PASSWORD, USER};
use crate::support::{BRANCH, LONG, clones, empty, failure, hosted, server, something_ran};

#[test]
#[ignore = "run by against_a_server"]
fn each_failure_is_of_its_kind() {
    let hosted = hosted("failures", &[("a.py", "a = 1\n")]);
    let (place, clones) = clones();
    let fetch = |url: &str| failure(clones.fetch(url, None, BRANCH));
    for host in ["127.0.0.2", "127.0.0.3"] {
        let failure = fetch(&hosted.url_at(host));
        assert!(matches!(failure, Failure::Unauthorized { .. }), "{failure}");
        assert!(!failure.to_string().contains("wrong"), "{failure}");
    }
    let gone = fetch(&hosted.url.replace("failures", "no-such"));
    assert!(matches!(gone, Failure::Gone { .. }), "{gone}");
    let gone = fetch("/no/such/repository");
    assert!(matches!(gone, Failure::Gone { .. }), "{gone}");
    let broken = clones.fetch(&hosted.url.replace("failures", "broken/failures"), None, BRANCH).unwrap_err();
    assert!(matches!(broken.failure, Failure::Unreachable { .. }) && broken.is_transient(), "{broken}");
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    for down in [format!("http://127.0.0.1:{free}/a.git"), format!("git://127.0.0.1:{free}/a.git")] {
        let down = clones.fetch(&down, None, BRANCH).unwrap_err();
        assert!(matches!(down.failure, Failure::Unreachable { .. }) && down.is_transient(), "{down}");
    }
    let none = fetch(&empty("failures-empty").url);
    assert!(matches!(none, Failure::Empty), "{none}");
    let none = failure(clones.fetch(&hosted.url, Some("no-such"), BRANCH));
    assert!(matches!(none, Failure::NoBranch { .. }), "{none}");
    hosted.git(&["symbolic-ref", "HEAD", "refs/heads/no-such"]);
    let none = fetch(&hosted.url);
    assert!(matches!(none, Failure::NoDefaultBranch), "{none}");
    let left =
        std::fs::read_dir(place.path()).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_dir());
    assert_eq!(left.count(), 0, "something is left of clones that failed");
}

#[test]
#[ignore = "run by against_a_server"]
fn hostile_names_are_refused_before_git_sees_them() {
    let hosted = hosted("hostile", &[("a.py", "a = 1\n")]);
    let (_place, clones) = clones();
    for address in
        ["--upload-pack=touch ~/ran", "-u", "ext::touch% ~/ran", "ssh://-oProxyCommand=touch ran/x"]
    {
        assert!(clones.fetch(address, None, BRANCH).is_err(), "{address}");
        assert!(ls_remote(address, LONG).is_err(), "{address}");
    }
    for branch in ["--upload-pack=touch ~/ran", "-f", "a:refs/heads/main", "a b", "../x", "main"] {
        let refused = failure(clones.fetch(&hosted.url, None, branch));
        assert!(matches!(refused, Failure::BranchName { .. }), "{branch}: {refused}");
        if branch != "main" {
            let refused = failure(clones.fetch(&hosted.url, Some(branch), BRANCH));
            assert!(matches!(refused, Failure::BranchName { .. }), "{branch}: {refused}");
        }
    }
    let with_password = hosted.url.replace("//", &format!("//{USER}:{PASSWORD}@"));
    let refused = clones.fetch(&with_password, None, BRANCH).unwrap_err();
    assert!(matches!(refused.failure, Failure::Credentials));
    assert!(!refused.to_string().contains(PASSWORD));
    assert!(!something_ran());
}

#[test]
#[ignore = "run by against_a_server"]
fn a_tree_that_would_write_into_gits_own_files_is_refused() {
    let hosted = hosted("dotgit", &[("a.py", "a = 1\n")]);
    let blob = hosted.git(&["rev-parse", "main:a.py"]);
    let inner = hosted.directory.join("inner");
    std::fs::write(&inner, format!("100644 blob {}\tconfig\n", blob.trim())).unwrap();
    let script = "inner=$(git mktree < inner); printf '040000 tree %s\\t.git\\n' $inner | git mktree";
    let output = std::process::Command::new("sh")
        .args(["-c", script])
        .current_dir(&hosted.directory)
        .output()
        .unwrap();
    let tree = String::from_utf8(output.stdout).unwrap();
    let commit = hosted.git(&["commit-tree", "-m", "evil", tree.trim()]);
    hosted.git(&["update-ref", "refs/heads/main", commit.trim()]);
    let (place, clones) = clones();
    let refused = failure(clones.fetch(&hosted.url, None, BRANCH));
    assert!(matches!(refused, Failure::Git { ref words } if words.contains("hasDotgit")), "{refused}");
    assert!(!std::fs::read_dir(place.path()).unwrap().any(|entry| entry.unwrap().path().is_dir()));
}

#[test]
#[ignore = "run by against_a_server"]
fn credentials_are_those_of_the_users_git() {
    let port = server().1;
    let known = credential("http", &format!("127.0.0.1:{port}")).unwrap();
    assert_eq!((known.username.as_str(), known.password.as_str()), (USER, PASSWORD));
    assert!(!format!("{known:?}").contains(PASSWORD));
    assert_eq!(credential("http", &format!("127.0.0.3:{port}")), None);
    assert_eq!(credential("http", "127.0.0.1\nhost=other"), None);
}
