//! Repositories behind a real ssh server, with keys of its own.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::world::{AFTER, BRANCH, Ran, World};

const SSHD: &str = "/usr/sbin/sshd";

/// A server for the repositories of a world, by the user who runs the tests. `ssh` in `bin` is ssh with the configuration of a user
/// who knows the key of the server and has one that is accepted.
struct Ssh {
    directory: TempDir,
    port: u16,
    server: Child,
}

impl Ssh {
    /// Starts it. Nothing where sshd is not installed, which is said.
    fn start(world: &World) -> Option<Self> {
        if !Path::new(SSHD).exists() {
            println!("skipped: sshd is not installed");
            return None;
        }
        // A root's sshd gives up its rights in an empty directory.
        if Command::new("id").arg("-u").output().unwrap().stdout.trim_ascii() == b"0" {
            fs::create_dir_all("/run/sshd").unwrap();
        }
        let directory = tempfile::Builder::new().prefix("overhaul-ssh-").tempdir().unwrap();
        let root = directory.path().display().to_string();
        for key in ["host", "user", "stranger", "other-host"] {
            let made = Command::new("ssh-keygen")
                .args(["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", &format!("{root}/{key}")])
                .status();
            assert!(made.unwrap().success());
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let write = |name: &str, text: &str| fs::write(directory.path().join(name), text).unwrap();
        fs::copy(directory.path().join("user.pub"), directory.path().join("authorized")).unwrap();
        // As forges do it: whatever the path, it is one below the repositories.
        let served = world.server_directory().display();
        write(
            "serve",
            &format!(
                "cd {served}/repositories && export GIT_CONFIG_GLOBAL={served}/home/.gitconfig GIT_CONFIG_SYSTEM=/dev/null
                exec sh -c \"$(printf %s \"$SSH_ORIGINAL_COMMAND\" | sed \"s|'/|'|\")\"\n"
            ),
        );
        write(
            "sshd_config",
            &format!(
                "ListenAddress 127.0.0.1:{port}\nHostKey {root}/host\nPidFile none\nAuthorizedKeysFile {root}/authorized\n\
                 StrictModes no\nUsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n\
                 PermitRootLogin prohibit-password\nAcceptEnv GIT_PROTOCOL\nForceCommand sh {root}/serve\n"
            ),
        );
        let user = String::from_utf8(Command::new("id").arg("-un").output().unwrap().stdout).unwrap();
        write(
            "ssh_config",
            &format!(
                "Host forge.test\n  HostName 127.0.0.1\n  Port {port}\nHost *\n  User {user}  IdentityFile {root}/key\n  \
                 IdentitiesOnly yes\n  IdentityAgent none\n  UserKnownHostsFile {root}/known\n  GlobalKnownHostsFile /dev/null\n"
            ),
        );
        // Forges have one user for everybody; here it is whoever runs the tests.
        write(
            "ssh",
            &format!(
                "#!/bin/sh\nfor word; do shift; case $word in git@*) word=${{word#git@}};; esac; set -- \"$@\" \"$word\"; done\n\
                 exec /usr/bin/ssh -F {root}/ssh_config \"$@\"\n"
            ),
        );
        fs::create_dir(directory.path().join("bin")).unwrap();
        let ssh = directory.path().join("bin/ssh");
        fs::rename(directory.path().join("ssh"), &ssh).unwrap();
        fs::set_permissions(ssh, fs::Permissions::from_mode(0o755)).unwrap();
        let server = Command::new(SSHD)
            .args(["-D", "-E", &format!("{root}/log"), "-f", &format!("{root}/sshd_config")])
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        let ssh = Self { directory, port, server };
        ssh.uses("user");
        ssh.knows("host");
        let began = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let log = fs::read_to_string(ssh.path("log")).unwrap_or_default();
            assert!(began.elapsed() < Duration::from_secs(20), "sshd did not start: {log}");
            thread::sleep(Duration::from_millis(20));
        }
        Some(ssh)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// Which key the user has.
    fn uses(&self, key: &str) {
        fs::copy(self.path(key), self.path("key")).unwrap();
    }

    /// Which key the user knows the server by.
    fn knows(&self, key: &str) {
        let public = fs::read_to_string(self.path(&format!("{key}.pub"))).unwrap();
        fs::write(self.path("known"), format!("[127.0.0.1]:{} {public}", self.port)).unwrap();
    }

    /// The addresses of the repositories of a world, in the two forms that there are.
    fn urls(&self, world: &World) -> Vec<String> {
        let owner = &world.owner;
        vec![
            format!("\"git@forge.test:{owner}/a.git\""),
            format!("\"ssh://git@127.0.0.1:{}/{owner}/b.git\"", self.port),
        ]
    }

    fn prepare(&self, world: &World) {
        let port = world.proxy.port;
        let forge = |host: &str| {
            format!(
                "[forges.\"{host}\"]\nkind = \"github\"\napi = \"http://127.0.0.1:{port}/gw/api.github.com\"\n"
            )
        };
        world.manifest_of(&self.urls(world), &(forge("forge.test") + &forge("127.0.0.1")));
    }

    /// With this ssh in the place of the system's.
    fn with<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        let path = std::env::var("PATH").unwrap();
        command.env("PATH", format!("{}:{path}", self.path("bin").display())).env_remove("GIT_SSH_COMMAND")
    }

    fn run(&self, world: &World, code: i32) -> Ran {
        let ran = Ran::of(&self.with(&mut world.command(&["run"])).output().unwrap());
        let log = fs::read_to_string(self.path("log")).unwrap_or_default();
        assert_eq!(ran.code, Some(code), "{}\n{}\n{log}", ran.out, ran.err);
        ran
    }
}

impl Drop for Ssh {
    fn drop(&mut self) {
        // Where it is gone already, there is nothing to end.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn started() -> Option<(World, Ssh)> {
    let world = World::new(&["a", "b"])?;
    let ssh = Ssh::start(&world)?;
    ssh.prepare(&world);
    Some((world, ssh))
}

#[test]
fn both_forms_of_addresses_are_cloned_and_pushed() {
    let Some((world, ssh)) = started() else { return };
    let ran = ssh.run(&world, 0);
    assert!(ran.err.contains("2 repositories: 2 create"), "{}", ran.err);
    for (index, name) in ["a", "b"].into_iter().enumerate() {
        assert_eq!((world.file(index, BRANCH).as_str(), world.pulls(name).len()), (AFTER, 1));
    }
    assert_eq!(ssh.run(&world, 0).out.matches("is up to date").count(), 2);

    let main = world.repositories[0].commit("main", "moves", &[("app/more.py", "y = 1\n")]);
    ssh.run(&world, 0);
    assert_eq!(world.repositories[0].git(&["rev-parse", &format!("{BRANCH}~1")]).trim(), main);
}

#[test]
fn keys_that_are_not_known_or_not_accepted_are_told_and_nobody_is_asked() {
    let Some((world, ssh)) = started() else { return };
    ssh.knows("other-host");
    let ran = ssh.run(&world, 2);
    assert_eq!(ran.out.matches("ssh does not know the key of the server").count(), 2, "{}", ran.out);
    fs::write(ssh.path("known"), "").unwrap();
    let ran = ssh.run(&world, 2);
    assert_eq!(ran.out.matches("connect to it once by hand").count(), 2, "{}", ran.out);

    ssh.knows("host");
    ssh.uses("stranger");
    let ran = ssh.run(&world, 2);
    assert_eq!(ran.out.matches("does not accept these credentials").count(), 2, "{}", ran.out);
    assert!(world.pulls("a").is_empty() && world.repositories[0].rev(BRANCH).is_none());
    ssh.uses("user");
    ssh.run(&world, 0);
}

/// With a terminal, where ssh would ask: as it is, and as a user says how it is run.
#[test]
fn a_terminal_does_not_make_ssh_ask() {
    let Some((world, ssh)) = started() else { return };
    fs::write(ssh.path("known"), "").unwrap();
    let own = format!("{} -o ConnectTimeout=9", ssh.path("bin/ssh").display());
    for command in [None, Some(own)] {
        let in_terminal =
            "command -v script >/dev/null || exit 127; exec timeout 60 script -qec \"$*\" /dev/null";
        let mut terminal = world.command_by(&["sh", "-c", in_terminal, "sh"], &["run"]);
        ssh.with(&mut terminal).envs(command.map(|command| ("GIT_SSH_COMMAND", command)));
        let output = terminal.output().unwrap();
        if output.status.code() == Some(127) {
            println!("skipped: script is not installed");
            return;
        }
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(
            said.contains("Host key verification failed") && !said.contains("continue connecting"),
            "{said}"
        );
    }
}

#[test]
fn a_server_that_is_down_is_for_later() {
    let Some((world, mut ssh)) = started() else { return };
    ssh.server.kill().unwrap();
    ssh.server.wait().unwrap();
    let ran = ssh.run(&world, 75);
    assert!(ran.out.contains("cannot be reached"), "{}", ran.out);
}
