//! Lines of source text with their syntax and what is emphasised in them.

use std::ops::Range;
use std::thread;

use overhaul_python::highlight::{self, Class};
use overhaul_python::{Module, Source, TextRange, depth};

use super::text::push_source;

/// Longer texts have no syntax classes: parsing them takes longer than a reader waits.
const LONGEST: usize = 1 << 20;

/// A text by lines.
pub struct Code<'a> {
    lines: Vec<&'a str>,
    /// Where each line starts.
    starts: Vec<usize>,
    classes: Vec<(Range<usize>, Class)>,
}

impl<'a> Code<'a> {
    pub fn new(text: &'a str, is_coloured: bool) -> Self {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let starts = lines
            .iter()
            .scan(0, |at, line| {
                let start = *at;
                *at += line.len();
                Some(start)
            })
            .collect();
        let classes = if is_coloured { classes(text) } else { Vec::new() };
        Self { lines, starts, classes }
    }

    /// The lines with their ends.
    pub fn lines(&self) -> &[&'a str] {
        &self.lines
    }

    /// Writes a part of a line, without its end. `marks` are ranges of the line that go into elements called `tag`.
    pub fn write(&self, out: &mut String, line: usize, length: usize, marks: &[Range<usize>], tag: &str) {
        let (Some(text), Some(start)) = (self.lines.get(line), self.starts.get(line)) else { return };
        let mut at = 0;
        for mark in marks.iter().filter(|mark| mark.end <= length) {
            self.write_classes(out, text, *start, at..mark.start);
            out.extend(["<", tag, ">"]);
            self.write_classes(out, text, *start, mark.clone());
            out.extend(["</", tag, ">"]);
            at = mark.end;
        }
        self.write_classes(out, text, *start, at..length);
    }

    fn write_classes(&self, out: &mut String, text: &str, start: usize, range: Range<usize>) {
        let first = self.classes.partition_point(|(class, _)| class.end <= start + range.start);
        let mut at = range.start;
        for (place, class) in &self.classes[first..] {
            let (from, to) = (place.start.saturating_sub(start).max(at), (place.end - start).min(range.end));
            if place.start >= start + range.end {
                break;
            }
            push_source(out, text.get(at..from).unwrap_or_default());
            let tag = tag(*class);
            out.extend(["<", tag, ">"]);
            push_source(out, text.get(from..to).unwrap_or_default());
            out.extend(["</", tag, ">"]);
            at = to;
        }
        push_source(out, text.get(at..range.end).unwrap_or_default());
    }
}

/// The element of a class. Elements without attributes keep a page with thousands of lines small.
fn tag(class: Class) -> &'static str {
    match class {
        Class::Keyword => "b",
        Class::String => "i",
        Class::Number => "u",
        Class::Comment => "small",
        Class::Definition => "dfn",
    }
}

/// The classes of a text; none where it is no Python. Parsing needs a stack of its own.
fn classes(text: &str) -> Vec<(Range<usize>, Class)> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let parse = || {
        // The text is decoded already, whatever encoding it declares.
        let source = Source::decode(Vec::new()).ok()?.with_text(text.to_owned());
        let module = Module::parse(source).ok()?;
        let range = |range: TextRange| range.start().to_usize()..range.end().to_usize();
        let classes = highlight::classes(&module).into_iter().map(|(place, class)| (range(place), class));
        Some(classes.collect::<Vec<_>>())
    };
    thread::scope(|scope| {
        let worker = thread::Builder::new().stack_size(depth::WORKER_STACK).spawn_scoped(scope, parse);
        worker.ok().and_then(|worker| worker.join().ok().flatten()).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, number: usize, marks: &[Range<usize>]) -> String {
        let code = Code::new(text, true);
        let mut out = String::new();
        code.write(&mut out, number, code.lines()[number].trim_end().len(), marks, "ins");
        out
    }

    #[test]
    fn marks_and_classes_nest() {
        assert_eq!(
            line("x = 'a b'  # c\n", 0, std::slice::from_ref(&(6..11))),
            "x = <i>&#39;a</i><ins><i> b&#39;</i>  </ins><small># c</small>"
        );
        assert_eq!(line("def f():\n    pass\n", 0, &[]), "<b>def</b> <dfn>f</dfn>():");
    }

    #[test]
    fn strings_over_several_lines_keep_their_class() {
        let text = "'''a\n</i> if\n''' if x else 1\n";
        assert_eq!(line(text, 1, &[]), "<i>&lt;/i&gt; if</i>");
        assert_eq!(line(text, 2, &[]), "<i>&#39;&#39;&#39;</i> <b>if</b> x <b>else</b> <u>1</u>");
    }

    #[test]
    fn what_is_no_python_has_no_classes() {
        assert_eq!(line("def (\n", 0, &[]), "def (");
        assert_eq!(line("# coding: latin-1\nif é: 1\n", 1, &[]), "<b>if</b> é: <u>1</u>");
    }
}
