//! Unified diffs as git writes them.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;

use overhaul_engine::Change;
use overhaul_python::encoding;

use crate::paint::{ADDED, BOLD, HUNK, REMOVED};
use crate::shown::Shown;
use crate::visible::visible_bytes;

pub mod document;
pub(crate) mod hunks;

use hunks::{Hunk, Kind};

/// Who reads a diff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// `git apply` or `patch`: every byte is as it is in the files.
    Program,
    /// A person at a terminal: coloured, decoded, and nothing in it acts on the terminal.
    Person,
}

/// Writes the changes of all files as one diff that `git apply` and `patch -p1` accept.
pub fn write(out: &mut dyn Write, shown: &Shown<'_>, reader: Reader) -> io::Result<()> {
    for (file, change) in shown.changes.changed() {
        write_file(out, shown.path(file), change, reader)?;
    }
    Ok(())
}

/// What git says between the names of a file that it creates.
const NEW_FILE: &str = "new file mode 100644";

fn write_file(out: &mut dyn Write, path: &Path, change: &Change, reader: Reader) -> io::Result<()> {
    let (old, new) = (change.old_bytes()?, change.new_bytes()?);
    let (old, new) = match reader {
        Reader::Program => (old, new),
        Reader::Person => (decoded(old), decoded(new)),
    };
    write_between(out, path, &old, &new, change, reader)
}

/// The diff of one file as text, and whether it is the same as its bytes: where a file declares another encoding than UTF-8, its
/// lines are decoded, and no program can apply them.
fn patch_text(path: &Path, change: &Change) -> io::Result<(String, bool)> {
    let (old, new) = (change.old_bytes()?, change.new_bytes()?);
    let is_exact = [&old, &new].into_iter().all(|bytes| std::str::from_utf8(bytes).is_ok());
    let mut patch = Vec::new();
    write_between(&mut patch, path, &decoded(old), &decoded(new), change, Reader::Program)?;
    Ok((String::from_utf8_lossy(&patch).into_owned(), is_exact))
}

fn write_between(
    out: &mut dyn Write,
    path: &Path,
    old: &[u8],
    new: &[u8],
    change: &Change,
    reader: Reader,
) -> io::Result<()> {
    if old == new && change.original.is_some() {
        return Ok(());
    }
    let is_new = change.original.is_none();
    let (old_lines, new_lines) = (lines(old), lines(new));
    let hunks = hunks::between(&old_lines, &new_lines);
    let (old_name, new_name) = (quoted("a/", path), quoted("b/", path));
    // `patch` takes a name up to its first space unless a tab ends it.
    let tab = if path.as_os_str().as_encoded_bytes().contains(&b' ') { "\t" } else { "" };
    match reader {
        Reader::Program => {
            let created = if is_new { format!("{NEW_FILE}\n") } else { String::new() };
            let removed: &[u8] = if is_new { b"/dev/null" } else { &old_name };
            let removed_tab = if is_new { "" } else { tab };
            for line in [
                &[b"diff --git ", &*old_name, b" ", &new_name, b"\n", created.as_bytes()].concat(),
                &[b"--- ", removed, removed_tab.as_bytes(), b"\n"].concat(),
                &[b"+++ ", &*new_name, tab.as_bytes(), b"\n"].concat(),
            ] {
                out.write_all(line)?;
            }
            for hunk in &hunks {
                write_hunk(out, hunk, &old_lines, &new_lines)?;
            }
        }
        Reader::Person => {
            let (old_name, new_name) = (visible_bytes(&old_name), visible_bytes(&new_name));
            writeln!(out, "{BOLD}diff --git {old_name} {new_name}{BOLD:#}")?;
            if is_new {
                writeln!(out, "{BOLD}{NEW_FILE}{BOLD:#}")?;
                writeln!(out, "{BOLD}--- /dev/null{BOLD:#}")?;
            } else {
                writeln!(out, "{BOLD}--- {old_name}{tab}{BOLD:#}")?;
            }
            writeln!(out, "{BOLD}+++ {new_name}{tab}{BOLD:#}")?;
            let all_crlf = [&old_lines, &new_lines].into_iter().flatten().all(|line| ends_as_crlf(line));
            for hunk in &hunks {
                show_hunk(out, hunk, &old_lines, &new_lines, all_crlf)?;
            }
        }
    }
    Ok(())
}

fn write_hunk(out: &mut dyn Write, hunk: &Hunk, old: &[&[u8]], new: &[&[u8]]) -> io::Result<()> {
    out.write_all(hunk.header().as_bytes())?;
    if let Some(heading) = hunk.heading(old) {
        out.write_all(b" ")?;
        out.write_all(heading)?;
    }
    out.write_all(b"\n")?;
    for (kind, line) in hunk.lines(old, new) {
        out.write_all(&[kind.mark()])?;
        out.write_all(line)?;
        if !line.ends_with(b"\n") {
            out.write_all(b"\n\\ No newline at end of file\n")?;
        }
    }
    Ok(())
}

fn show_hunk(
    out: &mut dyn Write,
    hunk: &Hunk,
    old: &[&[u8]],
    new: &[&[u8]],
    all_crlf: bool,
) -> io::Result<()> {
    let heading = hunk.heading(old).map(visible_bytes).unwrap_or_default();
    writeln!(out, "{HUNK}{}{HUNK:#} {heading}", hunk.header())?;
    for (kind, line) in hunk.lines(old, new) {
        let content = line.strip_suffix(b"\n").unwrap_or(line);
        // The return of a CRLF is shown only where not every line has it.
        let content = if all_crlf { content.strip_suffix(b"\r").unwrap_or(content) } else { content };
        let text = visible_bytes(content);
        let mark = char::from(kind.mark());
        match kind {
            Kind::Context => writeln!(out, "{mark}{text}")?,
            Kind::Removed => writeln!(out, "{REMOVED}{mark}{text}{REMOVED:#}")?,
            Kind::Added => writeln!(out, "{ADDED}{mark}{text}{ADDED:#}")?,
        }
        if !line.ends_with(b"\n") {
            writeln!(out, "\\ No newline at end of file")?;
        }
    }
    Ok(())
}

/// As git quotes a path: in C style where it holds a quote, a backslash, a control character or a byte above ASCII.
/// Source: `quote_c_style` in git's quote.c, with core.quotePath as it is by default.
fn quoted(prefix: &str, path: &Path) -> Vec<u8> {
    let bytes = path.as_os_str().as_encoded_bytes();
    if bytes.iter().all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\')) {
        return [prefix.as_bytes(), bytes].concat();
    }
    let mut result = format!("\"{prefix}").into_bytes();
    for byte in bytes {
        match byte {
            b'"' | b'\\' => result.extend([b'\\', *byte]),
            b'\t' => result.extend(b"\\t"),
            b'\n' => result.extend(b"\\n"),
            b'\r' => result.extend(b"\\r"),
            0x07 => result.extend(b"\\a"),
            0x08 => result.extend(b"\\b"),
            0x0b => result.extend(b"\\v"),
            0x0c => result.extend(b"\\f"),
            b' '..=b'~' => result.push(*byte),
            _ => result.extend(format!("\\{byte:03o}").into_bytes()),
        }
    }
    result.push(b'"');
    result
}

/// Lines with their ends; a lone `\r` is no line end for git.
fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split_inclusive(|byte| *byte == b'\n').collect()
}

fn ends_as_crlf(line: &[u8]) -> bool {
    line.ends_with(b"\r\n") || !line.ends_with(b"\n")
}

/// The bytes as UTF-8 where the file declares another encoding.
fn decoded(bytes: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    if std::str::from_utf8(&bytes).is_ok() {
        return bytes;
    }
    match encoding::decode(bytes.to_vec()) {
        Ok((text, _)) => Cow::Owned(text.into_bytes()),
        Err(_) => bytes,
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    use overhaul_engine::{ChangeSet, Content, FileReport, Stage};

    use super::*;

    fn diff(path: &[u8], old: &[u8], new: &[u8], reader: Reader) -> Vec<u8> {
        let path = Path::new("/r").join(OsStr::from_bytes(path));
        let change = Change {
            original: Some(Content::Here(old.to_vec())),
            stages: vec![Stage { codemod: "a-b", content: Content::Here(new.to_vec()) }],
        };
        let file = FileReport {
            name: String::new(),
            path,
            findings: Vec::new(),
            change: Some(change),
            relies_on: std::collections::BTreeSet::new(),
            failures: Vec::new(),
        };
        let changes = ChangeSet { files: vec![file], ..ChangeSet::default() };
        let mut out = Vec::new();
        write(&mut out, &Shown { changes: &changes, base: Path::new("/r") }, reader).unwrap();
        out
    }

    fn exact(path: &[u8], old: &[u8], new: &[u8]) -> String {
        String::from_utf8_lossy(&diff(path, old, new, Reader::Program)).into_owned()
    }

    #[test]
    fn hunks_have_three_lines_of_context() {
        let old: Vec<String> = (1..=30).map(|n| format!("line {n}\n")).collect();
        let mut new = old.clone();
        new[1] = "two\n".to_owned();
        new[8] = "nine\n".to_owned();
        new.insert(20, "inserted\n".to_owned());
        let text = exact(b"x.py", old.concat().as_bytes(), new.concat().as_bytes());
        let headers: Vec<&str> = text.lines().filter(|line| line.starts_with("@@")).collect();
        assert_eq!(headers, ["@@ -1,12 +1,12 @@", "@@ -18,6 +18,7 @@"]);
        assert!(text.starts_with("diff --git a/x.py b/x.py\n--- a/x.py\n+++ b/x.py\n@@ -1,12"));
    }

    #[test]
    fn ends_of_files_and_empty_ones() {
        assert_eq!(
            exact(b"x.py", b"a\rb", b"a\rc\n"),
            "diff --git a/x.py b/x.py\n--- a/x.py\n+++ b/x.py\n@@ -1 +1 @@\n-a\rb\n\\ No newline at end of file\n+a\rc\n"
        );
        assert!(exact(b"x.py", b"a\n", b"").ends_with("@@ -1 +0,0 @@\n-a\n"));
        assert!(exact(b"x.py", b"", b"a\n").ends_with("@@ -0,0 +1 @@\n+a\n"));
    }

    #[test]
    fn names_are_quoted_as_git_quotes_them() {
        for (name, shown) in [
            (&b"a b.py"[..], "a/a b.py\t"),
            (b"a\"b.py", "\"a/a\\\"b.py\""),
            (b"a\\b.py", "\"a/a\\\\b.py\""),
            (b"a\tb\x1b.py", "\"a/a\\tb\\033.py\""),
            ("é \u{1F600}.py".as_bytes(), "\"a/\\303\\251 \\360\\237\\230\\200.py\"\t"),
            (b"\xe9.py", "\"a/\\351.py\""),
        ] {
            let text = exact(name, b"1\n", b"2\n");
            let line = text.lines().find_map(|line| line.strip_prefix("--- "));
            assert_eq!(line, Some(shown));
        }
    }

    #[test]
    fn a_person_sees_no_control_characters_and_the_right_letters() {
        let old = b"# coding: latin-1\r\nx = '\xe9\x1b[2J'\r\n";
        let new = b"# coding: latin-1\r\ny = '\xe9\x1b[2J'\r\n";
        let text = String::from_utf8(diff(b"x.py", old, new, Reader::Person)).unwrap();
        assert!(text.contains("-x = 'é\\x1b[2J'\u{1b}[0m\n"), "{text:?}");
        let mixed = String::from_utf8(diff(b"x.py", b"a\r\nb\n", b"a\nb\n", Reader::Person)).unwrap();
        assert!(mixed.contains("-a\\r"), "{mixed:?}");
    }

    #[test]
    fn large_files_with_few_changes_are_fast() {
        let old = "x = 1\ny = 2\n".repeat(1_000_000);
        let new = format!("first\n{}last\n", &old[6..]);
        let started = std::time::Instant::now();
        let text = exact(b"x.py", old.as_bytes(), new.as_bytes());
        assert_eq!(text.lines().filter(|line| line.starts_with("@@")).count(), 2);
        assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    }
}
