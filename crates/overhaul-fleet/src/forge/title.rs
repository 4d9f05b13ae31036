//! Forges that take a pull request for a draft by the beginning of its title.

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
