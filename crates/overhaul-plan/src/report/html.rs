//! HTML in a report, as Markdown says the same.

use super::rewritten::Rewritten;

/// Elements and what stands in Markdown where they start and end.
const ELEMENTS: &[(&str, &str, &str)] = &[
    ("h1", "\n\n# ", "\n\n"),
    ("h2", "\n\n## ", "\n\n"),
    ("h3", "\n\n### ", "\n\n"),
    ("h4", "\n\n#### ", "\n\n"),
    ("h5", "\n\n##### ", "\n\n"),
    ("h6", "\n\n###### ", "\n\n"),
    ("p", "\n\n", "\n\n"),
    ("div", "\n\n", "\n\n"),
    ("section", "\n\n", "\n\n"),
    ("article", "\n\n", "\n\n"),
    ("details", "\n\n", "\n\n"),
    ("summary", "\n\n", "\n\n"),
    ("ul", "\n\n", "\n\n"),
    ("ol", "\n\n", "\n\n"),
    ("li", "\n- ", "\n"),
    ("strong", "**", "**"),
    ("b", "**", "**"),
    ("em", "", ""),
    ("i", "", ""),
    ("u", "", ""),
    ("span", "", ""),
    ("a", "", ""),
    ("code", "`", "`"),
    ("pre", "\n\n", "\n\n"),
    ("br", " ", " "),
    ("hr", "\n\n", ""),
    ("table", "\n\n", "\n\n"),
    ("thead", "", ""),
    ("tbody", "", ""),
    ("tr", "\n|", "\n"),
    ("th", " ", " |"),
    ("td", " ", " |"),
    ("html", "", ""),
    ("body", "\n\n", "\n\n"),
];

/// What a text of markup has at least one of; Markdown with a stray tag stays as it is.
const STRUCTURE: [&str; 9] = ["<li", "<tr", "<h1", "<h2", "<h3", "<h4", "<h5", "<h6", "<p>"];

/// A tag of a text.
struct Tag<'a> {
    name: &'a str,
    is_end: bool,
    /// Behind its `>`.
    end: usize,
}

/// The text with its elements written as Markdown, where structure is given by them.
pub fn to_markdown(text: Rewritten) -> Rewritten {
    let lowered = text.text.to_ascii_lowercase();
    if !STRUCTURE.iter().any(|tag| lowered.contains(tag)) {
        return text;
    }
    let mut writer = text.writer();
    let mut at = 0;
    let mut cells = 0;
    let mut is_first_row = false;
    while let Some(found) = lowered[at..].find('<').map(|found| at + found) {
        at = found + 1;
        if lowered[found..].starts_with("<!--") {
            let end = lowered[found..].find("-->").map_or(lowered.len(), |end| found + end + 3);
            writer.copy_to(found);
            writer.skip_to(end);
            at = end;
            continue;
        }
        let Some(tag) = tag(&lowered, found) else { continue };
        let Some((name, start, end)) = ELEMENTS.iter().find(|(name, ..)| *name == tag.name) else { continue };
        writer.copy_to(found);
        match (*name, tag.is_end) {
            ("table", false) => is_first_row = true,
            ("tr", false) => cells = 0,
            ("th" | "td", true) => cells += 1,
            _ => {}
        }
        writer.add(if tag.is_end { end } else { start });
        if *name == "tr" && tag.is_end && std::mem::take(&mut is_first_row) {
            writer.add(&format!("|{}", "---|".repeat(cells)));
        }
        writer.skip_to(tag.end);
        at = tag.end;
        // Markdown takes what is indented far enough for code.
        let blank = lowered[at..].len() - lowered[at..].trim_start().len();
        if writer.so_far().ends_with('\n') {
            writer.skip_to(at + blank);
            at += blank;
        }
    }
    writer.finish()
}

fn tag(text: &str, start: usize) -> Option<Tag<'_>> {
    let rest = &text[start + 1..];
    let (rest, is_end) = rest.strip_prefix('/').map_or((rest, false), |rest| (rest, true));
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let close = rest.find(['>', '<']).filter(|close| rest.as_bytes()[*close] == b'>')?;
    let before = start + 1 + usize::from(is_end);
    (length > 0).then(|| Tag { name: &rest[..length], is_end, end: before + close + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_become_markdown() {
        let html = "<h2 class='x'>Fixes</h2><ol>\n    <li>Replace <code>print()</code><br/>now</li></ol><table><thead><tr><th>#</th><th>Fix</th></tr></thead><tr><td>1</td><td>a</td></tr></table>a < b<!-- <li>no</li> -->";
        let made = to_markdown(Rewritten::of(html));
        let lines: Vec<&str> = made.text.lines().filter(|line| !line.trim().is_empty()).collect();
        assert_eq!(
            lines,
            ["## Fixes", "- Replace `print()` now", "| # | Fix |", "|---|---|", "| 1 | a |", "a < b"]
        );
        assert_eq!(made.origin(made.text.find("Replace").unwrap()), html.find("Replace").unwrap());
        let markdown = "a <br> b, x < y > z";
        assert_eq!(to_markdown(Rewritten::of(markdown)).text, markdown);
    }
}
