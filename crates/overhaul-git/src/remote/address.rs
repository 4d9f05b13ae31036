//! Addresses of repositories and names of branches, which a manifest or a forge gives and git is to take as nothing else.

use git2::Reference;

use super::{Failure, RemoteError};
use crate::branch::refname;

/// Refuses an address that git would take as an option or as a command, and one that holds a password or a token: it would
/// stay on disk, and be seen in lists of processes.
pub fn check_address(address: &str) -> Result<(), RemoteError> {
    let refused = |failure| Err(RemoteError::new(&without_credentials(address), failure));
    let scheme = address.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    // gitremote-helpers(7): `ext::command` and its like run programs.
    let is_helper = address.split('/').next().is_some_and(|first| first.contains("::"));
    let is_known = scheme.as_deref().is_none_or(|scheme| {
        matches!(scheme, "https" | "http" | "ssh" | "git" | "file" | "git+ssh" | "ssh+git")
    });
    let is_odd = address.chars().any(char::is_control) || address.trim() != address;
    if address.is_empty() || address.starts_with('-') || is_helper || is_odd || !is_known {
        return refused(Failure::Address);
    }
    // `user:token@host/owner/name`, an address whose beginning was forgotten.
    let first = address.split('/').next().unwrap_or_default();
    if scheme.is_none()
        && let Some((before, _)) = first.rsplit_once('@')
        && before.contains(':')
    {
        return Err(RemoteError::new(&address[before.len() + 1..], Failure::Credentials));
    }
    if let (Some(scheme), Some(user)) = (scheme, user_of(address)) {
        let is_login = !user.contains(':') && (scheme.contains("ssh") || !is_token(user));
        if !is_login {
            return refused(Failure::Credentials);
        }
    }
    Ok(())
}

/// Refuses what cannot be the name of a branch.
pub fn check_branch(address: &str, name: &str) -> Result<(), RemoteError> {
    let is_valid = !name.starts_with('-') && name != "HEAD" && Reference::is_valid_name(&refname(name));
    if is_valid {
        Ok(())
    } else {
        Err(RemoteError::new(address, Failure::BranchName { name: name.to_owned() }))
    }
}

/// What stands before the host.
fn user_of(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    authority.rsplit_once('@').map(|(user, _)| user)
}

/// How the tokens of forges start: "Behind GitHub's new authentication token formats" (GitHub's blog), and "Token prefixes" (GitLab
/// docs, "Token overview").
const TOKENS: [&str; 8] = ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "gldt-"];

/// As long is no name of a person or an organisation.
const LONGEST_NAME: usize = 39;

fn is_token(user: &str) -> bool {
    TOKENS.iter().any(|prefix| user.starts_with(prefix)) || user.len() > LONGEST_NAME
}

/// A text of git's without what stands before hosts.
pub fn without_credentials(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("://") {
        cleaned.push_str(before);
        cleaned.push_str("://");
        let end =
            after.find(|c: char| c == '/' || c.is_whitespace() || "'\"".contains(c)).unwrap_or(after.len());
        rest = match after[..end].rfind('@') {
            Some(at) => &after[at + 1..],
            None => after,
        };
    }
    cleaned + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_nothing_but_an_address() {
        for good in [
            "https://example.org/a/b.git",
            "https://user@example.org/a/b",
            "ssh://git@example.org:22/a/b",
            "git@example.org:a/b.git",
            "example.org:a/b",
            "file:///srv/a",
            "/srv/git/a b",
            "https://[::1]:8080/a",
        ] {
            assert!(check_address(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "-uevil",
            "--upload-pack=touch x",
            "ext::sh -c touch% x",
            "fd::17",
            "https::https://a/b",
            "gopher://a/b",
            "https://a/b\n",
            " https://a/b",
            "a\0b",
        ] {
            assert!(matches!(check_address(bad).unwrap_err().failure, Failure::Address), "{bad:?}");
        }
        for secret in [
            "https://user:s3cret@example.org/a/b",
            "https://ghp_s3cret@example.org/a",
            "ssh://git:s3cret@example.org/a",
            "HTTPS://x:s3cret@example.org",
            "user:s3cret@example.org/a/b",
        ] {
            let error = check_address(secret).unwrap_err();
            assert!(matches!(error.failure, Failure::Credentials), "{secret}");
            assert!(!error.to_string().contains("s3cret"), "{error}");
        }
    }

    #[test]
    fn a_branch_is_nothing_but_a_branch() {
        for good in ["main", "overhaul/fix-1", "ä", "a.b"] {
            assert!(check_branch("a", good).is_ok(), "{good}");
        }
        for bad in [
            "", "-f", "--force", "a..b", "a b", "a:b", "+a", "HEAD", "a*", "a\n", "a.lock", "@{1}", "/a",
            "a//b",
        ] {
            let is_refspec = bad.starts_with('+');
            assert!(is_refspec || check_branch("a", bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn credentials_are_taken_out_of_texts() {
        let text = "fatal: unable to access 'https://a:b@h/x': see http://t@h2 and ssh://git@h3:1/a@b";
        let cleaned = "fatal: unable to access 'https://h/x': see http://h2 and ssh://h3:1/a@b";
        assert_eq!(without_credentials(text), cleaned);
    }
}
