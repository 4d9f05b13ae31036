//! The files of a session, as a review asks about them.

use std::thread;

use overhaul_engine::File;
use overhaul_engine::tree::name_of;
use overhaul_python::{Module, ParseFailure, Source, depth};
use overhaul_review::Item;
use overhaul_review::terminal::Project;

use crate::session::Session;

/// The files of a session.
pub struct Files<'s> {
    pub session: &'s Session,
}

impl Files<'_> {
    /// The decoded text of a file of a project.
    pub fn source(&self, project: usize, file: &File) -> Option<Source> {
        let bytes = self.session.projects.get(project)?.tree.read(file).ok()?;
        Source::decode(bytes).ok()
    }
}

impl Project for Files<'_> {
    fn name(&self, item: &Item) -> String {
        let base = self.session.projects.get(item.project).map(|project| &project.base);
        name_of(base.and_then(|base| item.path.strip_prefix(base).ok()).unwrap_or(&item.path))
    }

    fn refusal(&self, item: &Item, text: &str) -> Option<String> {
        let piece = item.parts.first()?.pieces.first()?;
        let file = File { name: item.file.clone(), path: item.path.clone() };
        let source = self.source(item.project, &file)?;
        let start = source.line_range(piece.line).start().to_usize();
        let end = start + piece.old.len();
        // What starts from the result of another fix has no place in the original; the gate of the next run judges it.
        if source.text().get(start..end) != Some(&piece.old) {
            return None;
        }
        let newline = if piece.old.ends_with(['\n', '\r']) { "\n" } else { "" };
        let whole = [&source.text()[..start], text, newline, &source.text()[end..]].concat();
        let edited = source.with_text(whole);
        if edited.encode().is_none() {
            return Some("the encoding of the file lacks a character of the text".to_owned());
        }
        // The parser needs the stack of a worker.
        let parsing = thread::Builder::new()
            .stack_size(depth::WORKER_STACK)
            .spawn(move || Module::parse(edited).err())
            .ok()?;
        let failure = parsing.join().unwrap_or(Some(ParseFailure::TooDeep))?;
        Some(match failure {
            ParseFailure::Syntax { message, position } => format!("line {}: {message}", position.line),
            ParseFailure::TooDeep => failure.to_string(),
        })
    }
}
