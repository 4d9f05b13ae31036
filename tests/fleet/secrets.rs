//! Tokens and passwords stay where they belong, and repositories run nothing.

use std::fs;
use std::path::Path;

use crate::git_server::PASSWORD;
use crate::world::World;

#[test]
fn no_secret_is_left_anywhere() {
    let Some(world) = World::new(&["a"]) else { return };
    world.manifest("[verify]\ncommands = [\"env; cat ~/.gitconfig; ps axeww || true; exit 1\"]\non-failure = \"draft\"\n");
    // The server looks at all processes of the machine while a push goes on.
    let processes = world.path("processes");
    world.repositories[0].hook("pre-receive", &format!("ps axww > {}", processes.display()));
    let mut said = String::new();
    for args in [
        &["plan", "--verbose"][..],
        &["run", "--verbose"],
        &["status", "--verbose"],
        &["report", "--format", "json"],
    ] {
        let ran = world.fleet(args);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        said += &(ran.out + &ran.err);
    }
    assert!(said.contains("token for"), "the most talkative level was asked for: {said}");
    assert!(fs::read_to_string(&processes).unwrap().contains("fleet run"), "processes were seen");
    let body = world.pulls("a")[0].to_string();
    for secret in [world.token.as_str(), PASSWORD] {
        assert!(!said.contains(secret) && !body.contains(secret), "{secret} was said");
        search(&world.path("."), secret);
    }
}

fn search(directory: &Path, secret: &str) {
    for entry in fs::read_dir(directory).unwrap().flatten() {
        let path = entry.path();
        if entry.file_type().unwrap().is_dir() {
            search(&path, secret);
        } else {
            let bytes = fs::read(&path).unwrap_or_default();
            let is_there = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!is_there, "{} holds a secret", path.display());
        }
    }
}

#[test]
fn a_secret_in_an_address_is_refused() {
    let Some(world) = World::new(&["a"]) else { return };
    let url = world.repositories[0].url.replace("http://", "http://alice:s3cret-in-url@");
    world.manifest_of(&[format!("{url:?}")], "");
    let ran = world.ends(&["run"], 2);
    assert!(
        !ran.out.contains("s3cret-in-url") && !ran.err.contains("s3cret-in-url"),
        "{}{}",
        ran.out,
        ran.err
    );
    assert!(ran.err.contains("holds a password or a token"), "{}{}", ran.out, ran.err);
    // The manifest is the user's own; nothing else may have it.
    fs::remove_file(world.path("fleet.toml")).unwrap();
    search(&world.path("."), "s3cret-in-url");
}

#[test]
fn a_secret_in_what_is_no_address_is_not_repeated() {
    let Some(world) = World::new(&["a"]) else { return };
    for url in ["alice:s3cret-in-url@git.example/o/n", "https://git.example/o/n?private_token=s3cret-in-url"]
    {
        world.manifest_of(&[format!("{url:?}")], "");
        let ran = world.ends(&["run"], 2);
        assert!(!format!("{}{}", ran.out, ran.err).contains("s3cret"), "{}{}", ran.out, ran.err);
        fs::remove_file(world.path("fleet.toml")).unwrap();
        search(&world.path("."), "s3cret-in-url");
    }
}

#[test]
fn a_hostile_repository_runs_nothing() {
    let service = crate::world::SERVICE;
    let files: [(&str, &[(&str, &str)]); 1] = [(
        "a",
        &[
            ("app/service.py", service),
            ("app/\u{202e}@everyone closes #1.py", service),
            (".gitattributes", "*.py filter=evil diff=evil merge=evil\napp/*.py -filter\n"),
            (".gitmodules", "[submodule \"x\"]\n\tpath = x\n\turl = ext::sh -c touch% ~/ran\n"),
            ("hooks/post-checkout", "#!/bin/sh\ntouch ~/ran\n"),
            ("conftest.py", "import pathlib; pathlib.Path.home().joinpath('ran').touch()\n"),
        ],
    )];
    let Some(world) = World::with(&files) else { return };
    let ran = world.ends(&["run"], 0);
    assert!(ran.out.starts_with("create"), "{}", ran.out);
    let home = world.command(&[]).get_envs().find(|(name, _)| *name == "HOME").unwrap().1.unwrap().to_owned();
    assert!(!Path::new(&home).join("ran").exists(), "something of the repository ran");
    let body = world.pulls("a")[0]["body"].as_str().unwrap().to_owned();
    assert!(!body.contains('\u{202e}'), "{body}");
}

/// Where a command that a repository brings along would look.
#[test]
fn the_commands_of_verify_find_no_secret() {
    let Some(world) = World::new(&["a"]) else { return };
    // In brackets, so that what looks is not what is found.
    let pattern = |secret: &str| format!("-e '[{}]{}'", &secret[..1], &secret[1..]);
    let patterns = format!("{} {}", pattern(&world.token), pattern(PASSWORD));
    let commands: Vec<String> = ["env", "cat /proc/[0-9]*/environ", "ps axeww"]
        .iter()
        .map(|look| format!("{:?}", format!("! {look} 2>/dev/null | grep -aq {patterns}")))
        .collect();
    world.manifest(&format!("[verify]\ncommands = [{}]\n", commands.join(", ")));
    let ran = world.ends(&["run"], 0);
    assert!(ran.out.starts_with("create"), "{}", ran.out);
}
