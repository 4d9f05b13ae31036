//! Real commands that behave badly, and what is left of them.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test says what went wrong")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use overhaul_verify::{End, Error, Report, Stop, Supervisor, Verify};
use tempfile::TempDir;

/// The example of this crate that is a supervisor and nothing else; cargo builds it with the tests.
fn supervisor() -> Supervisor {
    let test = std::env::current_exe().unwrap();
    let target = test.ancestors().nth(2).unwrap();
    Supervisor { program: target.join("examples/supervise"), args: Vec::new() }
}

struct Place {
    directory: TempDir,
    environment: BTreeMap<String, String>,
    writable: Vec<PathBuf>,
    limit: Duration,
    output_limit: usize,
}

impl Place {
    fn new() -> Self {
        Self {
            directory: TempDir::new().unwrap(),
            environment: BTreeMap::new(),
            writable: Vec::new(),
            limit: Duration::from_mins(1),
            output_limit: 100_000,
        }
    }

    fn limited(limit: Duration) -> Self {
        Self { limit, ..Self::new() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    fn run(&self, commands: &[&str]) -> Report {
        self.try_run(commands, &Stop::default()).unwrap()
    }

    fn try_run(&self, commands: &[&str], stop: &Stop) -> Result<Report, Error> {
        let commands: Vec<String> = commands.iter().map(|&command| command.to_owned()).collect();
        let verify = Verify {
            commands: &commands,
            directory: self.directory.path(),
            time_limit: self.limit,
            output_limit: self.output_limit,
            environment: &self.environment,
            writable: &self.writable,
        };
        supervisor().run(&verify, stop)
    }
}

/// A command line with a duration of its own, so that its processes can be told from all others.
fn unique_sleep() -> String {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    format!("sleep 7{}{:03}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

fn is_running(command: &str) -> bool {
    let listed = Command::new("ps").args(["-eo", "stat=,args="]).output().unwrap();
    let lines = String::from_utf8_lossy(&listed.stdout).into_owned();
    lines.lines().any(|line| line.ends_with(command) && !line.starts_with('Z'))
}

fn wait_until(what: &str, condition: impl Fn() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < Duration::from_secs(20), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn text(report: &Report) -> String {
    report.ran.iter().map(|ran| ran.output.text()).collect()
}

const ON_LINUX: bool = cfg!(target_os = "linux");

#[test]
fn output_comes_in_order_and_the_status_is_kept() {
    let place = Place::new();
    let report = place.run(&["echo one; echo two >&2; echo three; printf '\\377\\n'; exit 3", "echo never"]);
    let [ran] = report.ran.as_slice() else { panic!("{report:?}") };
    assert_eq!(ran.end, End::Exited(3));
    assert_eq!(ran.output.head, b"one\ntwo\nthree\n\xff\n");
    assert!(ran.output.text().ends_with("three\n\u{fffd}\n"));
    assert_eq!((ran.killed_count, report.is_ok), (0, false));
    assert_eq!(place.run(&["kill -9 $$"]).ran[0].end, End::Signaled(9));
}

#[test]
fn commands_follow_each_other_in_the_directory_and_share_a_private_one() {
    let place = Place::new();
    let report = place.run(&[
        "pwd; echo a > $TMPDIR/kept; echo $TMPDIR",
        "cat $TMPDIR/kept; echo b > here",
        "test -z \"$(cat)\"",
    ]);
    assert!(report.is_ok, "{report:?}");
    let output = text(&report);
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(Path::new(lines[0]), place.directory.path().canonicalize().unwrap());
    assert_eq!(lines[2], "a");
    assert!(!Path::new(lines[1]).parent().unwrap().exists(), "the private directory is still there");
    assert_eq!(fs::read(place.path("here")).unwrap(), b"b\n");
}

#[test]
fn a_private_directory_goes_also_when_it_was_made_read_only() {
    let report = Place::new()
        .run(&["mkdir -p $TMPDIR/a/b; touch $TMPDIR/a/b/c; chmod -R a-w $TMPDIR/a; echo $TMPDIR"]);
    assert!(report.is_ok);
    assert!(!Path::new(text(&report).trim()).parent().unwrap().exists());
}

#[test]
fn what_hangs_is_killed_when_the_time_is_up() {
    let place = Place::limited(Duration::from_millis(500));
    let sleep = unique_sleep();
    let report = place.run(&[&format!("echo started; {sleep}; echo done"), "echo never"]);
    assert_eq!(report.ran.len(), 1);
    assert_eq!(report.ran[0].end, End::TimedOut);
    assert_eq!(report.ran[0].output.text(), "started\n");
    assert!(report.ran[0].duration < Duration::from_secs(10));
    assert!(!is_running(&sleep));
    if ON_LINUX {
        assert!(report.ran[0].killed.iter().any(|process| process.command == sleep), "{report:?}");
    }
}

#[test]
fn the_time_is_for_all_commands_together() {
    let place = Place::limited(Duration::from_secs(2));
    let report = place.run(&["sleep 1", "sleep 30"]);
    assert_eq!(report.ran.iter().map(|ran| ran.end).collect::<Vec<_>>(), [End::Exited(0), End::TimedOut]);
}

#[test]
fn what_ignores_requests_to_end_is_killed() {
    let place = Place::limited(Duration::from_millis(500));
    let sleep = unique_sleep();
    let report = place.run(&[&format!("trap '' TERM INT HUP; {sleep}; while :; do sleep 1; done")]);
    assert_eq!(report.ran[0].end, End::TimedOut);
    assert!(!is_running(&sleep));
}

#[test]
fn what_asks_to_clean_up_may_do_so() {
    let place = Place::limited(Duration::from_millis(500));
    let report = place.run(&["trap 'echo cleaned; exit 0' TERM; while :; do sleep 0.1; done"]);
    assert_eq!(report.ran[0].end, End::TimedOut);
    assert!(text(&report).ends_with("cleaned\n"), "{report:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_daemon_that_a_command_leaves_behind_is_killed_and_named() {
    let place = Place::new();
    let sleep = unique_sleep();
    // Twice away from its parents, in a session of its own, without the pipe, and deaf.
    let daemon =
        format!("setsid sh -c \"trap '' TERM; (setsid {sleep} &) &\" >/dev/null 2>&1 </dev/null; echo ready");
    let report = place.run(&[&daemon]);
    assert!(report.is_ok, "{report:?}");
    assert_eq!(report.ran[0].output.text(), "ready\n");
    assert!(!is_running(&sleep));
    assert!(report.ran[0].killed.iter().any(|process| process.command == sleep), "{report:?}");
    assert_eq!(report.ran[0].killed.len(), report.ran[0].killed_count);
}

#[cfg(target_os = "linux")]
#[test]
fn processes_that_start_others_faster_than_they_are_listed_are_all_killed() {
    let place = Place::limited(Duration::from_secs(3));
    let mark = unique_sleep();
    // The same test may run elsewhere on the machine.
    let chain = format!("chain-{}", mark.trim_start_matches("sleep "));
    // Each starts another and ends, so that no list of processes is right for long; a few of them wait.
    let script = format!(
        "#!/bin/sh\n[ $1 -gt 0 ] || {mark}\nsetsid ./{chain} $(($1-1)) & setsid ./{chain} 0 &\nexit 0\n"
    );
    fs::write(place.path(&chain), script).unwrap();
    let report = place.run(&[&format!("chmod +x {chain}; ./{chain} 60; sleep 60")]);
    assert_eq!(report.ran[0].end, End::TimedOut);
    assert!(report.ran[0].killed_count > 20, "{report:?}");
    assert_eq!(report.ran[0].killed.len(), 20);
    assert!(!is_running(&mark));
    assert!(!is_running(&format!("{chain} 0")));
}

#[test]
fn a_gigabyte_of_output_takes_little_memory_and_time() {
    let place = Place { output_limit: 10_000, ..Place::new() };
    let start = Instant::now();
    let report = place
        .run(&["echo first; head -c 1073741824 /dev/zero; echo last; grep VmHWM /proc/$PPID/status || true"]);
    assert!(report.is_ok, "{report:?}");
    let output = &report.ran[0].output;
    assert!(output.head.starts_with(b"first\n\0\0"));
    assert!(output.tail.windows(5).any(|part| part == b"last\n"));
    assert!(output.head.len() + output.tail.len() <= 10_000);
    assert!(output.omitted > 1_073_000_000);
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
    if ON_LINUX {
        let text = String::from_utf8_lossy(&output.tail).into_owned();
        let kilobytes: u64 =
            text.rsplit_once("VmHWM:").unwrap().1.trim().trim_end_matches(" kB").parse().unwrap();
        assert!(kilobytes < 50_000, "the supervisor took {kilobytes} kB");
    }
    let endless = Place { output_limit: 10_000, ..Place::limited(Duration::from_secs(1)) };
    let report = endless.run(&["yes"]);
    assert_eq!(report.ran[0].end, End::TimedOut);
    assert!(report.ran[0].output.head.starts_with(b"y\ny\n"));
}

/// Says so where the kernel confines nothing, and then checks nothing.
#[cfg(target_os = "linux")]
#[expect(clippy::print_stdout, reason = "a test that was skipped says so")]
fn is_confined(report: &Report) -> bool {
    if !report.is_confined {
        println!("skipped: this kernel has no Landlock");
    }
    report.is_confined
}

#[cfg(target_os = "linux")]
#[test]
fn writing_elsewhere_is_refused_and_shows_as_the_commands_own_error() {
    let mut place = Place::new();
    let outside = TempDir::new().unwrap();
    let victim = outside.path().join("victim");
    fs::write(&victim, "as it was").unwrap();
    std::os::unix::fs::symlink(outside.path(), place.path("link")).unwrap();
    place.environment.insert("OUTSIDE".to_owned(), outside.path().to_str().unwrap().to_owned());
    let script = "
        echo inside > inside && mkdir -p a/b && mv inside a/b/ && rm a/b/inside && echo kept > $TMPDIR/x && mv $TMPDIR/x . || exit 9
        echo x > /dev/null && echo to stderr > /dev/stderr || exit 8
        cat $OUTSIDE/victim || exit 7
        echo x > $OUTSIDE/new; echo x >> link/victim; mkdir link/made; rm link/victim; mv link/victim stolen; ln link/victim hard
        chmod 777 $OUTSIDE/victim
        touch ../beside; (setsid sh -c 'echo x > $OUTSIDE/daemon') ; exit 0";
    let report = place.run(&[script]);
    if !is_confined(&report) {
        return;
    }
    assert!(report.is_ok, "{}", text(&report));
    let output = text(&report);
    assert!(output.contains("as it was") && output.contains("to stderr"), "{output}");
    assert!(output.matches("Permission denied").count() >= 7, "{output}");
    let left: Vec<_> =
        fs::read_dir(outside.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["victim"]);
    assert_eq!(fs::read(&victim).unwrap(), b"as it was");
    assert!(!place.directory.path().parent().unwrap().join("beside").exists());

    place.writable.push(outside.path().to_owned());
    assert!(place.run(&["echo x > $OUTSIDE/new"]).is_ok);
    assert!(outside.path().join("new").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn credentials_are_seen_neither_in_the_environment_nor_in_files_nor_in_other_processes() {
    // The variables of this process are those that it was started with, so a copy of it has them.
    if std::env::var_os("OVERHAUL_TEST_CREDENTIALS").is_none() {
        let home = TempDir::new().unwrap();
        for (file, text) in
            [(".ssh/id_ed25519", "s3cret"), (".config/gh/hosts.yml", "s3cret"), (".config/app", "plain")]
        {
            let file = home.path().join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        std::os::unix::fs::symlink(home.path().join(".ssh"), home.path().join("keys")).unwrap();
        let name = "credentials_are_seen_neither_in_the_environment_nor_in_files_nor_in_other_processes";
        let status = Command::new(std::env::current_exe().unwrap())
            .args([name, "--exact", "--nocapture"])
            .env("OVERHAUL_TEST_CREDENTIALS", "1")
            .env("HOME", home.path())
            .envs([("GITHUB_TOKEN", "s3cret"), ("MY_OWN_TOKEN", "s3cret"), ("SSH_AUTH_SOCK", "/s3cret")])
            .envs([("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "a.b"), ("GIT_CONFIG_VALUE_0", "s3cret")])
            .status()
            .unwrap();
        assert!(status.success());
        return;
    }
    let mut place = Place::new();
    place.environment.insert("PYPI_TOKEN".to_owned(), "asked for".to_owned());
    let own = std::process::id();
    let script = format!(
        "env; cat ~/.config/app; cat ~/.ssh/id_ed25519 ~/keys/id_ed25519 ~/.config/gh/hosts.yml
         for process in /proc/[0-9]*; do tr '\\0' '\\n' < $process/environ; done 2>/dev/null
         kill -0 $PPID || echo the supervisor is out of reach; kill -0 {own} || echo and so is overhaul"
    );
    let report = place.run(&[&script]);
    let output = text(&report);
    assert!(output.contains("PYPI_TOKEN=asked for"), "{output}");
    if is_confined(&report) {
        assert!(output.contains("plain"), "{output}");
        assert!(output.contains("the supervisor is out of reach"), "{output}");
        assert!(output.contains("and so is overhaul"), "{output}");
        assert!(!output.contains("s3cret"), "{output}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_survives_the_one_who_asked() {
    // A copy of this test is who asks, and is killed.
    if let Ok(sleep) = std::env::var("OVERHAUL_TEST_ASKING") {
        let script = format!("echo $OVERHAUL_VERIFY > ready; trap '' TERM; (setsid {sleep} &) ; {sleep}");
        let mut place = Place::new();
        place.directory = TempDir::new_in(std::env::var_os("OVERHAUL_TEST_DIRECTORY").unwrap()).unwrap();
        place.run(&[&script]);
        return;
    }
    let directory = TempDir::new().unwrap();
    let sleep = unique_sleep();
    let mut asking = Command::new(std::env::current_exe().unwrap())
        .args(["nothing_survives_the_one_who_asked", "--exact"])
        .env("OVERHAUL_TEST_ASKING", &sleep)
        .env("OVERHAUL_TEST_DIRECTORY", directory.path())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    wait_until("the commands did not start", || is_running(&sleep));
    let place = fs::read_dir(directory.path()).unwrap().next().unwrap().unwrap().path();
    let scratch = PathBuf::from(fs::read_to_string(place.join("ready")).unwrap().trim());
    assert!(scratch.exists());
    asking.kill().unwrap();
    asking.wait().unwrap();
    wait_until("the commands survived", || !is_running(&sleep));
    wait_until("their private directory is still there", || !scratch.exists());
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_survives_a_supervisor_that_is_killed() {
    let place = Place::new();
    let sleep = unique_sleep();
    let script = format!("echo $PPID > supervisor; (setsid {sleep} &); {sleep}");
    let result = std::thread::scope(|scope| {
        let run = scope.spawn(|| place.try_run(&[&script], &Stop::default()));
        wait_until("the command did not start", || is_running(&sleep));
        let id = fs::read_to_string(place.path("supervisor")).unwrap();
        assert!(Command::new("kill").args(["-9", id.trim()]).status().unwrap().success());
        run.join().unwrap()
    });
    assert!(matches!(result, Err(Error::Lost)), "{result:?}");
    assert!(!is_running(&sleep));
}

#[test]
fn a_run_can_be_stopped() {
    let place = Place::new();
    let sleep = unique_sleep();
    let stop = Stop::default();
    let report = std::thread::scope(|scope| {
        let run = scope.spawn(|| place.try_run(&[&sleep, "echo never"], &stop).unwrap());
        wait_until("the command did not start", || is_running(&sleep));
        stop.now();
        run.join().unwrap()
    });
    assert_eq!(report.ran.iter().map(|ran| ran.end).collect::<Vec<_>>(), [End::Stopped]);
    assert!(!is_running(&sleep));
    let late = place.try_run(&[&sleep], &stop).unwrap();
    assert_eq!(late.ran.iter().map(|ran| ran.end).collect::<Vec<_>>(), [End::Stopped]);
}

#[test]
fn what_cannot_be_started_is_an_error() {
    let place = Place::new();
    let nowhere = Supervisor { program: place.path("nothing"), args: Vec::new() };
    let commands = ["true".to_owned()];
    let environment = BTreeMap::new();
    let mut verify = Verify {
        commands: &commands,
        directory: place.directory.path(),
        time_limit: Duration::from_secs(5),
        output_limit: 100,
        environment: &environment,
        writable: &[],
    };
    assert!(matches!(nowhere.run(&verify, &Stop::default()), Err(Error::Start { .. })));
    let gone = place.path("gone");
    verify.directory = &gone;
    assert!(matches!(supervisor().run(&verify, &Stop::default()), Err(Error::Start { .. })));
    // A program that says nothing of what it was asked.
    verify.directory = place.directory.path();
    let deaf = Supervisor { program: "/bin/true".into(), args: Vec::new() };
    assert!(deaf.run(&verify, &Stop::default()).is_err());
}

#[test]
fn a_supervisor_that_is_told_nothing_ends() {
    let mut child =
        Command::new(supervisor().program).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdin.take());
    let mut answer = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut answer).unwrap();
    assert_eq!(answer, "");
    assert!(!child.wait().unwrap().success());
}
