//! Hunks of a diff as HTML.
//!
//! One markup serves both layouts: a hunk is lists of lines that stayed, were removed or were added, and a style sheet puts the
//! last two below or beside each other. What is emphasised within lines is in `<del>` and `<ins>`, syntax in the elements that
//! `code` names.

use std::fmt::Write as _;
use std::ops::Range;

use super::code::Code;
use super::emphasis::{self, Ranges};
use super::text::push;
use crate::diff::hunks::{self, Hunk};

/// Whether lines show their syntax and what changed within them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    On,
    Off,
}

/// One hunk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The lines of the old text that it covers, 1-based.
    pub lines: Range<usize>,
    pub html: String,
}

/// The hunks between two texts.
pub fn between(old: &str, new: &str, colours: Colours) -> Vec<Rendered> {
    let is_coloured = colours == Colours::On;
    let (old, new) = (Code::new(old, is_coloured), Code::new(new, is_coloured));
    let (old_lines, new_lines) = (bytes(&old), bytes(&new));
    // The return of a CRLF is shown only where not every line has it.
    let all = || old.lines().iter().chain(new.lines()).filter(|line| line.ends_with('\n'));
    let line_end = if all().all(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" };
    let render = |hunk: &Hunk| {
        let view = View { old: &old, new: &new, line_end, is_coloured };
        let heading = hunk.heading(&old_lines).map(String::from_utf8_lossy).unwrap_or_default();
        let html = view.hunk(hunk, &heading);
        Rendered { lines: hunk.old.start + 1..hunk.old.end + 1, html }
    };
    hunks::between(&old_lines, &new_lines).iter().map(render).collect()
}

fn bytes<'a>(code: &Code<'a>) -> Vec<&'a [u8]> {
    code.lines().iter().map(|line| line.as_bytes()).collect()
}

struct View<'a> {
    old: &'a Code<'a>,
    new: &'a Code<'a>,
    line_end: &'static str,
    is_coloured: bool,
}

impl View<'_> {
    fn hunk(&self, hunk: &Hunk, heading: &str) -> String {
        let mut out = String::from("<div class=hunk><p class=at>");
        push(&mut out, &hunk.header());
        if !heading.is_empty() {
            out.push_str(" <span>");
            push(&mut out, heading);
            out.push_str("</span>");
        }
        out.push_str("</p>");
        let (mut old_at, mut new_at) = (hunk.old.start, hunk.new.start);
        for (removed, added) in &hunk.changes {
            self.unchanged(&mut out, old_at..removed.start, new_at);
            let (removed_marks, added_marks) = self.emphasis(removed, added);
            if !removed.is_empty() {
                // Writing to a string does not fail.
                let _ = write!(out, "<ol class=old start={} aria-label=Removed>", removed.start + 1);
                self.lines(&mut out, self.old, removed.clone(), &removed_marks, "del");
            }
            if !added.is_empty() {
                let _ = write!(out, "<ol class=new start={} aria-label=Added>", added.start + 1);
                self.lines(&mut out, self.new, added.clone(), &added_marks, "ins");
            }
            (old_at, new_at) = (removed.end, added.end);
        }
        self.unchanged(&mut out, old_at..hunk.old.end, new_at);
        out.push_str("</div>");
        out
    }

    fn unchanged(&self, out: &mut String, lines: Range<usize>, new_at: usize) {
        if !lines.is_empty() {
            let _ = write!(out, "<ol class=same start={} data-new={}>", lines.start + 1, new_at + 1);
            self.lines(out, self.old, lines, &[], "");
        }
    }

    fn lines(&self, out: &mut String, code: &Code<'_>, lines: Range<usize>, marks: &[Ranges], tag: &str) {
        for (index, line) in lines.enumerate() {
            out.push_str("<li>");
            let marks = marks.get(index).map_or(&[][..], Vec::as_slice);
            code.write(out, line, self.content(code, line).len(), marks, tag);
            if code.lines().get(line).is_some_and(|text| !text.ends_with('\n')) {
                out.push_str("<span class=x>no line end at the end of the file</span>");
            }
        }
        out.push_str("</ol>");
    }

    fn content<'c>(&self, code: &Code<'c>, line: usize) -> &'c str {
        let text = code.lines().get(line).copied().unwrap_or_default();
        text.strip_suffix(self.line_end).or_else(|| text.strip_suffix('\n')).unwrap_or(text)
    }

    fn emphasis(&self, removed: &Range<usize>, added: &Range<usize>) -> (Vec<Ranges>, Vec<Ranges>) {
        if !self.is_coloured {
            return Default::default();
        }
        let content = |code: &Code<'_>, lines: &Range<usize>| -> Vec<String> {
            lines.clone().map(|line| self.content(code, line).to_owned()).collect()
        };
        emphasis::between(&content(self.old, removed), &content(self.new, added))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(old: &str, new: &str) -> String {
        between(old, new, Colours::On).into_iter().map(|hunk| hunk.html).collect()
    }

    #[test]
    fn a_hunk_has_lists_of_lines() {
        assert_eq!(
            html("def f():\n    a = 1\n    print(a)\n", "def f():\n    a = 1\n    log(a)\n    b\n"),
            "<div class=hunk><p class=at>@@ -1,3 +1,4 @@</p>\
             <ol class=same start=1 data-new=1><li><b>def</b> <dfn>f</dfn>():<li>    a = <u>1</u></ol>\
             <ol class=old start=3 aria-label=Removed><li>    <del>print</del>(a)</ol>\
             <ol class=new start=3 aria-label=Added><li>    <ins>log</ins>(a)<li>    b</ol></div>"
        );
    }

    #[test]
    fn hostile_text_is_shown() {
        let text = html("x = 1\n", "x = '</ol><script>a()</script>\x1b[2J\u{202e}'  # \"&\n");
        assert!(!text.contains("<script") && !text.contains('\x1b') && !text.contains('\u{202e}'), "{text}");
        assert!(text.contains("&lt;/ol&gt;&lt;script&gt;"), "{text}");
        assert!(text.contains("<span class=x>\\x1b</span>[2J<span class=x>\\u202e</span>"), "{text}");
        let heading = html(&format!("def f('<b>'):\n{}x\n", "\n".repeat(9)), "");
        assert!(!heading.contains("<b>'"), "{heading}");
    }

    #[test]
    fn line_ends_show_where_they_differ() {
        assert!(!html("a\r\n", "b\r\n").contains("\\r"));
        assert!(html("a\r\nb\n", "a\nb\n").contains("<li>a<del><span class=x>\\r</span></del>"));
        assert!(html("a", "a\n").contains("<li>a<span class=x>no line end"));
        assert!(html("a\rb\n", "c\n").contains("a<span class=x>\\r</span>b"));
    }

    #[test]
    fn hunks_name_the_lines_that_they_cover() {
        let old: String = (1..=30).map(|line| format!("line{line}\n")).collect();
        let new = old.replace("line2\n", "two\n").replace("line20\n", "");
        let lines: Vec<Range<usize>> =
            between(&old, &new, Colours::Off).into_iter().map(|hunk| hunk.lines).collect();
        assert_eq!(lines, [1..6, 17..24]);
    }
}
