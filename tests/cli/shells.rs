//! Completions and manual pages, by the programs that read them.

use std::process::Command;

use crate::support::{COMMANDS, Sandbox, has, ran};

#[test]
fn bash_completes_commands_options_and_codemods() {
    if !has("bash") {
        return;
    }
    let sandbox = Sandbox::new();
    sandbox.write("overhaul.bash", sandbox.overhaul(["completions", "bash"]).bytes);
    let completed = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        let at = words.len() - 1;
        let script = format!(
            "source overhaul.bash; COMP_WORDS=({line}); COMP_CWORD={at}; \
             _overhaul overhaul '{}' '{}'; echo \"${{COMPREPLY[*]}}\"",
            words[at],
            words[at - 1]
        );
        let ran = ran(Command::new("bash").args(["--norc", "-c", &script]).current_dir(&sandbox.root));
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{line}");
        ran.out.trim().to_owned()
    };
    assert_eq!(completed("overhaul che"), "check");
    assert_eq!(completed("overhaul diff --exit"), "--exit-code");
    assert_eq!(completed("overhaul check --codemod print"), "print-to-logger");
    assert_eq!(completed("overhaul check --format sar"), "sarif");
    assert_eq!(completed("overhaul explain narrow"), "narrow-except");
    assert_eq!(completed("overhaul fleet run --engine r"), "ray");
}

#[test]
fn zsh_and_fish_load_their_scripts() {
    let sandbox = Sandbox::new();
    if has("zsh") {
        sandbox.write("functions/_overhaul", sandbox.overhaul(["completions", "zsh"]).bytes);
        let script = "fpath=($PWD/functions $fpath); autoload -Uz compinit; compinit -u -d $PWD/dump; \
                      print -r -- $_comps[overhaul]; source functions/_overhaul; print $+functions[_overhaul__subcmd__fleet_commands]";
        let ran = ran(Command::new("zsh").args(["-f", "-c", script]).current_dir(&sandbox.root));
        assert_eq!((ran.code, ran.out.trim(), ran.err.as_str()), (Some(0), "_overhaul\n1", ""));
    }
    if has("fish") {
        sandbox.write("overhaul.fish", sandbox.overhaul(["completions", "fish"]).bytes);
        let script = "source overhaul.fish; complete -C 'overhaul check --codemod print'";
        let ran = ran(Command::new("fish").args(["--no-config", "-c", script]).current_dir(&sandbox.root));
        assert_eq!((ran.code, ran.out.trim(), ran.err.as_str()), (Some(0), "print-to-logger", ""));
    }
}

#[test]
fn every_shell_has_a_script() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = sandbox.overhaul(["completions", shell]);
        assert_eq!(ran.code, Some(0), "{shell}: {}", ran.err);
        assert!(ran.out.contains("force-exclude"), "{shell}");
    }
    assert_eq!(sandbox.overhaul(["completions", "tcsh"]).code, Some(2));
}

#[test]
fn every_command_has_a_manual_page() {
    let is_rendered = has("groff");
    let sandbox = Sandbox::new();
    for command in COMMANDS {
        let words: Vec<&str> = command.split_whitespace().collect();
        let page = sandbox.overhaul(["man"].iter().chain(&words));
        assert_eq!(page.code, Some(0), "{}", page.err);
        if is_rendered {
            sandbox.write("page.1", &page.bytes);
            let mut groff = Command::new("groff");
            let ran =
                ran(groff.args(["-man", "-Tascii", "-P-cbou", "-ww", "page.1"]).current_dir(&sandbox.root));
            assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{command}");
            let name = [&["overhaul"], &words[..]].concat().join("-");
            assert!(ran.out.contains(&name) && ran.out.contains("SYNOPSIS"), "{command}: {}", ran.out);
        }
    }
    let unknown = sandbox.overhaul(["man", "chekc"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.contains("no command is called 'chekc'; did you mean 'check'?"), "{}", unknown.err);
    let unknown = sandbox.overhaul(["man", "fleet", "statsu"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.contains("did you mean 'status'?"), "{}", unknown.err);
    assert!(unknown.err.contains("`overhaul fleet --help`"), "{}", unknown.err);
}
