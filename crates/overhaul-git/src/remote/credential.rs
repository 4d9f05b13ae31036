//! What the user's git knows to log in with.

use std::fmt;

use super::Quiet;

/// A name and its password or token.
#[derive(Clone, PartialEq, Eq)]
pub struct Credential {
    pub username: String,
    pub password: String,
}

impl fmt::Debug for Credential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Credential").field("username", &self.username).finish_non_exhaustive()
    }
}

/// What the credential helpers of git know for a host, such as `github.com` or `localhost:3000`. Nobody is asked.
pub fn credential(protocol: &str, host: &str) -> Option<Credential> {
    if [protocol, host].iter().any(|part| part.is_empty() || part.chars().any(|c| c.is_control() || c == '/'))
    {
        return None;
    }
    let asked = format!("protocol={protocol}\nhost={host}\n\n");
    let git = Quiet::new(None).args(["-c", "core.askPass=", "credential", "fill"]).unset("GIT_ASKPASS");
    let said = git.input(asked.into_bytes()).run().ok().filter(|said| said.is_ok)?;
    let text = String::from_utf8(said.out).ok()?;
    let field = |key: &str| {
        let value = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
        value.filter(|value| !value.is_empty()).map(str::to_owned)
    };
    Some(Credential { username: field("username")?, password: field("password")? })
}
