//! Repositories that are not as one would wish.

use crate::world::{BRANCH, SERVICE, World};

#[test]
fn what_there_is_nothing_to_do_in_is_said() {
    let files: [(&str, &[(&str, &str)]); 5] = [
        ("empty", &[]),
        ("prose", &[("README.md", "x\n")]),
        ("off", &[("app/service.py", SERVICE), (".overhaulignore", "")]),
        ("attributes", &[("app/service.py", SERVICE), (".gitattributes", "* overhaul=off\n")]),
        ("clean", &[("app/service.py", "x = 1\n")]),
    ];
    let Some(world) = World::with(&files) else { return };
    let ran = world.ends(&["run"], 0);
    for words in ["the repository is empty", "no Python files", "the repository opted out", "nothing to fix"]
    {
        assert!(ran.out.contains(words), "{words}\n{}", ran.out);
    }
    assert_eq!(ran.out.matches("opted out").count(), 2);
    assert!(world.repositories.iter().all(|hosted| hosted.rev(BRANCH).is_none()));
}

#[test]
fn opting_out_closes_what_is_open() {
    let Some(world) = World::new(&["a"]) else { return };
    world.ends(&["run"], 0);
    world.repositories[0].commit("main", "no, thanks", &[(".overhaulignore", "")]);
    assert!(world.ends(&["run"], 0).out.starts_with("close"));
    assert_eq!(world.pulls("a")[0]["state"], "closed");
}

#[test]
fn one_that_is_gone_does_not_keep_the_others_back() {
    let Some(world) = World::new(&["a", "b"]) else { return };
    std::fs::remove_dir_all(&world.repositories[0].directory).unwrap();
    let ran = world.ends(&["run"], 2);
    assert!(ran.out.contains("no such repository") && ran.out.contains("create"), "{}", ran.out);
    assert_eq!(world.pulls("b").len(), 1);
    let retried = world.ends(&["retry", "--failed"], 2);
    assert!(retried.err.contains("1 repositories: 1 failed"), "{}", retried.err);
}

#[test]
fn a_base_that_was_renamed_is_followed() {
    let Some(world) = World::new(&["a"]) else { return };
    world.ends(&["run"], 0);
    let hosted = &world.repositories[0];
    hosted.git(&["branch", "-m", "main", "trunk"]);
    hosted.git(&["symbolic-ref", "HEAD", "refs/heads/trunk"]);
    let ran = world.ends(&["plan"], 0);
    assert!(ran.out.starts_with("refresh") && ran.out.contains("base trunk"), "{}", ran.out);
    let named: Vec<String> = vec![format!("{{ url = {:?}, base = \"main\" }}", hosted.url)];
    world.manifest_of(&named, "");
    let ran = world.ends(&["run"], 2);
    assert!(ran.out.contains("no branch main"), "{}", ran.out);
}

#[test]
fn a_server_that_takes_no_force_is_told_as_that() {
    let Some(world) = World::new(&["a"]) else { return };
    world.ends(&["run"], 0);
    let hosted = &world.repositories[0];
    hosted.git(&["config", "receive.denyNonFastForwards", "true"]);
    let before = hosted.rev(BRANCH);
    hosted.commit("main", "moves", &[("app/more.py", "y = 1\n")]);
    let ran = world.ends(&["run"], 2);
    assert!(
        ran.out.contains("the server refuses the branch") && ran.out.contains("non-fast-forward"),
        "{}",
        ran.out
    );
    assert_eq!((hosted.rev(BRANCH), world.pulls("a").len()), (before, 1));
}

#[test]
fn a_branch_that_is_in_the_way_of_its_name_is_told() {
    let Some(world) = World::new(&["a"]) else { return };
    world.repositories[0].commit("overhaul", "in the way", &[]);
    let ran = world.ends(&["run"], 2);
    assert!(ran.out.contains("refs/heads/overhaul' exists"), "{}", ran.out);
    assert!(world.pulls("a").is_empty());
}

#[test]
fn a_server_that_refuses_is_told_as_it_says_it() {
    let Some(world) = World::new(&["a"]) else { return };
    world.repositories[0].hook("pre-receive", "echo protected branch hook declined >&2; exit 1");
    let ran = world.ends(&["run"], 2);
    assert!(ran.out.contains("protected branch hook declined"), "{}", ran.out);
    assert!(world.pulls("a").is_empty(), "there is no pull request without a branch");
}
