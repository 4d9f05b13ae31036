//! Titles and bodies of pull requests: templates in Jinja's language, by minijinja.
//!
//! What a template can name is [`Facts`]. `|code` writes a text of a repository as a code span and `|plain` as words, so that
//! no name of a file mentions a person, closes an issue or opens a tag.

use std::fmt::Write as _;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use overhaul_report::visible;
use serde::Serialize;
use serde_json::Value;

/// The title where a manifest has none.
pub const TITLE: &str = "{{ title }}";

/// The body where a manifest has none.
const BODY: &str = include_str!("template/body.md.j2");

/// A forge takes no longer title; GitHub's limit is 256 characters, Gitea's and GitLab's 255.
const MAX_TITLE: usize = 240;

/// A forge takes no longer body; GitHub's limit is 65,536 characters.
const MAX_BODY: usize = 60_000;

/// What a template can name.
#[derive(Debug, Serialize)]
pub struct Facts<'a> {
    /// The manifest's name.
    pub fleet: &'a str,
    /// `owner/name`.
    pub repository: &'a str,
    pub base: &'a str,
    pub branch: &'a str,
    /// What all commits do, in a few words.
    pub title: &'a str,
    /// The document of `apply --branch --format json`: `commits`, `codemods`, `files`, `failures`, `notes`, `summary`.
    #[serde(flatten)]
    pub changes: &'a Value,
    /// What the commands of `verify` came to; none where there are none.
    pub verify: &'a [Verified],
    /// The repository's own template for pull requests.
    pub repository_template: Option<&'a str>,
}

/// A command of `verify` and how it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Verified {
    pub command: String,
    pub passed: bool,
    /// How it ended, in words.
    pub outcome: String,
    /// The end of what it wrote.
    pub output: String,
}

/// Says what is wrong with a template, if anything is.
pub fn check(template: &str) -> Result<(), String> {
    let mut environment = environment();
    environment.add_template_owned("template", template.to_owned()).map_err(|error| words(&error))
}

/// The title that a template makes, in one line.
pub fn title(template: &str, facts: &Facts<'_>) -> Result<String, String> {
    let text = render(template, facts)?;
    let line = visible(text.split_whitespace().collect::<Vec<_>>().join(" ").as_str()).into_owned();
    Ok(cut(&line, MAX_TITLE))
}

/// The body that a template makes, overhaul's own where there is none. What failed is said first, whatever the template says.
pub fn body(template: Option<&str>, facts: &Facts<'_>) -> Result<String, String> {
    let text = unverified(facts.verify) + &render(template.unwrap_or(BODY), facts)?;
    let lines: Vec<String> = text.lines().map(|line| visible(line.trim_end()).into_owned()).collect();
    Ok(cut(lines.join("\n").trim(), MAX_BODY))
}

fn unverified(verify: &[Verified]) -> String {
    let failed: Vec<String> = verify
        .iter()
        .filter(|command| !command.passed)
        .map(|command| format!("{}: {}", code(&command.command), plain(&command.outcome)))
        .collect();
    if failed.is_empty() { String::new() } else { format!("**Not verified.** {}\n\n", failed.join("; ")) }
}

fn cut(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let kept: String = text.chars().take(limit - 1).collect();
    format!("{}…", kept.trim_end())
}

fn render(template: &str, facts: &Facts<'_>) -> Result<String, String> {
    environment().render_str(template, Serde(facts)).map_err(|error| words(&error))
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_syntax(syntax());
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.add_filter("code", |text: String| code(&text));
    environment.add_filter("plain", |text: String| plain(&text));
    environment
}

/// Lines of tags alone leave no lines behind.
pub(crate) fn syntax() -> SyntaxConfig {
    SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().unwrap_or_default()
}

fn words(error: &minijinja::Error) -> String {
    let line = error.line().map_or_else(String::new, |line| format!(", line {line} of it"));
    let detail = error.detail().unwrap_or_default();
    format!(
        "the template is wrong{line}: {}{}{detail}",
        error.kind(),
        if detail.is_empty() { "" } else { ": " }
    )
}

/// A text as a code span of Markdown, in which nothing has a meaning (`CommonMark` 0.31, section 6.1).
pub(crate) fn code(text: &str) -> String {
    let text = visible(text.split_whitespace().collect::<Vec<_>>().join(" ").as_str()).into_owned();
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') || text.is_empty() { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A text as words of Markdown. What would mention, link, close or open something is a character reference.
fn plain(text: &str) -> String {
    let mut result = String::new();
    for c in visible(text).chars() {
        match c {
            '&' | '<' | '>' | '@' | '#' | '[' | ']' | '*' | '_' | '~' | '|' | '!' | '\\' => {
                // Writing to a string does not fail.
                let _ = write!(result, "&#{};", u32::from(c));
            }
            c => result.push(c),
        }
    }
    // A colon behind a scheme would make a link of what follows.
    result.replace("://", "&#58;//")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn facts(changes: &Value) -> Facts<'_> {
        Facts {
            fleet: "audit",
            repository: "acme/shop",
            base: "main",
            branch: "overhaul/audit",
            title: "Log what services print (1 fix in 1 file)",
            changes,
            verify: &[],
            repository_template: Some("- [ ] I read the rules"),
        }
    }

    #[test]
    fn the_body_says_what_why_what_to_check_and_what_was_left() {
        let changes = json!({
            "commits": [{"id": "0123456789012345678901234567890123456789", "message": "Log what services print (1 fix in 1 file)\n\nmore\n"}],
            "codemods": [{
                "codemod": "print-to-logger", "title": "Log what services print", "does": "It logs.", "why": "Prints get lost.",
                "fixes": 1, "files": 1,
                "to_check": [{"text": "nobody reads <stdout>", "places": ["a`b.py:1", "c.py:2"]}],
                "left_alone": [{"reason": "cli", "count": 3, "words": "a command line tool"}],
            }, {
                "codemod": "narrow-except", "title": "Say what", "does": null, "why": null, "fixes": 0, "files": 0, "to_check": [], "left_alone": [],
            }],
            "files": ["a.py"], "failures": [], "notes": [],
            "summary": {"files_seen": 5, "files_changed": 1},
        });
        insta::assert_snapshot!(body(None, &facts(&changes)).unwrap(), @r"
        ### Log what services print: 1 fix in 1 file

        It logs.

        Prints get lost.

        To check, because a fix is right only if it holds:

        - nobody reads &#60;stdout&#62; (``a`b.py:1``, `c.py:2`)

        Left alone:

        - 3 cli: a command line tool

        One commit for each codemod: to leave one out, revert its commit. Commits of other people on this branch are never overwritten.

        ---

        - [ ] I read the rules
        ");
    }

    #[test]
    fn texts_of_a_repository_have_no_meaning() {
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code("a\n\n# b\u{1b}"), r"`a # b\x1b`");
        assert_eq!(plain("@acme/all #1 <b>"), "&#64;acme/all &#35;1 &#60;b&#62;");
        assert_eq!(plain("https://evil.example"), "https&#58;//evil.example");
    }

    #[test]
    fn a_wrong_template_is_named_with_its_line() {
        assert_eq!(check("{{ title }}"), Ok(()));
        let error = check("a\n{% for x in %}").unwrap_err();
        assert!(error.contains("line 2"), "{error}");
        let error = title("{{ titel }}", &facts(&json!({}))).unwrap_err();
        assert!(error.contains("undefined"), "{error}");
    }

    #[test]
    fn what_is_too_long_is_cut() {
        let long = "x ".repeat(40_000);
        assert_eq!(title(&long, &facts(&json!({}))).unwrap().chars().count(), MAX_TITLE);
        assert!(body(Some(&long), &facts(&json!({}))).unwrap().chars().count() <= MAX_BODY);
    }
}
