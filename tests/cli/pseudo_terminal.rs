//! Overhaul on a terminal of its own, driven by keys.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, Winsize, tcgetattr, tcsetwinsize};

use crate::support::Sandbox;

/// Longer than anything takes on a machine that does much else.
const PATIENCE: Duration = Duration::from_mins(2);

/// A program on a pseudo-terminal.
pub struct PseudoTerminal {
    /// Until it is closed.
    master: Option<File>,
    /// What the terminal shows.
    screen: vt100::Parser,
    /// All that was written to it.
    pub raw: Vec<u8>,
    child: Child,
    slave: File,
}

/// How the program stands to its terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// As a shell starts programs: signals of the terminal reach it.
    Controlling,
    /// No signal tells that the terminal is gone.
    Detached,
}

impl PseudoTerminal {
    /// `overhaul review` in a sandbox, once its screen is there.
    pub fn review(sandbox: &Sandbox, args: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut terminal = Self::start(sandbox, args, variables, Control::Controlling, (80, 24));
        terminal.wait_for("q quit");
        terminal
    }

    pub fn start(
        sandbox: &Sandbox,
        args: &[&str],
        variables: &[(&str, &str)],
        control: Control,
        (columns, rows): (u16, u16),
    ) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap();
        let slave = OpenOptions::new().read(true).write(true).open(name.to_str().unwrap()).unwrap();
        let overhaul = sandbox.command();
        let program = overhaul.get_program();
        let mut command = Command::new("setsid");
        if control == Control::Controlling {
            command.arg("--ctty");
        }
        command.arg(program);
        for (name, value) in overhaul.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command.current_dir(&sandbox.root).arg("review").args(args).envs(variables.iter().copied());
        for variable in ["VISUAL", "EDITOR"] {
            if !variables.iter().any(|(name, _)| *name == variable) {
                command.env_remove(variable);
            }
        }
        let stream = || slave.try_clone().unwrap();
        command.stdin(stream()).stdout(stream()).stderr(stream());
        let master = File::from(master);
        set_size(&master, columns, rows);
        let child = command.spawn().unwrap();
        let screen = vt100::Parser::new(rows, columns, 0);
        Self { master: Some(master), screen, raw: Vec::new(), child, slave }
    }

    pub fn press(&mut self, keys: &str) {
        self.master.as_mut().unwrap().write_all(keys.as_bytes()).unwrap();
    }

    /// Presses keys and waits until a text is on the screen.
    pub fn press_until(&mut self, keys: &str, text: &str) {
        self.press(keys);
        self.wait_for(text);
    }

    /// Takes what the program wrote, if it writes something in the next moment.
    fn read(&mut self) {
        let Some(master) = &mut self.master else { return };
        let moment = Timespec { tv_sec: 0, tv_nsec: 20_000_000 };
        let mut ready = [PollFd::new(master, PollFlags::IN)];
        if poll(&mut ready, Some(&moment)).unwrap() == 0 {
            return;
        }
        let mut bytes = [0; 8_192];
        // A terminal that no program has any more cannot be read.
        let count = master.read(&mut bytes).unwrap_or(0);
        self.screen.process(&bytes[..count]);
        self.raw.extend(&bytes[..count]);
    }

    /// Closes the terminal, as a lost connection does.
    pub fn close(&mut self) {
        self.master = None;
    }

    /// What the screen shows, in lines.
    pub fn contents(&self) -> String {
        self.screen.screen().contents()
    }

    pub fn shows(&self, text: &str) -> bool {
        self.contents().contains(text)
    }

    /// Waits until a text is on the screen.
    pub fn wait_for(&mut self, text: &str) {
        let started = Instant::now();
        while !self.shows(text) {
            self.read();
            assert!(started.elapsed() < PATIENCE, "no {text:?} on:\n{}", self.contents());
        }
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.screen.screen_mut().set_size(rows, columns);
        set_size(self.master.as_ref().unwrap(), columns, rows);
    }

    pub fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &id]).status().unwrap().success());
    }

    /// Whether the terminal reads whole lines and echoes them, as a shell wants it.
    pub fn is_restored(&self) -> bool {
        let modes = tcgetattr(&self.slave).unwrap().local_modes;
        modes.contains(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG)
            && !self.screen.screen().alternate_screen()
            && !self.screen.screen().hide_cursor()
    }

    /// Waits until the program has ended, and takes what it wrote last.
    pub fn end(&mut self) -> ExitStatus {
        let started = Instant::now();
        loop {
            let ended = self.child.try_wait().unwrap();
            self.read();
            if let Some(status) = ended {
                return status;
            }
            assert!(started.elapsed() < PATIENCE, "it does not end:\n{}", self.contents());
        }
    }
}

fn set_size(master: &File, columns: u16, rows: u16) {
    let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(master, size).unwrap();
}
