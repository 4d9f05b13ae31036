//! Owners of files, as CODEOWNERS files of GitHub and GitLab name them.

use std::collections::HashMap;

use globset::{Candidate, Glob, GlobBuilder, GlobSet};

use crate::Error;
use crate::snapshot::{Kind, Snapshot};

/// Where a CODEOWNERS file may lie; the first that exists counts. The order keeps both GitHub's (GitHub docs,
/// "About code owners") and GitLab's (`FILE_PATHS` in its `ee/lib/gitlab/code_owners.rb`). `.gitea/` and
/// `.forgejo/` are absent: their files hold Go regular expressions (Gitea docs, "Code Owners"), not globs.
const PLACES: &[&str] = &[".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];

/// Whether a CODEOWNERS file may lie at a path of a repository.
pub fn is_place(path: &std::path::Path) -> bool {
    PLACES.iter().any(|place| path == std::path::Path::new(place))
}

/// Who owns the files of a repository, by its CODEOWNERS file.
#[derive(Debug)]
pub struct Owners {
    rules: Vec<Rule>,
    /// Globs of consecutive rules, with the index of the first.
    sets: Vec<(usize, GlobSet)>,
    sections: usize,
}

#[derive(Debug)]
struct Rule {
    section: usize,
    excludes: bool,
    owners: Vec<String>,
    files: bool,
    directories: bool,
}

impl Owners {
    /// Reads the text of a CODEOWNERS file, in which bytes that are not UTF-8 may have been replaced.
    ///
    /// A file with section headers is read as GitLab reads it: a pattern without a leading `/` matches at any
    /// depth, malformed owners are ignored (GitLab docs, "Syntax of `CODEOWNERS` file"). Any other is read as
    /// GitHub reads it: a pattern with a `/` before its end starts at the root, a line with a malformed owner
    /// is ignored (GitHub docs, "About code owners"). Exclusions (`!`), which only GitLab has, count in both.
    pub fn parse(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let lines = || text.lines().map(str::trim_start).filter(|line| !line.starts_with('#'));
        let gitlab = lines().any(|line| header(line).is_some());
        // GitLab's name for the section of the lines before the first header.
        let mut sections = HashMap::from([("codeowners".to_owned(), 0)]);
        let (mut section, mut defaults) = (0, Vec::new());
        let (mut rules, mut globs) = (Vec::new(), Vec::new());
        for line in lines() {
            if let Some((name, rest)) = header(line) {
                let next = sections.len();
                section = *sections.entry(name.to_lowercase()).or_insert(next);
                defaults = named(rest).0;
                continue;
            }
            let (pattern, rest) = split(line);
            let (pattern, excludes) = pattern.strip_prefix('!').map_or((pattern, false), |rest| (rest, true));
            let (own, malformed) = named(if excludes { "" } else { rest });
            // To GitHub a leading bracket is a range, which it refuses; to GitLab it is a broken header.
            let refused = line.starts_with('[') || line.starts_with("^[");
            if refused || (!gitlab && !malformed.is_empty()) {
                continue;
            }
            let Some((glob, files, directories)) = compile(pattern, gitlab) else { continue };
            let inherits = !excludes && own.is_empty() && malformed.is_empty();
            let owners = if inherits { defaults.clone() } else { own };
            rules.push(Rule { section, excludes, owners, files, directories });
            globs.push(glob);
        }
        let mut sets = Vec::new();
        collect(&globs, 0, &mut sets);
        Self { rules, sets, sections: sections.len() }
    }

    /// Reads the CODEOWNERS file of a commit, where it has one.
    pub fn in_commit(snapshot: &Snapshot) -> Result<Option<Self>, Error> {
        let mut paths = PLACES.iter().map(|place| snapshot.root().join(place));
        let Some(path) = paths.find(|path| snapshot.kind(path) == Some(Kind::File)) else {
            return Ok(None);
        };
        let text = snapshot.read(&path).unwrap_or_default();
        snapshot.check()?;
        Ok(Some(Self::parse(&String::from_utf8_lossy(&text))))
    }

    /// The owners of a file, as the CODEOWNERS file writes them, in its order and each once; empty if nobody
    /// owns it. The path is relative to the root of the repository, with `/` between its parts.
    ///
    /// In every section the last rule that matches decides, unless an exclusion matches; the owners of all
    /// sections are joined. What matches a directory owns everything below it.
    pub fn of(&self, path: &str) -> Vec<&str> {
        // An exclusion outranks all rules of its section, later ones too (GitLab docs, "Exclusion patterns").
        let rank = |index: usize| (self.rules[index].excludes, index);
        let mut deciding: Vec<Option<usize>> = vec![None; self.sections];
        let mut found = Vec::new();
        for end in std::iter::once(path.len()).chain(path.rmatch_indices('/').map(|(at, _)| at)) {
            let candidate = Candidate::new(&path[..end]);
            for (first, set) in &self.sets {
                set.matches_candidate_into(&candidate, &mut found);
                for index in found.iter().map(|index| first + index) {
                    let rule = &self.rules[index];
                    let applies = if end == path.len() { rule.files } else { rule.directories };
                    if applies && deciding[rule.section].is_none_or(|other| rank(other) < rank(index)) {
                        deciding[rule.section] = Some(index);
                    }
                }
            }
        }
        let mut owners: Vec<&str> = Vec::new();
        for owner in deciding.into_iter().flatten().flat_map(|index| &self.rules[index].owners) {
            if !owners.contains(&owner.as_str()) {
                owners.push(owner);
            }
        }
        owners
    }
}

/// The name of the section that a line starts, and the text of its default owners: `[Name]`, `^[Name]` or
/// `[Name][2]`, then the end or white space.
fn header(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.strip_prefix('^').unwrap_or(line).strip_prefix('[')?.split_once(']')?;
    let rest = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or(rest, |(_, rest)| rest);
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some((name, rest))
}

/// The pattern of a line, up to the first white space without a backslash before it, and the rest.
fn split(line: &str) -> (&str, &str) {
    let mut escaped = false;
    let end = line.find(|character: char| {
        let ends = character.is_whitespace() && !escaped;
        escaped = character == '\\' && !escaped;
        ends
    });
    line.split_at(end.unwrap_or(line.len()))
}

/// The words before a comment: those that name owners (`@user`, `@org/team`, `@@role`, address), and others.
fn named(text: &str) -> (Vec<String>, Vec<String>) {
    let words = text.split_whitespace().take_while(|word| !word.starts_with('#')).map(ToOwned::to_owned);
    words.partition(|word| word.split_once('@').is_some_and(|(_, after)| !after.is_empty()))
}

/// The glob of a pattern, and whether it may match files and directories.
fn compile(pattern: &str, gitlab: bool) -> Option<(Glob, bool, bool)> {
    let body = pattern.strip_suffix('/').unwrap_or(pattern);
    let rooted = body.strip_prefix('/').unwrap_or(body);
    if rooted.is_empty() {
        return None;
    }
    let floats = if gitlab { rooted.len() == body.len() } else { !body.contains('/') };
    let mut glob = String::from(if floats { "**/" } else { "" });
    let mut characters = rooted.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => glob.extend(['\\', characters.next()?]),
            '[' | ']' | '{' | '}' => glob.extend(['\\', character]),
            _ => glob.push(character),
        }
    }
    let glob = GlobBuilder::new(&glob).literal_separator(true).backslash_escape(true).build().ok()?;
    let last = rooted.rsplit('/').next();
    let only_directories = body.len() < pattern.len() && last != Some("**");
    // `docs/*` does not match "further nested files" (GitHub docs, "About code owners").
    Some((glob, !only_directories, only_directories || last != Some("*")))
}

/// Globset refuses a set whose automaton is too large, so that many globs may take several sets.
fn collect(globs: &[Glob], first: usize, sets: &mut Vec<(usize, GlobSet)>) {
    if let Ok(set) = GlobSet::new(globs) {
        sets.push((first, set));
    } else if globs.len() > 1 {
        let (left, right) = globs.split_at(globs.len() / 2);
        collect(left, first, sets);
        collect(right, first + left.len(), sets);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_matches_some_paths_and_not_others() {
        for (pattern, yes, no) in [
            ("*", "a b/c b/.d", ""),
            ("*.js", "a.js b/c.js d.js/e", "a.JS a.jsx"),
            ("/build/logs/", "build/logs/a build/logs/b/c", "build/logs x/build/logs/a build/logs2/a"),
            ("docs/*", "docs/a docs/.a", "docs/a/b x/docs/a docs"),
            ("docs/*/", "docs/a/b docs/a/b/c", "docs/a"),
            ("apps/", "apps/a x/apps/b/c", "apps x/apps myapps/a"),
            ("**/logs", "logs a/logs a/logs/b", "a/logs2"),
            ("docs/**/", "docs/a docs/b/c", "docs x/docs/a"),
            ("a/**/b.c", "a/b.c a/x/y/b.c", "x/a/b.c"),
            ("f?o", "foo foo/b a/foo", "fo f/o Foo foo2"),
            ("src/x", "src/x src/x/y", "a/src/x src/xy"),
            (r"\#a\*", "#a*", "#ab a*"),
            ("{a,b}/[cd]#.py", "{a,b}/[cd]#.py", "a/c#.py b/d#.py"),
            ("/ @o\na\\", "", "a a/b"),
        ] {
            let owners = Owners::parse(&format!("{pattern} @o"));
            for (paths, expected) in [(yes, "@o"), (no, "")] {
                for path in paths.split_whitespace() {
                    assert_eq!(owners.of(path).join(" "), expected, "{path} by {pattern}");
                }
            }
        }
    }

    #[test]
    fn the_last_match_of_every_section_decides() {
        let github = "\u{feff}# c\n* @a  @b @a\n\n  *.js b@c.de # @no\r\n/apps/ @o/t\n/apps/x # none\n\
                      [ab].py @n\n^[x @n\na b @n\na\\ b/ @d\n!e\ne @f";
        let gitlab = "* @all\n!pom.xml\n[Docs][2] @docs @all # x\n*.md\nold.md @old bad\n^[Ruby] @r\n*.rb\n\
                      !/c/**/*.rb @no\nc/routes.rb @no\n[Bare]\nlib/x\n[DOCS]\nnew.md\n[Deep] @d\nin/ner";
        for (text, cases) in [
            (github, "x=@a @b|a.js=b@c.de|apps/a.js=@o/t|apps/x/y=|b.py=@a @b|a=@a @b|a b/c=@d|x/e/f="),
            (gitlab, "a=@all|pom.xml=|a.md=@all @docs|x/old.md=@all @old|new.md=@all|a.rb=@all @r"),
            (gitlab, "c/routes.rb=@all|lib/x/y=@all|x/in/ner=@all @d"),
            ("", "a="),
        ] {
            for (path, expected) in cases.split('|').filter_map(|case| case.split_once('=')) {
                assert_eq!(Owners::parse(text).of(path).join(" "), expected, "{path} by\n{text}");
            }
        }
    }

    #[test]
    fn many_globs_are_held() {
        let name = "a_long_name".repeat(9);
        let text: String = (0..4000).map(|n| format!("/p/*/{name}{n}* @{n}\n")).collect();
        let owners = Owners::parse(&text);
        assert!(owners.sets.len() > 1);
        assert_eq!(owners.of(&format!("p/x/{name}3999")), ["@3999"]);
    }
}
