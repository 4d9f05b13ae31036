//! A terminal as a screen: keys come one by one, lines are drawn where they changed, and the terminal is given back however the
//! process ends.

use std::io::{self, Stdout, Write};
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anstyle::Style;
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::terminal::{
    self, Clear, ClearType, DisableLineWrap, EnableLineWrap, EnterAlternateScreen, LeaveAlternateScreen,
};
use crossterm::{execute, queue};
use overhaul_review::terminal::text::Line;
use overhaul_review::terminal::{Key, Size};

/// What a terminal has that does not say its size, such as a serial one.
const USUAL: Size = Size { columns: 80, rows: 24 };

/// How long a signal waits for a decision that is being written.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whether the terminal is a screen now.
static IS_OPEN: AtomicBool = AtomicBool::new(false);

/// Whether an editor has the terminal. Its Ctrl-C is not ours.
static IS_LENT: AtomicBool = AtomicBool::new(false);

/// Held while something is decided and drawn. Whatever ends the process waits for it, so that no decision is lost.
static WORK: Mutex<()> = Mutex::new(());

/// A terminal as a screen.
pub struct Screen {
    out: Stdout,
    has_colors: bool,
    /// What is drawn, where that is known.
    drawn: Vec<Line>,
    size: Size,
}

impl Screen {
    /// Makes the terminal a screen. From now on signals and the end of the terminal end the process.
    pub fn open(has_colors: bool) -> io::Result<Self> {
        watch()?;
        enter()?;
        let screen = Self { out: io::stdout(), has_colors, drawn: Vec::new(), size: USUAL };
        // From here on a change of the size is told, also one before the first key.
        event::poll(Duration::ZERO)?;
        Ok(screen)
    }

    /// Waits for a key; nothing where the size changed.
    pub fn key() -> io::Result<Option<Key>> {
        loop {
            match event::read()? {
                Event::Resize(..) => return Ok(None),
                Event::Key(event) => {
                    if let Some(key) = key(event) {
                        return Ok(Some(key));
                    }
                }
                _ => {}
            }
        }
    }

    /// Keeps signals from ending the process until the guard is dropped.
    pub fn work() -> MutexGuard<'static, ()> {
        WORK.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How large the terminal is now.
    pub fn size() -> Size {
        match terminal::size() {
            Ok((columns, rows)) if columns > 0 && rows > 0 => {
                Size { columns: columns.into(), rows: rows.into() }
            }
            _ => USUAL,
        }
    }

    /// Draws the lines of a screen of this size.
    pub fn draw(&mut self, lines: Vec<Line>, size: Size) -> io::Result<()> {
        let mut frame = Vec::new();
        if size != self.size || self.drawn.is_empty() {
            queue!(frame, Clear(ClearType::All))?;
            self.drawn = vec![Line::default(); lines.len()];
            self.size = size;
        }
        for (row, (line, drawn)) in (0..).zip(lines.iter().zip(&self.drawn)) {
            if line != drawn {
                queue!(frame, MoveTo(0, row))?;
                self.write(&mut frame, line)?;
                // Behind a full line the cursor stands on its last character, which must not be cleared.
                if line.width() < size.columns {
                    queue!(frame, Clear(ClearType::UntilNewLine))?;
                }
            }
        }
        self.out.write_all(&frame)?;
        self.out.flush()?;
        self.drawn = lines;
        Ok(())
    }

    /// Everything is drawn again the next time.
    pub fn forget(&mut self) {
        self.drawn.clear();
    }

    /// Gives the terminal away for a while.
    pub fn lend<T>(&mut self, to: impl FnOnce() -> T) -> io::Result<T> {
        leave();
        let result = to();
        enter()?;
        self.forget();
        Ok(result)
    }

    /// Stops the process, as Ctrl-Z does elsewhere, until the shell lets it go on.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.lend(|| {
            #[cfg(unix)]
            let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
        })
    }

    fn write(&self, frame: &mut Vec<u8>, line: &Line) -> io::Result<()> {
        for span in line.spans() {
            let style = match span.style() {
                style if self.has_colors => style,
                style => Style::new().effects(style.get_effects()),
            };
            write!(frame, "{style}{}{style:#}", span.text())?;
        }
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

/// Does something during which Ctrl-C is for an editor.
pub fn while_editing<T>(edit: impl FnOnce() -> T) -> T {
    IS_LENT.store(true, Ordering::SeqCst);
    let result = edit();
    IS_LENT.store(false, Ordering::SeqCst);
    result
}

fn enter() -> io::Result<()> {
    IS_OPEN.store(true, Ordering::SeqCst);
    let entered = terminal::enable_raw_mode()
        .and_then(|()| execute!(io::stdout(), EnterAlternateScreen, DisableLineWrap, Hide));
    if entered.is_err() {
        leave();
    }
    // Keys that were pressed before there was anything to see decide nothing.
    #[cfg(unix)]
    let _ = rustix::termios::tcflush(io::stdin(), rustix::termios::QueueSelector::IFlush);
    entered
}

/// Gives the terminal back. Where that fails, there is nobody to tell.
fn leave() {
    if IS_OPEN.swap(false, Ordering::SeqCst) {
        let _ = execute!(io::stdout(), Show, EnableLineWrap, LeaveAlternateScreen);
        let _ = terminal::disable_raw_mode();
    }
}

/// Ends the process as soon as what is at work is done.
#[cfg(unix)]
fn end(code: u8) -> ! {
    let started = Instant::now();
    let work = loop {
        match WORK.try_lock() {
            Ok(guard) => break Some(guard),
            Err(std::sync::TryLockError::Poisoned(error)) => break Some(error.into_inner()),
            Err(_) if started.elapsed() > PATIENCE => break None,
            Err(_) => thread::sleep(Duration::from_millis(5)),
        }
    };
    if work.is_some() {
        leave();
    } else {
        // A terminal that takes nothing more would keep us here, too.
        let _ = terminal::disable_raw_mode();
    }
    process::exit(code.into())
}

/// Ends the process when a signal says so or the terminal goes away. The thread that reads keys cannot: the library that reads
/// them tries again for ever when the terminal is gone.
#[cfg(unix)]
fn watch() -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, poll};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    use crate::error::{Exit, signal_code};

    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            if signal != SIGINT || !IS_LENT.load(Ordering::SeqCst) {
                end(signal_code(u8::try_from(signal).unwrap_or_default()));
            }
        }
    })?;
    thread::Builder::new().name("hangup".to_owned()).spawn(|| {
        let stdin = io::stdin();
        // No event is asked for, so that keys wake nobody; the end of the terminal is always told.
        let mut ends = [PollFd::new(&stdin, PollFlags::empty())];
        loop {
            match poll(&mut ends, None) {
                Ok(_) if ends[0].revents().intersects(PollFlags::HUP | PollFlags::ERR) => {
                    end(Exit::HungUp.code())
                }
                Ok(0) | Err(rustix::io::Errno::INTR) => {}
                // A system on which terminals cannot be waited for; there is still the signal.
                _ => return,
            }
        }
    })?;
    Ok(())
}

#[cfg(not(unix))]
fn watch() -> io::Result<()> {
    Ok(())
}

/// The key that was pressed, if it can mean something.
fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let modifiers = event.modifiers - KeyModifiers::SHIFT;
    if modifiers == KeyModifiers::CONTROL {
        return match event.code {
            KeyCode::Char('c') => Some(Key::Interrupt),
            KeyCode::Char('l') => Some(Key::Redraw),
            KeyCode::Char('z') => Some(Key::Suspend),
            KeyCode::Char('u') => Some(Key::Clear),
            KeyCode::Char('h') => Some(Key::Backspace),
            KeyCode::Char('j') => Some(Key::Enter),
            _ => None,
        };
    }
    if !modifiers.is_empty() {
        return None;
    }
    Some(match event.code {
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Escape,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Tab => Key::Tab,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        _ => return None,
    })
}
