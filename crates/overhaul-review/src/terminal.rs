//! A review on a terminal: a state that keys change, and a screen that is made from it. Whoever has the terminal reads the keys
//! and writes the lines.

use overhaul_engine::Fingerprint;

use crate::decisions::{Decided, DecisionsError};
use crate::item::{self, Item};
use crate::review::{Progress, Review};

mod hunk;
mod keys;
mod list;
mod screen;
pub mod text;

pub use keys::Key;
pub use screen::Size;

use list::List;

/// What the terminal's owner has to do after a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    Draw,
    /// Draw everything again, also what did not change.
    DrawAll,
    /// Let the reviewer edit this text, then call [`TerminalReview::finish_edit`].
    Edit(String),
    /// Give the terminal back to the shell for a while.
    Suspend,
    Quit,
    Interrupt,
}

/// What a review is asked about its project.
pub trait Project {
    /// The name that the file of an item has for the reviewer.
    fn name(&self, item: &Item) -> String;

    /// Why the file of an item cannot have this text in place of the item's one piece.
    fn refusal(&self, item: &Item, text: &str) -> Option<String>;
}

/// A review on a terminal.
pub struct TerminalReview<'p> {
    review: Review,
    project: &'p dyn Project,
    list: List,
    mode: Mode,
    /// What the last key came to, where the screen does not show it.
    notice: Option<Notice>,
    progress: Progress,
    /// Lines of the current item above the screen.
    scroll: usize,
    /// Lines of an item on the screen, of which so many were there to show.
    page: usize,
    height: usize,
    /// Nothing is decided about what cannot be seen.
    is_too_small: bool,
    /// A text that was refused, to be edited again.
    draft: Option<(Fingerprint, String)>,
}

enum Mode {
    Browse,
    /// The reason of a rejection is being written.
    Reason(String),
    Filter(String),
    Confirm(Bulk),
    Help,
}

/// Items to decide about at once.
struct Bulk {
    /// Places in [`Review::items`].
    items: Vec<usize>,
    fixes: usize,
    what: String,
}

struct Notice {
    text: String,
    is_failure: bool,
}

impl<'p> TerminalReview<'p> {
    /// A review that goes on at the first item that is not decided.
    pub fn new(review: Review, show_rejected: bool, project: &'p dyn Project) -> Self {
        let list = List::new(&review, show_rejected);
        let progress = review.progress();
        Self {
            review,
            project,
            list,
            mode: Mode::Browse,
            notice: None,
            progress,
            scroll: 0,
            page: 0,
            height: 0,
            is_too_small: false,
            draft: None,
        }
    }

    pub fn progress(&self) -> Progress {
        self.progress
    }

    fn current(&self) -> Option<&Item> {
        self.review.items().get(self.list.current()?)
    }

    fn tell(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), is_failure: false });
    }

    fn fail(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), is_failure: true });
    }

    /// Decides about items; whether that could be kept.
    fn decide(&mut self, items: &[usize], decided: Option<&Decided>, why: Option<&str>) -> bool {
        let kept = self.review.decide(items, decided, why);
        self.progress = self.review.progress();
        self.is_kept(kept)
    }

    fn is_kept(&mut self, kept: Result<(), DecisionsError>) -> bool {
        match kept {
            Ok(()) => true,
            Err(error) => {
                self.fail(format!("not decided: {error}"));
                false
            }
        }
    }

    /// Decides about the current item and goes to the next that is not decided.
    fn decide_current(&mut self, decided: &Decided, why: Option<&str>) {
        let Some(index) = self.list.current() else {
            self.tell("there is nothing to decide here: k goes back, v shows all");
            return;
        };
        if self.decide(&[index], Some(decided), why) {
            self.list.go_to_open(&self.review, self.list.at() + 1);
            self.scroll = 0;
        }
    }

    fn take_back(&mut self) {
        let Some((index, item)) = self.list.current().zip(self.current()) else { return };
        let is_edited = matches!(self.review.decided(item), Some(Decided::Edited(_)));
        let was_edited = is_edited && item.parts.iter().any(|part| self.list.is_earlier(part.fingerprint));
        if self.review.decided(item).is_none() {
            self.tell("this is not decided");
        } else if self.decide(&[index], None, None) && was_edited {
            // The run made its preview with the text.
            self.tell("the text is dropped; the next review shows the fix itself");
        }
    }

    fn undo(&mut self) {
        let undone = self.review.undo();
        self.progress = self.review.progress();
        match undone {
            Ok(Some(fingerprint)) => {
                self.scroll = 0;
                if !self.list.go_to(&self.review, fingerprint) {
                    self.tell("undone; what it was about is not shown here");
                }
            }
            Ok(None) => self.tell("nothing was decided in this review that could be undone"),
            Err(error) => self.fail(format!("not undone: {error}")),
        }
    }

    fn split(&mut self) {
        let Some(index) = self.list.current() else { return };
        let Some(item) = self.review.items().get(index) else { return };
        let first = item.parts.first().map(|part| part.fingerprint);
        let parts = item.parts.len();
        if parts < 2 {
            self.tell("this is one fix: there is nothing to split");
            return;
        }
        self.review.split(index);
        self.list.refresh(&self.review, first);
        self.scroll = 0;
        self.tell(format!("split into {parts}"));
    }

    /// Asks once before it decides about many items.
    fn ask(&mut self, what: String, is_asked: impl Fn(&Item) -> bool) {
        let items = self.list.open(&self.review, is_asked);
        let parts = |index: &usize| self.review.items().get(*index).map_or(0, |item| item.parts.len());
        let fixes = items.iter().map(parts).sum();
        let matching = if self.list.filter.is_empty() {
            String::new()
        } else {
            format!(" that match \"{}\"", self.list.filter)
        };
        if fixes == 0 {
            self.tell(format!("no undecided fixes {what}{matching}"));
            return;
        }
        self.mode = Mode::Confirm(Bulk { items, fixes, what: what + &matching });
    }

    fn decide_bulk(&mut self, bulk: &Bulk, decided: &Decided) {
        if self.decide(&bulk.items, Some(decided), None) {
            self.tell(format!("{} {}; u undoes all of them", fixes(bulk.fixes), decided.word()));
            self.list.go_to_open(&self.review, self.list.at());
            self.scroll = 0;
        }
    }

    fn start_edit(&mut self) -> Next {
        let Some(item) = self.current() else { return Next::Draw };
        let [part] = item.parts.as_slice() else {
            self.tell("several fixes stand together here: split them first, with s");
            return Next::Draw;
        };
        let [piece] = part.pieces.as_slice() else {
            self.tell("this fix is not one run of lines: it can be accepted or rejected, not edited");
            return Next::Draw;
        };
        if let Some((_, draft)) = self.draft.as_ref().filter(|(of, _)| *of == part.fingerprint) {
            return Next::Edit(draft.clone());
        }
        let decision = self.review.decision(item, part.fingerprint).map(|decision| &decision.decided);
        Next::Edit(match decision {
            Some(Decided::Edited(text)) => format!("{text}\n"),
            _ => piece.new.clone(),
        })
    }

    /// Takes what the reviewer made of a text that was given out with [`Next::Edit`], or why there is none.
    pub fn finish_edit(&mut self, before: &str, after: Result<String, String>) {
        self.draft = None;
        let after = match after {
            Ok(after) => after,
            Err(why) => return self.fail(format!("not decided: {why}")),
        };
        let lines = item::lines(&after);
        if after.trim().is_empty() {
            return self.tell("not decided: the text is empty");
        }
        if lines == item::lines(before) {
            return self.tell("not decided: the text is as it was");
        }
        let text = lines.join("\n");
        let Some(item) = self.current() else { return };
        if let Some(why) = self.project.refusal(item, &text) {
            self.draft = item.parts.first().map(|part| (part.fingerprint, after.clone()));
            return self.fail(format!("not kept: {why}; e edits the text again"));
        }
        self.decide_current(&Decided::Edited(text), None);
    }

    fn filter(&mut self, text: &str) {
        let stay = self.current().and_then(|item| item.parts.first()).map(|part| part.fingerprint);
        self.list.filter = text.to_lowercase();
        self.look(stay);
        if self.list.len() == 0 && !text.is_empty() {
            self.tell("nothing matches; Esc shows everything again");
        }
    }

    fn toggle_all(&mut self) {
        let stay = self.current().and_then(|item| item.parts.first()).map(|part| part.fingerprint);
        self.list.all = !self.list.all;
        self.look(stay);
    }

    /// Shows what was asked for: the same item, what is not decided, or the first.
    fn look(&mut self, stay: Option<Fingerprint>) {
        self.list.refresh(&self.review, stay);
        self.scroll = 0;
        if self.list.current().is_none() {
            self.list.first();
        }
    }
}

/// A number of fixes, in words.
fn fixes(count: usize) -> String {
    if count == 1 { "1 fix".to_owned() } else { format!("{count} fixes") }
}

#[cfg(test)]
mod tests;
