//! Where the token for a host comes from: the environment, the login of the forge's own command, git's credential helper.
//! Never an argument, which every user of the machine sees, and never the manifest.

mod system;
mod tea;

use thiserror::Error;

use super::Kind;
use super::site::Site;
use super::token::{Token, TokenError};

/// A token, and who gave it.
#[derive(Debug, Clone)]
pub struct Login {
    pub token: Token,
    /// Such as `GITHUB_TOKEN` or `gh auth token`.
    pub source: String,
}

/// Why there is no token for a host.
#[derive(Debug, Error)]
pub enum LoginError {
    #[error(
        "there is no token for {host}: set {}, log in with the forge's own command, or teach git's credential helper",
        variables.join(" or ")
    )]
    Absent { host: String, variables: Vec<String> },
    #[error("{place} gives no token for {host}: {cause}")]
    Unusable { host: String, place: String, cause: TokenError },
}

/// What a login is looked for in.
pub trait Places {
    /// A variable of the environment that is set and not empty.
    fn variable(&self, name: &str) -> Option<String>;

    /// What a program says, where it is there and succeeds. It runs without the variables, in which its own token may be.
    fn said(&self, program: &str, arguments: &[&str], without: &[&str]) -> Option<String>;

    /// The configuration of Gitea's command.
    fn tea(&self) -> Option<String>;

    /// The password that git's credential helper has for `https://HOST`, without asking anybody.
    fn credential(&self, host: &str) -> Option<String>;
}

/// A variable that the forges' own commands and their runners know.
struct Variable {
    kind: Kind,
    name: &'static str,
    /// The variable that says which host it is for.
    host: Option<&'static str>,
    /// The host that it is for where nothing says so.
    usual: Option<&'static str>,
}

/// Cli.github.com "gh environment" and docs.github.com "Variables reference"; docs.gitlab.com "GitLab CLI", "Environment
/// variables"; forgejo.org "Actions", "Variables". Gitea's are named after the others.
const VARIABLES: &[Variable] = &[
    Variable { kind: Kind::GitHub, name: "GH_TOKEN", host: None, usual: Some("github.com") },
    Variable {
        kind: Kind::GitHub,
        name: "GITHUB_TOKEN",
        host: Some("GITHUB_SERVER_URL"),
        usual: Some("github.com"),
    },
    Variable { kind: Kind::GitHub, name: "GH_ENTERPRISE_TOKEN", host: Some("GH_HOST"), usual: None },
    Variable { kind: Kind::GitHub, name: "GITHUB_ENTERPRISE_TOKEN", host: Some("GH_HOST"), usual: None },
    Variable {
        kind: Kind::GitLab,
        name: "GITLAB_TOKEN",
        host: Some("GITLAB_HOST"),
        usual: Some("gitlab.com"),
    },
    Variable {
        kind: Kind::Gitea,
        name: "GITEA_TOKEN",
        host: Some("GITEA_SERVER_URL"),
        usual: Some("gitea.com"),
    },
    Variable {
        kind: Kind::Forgejo,
        name: "FORGEJO_TOKEN",
        host: Some("FORGEJO_SERVER_URL"),
        usual: Some("codeberg.org"),
    },
];

impl Variable {
    /// Whether it is for a host. One that does not say so is for the usual host alone: a token that was meant for another
    /// would be given away.
    fn is_for(&self, site: &Site, places: &dyn Places) -> bool {
        let told = self.host.and_then(|name| places.variable(name));
        let host = told.as_deref().map(host_of).or(self.usual);
        self.kind == site.kind() && host.is_some_and(|host| host.eq_ignore_ascii_case(site.token_host()))
    }
}

/// Variables that the forges' commands answer with, whatever host they are asked about.
const OF_COMMANDS: &[&str] = &[
    "GH_TOKEN",
    "GITHUB_TOKEN",
    "GH_ENTERPRISE_TOKEN",
    "GITHUB_ENTERPRISE_TOKEN",
    "GITLAB_TOKEN",
    "GITLAB_ACCESS_TOKEN",
    "OAUTH_TOKEN",
];

/// The variable for one host alone. Letters and digits stay, and no two hosts have the same one.
fn own_variable(host: &str) -> String {
    let word = |c: char| match c {
        '.' => "_".to_owned(),
        '-' => "__".to_owned(),
        c if c.is_ascii_alphanumeric() => c.to_ascii_uppercase().to_string(),
        c => format!("_X{:X}_", u32::from(c)),
    };
    format!("OVERHAUL_TOKEN_{}", host.chars().map(word).collect::<String>())
}

/// The token for a site, from this machine. `credential` asks git's credential helper for the password of `https://HOST`.
pub fn login(site: &Site, credential: &dyn Fn(&str) -> Option<String>) -> Result<Login, LoginError> {
    login_from(site, &system::System { credential })
}

/// As `login`, from other places.
pub fn login_from(site: &Site, places: &dyn Places) -> Result<Login, LoginError> {
    let host = site.token_host().to_owned();
    let own = own_variable(&host);
    let of_own = || Some((places.variable(&own)?, own.clone()));
    let of_shared = || {
        let mut fitting = VARIABLES.iter().filter(|variable| variable.is_for(site, places));
        fitting.find_map(|variable| Some((places.variable(variable.name)?, variable.name.to_owned())))
    };
    let of_git = || Some((places.credential(&host)?, "git's credential helper".to_owned()));
    let found = of_own().or_else(of_shared).or_else(|| of_command(site, places)).or_else(of_git);
    let Some((text, source)) = found else {
        let usual = VARIABLES.iter().filter(|variable| variable.is_for(site, places));
        let variables = std::iter::once(own.clone()).chain(usual.map(|variable| variable.name.to_owned()));
        return Err(LoginError::Absent { variables: variables.collect(), host });
    };
    match Token::new(&text) {
        Ok(token) => Ok(Login { token, source }),
        Err(cause) => Err(LoginError::Unusable { host, place: source, cause }),
    }
}

/// The host in a variable that may hold an address too.
fn host_of(told: &str) -> &str {
    let rest = told.split_once("://").map_or(told, |(_, rest)| rest);
    rest.split('/').next().unwrap_or_default()
}

/// Cli.github.com "gh auth token"; docs.gitlab.com "GitLab CLI", "glab config get"; gitea.com/gitea/tea.
fn of_command(site: &Site, places: &dyn Places) -> Option<(String, String)> {
    let host = site.token_host();
    let (text, source) = match site.kind() {
        Kind::GitHub => {
            (places.said("gh", &["auth", "token", "--hostname", host], OF_COMMANDS)?, "gh auth token")
        }
        Kind::GitLab => (
            places.said("glab", &["config", "get", "token", "--global", "--host", host], OF_COMMANDS)?,
            "glab config",
        ),
        Kind::Gitea | Kind::Forgejo => (tea::token(&places.tea()?, host)?, "tea's login"),
    };
    (!text.trim().is_empty()).then(|| (text, source.to_owned()))
}

#[cfg(test)]
mod tests;
