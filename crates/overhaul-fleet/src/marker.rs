//! The marker in a pull request's body by which overhaul knows its own, and what of it is overhaul's to change.

use crate::digest::digest;

/// What a marked body says besides its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked<'a> {
    /// What a person wrote before it and behind it.
    before: &'a str,
    after: &'a str,
    /// Of the title that overhaul gave last.
    title: &'a str,
    pub says: Says,
}

/// What a marker says besides the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Says {
    /// It was overhaul that closed the pull request.
    pub is_closed: bool,
    /// It was overhaul that made it a draft.
    pub is_draft: bool,
}

/// The body of a new pull request.
pub fn mark(fleet: &str, title: &str, body: &str, says: Says) -> String {
    written(fleet, title, body, says)
}

/// What the body of a pull request of a fleet says; nothing where it is not one.
pub fn read<'a>(fleet: &str, body: &'a str) -> Option<Marked<'a>> {
    let start = opening(fleet);
    let (before, rest) = body.split_once(start.as_str())?;
    let (facts, rest) = rest.split_once("-->")?;
    let (_, after) = rest.split_once(END)?;
    let title = facts.split_whitespace().find_map(|fact| fact.strip_prefix("title=")).unwrap_or_default();
    let has = |name: &str| facts.split_whitespace().any(|fact| fact == name);
    let says = Says { is_closed: has("closed"), is_draft: has("draft") };
    Some(Marked { before, after, title, says })
}

impl Marked<'_> {
    /// The same body with another text and everything that a person wrote around it.
    pub fn with(&self, fleet: &str, title: &str, body: &str, says: Says) -> String {
        format!("{}{}{}", self.before, written(fleet, title, body, says), self.after)
    }

    /// Whether the title is still the one that overhaul gave.
    pub fn gave(&self, title: &str) -> bool {
        self.title == digest(title)
    }
}

/// Whether two bodies are one to a forge, which may change line ends and what is at the end.
pub fn is_same(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let lines: Vec<String> = text.lines().map(|line| line.trim_end().to_owned()).collect();
        lines.join("\n").trim().to_owned()
    };
    plain(one) == plain(other)
}

const END: &str = "<!-- /overhaul-fleet -->";

fn opening(fleet: &str) -> String {
    format!("<!-- overhaul-fleet: {fleet};")
}

fn written(fleet: &str, title: &str, body: &str, says: Says) -> String {
    // No text of a template may end the marked part early. What is put in place of a marker makes no other one with what is around.
    let body =
        body.replace("<!-- overhaul-fleet:", "<!-- overhaul fleet:").replace(END, "<!-- overhaul fleet -->");
    let closed = if says.is_closed { " closed" } else { "" };
    let draft = if says.is_draft { " draft" } else { "" };
    format!("{} title={}{closed}{draft} -->\n{}\n{END}", opening(fleet), digest(title), body.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAFT: Says = Says { is_closed: false, is_draft: true };
    const CLOSED: Says = Says { is_closed: true, is_draft: false };

    #[test]
    fn what_people_write_around_stays() {
        let body = format!("Please look, @ada!\n\n{}\n\n- [x] done", mark("audit", "A title", "text", DRAFT));
        let marked = read("audit", &body).unwrap();
        assert!(marked.gave("A title") && !marked.gave("Another") && marked.says == DRAFT);
        let again = marked.with("audit", "Other", "new", CLOSED);
        assert!(again.starts_with("Please look, @ada!\n\n<!-- overhaul-fleet: audit;"), "{again}");
        assert!(again.ends_with("\n\n- [x] done") && again.contains("\nnew\n") && !again.contains("text"));
        assert_eq!(read("audit", &again).unwrap().says, CLOSED);
    }

    #[test]
    fn other_fleets_and_people_have_other_markers() {
        let body = mark("audit", "t", "text", Says::default());
        assert_eq!(read("audit-2", &body), None);
        assert_eq!(read("aud", &body), None);
        assert_eq!(read("audit", "text"), None);
        assert_eq!(read("audit", "<!-- overhaul-fleet: audit; title=1 -->"), None);
    }

    #[test]
    fn a_marker_around_a_marker_is_none() {
        let nested = format!("{}{END}{}", &END[..10], &END[10..]);
        let body = mark("audit", "t", &format!("{nested}\n<!-- overhaul-fleet:: audit; -->"), DRAFT);
        let marked = read("audit", &body).unwrap();
        assert_eq!((marked.before, marked.after), ("", ""));
        assert_eq!(body.matches(&opening("audit")).count(), 1, "{body}");
    }

    #[test]
    fn a_body_cannot_end_its_own_marker() {
        let body = mark("audit", "t", &format!("a{END}b\n<!-- overhaul-fleet: x; -->"), DRAFT);
        assert_eq!(read("audit", &body).unwrap().after, "");
        assert!(is_same(&body, &body.replace('\n', "  \r\n")));
    }
}
