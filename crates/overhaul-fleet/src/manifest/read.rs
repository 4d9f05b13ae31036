//! Reading a manifest. Whatever is not understood is an error: a misspelt key must not lose its meaning silently.

use std::ops::Range;
use std::path::Path;
use std::time::Duration;

use globset::{GlobBuilder, GlobMatcher};
use overhaul_engine::options::{did_you_mean, nearest};
use toml_edit::{Document, DocumentMut, Item, Key, Table, TableLike, Value};

use super::{
    Codemods, ForgeOptions, ForgeQuery, Limits, Listed, Manifest, ManifestError, OnFailure, Published,
    Publishing, PullRequestOptions, Verify, read_file,
};
use crate::forge::{Kind, Query};
use crate::template;

/// A day.
const MOST_MINUTES: f64 = 1440.0;

const KEYS: [&str; 14] = [
    "name",
    "branch",
    "base",
    "overhaul",
    "config",
    "plan",
    "type-check",
    "safe-only",
    "repositories",
    "queries",
    "forges",
    "pull-request",
    "published",
    "waves",
];
const MORE_KEYS: [&str; 2] = ["limits", "verify"];

pub struct Reader<'a> {
    pub path: &'a Path,
    pub text: &'a str,
}

/// A key and its item, where both may have to be pointed at.
struct Entry<'i> {
    key: &'i Key,
    item: &'i Item,
}

type Read<T> = Result<T, ManifestError>;

impl Reader<'_> {
    pub fn manifest(&self) -> Read<Manifest> {
        let document = Document::parse(self.text)
            .map_err(|error| self.error(error.span(), format!("invalid TOML: {}", error.message())))?;
        let mut manifest = empty();
        let mut codemods = None;
        for entry in entries(document.as_table()) {
            match entry.key.get() {
                "name" => manifest.name = self.name(&entry)?,
                "branch" => manifest.branch = self.branch(&entry)?,
                "base" => manifest.base = Some(self.branch(&entry)?),
                "overhaul" | "config" | "plan" => {
                    if codemods.is_some() {
                        let message = "only one of 'overhaul', 'config' and 'plan' says what runs";
                        return Err(self.error(entry.key.span(), message.to_owned()));
                    }
                    codemods = Some(self.codemods(&entry)?);
                }
                "type-check" => manifest.type_check = self.flag(&entry)?,
                "safe-only" => manifest.safe_only = self.flag(&entry)?,
                "repositories" => manifest.repositories = self.repositories(&entry)?,
                "queries" => {
                    manifest.queries = self.tables(&entry, |table| self.query(table, &entry))?;
                }
                "forges" => {
                    for entry in entries(self.table(&entry)?) {
                        let forge = self.forge(&entry)?;
                        manifest.forges.insert(entry.key.get().to_ascii_lowercase(), forge);
                    }
                }
                "pull-request" => manifest.pull_request = self.pull_request(&entry)?,
                "published" => manifest.publishing.default = self.published(&entry)?,
                "waves" => {
                    manifest.publishing.waves = self.tables(&entry, |table| self.wave(table, &entry))?;
                }
                "limits" => manifest.limits = self.limits(&entry)?,
                "verify" => manifest.verify = self.verify(&entry)?,
                _ => return Err(self.unknown(&entry, KEYS.iter().chain(&MORE_KEYS))),
            }
        }
        manifest.codemods = codemods.unwrap_or(Codemods::OfRepository);
        if manifest.branch.is_empty() {
            return Err(self.error(None, "a manifest needs a 'branch'".to_owned()));
        }
        if manifest.name.is_empty() {
            manifest.name.clone_from(&manifest.branch);
            if !is_name(&manifest.name) {
                return Err(self.error(None, "a manifest with such a branch needs a 'name'".to_owned()));
            }
        }
        if manifest.repositories.is_empty() && manifest.queries.is_empty() {
            return Err(self.error(None, "a manifest needs 'repositories' or 'queries'".to_owned()));
        }
        Ok(manifest)
    }

    fn codemods(&self, entry: &Entry<'_>) -> Read<Codemods> {
        match entry.key.get() {
            "overhaul" => {
                self.table(entry)?;
                Ok(Codemods::Configured(self.alone("overhaul")))
            }
            "plan" => Ok(Codemods::Plan(self.beside(entry)?)),
            _ if entry.item.as_str() == Some("repository") => Ok(Codemods::OfRepository),
            _ => Ok(Codemods::Configured(read_file(&self.beside(entry)?)?)),
        }
    }

    /// A table of the manifest as a document of its own.
    fn alone(&self, key: &str) -> String {
        let whole = self.text.parse::<DocumentMut>().unwrap_or_default();
        let mut table = Table::new();
        for (key, item) in whole.get(key).and_then(Item::as_table_like).into_iter().flat_map(TableLike::iter)
        {
            table.insert(key, item.clone());
        }
        DocumentMut::from(table).to_string()
    }

    fn repositories(&self, entry: &Entry<'_>) -> Read<Vec<Listed>> {
        if let Some(values) = entry.item.as_array()
            && values.iter().all(Value::is_str)
        {
            let urls = values.iter().filter_map(Value::as_str);
            return Ok(urls.map(|url| Listed { url: url.to_owned(), base: None }).collect());
        }
        self.tables(entry, |table| {
            let mut listed = Listed { url: String::new(), base: None };
            for entry in entries(table) {
                match entry.key.get() {
                    "url" => listed.url = self.text(&entry)?,
                    "base" => listed.base = Some(self.branch(&entry)?),
                    _ => return Err(self.unknown(&entry, &["url", "base"])),
                }
            }
            if listed.url.is_empty() {
                return Err(self.error(span_of(table, entry), "a repository needs a 'url'".to_owned()));
            }
            Ok(listed)
        })
    }

    fn query(&self, table: &dyn TableLike, whole: &Entry<'_>) -> Read<ForgeQuery> {
        let mut host = String::new();
        let mut query = Query::default();
        for entry in entries(table) {
            match entry.key.get() {
                "forge" => host = self.text(&entry)?.to_ascii_lowercase(),
                "owner" => query.owner = self.text(&entry)?,
                "topics" => query.topics = self.texts(&entry)?,
                "name" => {
                    self.glob(&self.text(&entry)?, &entry)?;
                    query.name = Some(self.text(&entry)?);
                }
                "archived" => query.archived = self.flag(&entry)?,
                "forks" => query.forks = self.flag(&entry)?,
                _ => {
                    let known = ["forge", "owner", "topics", "name", "archived", "forks"];
                    return Err(self.unknown(&entry, &known));
                }
            }
        }
        for (value, key) in [(&host, "forge"), (&query.owner, "owner")] {
            if value.is_empty() {
                return Err(self.error(span_of(table, whole), format!("a query needs '{key}'")));
            }
        }
        Ok(ForgeQuery { host, query })
    }

    fn forge(&self, entry: &Entry<'_>) -> Read<ForgeOptions> {
        let mut kind = None;
        let (mut web, mut api) = (None, None);
        for entry in entries(self.table(entry)?) {
            match entry.key.get() {
                "kind" => {
                    let kinds = [
                        ("github", Kind::GitHub),
                        ("gitlab", Kind::GitLab),
                        ("gitea", Kind::Gitea),
                        ("forgejo", Kind::Forgejo),
                    ];
                    kind = Some(self.one_of(&entry, &kinds)?);
                }
                "web" => web = Some(self.text(&entry)?),
                "api" => api = Some(self.text(&entry)?),
                "token" => {
                    let message = "a manifest holds no tokens: they come from the environment, from the \
                                   forge's own command line or from git's credential helper";
                    return Err(self.error(entry.key.span(), message.to_owned()));
                }
                _ => return Err(self.unknown(&entry, &["kind", "web", "api"])),
            }
        }
        let kind = kind.ok_or_else(|| self.error(entry.key.span(), "a forge needs a 'kind'".to_owned()))?;
        Ok(ForgeOptions { kind, web, api })
    }

    fn pull_request(&self, entry: &Entry<'_>) -> Read<PullRequestOptions> {
        let mut options = PullRequestOptions::default();
        for entry in entries(self.table(entry)?) {
            match entry.key.get() {
                "title" => options.title = self.template(&entry, self.text(&entry)?)?,
                "body" => options.body = Some(self.template(&entry, self.text(&entry)?)?),
                "body-file" => {
                    let text = read_file(&self.beside(&entry)?)?;
                    options.body = Some(self.template(&entry, text)?);
                }
                "labels" => options.labels = self.texts(&entry)?,
                "reviewers" => options.reviewers = self.texts(&entry)?,
                "assignees" => options.assignees = self.texts(&entry)?,
                "code-owners" => options.code_owners = self.flag(&entry)?,
                "draft" => options.draft = self.flag(&entry)?,
                _ => {
                    let known = [
                        "title",
                        "body",
                        "body-file",
                        "labels",
                        "reviewers",
                        "assignees",
                        "code-owners",
                        "draft",
                    ];
                    return Err(self.unknown(&entry, &known));
                }
            }
        }
        Ok(options)
    }

    fn template(&self, entry: &Entry<'_>, text: String) -> Read<String> {
        match template::check(&text) {
            Ok(()) => Ok(text),
            Err(message) => Err(self.error(entry.item.span(), message)),
        }
    }

    fn wave(&self, table: &dyn TableLike, whole: &Entry<'_>) -> Read<(Vec<GlobMatcher>, Published)> {
        let (mut globs, mut published) = (Vec::new(), None);
        for entry in entries(table) {
            match entry.key.get() {
                "repositories" => {
                    let patterns = self.texts(&entry)?;
                    globs = patterns.iter().map(|text| self.glob(text, &entry)).collect::<Read<_>>()?;
                }
                "published" => published = Some(self.published(&entry)?),
                _ => return Err(self.unknown(&entry, &["repositories", "published"])),
            }
        }
        match published {
            Some(published) if !globs.is_empty() => Ok((globs, published)),
            _ => {
                let message = "a wave needs 'repositories' and 'published'";
                Err(self.error(span_of(table, whole), message.to_owned()))
            }
        }
    }

    fn published(&self, entry: &Entry<'_>) -> Read<Published> {
        match (entry.item.as_bool(), entry.item.as_str()) {
            (Some(true), _) => Ok(Published::Yes),
            (Some(false), _) => Ok(Published::No),
            (_, Some("draft")) => Ok(Published::Draft),
            _ => {
                Err(self.error(entry.item.span(), "'published' must be true, false or \"draft\"".to_owned()))
            }
        }
    }

    fn limits(&self, entry: &Entry<'_>) -> Read<Limits> {
        let mut limits = Limits::default();
        for entry in entries(self.table(entry)?) {
            match entry.key.get() {
                "parallel" => limits.parallel = self.number(&entry, 1..=64)?,
                "requests-per-second" => {
                    let value = real(&entry).filter(|value| *value > 0.0).ok_or_else(|| {
                        self.error(entry.item.span(), "'requests-per-second' must be above 0".to_owned())
                    })?;
                    limits.requests_per_second = Some(value);
                }
                "changes-per-minute" => {
                    limits.changes_per_minute = Some(self.number(&entry, 1..=100_000)?);
                }
                "pull-requests-per-hour" => {
                    limits.pull_requests_per_hour = Some(self.number(&entry, 1..=100_000)?);
                }
                "cache-gigabytes" => limits.cache = self.number::<u64>(&entry, 1..=100_000)? << 30,
                "repository-minutes" => limits.repository_time = self.minutes(&entry)?,
                "git-minutes" => limits.git_time = self.minutes(&entry)?,
                _ => {
                    let known = [
                        "parallel",
                        "requests-per-second",
                        "changes-per-minute",
                        "pull-requests-per-hour",
                        "cache-gigabytes",
                        "repository-minutes",
                        "git-minutes",
                    ];
                    return Err(self.unknown(&entry, &known));
                }
            }
        }
        Ok(limits)
    }

    fn verify(&self, entry: &Entry<'_>) -> Read<Verify> {
        let mut verify = Verify::default();
        for entry in entries(self.table(entry)?) {
            match entry.key.get() {
                "commands" => verify.commands = self.texts(&entry)?,
                "minutes" => verify.time = self.minutes(&entry)?,
                "on-failure" => {
                    let choices = [("skip", OnFailure::Skip), ("draft", OnFailure::Draft)];
                    verify.on_failure = self.one_of(&entry, &choices)?;
                }
                _ => return Err(self.unknown(&entry, &["commands", "minutes", "on-failure"])),
            }
        }
        Ok(verify)
    }

    fn minutes(&self, entry: &Entry<'_>) -> Read<Duration> {
        let minutes = real(entry).filter(|minutes| *minutes > 0.0 && *minutes <= MOST_MINUTES);
        let minutes = minutes.ok_or_else(|| {
            let message =
                format!("'{}' must be a number above 0 and no more than {MOST_MINUTES}", entry.key.get());
            self.error(entry.item.span(), message)
        })?;
        Ok(Duration::from_secs_f64(minutes * 60.0))
    }

    fn number<T: TryFrom<i64> + PartialOrd + std::fmt::Display>(
        &self,
        entry: &Entry<'_>,
        range: std::ops::RangeInclusive<T>,
    ) -> Read<T> {
        let value = entry.item.as_integer().and_then(|value| T::try_from(value).ok());
        value.filter(|value| range.contains(value)).ok_or_else(|| {
            let message =
                format!("'{}' must be a number from {} to {}", entry.key.get(), range.start(), range.end());
            self.error(entry.item.span(), message)
        })
    }

    fn one_of<T: Copy>(&self, entry: &Entry<'_>, choices: &[(&str, T)]) -> Read<T> {
        let chosen = entry.item.as_str();
        choices.iter().find(|(name, _)| chosen == Some(*name)).map(|(_, value)| *value).ok_or_else(|| {
            let names: Vec<String> = choices.iter().map(|(name, _)| format!("\"{name}\"")).collect();
            let message = format!("'{}' must be one of {}", entry.key.get(), names.join(", "));
            self.error(entry.item.span(), message)
        })
    }

    fn glob(&self, pattern: &str, entry: &Entry<'_>) -> Read<GlobMatcher> {
        let glob = GlobBuilder::new(pattern).literal_separator(false).build();
        glob.map(|glob| glob.compile_matcher())
            .map_err(|error| self.error(entry.item.span(), format!("'{}': {error}", entry.key.get())))
    }

    /// A name that can stand in the marker of a pull request.
    fn name(&self, entry: &Entry<'_>) -> Read<String> {
        let name = self.text(entry)?;
        if is_name(&name) {
            Ok(name)
        } else {
            let message = "'name' may have letters, digits, spaces, dots, slashes and single dashes";
            Err(self.error(entry.item.span(), message.to_owned()))
        }
    }

    /// The name of a branch as git may be given it; what starts with a dash would be an option.
    fn branch(&self, entry: &Entry<'_>) -> Read<String> {
        let name = self.text(entry)?;
        if overhaul_git::is_branch_name(&name) {
            Ok(name)
        } else {
            Err(self.error(entry.item.span(), format!("'{name}' is no name for a branch")))
        }
    }

    fn beside(&self, entry: &Entry<'_>) -> Read<std::path::PathBuf> {
        let directory = self.path.parent().unwrap_or(Path::new(""));
        Ok(directory.join(self.text(entry)?))
    }

    fn text(&self, entry: &Entry<'_>) -> Read<String> {
        match entry.item.as_str() {
            Some(text) if !text.trim().is_empty() => Ok(text.to_owned()),
            _ => Err(self.error(entry.item.span(), format!("'{}' must be a text", entry.key.get()))),
        }
    }

    fn texts(&self, entry: &Entry<'_>) -> Read<Vec<String>> {
        entry
            .item
            .as_array()
            .and_then(|values| values.iter().map(|value| value.as_str().map(str::to_owned)).collect())
            .ok_or_else(|| {
                let message = format!("'{}' must be a list of texts", entry.key.get());
                self.error(entry.item.span(), message)
            })
    }

    fn flag(&self, entry: &Entry<'_>) -> Read<bool> {
        let message = format!("'{}' must be true or false", entry.key.get());
        entry.item.as_bool().ok_or_else(|| self.error(entry.item.span(), message))
    }

    fn table<'i>(&self, entry: &Entry<'i>) -> Read<&'i dyn TableLike> {
        let message = format!("'{}' must be a table", entry.key.get());
        entry.item.as_table_like().ok_or_else(|| self.error(entry.item.span(), message))
    }

    /// What `read` makes of each table of a list, written either way.
    fn tables<T>(&self, entry: &Entry<'_>, read: impl Fn(&dyn TableLike) -> Read<T>) -> Read<Vec<T>> {
        if let Some(tables) = entry.item.as_array_of_tables() {
            return tables.iter().map(|table| read(table)).collect();
        }
        let message = format!("'{}' must be a list of tables", entry.key.get());
        let wrong = || self.error(entry.item.span(), message.clone());
        let values = entry.item.as_array().ok_or_else(wrong)?;
        values.iter().map(|value| read(value.as_inline_table().ok_or_else(wrong)?)).collect()
    }

    fn unknown<'k>(&self, entry: &Entry<'_>, known: impl IntoIterator<Item = &'k &'k str>) -> ManifestError {
        let name = entry.key.get();
        let nearest = nearest(name, known.into_iter().copied());
        self.error(entry.key.span(), format!("unknown key '{name}'{}", did_you_mean(nearest.as_deref())))
    }

    fn error(&self, span: Option<Range<usize>>, message: String) -> ManifestError {
        let before = span.and_then(|span| self.text.get(..span.start)).unwrap_or_default();
        ManifestError::Meaning {
            file: self.path.display().to_string(),
            line: 1 + before.matches('\n').count(),
            message,
        }
    }
}

fn empty() -> Manifest {
    Manifest {
        name: String::new(),
        branch: String::new(),
        base: None,
        codemods: Codemods::OfRepository,
        type_check: true,
        safe_only: false,
        repositories: Vec::new(),
        queries: Vec::new(),
        forges: std::collections::BTreeMap::new(),
        pull_request: PullRequestOptions::default(),
        publishing: Publishing { default: Published::Yes, waves: Vec::new() },
        limits: Limits::default(),
        verify: Verify::default(),
        text: String::new(),
    }
}

/// A number, with or without a fraction.
fn real(entry: &Entry<'_>) -> Option<f64> {
    let whole = || entry.item.as_integer().and_then(|value| u32::try_from(value).ok()).map(f64::from);
    entry.item.as_float().or_else(whole)
}

/// Whether a text can stand in a comment of HTML.
fn is_name(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || " ._/-".contains(c)) && !text.contains("--")
}

/// Keys and items of a table, in the order of the file.
fn entries(table: &dyn TableLike) -> impl Iterator<Item = Entry<'_>> {
    table.iter().filter_map(|(name, _)| table.get_key_value(name)).map(|(key, item)| Entry { key, item })
}

fn span_of(table: &dyn TableLike, whole: &Entry<'_>) -> Option<Range<usize>> {
    let first = table.iter().next().and_then(|(name, _)| table.key(name)?.span());
    first.or_else(|| whole.item.span())
}
