//! The decisions of a project: `.overhaul/decisions.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use jiff::Timestamp;
use overhaul_engine::{Fingerprint, LeftOut, Place, Verdict, Verdicts};
use thiserror::Error;
use toml_edit::{Document, Key, Table, Value};

use crate::files;
use crate::renames::Renames;

/// Where the decisions of a project are, relative to its root.
pub const PLACE: &str = ".overhaul/decisions.toml";

const HEAD: &str = "# What people decided about overhaul's findings. `overhaul review` writes this file; it may be committed.\nversion = 1\n";

/// What a person decided about one finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub decided: Decided,
    pub codemod: String,
    /// Relative to the project's root, as [`overhaul_engine::File::name`].
    pub path: String,
    /// The first line of what was found, for whoever reads the file.
    pub code: String,
    pub who: Option<String>,
    /// In UTC, as RFC 3339 writes it, to the second.
    pub when: Option<String>,
    pub why: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    Accepted,
    Rejected,
    /// The lines of the finding read so.
    Edited(String),
}

impl Decided {
    pub fn word(&self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Edited(_) => "edited",
        }
    }
}

/// Why decisions could not be read or kept.
#[derive(Debug, Error)]
pub enum DecisionsError {
    #[error("failed to read {}: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("{}:{line}: {message}", path.display())]
    Meaning { path: PathBuf, line: usize, message: String },
    #[error("failed to write {}: {source}", path.display())]
    Write { path: PathBuf, source: io::Error },
    #[error(
        "{} leads out of the project, to {}: overhaul writes nothing there; replace the symbolic link by a directory or a file",
        path.display(),
        target.display()
    )]
    Outside { path: PathBuf, target: PathBuf },
}

/// The decisions of one project, by finding.
#[derive(Debug, Default)]
pub struct Decisions {
    kept: BTreeMap<Fingerprint, Entry>,
    /// The file as it was read or written last.
    text: String,
    /// Of that file; nothing where there was none.
    stamp: Option<Stamp>,
    /// What was decided or taken back since then.
    touched: BTreeSet<Fingerprint>,
    /// Fixes without a decision are left out.
    pub accepted_only: bool,
    /// A decision counts for a file that was renamed since.
    pub renames: Renames,
}

#[derive(Debug, Clone)]
struct Entry {
    decision: Decision,
    text: String,
}

/// What tells a file from one that has replaced it, without reading either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// Every write makes a new file, also within one tick of the clock of the file system.
    inode: u64,
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        let inode = std::os::unix::fs::MetadataExt::ino(metadata);
        #[cfg(not(unix))]
        let inode = 0;
        Self { length: metadata.len(), modified: metadata.modified().ok(), inode }
    }
}

impl Decisions {
    /// Reads the decisions of the project at `root`; none where there is no file.
    pub fn read(root: &Path) -> Result<Self, DecisionsError> {
        let path = root.join(PLACE);
        let (text, stamp) = match read(&path) {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(source) => return Err(DecisionsError::Read { path, source }),
        };
        Ok(Self { stamp: Some(stamp), ..Self::parse(text, &path)? })
    }

    /// Reads the text of a file; errors name it as `path`.
    pub fn parse(text: String, path: &Path) -> Result<Self, DecisionsError> {
        let wrong = |offset: usize, message: String| DecisionsError::Meaning {
            path: path.to_owned(),
            line: 1 + text.get(..offset).unwrap_or_default().matches('\n').count(),
            message,
        };
        let document = Document::parse(text.as_str())
            .map_err(|error| wrong(error.span().map_or(0, |span| span.start), error.message().to_owned()))?;
        let mut kept = BTreeMap::new();
        for (key, item) in document.as_table() {
            let offset = document.as_table().key(key).and_then(Key::span).map_or(0, |span| span.start);
            match key {
                "version" if item.as_integer() == Some(1) => {}
                "version" => {
                    return Err(wrong(offset, "this version of overhaul reads version 1".to_owned()));
                }
                "decision" => {
                    let tables = item
                        .as_array_of_tables()
                        .ok_or_else(|| wrong(offset, "'decision' must be tables: [[decision]]".to_owned()))?;
                    for table in tables {
                        let offset = table.span().map_or(0, |span| span.start);
                        let (fingerprint, decision) =
                            read_one(table).map_err(|message| wrong(offset, message))?;
                        let text = written(fingerprint, &decision);
                        kept.insert(fingerprint, Entry { decision, text });
                    }
                }
                _ => return Err(wrong(offset, format!("unknown key '{key}'"))),
            }
        }
        drop(document);
        Ok(Self { kept, text, ..Self::default() })
    }

    /// The text that was read, for whoever has to know whether it changed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The paths that decisions are about.
    pub fn paths(&self) -> BTreeSet<&str> {
        self.kept.values().map(|entry| entry.decision.path.as_str()).collect()
    }

    /// When the first decision was made, in seconds since 1970.
    pub fn first_made(&self) -> Option<i64> {
        let times = self.kept.values().filter_map(|entry| entry.decision.when.as_deref());
        let times = times.filter_map(|when| when.parse::<Timestamp>().ok());
        times.map(Timestamp::as_second).min()
    }

    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    pub fn get(&self, fingerprint: Fingerprint) -> Option<&Decision> {
        self.kept.get(&fingerprint).map(|entry| &entry.decision)
    }

    /// Sets the decision about a finding, or takes it back; [`Self::write`] keeps it.
    pub fn set(&mut self, fingerprint: Fingerprint, decision: Option<Decision>) {
        self.touched.insert(fingerprint);
        match decision {
            Some(decision) => {
                let text = written(fingerprint, &decision);
                self.kept.insert(fingerprint, Entry { decision, text });
            }
            None => {
                self.kept.remove(&fingerprint);
            }
        }
    }

    /// Writes the file in one step. What another program decided meanwhile about other findings stays.
    pub fn write(&mut self, root: &Path) -> Result<(), DecisionsError> {
        if self.touched.is_empty() {
            return Ok(());
        }
        let path = root.join(PLACE);
        let stamp = fs::metadata(&path).ok().map(|metadata| Stamp::of(&metadata));
        if stamp != self.stamp {
            let current = Self::read(root)?;
            self.stamp = current.stamp;
            let ours = std::mem::replace(&mut self.kept, current.kept);
            for fingerprint in &self.touched {
                match ours.get(fingerprint) {
                    Some(entry) => drop(self.kept.insert(*fingerprint, entry.clone())),
                    None => drop(self.kept.remove(fingerprint)),
                }
            }
        }
        let mut entries: Vec<(&Fingerprint, &Entry)> = self.kept.iter().collect();
        entries.sort_by_key(|(fingerprint, entry)| {
            (&entry.decision.path, &entry.decision.codemod, **fingerprint)
        });
        let mut text = HEAD.to_owned();
        for (_, entry) in entries {
            text.push('\n');
            text.push_str(&entry.text);
        }
        let target = inside(root, &path)?;
        let written = files::replace(&target, text.as_bytes());
        let written = written.map_err(|source| DecisionsError::Write { path, source })?;
        self.stamp = Some(Stamp::of(&written));
        self.text = text;
        self.touched.clear();
        Ok(())
    }
}

impl Verdicts for Decisions {
    fn of(&self, place: &Place<'_>) -> Verdict {
        let decision = self.get(place.fingerprint()).or_else(|| {
            let before = self.renames.before(place.file)?;
            self.get(place.identity.fingerprint(place.codemod, before))
        });
        match decision.map(|decision| &decision.decided) {
            Some(Decided::Rejected) => Verdict::LeaveOut(LeftOut::Rejected),
            Some(Decided::Edited(text)) => Verdict::Edit(text.clone()),
            Some(Decided::Accepted) => Verdict::Apply,
            None if self.accepted_only => Verdict::LeaveOut(LeftOut::Undecided),
            None => Verdict::Apply,
        }
    }
}

/// The time of a decision that is made now.
pub fn now() -> String {
    let seconds = Timestamp::now().as_second();
    Timestamp::from_second(seconds).map(|time| time.to_string()).unwrap_or_default()
}

fn read_one(table: &Table) -> Result<(Fingerprint, Decision), String> {
    let text = |key: &str| table.get(key).and_then(|item| item.as_str()).map(str::to_owned);
    for (key, item) in table {
        let is_known = ["fingerprint", "decision", "codemod", "path", "code", "text", "who", "when", "why"]
            .contains(&key);
        if !is_known {
            return Err(format!("unknown key '{key}'"));
        }
        if !item.is_str() {
            return Err(format!("'{key}' must be a string"));
        }
    }
    let fingerprint = text("fingerprint").ok_or("a decision needs a 'fingerprint'")?;
    let fingerprint = fingerprint.parse::<Fingerprint>()?;
    let decided = match text("decision").as_deref() {
        Some("accepted") => Decided::Accepted,
        Some("rejected") => Decided::Rejected,
        Some("edited") => Decided::Edited(text("text").ok_or("an edited finding needs its 'text'")?),
        _ => return Err("'decision' must be one of \"accepted\", \"rejected\", \"edited\"".to_owned()),
    };
    let decision = Decision {
        decided,
        codemod: text("codemod").unwrap_or_default(),
        path: text("path").unwrap_or_default(),
        code: text("code").unwrap_or_default(),
        who: text("who"),
        when: text("when"),
        why: text("why"),
    };
    Ok((fingerprint, decision))
}

fn written(fingerprint: Fingerprint, decision: &Decision) -> String {
    let mut text = "[[decision]]\n".to_owned();
    let mut add = |key: &str, value: &str| {
        let value = Value::from(value);
        // Writing to a string does not fail.
        let _ = writeln!(text, "{key} = {value}");
    };
    add("fingerprint", &fingerprint.to_string());
    add("decision", decision.decided.word());
    if let Decided::Edited(lines) = &decision.decided {
        add("text", lines);
    }
    for (key, value) in [("codemod", &decision.codemod), ("path", &decision.path), ("code", &decision.code)] {
        add(key, value);
    }
    for (key, value) in [("who", &decision.who), ("when", &decision.when), ("why", &decision.why)] {
        if let Some(value) = value {
            add(key, value);
        }
    }
    text
}

/// Where the file at `path` is written: its directory exists then, and symbolic links do not lead it out of `root`.
fn inside(root: &Path, path: &Path) -> Result<PathBuf, DecisionsError> {
    let failed = |source| DecisionsError::Write { path: path.to_owned(), source };
    let directory = path.parent().unwrap_or(root);
    fs::create_dir_all(directory).map_err(failed)?;
    let root = fs::canonicalize(root).map_err(failed)?;
    let check = |link: &Path| match fs::canonicalize(link) {
        Ok(target) if target.starts_with(&root) => Ok(target),
        Ok(target) => Err(DecisionsError::Outside { path: link.to_owned(), target }),
        Err(source) => Err(failed(source)),
    };
    let directory = check(directory)?;
    match fs::symlink_metadata(path) {
        Ok(_) => check(path),
        Err(_) => Ok(directory.join(path.file_name().unwrap_or_default())),
    }
}

fn read(path: &Path) -> io::Result<(String, Stamp)> {
    let mut file = File::open(path)?;
    let stamp = Stamp::of(&file.metadata()?);
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    Ok((text, stamp))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(path: &str, decided: Decided) -> Decision {
        Decision {
            decided,
            codemod: "a-b".to_owned(),
            path: path.to_owned(),
            code: "print(\"\x1b\")".to_owned(),
            who: Some("Ada <ada@example.org>".to_owned()),
            when: Some(now()),
            why: None,
        }
    }

    fn print(number: u64) -> Fingerprint {
        format!("{number:016x}").parse().unwrap()
    }

    #[test]
    fn decisions_come_back_as_they_were_made() {
        let directory = tempfile::tempdir().unwrap();
        let mut decisions = Decisions::read(directory.path()).unwrap();
        let edited = decision("b.py", Decided::Edited("x = '''\n\\n\"\"\"\n".to_owned()));
        decisions.set(print(2), Some(edited.clone()));
        decisions.set(print(1), Some(decision("a.py", Decided::Rejected)));
        decisions.write(directory.path()).unwrap();
        let again = Decisions::read(directory.path()).unwrap();
        assert_eq!(again.get(print(2)), Some(&edited));
        assert_eq!(again.get(print(1)).unwrap().decided, Decided::Rejected);
        let text = fs::read_to_string(directory.path().join(PLACE)).unwrap();
        assert!(text.starts_with(HEAD) && text.find("a.py") < text.find("b.py"), "{text}");
    }

    #[test]
    fn what_another_program_decided_meanwhile_stays() {
        let directory = tempfile::tempdir().unwrap();
        let mut one = Decisions::read(directory.path()).unwrap();
        one.set(print(1), Some(decision("a.py", Decided::Accepted)));
        one.set(print(3), Some(decision("c.py", Decided::Accepted)));
        one.write(directory.path()).unwrap();
        let mut other = Decisions::read(directory.path()).unwrap();
        other.set(print(2), Some(decision("b.py", Decided::Rejected)));
        other.set(print(1), None);
        other.write(directory.path()).unwrap();
        one.set(print(3), Some(decision("c.py", Decided::Rejected)));
        one.write(directory.path()).unwrap();
        let last = Decisions::read(directory.path()).unwrap();
        assert_eq!(last.get(print(1)), None);
        assert_eq!(last.get(print(2)).unwrap().decided, Decided::Rejected);
        assert_eq!(last.get(print(3)).unwrap().decided, Decided::Rejected);
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_out_of_the_project_are_not_followed() {
        use std::os::unix::fs::symlink;
        for (link, is_directory) in [(".overhaul", true), (PLACE, false)] {
            let directory = tempfile::tempdir().unwrap();
            let (root, outside) = (directory.path().join("project"), directory.path().join("outside"));
            fs::create_dir_all(&outside).unwrap();
            fs::create_dir_all(root.join(link).parent().unwrap()).unwrap();
            let target = if is_directory { outside.clone() } else { outside.join("other.toml") };
            if !is_directory {
                fs::write(&target, HEAD).unwrap();
            }
            symlink(&target, root.join(link)).unwrap();
            let mut decisions = Decisions::read(&root).unwrap();
            decisions.set(print(1), Some(decision("a.py", Decided::Accepted)));
            let error = decisions.write(&root).unwrap_err().to_string();
            assert!(error.contains("leads out of the project"), "{error}");
            let kept = if is_directory {
                fs::read_dir(&outside).unwrap().count() == 0
            } else {
                fs::read_to_string(&target).unwrap() == HEAD
            };
            assert!(kept, "something was written through {link}");
        }
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path();
        fs::create_dir(root.join("elsewhere")).unwrap();
        symlink("elsewhere", root.join(".overhaul")).unwrap();
        let mut decisions = Decisions::read(root).unwrap();
        decisions.set(print(1), Some(decision("a.py", Decided::Accepted)));
        decisions.write(root).unwrap();
        assert!(root.join("elsewhere/decisions.toml").is_file());
    }

    #[test]
    fn one_of_twenty_thousand_decisions_is_kept_quickly() {
        let directory = tempfile::tempdir().unwrap();
        let mut decisions = Decisions::read(directory.path()).unwrap();
        for number in 0..20_000 {
            decisions.set(print(number), Some(decision(&format!("{}.py", number % 500), Decided::Accepted)));
        }
        decisions.write(directory.path()).unwrap();
        let started = std::time::Instant::now();
        for number in 0..10 {
            decisions.set(print(number), Some(decision("0.py", Decided::Rejected)));
            decisions.write(directory.path()).unwrap();
        }
        // Reading the file again would take longer than this, also without optimisation.
        assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
        let again = Decisions::read(directory.path()).unwrap();
        assert_eq!(again.get(print(9)).unwrap().decided, Decided::Rejected);
        assert_eq!(again.kept.len(), 20_000);
    }

    #[test]
    fn mistakes_are_named_with_their_lines() {
        for (text, expected) in [
            ("version = 1\n[[decision]]\nfingerprint = \"x\"\n", ":2: a fingerprint has sixteen"),
            ("version = 2\n", ":1: this version of overhaul reads version 1"),
            ("\n[[decision]\n", ":2: "),
            ("version = 1\nother = 2\n", ":2: unknown key 'other'"),
            (
                "[[decision]]\nfingerprint = \"0123456789abcdef\"\ndecision = \"maybe\"\n",
                ":1: 'decision' must be one of",
            ),
        ] {
            let error = Decisions::parse(text.to_owned(), Path::new("d.toml")).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
