//! Where forges are, and what of that the address of a repository tells.

use std::net::IpAddr;

use super::route::{encoded, is_part};
use super::{ForgeError, Kind};

/// Hosts whose kind everybody knows, and other names by which the same host is reached over ssh (docs.github.com "Using SSH
/// over the HTTPS port", docs.gitlab.com "Use SSH keys").
const KNOWN: &[(&str, Kind, Option<&str>)] = &[
    ("github.com", Kind::GitHub, Some("ssh.github.com")),
    ("gitlab.com", Kind::GitLab, Some("altssh.gitlab.com")),
    ("gitea.com", Kind::Gitea, None),
    ("codeberg.org", Kind::Forgejo, None),
];

/// Tenants of GitHub Enterprise Cloud with data residency are below it, and their interfaces at `api.` before their own name
/// (docs.github.com, "About GitHub Enterprise Cloud with data residency").
const TENANTS: &str = ".ghe.com";

impl Kind {
    /// The kind of a well-known host. Of others the manifest tells it.
    pub fn of_host(host: &str) -> Option<Self> {
        let known = KNOWN.iter().find(|(name, ..)| *name == host).map(|(_, kind, _)| *kind);
        known.or_else(|| host.ends_with(TENANTS).then_some(Self::GitHub))
    }
}

/// A forge, as its users and as programs reach it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    kind: Kind,
    host: String,
    web: String,
    api: String,
}

impl Site {
    /// A forge by its host, such as `github.com` or `git.example.com:8443`, or by the address of its front page, which may
    /// have a path and, on this machine, be http.
    pub fn new(kind: Kind, address: &str) -> Result<Self, ForgeError> {
        let trimmed = address.trim_end_matches('/');
        let (scheme, rest) = trimmed.split_once("://").unwrap_or(("https", trimmed));
        let (host, path) = rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash));
        let is_host = |c: char| c.is_ascii_alphanumeric() || ".-:[]_".contains(c);
        if host.is_empty() || !host.chars().all(is_host) || !matches!(scheme, "http" | "https") {
            let message =
                "a forge is named by its host, such as github.com, or by an https address".to_owned();
            return Err(ForgeError::Address { address: without_user(address).to_owned(), message });
        }
        let host = host.to_ascii_lowercase();
        let web = format!("{scheme}://{host}{path}");
        let api = match kind {
            Kind::GitHub if host == "github.com" => "https://api.github.com".to_owned(),
            Kind::GitHub if host.ends_with(TENANTS) => format!("{scheme}://api.{host}"),
            Kind::GitHub => format!("{web}/api/v3"),
            Kind::GitLab => format!("{web}/api/v4"),
            Kind::Gitea | Kind::Forgejo => format!("{web}/api/v1"),
        };
        Ok(Self { kind, host, web, api })
    }

    /// The same forge with its interface at another place than is usual.
    #[must_use]
    pub fn with_api(mut self, address: &str) -> Self {
        address.trim_end_matches('/').clone_into(&mut self.api);
        self
    }

    pub fn kind(&self) -> Kind {
        self.kind
    }

    pub fn host(&self) -> &str {
        &self.host
    }

    /// The host that a token is for, and goes to: that of the interface, where it is not below the forge's own.
    pub fn token_host(&self) -> &str {
        let rest = self.api.split_once("://").map_or(self.api.as_str(), |(_, rest)| rest);
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let is_own = authority
            .strip_suffix(self.host.as_str())
            .is_some_and(|before| before.is_empty() || (before.ends_with('.') && !before.contains('@')));
        if is_own { &self.host } else { authority }
    }

    /// The path of a repository that is on this forge. An ssh address has neither the port nor the path of the front page.
    pub fn path_of<'l>(&self, location: &'l Location) -> Option<&'l str> {
        let name = self.host.rsplit_once(':').map_or(self.host.as_str(), |(name, _)| name);
        if location.host != self.host && location.host != name {
            return None;
        }
        let (_, front) = self.web.split_once(&self.host)?;
        let below =
            location.path.strip_prefix(front.trim_start_matches('/')).and_then(|path| path.strip_prefix('/'));
        Some(below.unwrap_or(&location.path))
    }

    /// The front page, without a slash at the end.
    pub fn web(&self) -> &str {
        &self.web
    }

    pub fn api(&self) -> &str {
        &self.api
    }

    /// Where `git clone` finds a repository over HTTP.
    pub fn clone_url(&self, path: &str) -> String {
        format!("{}/{}.git", self.web, segments(path))
    }

    /// A page of the forge on which the user opens the pull request; nothing for names that no repository and no branch has.
    ///
    /// GitHub: docs.github.com "Using query parameters to create a pull request". GitLab: docs.gitlab.com "Create merge
    /// requests", "By using the URL". Gitea and Forgejo have GitHub's form of path.
    pub fn compare_link(&self, path: &str, base: &str, branch: &str) -> Option<String> {
        let mut parts = [path, base, branch].into_iter().flat_map(|text| text.split('/'));
        if !parts.all(is_part) {
            return None;
        }
        let repository = format!("{}/{}", self.web, segments(path));
        Some(match self.kind {
            Kind::GitHub => {
                format!("{repository}/compare/{}...{}?expand=1", segments(base), segments(branch))
            }
            Kind::GitLab => format!(
                "{repository}/-/merge_requests/new?merge_request%5Bsource_branch%5D={}&merge_request%5Btarget_branch%5D={}",
                encoded(branch),
                encoded(base)
            ),
            Kind::Gitea | Kind::Forgejo => {
                format!("{repository}/compare/{}...{}", segments(base), segments(branch))
            }
        })
    }
}

/// A path or the name of a branch, encoded but for the slashes in it.
fn segments(text: &str) -> String {
    text.split('/').map(encoded).collect::<Vec<_>>().join("/")
}

/// What of an address may be shown.
pub fn without_user(address: &str) -> &str {
    address.rsplit_once('@').map_or(address, |(_, rest)| rest)
}

pub fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// What the address of a repository tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// With the port of an https address, where it is not the usual one.
    pub host: String,
    /// `owner/name`, with groups in between on GitLab.
    pub path: String,
}

impl Location {
    /// Reads `https://host/owner/name.git`, `ssh://git@host:22/owner/name.git` and `git@host:owner/name.git`; nothing for a
    /// folder and for what no forge has. Users and passwords in an address are left behind.
    pub fn parse(address: &str) -> Option<Self> {
        let (host, path) = if let Some((scheme, rest)) = address.split_once("://") {
            let (authority, path) = rest.split_once('/')?;
            let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
            (web_host(&scheme.to_ascii_lowercase(), host)?, path)
        } else {
            let (place, path) = address.split_once(':')?;
            // One letter is a drive, and a slash before the colon makes it a folder.
            if place.contains('/') || place.len() < 2 {
                return None;
            }
            (place.rsplit_once('@').map_or(place, |(_, host)| host).to_ascii_lowercase(), path)
        };
        let known = KNOWN.iter().find(|(_, _, alias)| *alias == Some(host.as_str()));
        let host = known.map_or(host, |(name, ..)| (*name).to_owned());
        let path = path.trim_matches('/');
        let path = path.strip_suffix(".git").unwrap_or(path);
        let is_plain = !path.contains(['?', '#', '\\']) && path.contains('/') && path.split('/').all(is_part);
        (!host.is_empty() && is_plain).then(|| Self { host, path: path.to_owned() })
    }
}

/// The host that the forge is at for a browser: an ssh server's port is its own.
fn web_host(scheme: &str, host: &str) -> Option<String> {
    let host = host.to_ascii_lowercase();
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (name.to_owned(), port),
        _ => (host.clone(), ""),
    };
    let usual = match scheme {
        "https" => "443",
        "http" => "80",
        "ssh" | "git+ssh" | "ssh+git" => return Some(name),
        _ => return None,
    };
    Some(if port == usual || port.is_empty() { name } else { host })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_repositories_tell_host_and_path() {
        let parsed = |address: &str| Location::parse(address).map(|at| format!("{} {}", at.host, at.path));
        for (address, expected) in [
            ("https://github.com/o/n.git", "github.com o/n"),
            ("https://GitHub.com:443/o/n/", "github.com o/n"),
            ("https://user:secret@git.example.com:8443/o/n", "git.example.com:8443 o/n"),
            ("git@github.com:o/n.git", "github.com o/n"),
            ("ssh://git@github.com/o/n.git", "github.com o/n"),
            ("ssh://git@ssh.github.com:443/o/n.git", "github.com o/n"),
            ("ssh://git@gitlab.com:2222/g/h/n.git", "gitlab.com g/h/n"),
            ("work:o/n", "work o/n"),
        ] {
            assert_eq!(parsed(address).as_deref(), Some(expected), "{address}");
        }
        for address in [
            "/srv/n.git",
            "../n",
            "C:\\n",
            "c:/o/n",
            "file:///srv/o/n",
            "https://github.com/n",
            "https://github.com/o/../../x/y",
            "https://github.com/o/n?token=x",
            "./a:b/c",
            "",
        ] {
            assert_eq!(parsed(address), None, "{address}");
        }
    }

    #[test]
    fn repositories_belong_to_sites() {
        let path = |site: &str, address: &str| {
            let location = Location::parse(address).unwrap();
            Site::new(Kind::GitLab, site).unwrap().path_of(&location).map(ToOwned::to_owned)
        };
        assert_eq!(path("gitlab.com", "https://gitlab.com/g/h/n").as_deref(), Some("g/h/n"));
        assert_eq!(path("https://h.example/gitlab", "https://h.example/gitlab/g/n").as_deref(), Some("g/n"));
        assert_eq!(path("https://h.example/gitlab", "git@h.example:g/n").as_deref(), Some("g/n"));
        assert_eq!(path("h.example:8443", "ssh://git@h.example:22/g/n").as_deref(), Some("g/n"));
        assert_eq!(path("gitlab.com", "https://gitlab.com.evil.example/g/n"), None);
        assert_eq!(path("lab.com", "https://gitlab.com/g/n"), None);
    }

    #[test]
    fn each_kind_has_its_interface() {
        let api = |kind, host: &str| Site::new(kind, host).unwrap().api().to_owned();
        assert_eq!(api(Kind::GitHub, "github.com"), "https://api.github.com");
        assert_eq!(api(Kind::GitHub, "git.example.com"), "https://git.example.com/api/v3");
        assert_eq!(api(Kind::GitHub, "acme.ghe.com"), "https://api.acme.ghe.com");
        assert_eq!(api(Kind::GitLab, "https://example.com/gitlab/"), "https://example.com/gitlab/api/v4");
        assert_eq!(api(Kind::Forgejo, "Codeberg.org"), "https://codeberg.org/api/v1");
        for wrong in ["", "github.com@evil.example", "ftp://x", "a b", "https://u:secret@h"] {
            let error = Site::new(Kind::GitHub, wrong).unwrap_err().to_string();
            assert!(!error.contains("secret"), "{error}");
        }
    }

    #[test]
    fn links_keep_hostile_names_in_their_place() {
        let link =
            |kind, base, branch| Site::new(kind, "h.example").unwrap().compare_link("o/n", base, branch);
        assert_eq!(
            link(Kind::GitHub, "main", "overhaul/x?y#z").unwrap(),
            "https://h.example/o/n/compare/main...overhaul/x%3Fy%23z?expand=1"
        );
        assert_eq!(
            link(Kind::GitLab, "main", "a&b=c").unwrap(),
            "https://h.example/o/n/-/merge_requests/new?merge_request%5Bsource_branch%5D=a%26b%3Dc&merge_request%5Btarget_branch%5D=main"
        );
        assert_eq!(
            link(Kind::Gitea, "release/1", "b").unwrap(),
            "https://h.example/o/n/compare/release/1...b"
        );
        assert_eq!(link(Kind::GitHub, "main", "../../../evil"), None);
    }
}
