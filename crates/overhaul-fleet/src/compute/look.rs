//! What the commit that a repository is computed from says about the repository.

use std::path::PathBuf;

use overhaul_engine::tree::rules::is_python;
use overhaul_git::clones::Cloned;
use overhaul_git::{Attributes, Error, Exempt, Kind, Owners, Snapshot};
use serde_json::Value;

use crate::line::Reason;

/// A file at the root by which a repository opts out.
pub const OPT_OUT: &str = ".overhaulignore";

/// Where forges look for a repository's own template, in their order: docs.github.com "Creating a pull request template for
/// your repository", docs.gitlab.com "Description templates", docs.gitea.com "Issue and Pull Request templates". GitHub's
/// names count in any case.
pub const TEMPLATES: [&str; 12] = [
    ".github/pull_request_template.md",
    "pull_request_template.md",
    "docs/pull_request_template.md",
    ".github/PULL_REQUEST_TEMPLATE.md",
    "PULL_REQUEST_TEMPLATE.md",
    "docs/PULL_REQUEST_TEMPLATE.md",
    ".gitlab/merge_request_templates/Default.md",
    ".gitlab/merge_request_templates/default.md",
    ".gitea/pull_request_template.md",
    ".gitea/PULL_REQUEST_TEMPLATE.md",
    ".forgejo/pull_request_template.md",
    ".forgejo/PULL_REQUEST_TEMPLATE.md",
];

/// As much of a template is taken.
const MAX_TEMPLATE: usize = 20_000;

/// As many owners are asked for a review.
const MAX_OWNERS: usize = 10;

/// What a commit says.
pub struct Look {
    reason: Option<Reason>,
    template: Option<String>,
    owners: Option<Owners>,
}

impl Look {
    pub fn at(clone: &Cloned) -> Result<Self, Error> {
        let snapshot = Snapshot::open(clone.directory(), &clone.base().to_string())?;
        Ok(Self {
            reason: reason(&snapshot),
            template: own_template(&snapshot),
            owners: Owners::in_commit(&snapshot)?,
        })
    }

    /// Why there is nothing to do here, if there is not.
    pub fn reason(&self) -> Option<Reason> {
        self.reason
    }

    pub fn template(&self) -> Option<&str> {
        self.template.as_deref()
    }

    /// The users and teams that own changed files, without what is no account; teams as `owner/team`.
    pub fn owners(&self, changes: &Value) -> Vec<String> {
        let Some(owners) = &self.owners else { return Vec::new() };
        let files = changes["files"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let mut found: Vec<String> = files
            .flat_map(|file| owners.of(file))
            .filter_map(|owner| owner.strip_prefix('@').map(str::to_owned))
            .collect();
        found.sort();
        found.dedup();
        found.truncate(MAX_OWNERS);
        found
    }
}

fn reason(snapshot: &Snapshot) -> Option<Reason> {
    let root = snapshot.root();
    if snapshot.kind(&root.join(OPT_OUT)).is_some() {
        return Some(Reason::OptedOut);
    }
    let files: Vec<PathBuf> = snapshot
        .entries()
        .filter(|(path, entry)| entry.kind() == Kind::File && is_python(path))
        .map(|(path, _)| path)
        .collect();
    if files.is_empty() {
        return Some(Reason::NoPython);
    }
    let attributes = Attributes::of(files.iter().map(PathBuf::as_path), |path| {
        let path = root.join(path);
        (snapshot.kind(&path) == Some(Kind::File)).then(|| snapshot.read(&path).ok()).flatten()
    });
    let is_off = files.iter().all(|file| attributes.exempts(file) == Some(Exempt::Off));
    is_off.then_some(Reason::OptedOut)
}

fn own_template(snapshot: &Snapshot) -> Option<String> {
    let path = TEMPLATES.iter().map(|name| snapshot.root().join(name));
    let path = path.into_iter().find(|path| snapshot.kind(path) == Some(Kind::File))?;
    let text = String::from_utf8_lossy(&snapshot.read(&path).ok()?).replace('\r', "");
    let text: String = text.chars().take(MAX_TEMPLATE).collect();
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}
