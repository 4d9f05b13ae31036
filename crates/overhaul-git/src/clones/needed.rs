//! Which files of a repository a run reads.

use std::path::Path;

use overhaul_engine::tree::rules::{is_metadata, is_python};

use crate::owners;

/// Configuration, decisions, and what says which files are left alone; at any depth, because a repository may hold several
/// projects.
const NAMES: [&str; 6] =
    ["overhaul.toml", ".gitattributes", ".gitignore", ".ignore", ".overhaulignore", "decisions.toml"];

/// The directories of templates for pull requests, where there is a choice of them; see [`is_template`].
const TEMPLATES: [&str; 2] = ["pull_request_template", "merge_request_templates"];

/// Whether a run reads the file at a path of a repository, or a pull request is made with it.
pub fn is_needed(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    is_python(path)
        || is_metadata(path)
        || NAMES.contains(&name)
        || owners::is_place(path)
        || is_template(path)
}

/// GitHub docs, "Creating a pull request template for your repository"; GitLab docs, "Description templates"; Gitea and
/// Forgejo docs, "Issue and Pull Request templates".
fn is_template(path: &Path) -> bool {
    let text = path.to_string_lossy().to_ascii_lowercase();
    let mut parts: Vec<&str> = text.split('/').collect();
    let Some(name) = parts.pop() else { return false };
    let is_own_directory = parts.last().is_some_and(|directory| TEMPLATES.contains(directory));
    is_own_directory || (parts.len() < 2 && name.starts_with(TEMPLATES[0]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_run_reads_is_needed_and_nothing_else() {
        for needed in [
            "a.py",
            "src/b.pyw",
            "app/pyproject.toml",
            "setup.cfg",
            "a/.gitignore",
            ".overhaulignore",
            ".overhaul/decisions.toml",
            ".github/CODEOWNERS",
            ".github/PULL_REQUEST_TEMPLATE.md",
            ".github/PULL_REQUEST_TEMPLATE/fix.md",
            ".gitlab/merge_request_templates/Default.md",
            "docs/pull_request_template.txt",
        ] {
            assert!(is_needed(Path::new(needed)), "{needed}");
        }
        for other in
            ["README.md", "a.pyc", "data.json", "uv.lock", "src/CODEOWNERS", "a/b/pull_request_template.md"]
        {
            assert!(!is_needed(Path::new(other)), "{other}");
        }
    }
}
