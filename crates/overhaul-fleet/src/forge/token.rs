//! A secret that nothing prints.

use std::fmt;

use thiserror::Error;

/// What stands where a token was.
const HIDDEN: &str = "[token]";

/// No forge has shorter ones. A short one would be found in texts that have nothing to do with it.
const SHORTEST: usize = 8;

/// The token of one user on one host. It can be sent, and neither shown nor compared.
#[derive(Clone)]
pub struct Token(String);

/// Why a text is no token. The text is not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TokenError {
    #[error("the token has less than {SHORTEST} characters, as no forge's has")]
    Short,
    /// It would end the header that it is sent in, or is not what the user thinks that it is.
    #[error("the token has characters that no token has, such as a space or a line break")]
    Characters,
}

impl Token {
    /// A token without the white space around it, which files and programs add.
    pub fn new(text: &str) -> Result<Self, TokenError> {
        let text = text.trim();
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(TokenError::Characters);
        }
        if text.len() < SHORTEST {
            return Err(TokenError::Short);
        }
        Ok(Self(text.to_owned()))
    }

    /// The token itself, for the one header that it is sent in.
    pub(crate) fn secret(&self) -> &str {
        &self.0
    }

    /// The text without the token, for texts that a server may have written it into.
    pub fn redact(&self, text: &str) -> String {
        text.replace(&self.0, HIDDEN)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(HIDDEN)
    }
}

impl fmt::Display for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(HIDDEN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_never_shown() {
        let token = Token::new(" ghp_secret\n").unwrap();
        assert_eq!(format!("{token} {token:?}"), "[token] [token]");
        assert_eq!(token.redact("Bearer ghp_secret, ghp_secret"), "Bearer [token], [token]");
        assert_eq!(token.secret(), "ghp_secret");
    }

    #[test]
    fn what_would_end_a_header_is_no_token() {
        assert_eq!(Token::new("a\r\nHost: b").unwrap_err(), TokenError::Characters);
        assert_eq!(Token::new(" \n").unwrap_err(), TokenError::Short);
        assert!(!TokenError::Characters.to_string().contains("Host"));
    }
}
