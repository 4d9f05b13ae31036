use std::path::Path;

use super::*;

const SMALL: &str = "branch = \"overhaul/audit\"\nrepositories = [\"https://github.com/acme/shop\"]\n";

fn parse(text: &str) -> Result<Manifest, ManifestError> {
    Manifest::parse(text.to_owned(), Path::new("fleet.toml"))
}

fn refusal(text: &str) -> String {
    parse(text).unwrap_err().to_string()
}

#[test]
fn a_small_manifest_has_sensible_defaults() {
    let manifest = parse(SMALL).unwrap();
    assert_eq!((manifest.name.as_str(), manifest.branch.as_str()), ("overhaul/audit", "overhaul/audit"));
    assert_eq!(manifest.codemods, Codemods::OfRepository);
    assert!(manifest.type_check && !manifest.safe_only);
    assert_eq!(manifest.publishing.of("acme/shop"), Published::Yes);
}

#[test]
fn a_manifest_says_all_of_it() {
    let manifest = parse(
        r#"
name = "audit 2026"
branch = "overhaul/audit"
base = "develop"
published = false

[overhaul]
codemods = ["print-to-logger"]

[overhaul.print-to-logger]
level = "debug"

[[repositories]]
url = "git@github.com:acme/shop.git"
base = "main"

[[queries]]
forge = "git.example.com"
owner = "platform"
topics = ["python"]
name = "svc-*"

[forges."git.example.com"]
kind = "gitea"

[pull-request]
title = "Audit: {{ title }}"
labels = ["audit"]
code-owners = true

[[waves]]
repositories = ["acme/*"]
published = "draft"

[[waves]]
repositories = ["acme/shop"]
published = true

[limits]
parallel = 2
requests-per-second = 2.5
changes-per-minute = 20
git-minutes = 0.5

[verify]
commands = ["pytest -q"]
minutes = 5
on-failure = "draft"
"#,
    )
    .unwrap();
    let Codemods::Configured(config) = &manifest.codemods else { panic!("{:?}", manifest.codemods) };
    assert_eq!(config.trim(), "codemods = [\"print-to-logger\"]\n\n[print-to-logger]\nlevel = \"debug\"");
    let published = ["acme/shop", "acme/other", "else/where"].map(|path| manifest.publishing.of(path));
    assert_eq!(published, [Published::Yes, Published::Draft, Published::No]);
    assert_eq!(manifest.queries[0].query.name.as_deref(), Some("svc-*"));
    assert!(!manifest.queries[0].query.archived && !manifest.queries[0].query.forks);
    assert_eq!(manifest.forges["git.example.com"].kind, Kind::Gitea);
    assert_eq!(manifest.verify.on_failure, OnFailure::Draft);
    assert_eq!(manifest.limits.changes_per_minute, Some(20));
    let times = (manifest.limits.git_time.as_secs(), manifest.limits.repository_time.as_secs());
    assert_eq!(times, (30, 1800));
}

#[test]
fn what_is_not_understood_is_an_error_with_its_line() {
    for (more, expected) in [
        ("brnch = \"x\"\n", ":3: unknown key 'brnch'; did you mean 'branch'?"),
        ("[limits]\nparalel = 2\n", ":4: unknown key 'paralel'; did you mean 'parallel'?"),
        ("[limits]\nparallel = 0\n", ":4: 'parallel' must be a number from 1 to 64"),
        ("[limits]\ngit-minutes = 0\n", ":4: 'git-minutes' must be a number above 0 and no more than 1440"),
        ("[limits]\ngit-minutes = nan\n", ":4: 'git-minutes' must be a number above 0"),
        ("[[waves]]\nrepositories = [\"a\"]\n", "a wave needs 'repositories' and 'published'"),
        ("published = \"yes\"\n", ":3: 'published' must be true, false or \"draft\""),
        ("[forges.\"h\"]\nkind = \"svn\"\n", ":4: 'kind' must be one of \"github\""),
        ("[forges.\"h\"]\nkind = \"gitea\"\ntoken = \"x\"\n", ":5: a manifest holds no tokens"),
        ("[pull-request]\ntitle = \"{% if %}\"\n", ":4: the template is wrong"),
        ("base = \"-x\"\n", ":3: '-x' is no name for a branch"),
        ("config = \"repository\"\nplan = \"p.toml\"\n", ":4: only one of"),
        ("x = \n", "invalid TOML"),
    ] {
        let error = refusal(&format!("{SMALL}{more}"));
        assert!(error.contains(expected), "{error}\n{more}");
    }
    assert!(refusal("branch = \"x\"\n").contains("needs 'repositories' or 'queries'"));
    assert!(refusal("repositories = [\"x\"]\n").contains("needs a 'branch'"));
    assert!(refusal("name = \"a --> b\"\n").contains("'name'"));
}
