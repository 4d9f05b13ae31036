//! The page of a codemod: manual, explanation and source of tests in one Markdown text.

/// A codemod's page, read from its `README.md`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub id: &'static str,
    /// One line.
    pub summary: &'static str,
    /// What a commit of its fixes is called: imperative, short enough for numbers behind it.
    pub commit: &'static str,
    /// Words that audits use for what this codemod repairs.
    pub keywords: Vec<&'static str>,
    /// The Markdown behind the front matter.
    pub body: &'static str,
}

impl Page {
    /// Reads front matter (`key: value` lines between two `---` lines) and body. `None` where the page is
    /// not of that form; the registry's tests prove that every page is.
    pub fn parse(text: &'static str) -> Option<Self> {
        let rest = text.strip_prefix("---\n")?;
        let (front, body) = rest.split_once("\n---\n")?;
        let value = |key: &str| {
            front.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':').map(str::trim))
        };
        let keywords = value("keywords")?
            .trim_matches(['[', ']'])
            .split(',')
            .map(|word| word.trim().trim_matches('"'))
            .collect();
        Some(Self {
            id: value("id")?,
            summary: value("summary")?,
            commit: value("commit")?,
            keywords,
            body: body.trim_start(),
        })
    }

    /// The page of the codemod with this id; an empty one where the text is not of the form that [`Self::parse`] reads.
    pub fn of(id: &'static str, text: &'static str) -> Self {
        Self::parse(text).unwrap_or(Self { id, summary: "", commit: "", keywords: Vec::new(), body: "" })
    }

    /// The Markdown under a second-level heading, up to the next one.
    pub fn section(&self, heading: &str) -> Option<&'static str> {
        let start = self.body.find(&format!("\n## {heading}\n"))? + heading.len() + 5;
        let rest = &self.body[start..];
        Some(rest.split("\n## ").next().unwrap_or(rest).trim())
    }

    /// The pairs of Python blocks under Example: before and after.
    pub fn examples(&self) -> Vec<(&'static str, &'static str)> {
        let Some(section) = self.section("Example") else { return Vec::new() };
        let blocks: Vec<&str> = section
            .split("```python\n")
            .skip(1)
            .filter_map(|block| block.find("```").map(|end| &block[..end]))
            .collect();
        blocks.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
    }

    /// What the table under When it declines says that a reason saw.
    pub fn reason(&self, code: &str) -> Option<&'static str> {
        let rows = self.section("When it declines").unwrap_or_default().lines();
        let mut rows = rows.filter_map(|row| row.strip_prefix("| `")?.split_once('`'));
        let (_, rest) = rows.find(|(found, _)| *found == code)?;
        rest.split(" | ").nth(1)
    }

    /// The reason codes that have a row in the table under When it declines.
    pub fn reasons(&self) -> Vec<&'static str> {
        let rows = self.section("When it declines").unwrap_or_default().lines();
        rows.filter_map(|row| row.strip_prefix("| `")?.split('`').next()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_gives_its_parts() {
        let page = Page::parse(
            "---\nid: a-b\nsummary: does a\ncommit: Do a\nkeywords: [x, \"y z\"]\n---\n# a-b\n\n## Example\nfirst\n```python\n1\n```\nthen\n```python\n2\n```\n## When it declines\n| code | saw |\n|---|---|\n| `why` | it | leave it |\n",
        )
        .unwrap();
        assert_eq!((page.id, page.summary, page.keywords.as_slice()), ("a-b", "does a", &["x", "y z"][..]));
        assert_eq!(page.examples(), [("1\n", "2\n")]);
        assert_eq!(page.reasons(), ["why"]);
        assert_eq!(page.reason("why"), Some("it"));
    }
}
