//! What each key does.

use overhaul_engine::Level;

use super::{Mode, Next, TerminalReview};
use crate::decisions::Decided;

/// A key of the reviewer's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Char(char),
    Enter,
    Escape,
    Backspace,
    Tab,
    Up,
    Down,
    PageUp,
    PageDown,
    Home,
    End,
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-L.
    Redraw,
    /// Ctrl-Z.
    Suspend,
    /// Ctrl-U: what was typed so far goes.
    Clear,
}

/// The longest reason or search.
const LONGEST: usize = 500;

enum Input {
    Going(String),
    Done(String),
    Cancelled,
}

impl TerminalReview<'_> {
    /// Does what a key asks for.
    pub fn handle(&mut self, key: Key) -> Next {
        match key {
            Key::Interrupt => return Next::Interrupt,
            Key::Redraw => return Next::DrawAll,
            Key::Suspend => return Next::Suspend,
            _ => {}
        }
        if self.is_too_small {
            return if key == Key::Char('q') { Next::Quit } else { Next::Draw };
        }
        self.notice = None;
        match std::mem::replace(&mut self.mode, Mode::Browse) {
            Mode::Browse => return self.browse(key),
            Mode::Help if matches!(key, Key::PageUp | Key::PageDown) => {
                self.mode = Mode::Help;
                self.navigate(key);
            }
            Mode::Help => self.scroll = 0,
            Mode::Reason(text) => match typed(text, key) {
                Input::Going(text) => self.mode = Mode::Reason(text),
                Input::Done(why) => {
                    let why = Some(why.trim()).filter(|why| !why.is_empty());
                    self.decide_current(&Decided::Rejected, why);
                }
                Input::Cancelled => {}
            },
            Mode::Filter(text) => match typed(text, key) {
                Input::Going(text) => self.mode = Mode::Filter(text),
                Input::Done(text) => self.filter(text.trim()),
                Input::Cancelled => {}
            },
            Mode::Confirm(bulk) => match key {
                Key::Char('y' | 'Y') => self.decide_bulk(&bulk, &Decided::Accepted),
                Key::Char('x' | 'X') => self.decide_bulk(&bulk, &Decided::Rejected),
                Key::Char('n' | 'N' | 'q') | Key::Escape => self.tell("nothing was decided"),
                _ => self.mode = Mode::Confirm(bulk),
            },
        }
        Next::Draw
    }

    fn browse(&mut self, key: Key) -> Next {
        match key {
            Key::Char('q') => return Next::Quit,
            Key::Char('e') => return self.start_edit(),
            Key::Char('y') => self.decide_current(&Decided::Accepted, None),
            Key::Char('n') => self.decide_current(&Decided::Rejected, None),
            Key::Char('r') if self.current().is_some() => self.mode = Mode::Reason(String::new()),
            Key::Char('d') => self.take_back(),
            Key::Char('u') => self.undo(),
            Key::Char('s') => self.split(),
            Key::Char('a') => {
                if let Some((project, file)) = self.current().map(|item| (item.project, item.file.clone())) {
                    let name = self.current().map(|item| self.project.name(item)).unwrap_or_default();
                    self.ask(format!("of {name}"), |item| item.project == project && item.file == file);
                }
            }
            Key::Char('A' | 'C') => {
                if let Some(codemod) = self.current().map(|item| item.codemod) {
                    self.ask(format!("of {codemod}"), |item| item.codemod == codemod);
                }
            }
            Key::Char('S') => {
                self.ask("of level safe".to_owned(), |item| item.level == Level::Safe);
            }
            Key::Char('/') => self.mode = Mode::Filter(String::new()),
            Key::Char('v') => self.toggle_all(),
            Key::Char('?' | 'h') => {
                self.mode = Mode::Help;
                self.scroll = 0;
            }
            Key::Escape if !self.list.filter.is_empty() => self.filter(""),
            _ => self.navigate(key),
        }
        Next::Draw
    }

    fn navigate(&mut self, key: Key) {
        let before = self.list.at();
        let page = self.page.saturating_sub(1).max(1);
        match key {
            Key::Char('j') | Key::Down => drop(self.list.next()),
            Key::Char('k') | Key::Up => drop(self.list.previous()),
            Key::Char('g') | Key::Home => self.list.first(),
            Key::Char('G') | Key::End => self.list.last(),
            Key::Char(' ') | Key::Tab => self.list.go_to_open(&self.review, before + 1),
            Key::PageDown => {
                self.scroll = (self.scroll + page).min(self.height.saturating_sub(self.page));
            }
            Key::PageUp => self.scroll = self.scroll.saturating_sub(page),
            _ => {}
        }
        if self.list.at() != before {
            self.scroll = 0;
        }
    }
}

/// A line of input after a key.
fn typed(mut text: String, key: Key) -> Input {
    match key {
        Key::Char(c) if text.len() < LONGEST => text.push(c),
        Key::Backspace => drop(text.pop()),
        Key::Clear => text.clear(),
        Key::Enter => return Input::Done(text),
        Key::Escape => return Input::Cancelled,
        _ => {}
    }
    Input::Going(text)
}
