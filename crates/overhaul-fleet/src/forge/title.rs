//! Forges that take a pull request for a draft by the beginning of its title.

use super::{ForgeError, PullRequest};

/// Marks the title of a pull request, or takes the mark away. A title that does not make it what it is to be is put back.
pub fn set_title(
    host: &str,
    mark: &str,
    is_draft: bool,
    look: impl FnOnce() -> Result<PullRequest, ForgeError>,
    set: impl Fn(&str) -> Result<PullRequest, ForgeError>,
) -> Result<PullRequest, ForgeError> {
    let now = look()?;
    if now.is_draft == is_draft {
        return Ok(now);
    }
    let changed = set(&marked(&now.title, mark, is_draft))?;
    if changed.is_draft == is_draft {
        return Ok(changed);
    }
    set(&marked(&now.title, mark, now.is_draft))?;
    Err(ForgeError::Refused {
        host: host.to_owned(),
        action: format!("changing pull request #{}", now.number),
        message: format!("'{mark}' before the title makes no draft there"),
    })
}

/// The title of a draft.
pub fn marked(title: &str, mark: &str, is_draft: bool) -> String {
    if is_draft { format!("{mark} {title}") } else { title.to_owned() }
}

/// The title itself, and whether it was that of a draft.
pub fn unmarked(title: &str, marks: &[&str]) -> (String, bool) {
    let after = |mark: &&str| {
        let head = title.get(..mark.len())?;
        head.eq_ignore_ascii_case(mark).then(|| title[mark.len()..].trim_start().to_owned())
    };
    match marks.iter().find_map(after) {
        Some(rest) => (rest, true),
        None => (title.to_owned(), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_of_a_draft_is_none_of_its_title() {
        assert_eq!(unmarked(&marked("Log é", "Draft:", true), &["Draft:"]), ("Log é".to_owned(), true));
        assert_eq!(unmarked("[wip]x", &["WIP:", "[WIP]"]), ("x".to_owned(), true));
        assert_eq!(unmarked("éé", &["WIP:"]), ("éé".to_owned(), false));
        assert_eq!(marked("Log", "Draft:", false), "Log");
    }
}
