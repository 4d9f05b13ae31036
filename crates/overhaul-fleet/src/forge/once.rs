//! Making what must not be there twice, on a server whose answers get lost.

use serde::de::{DeserializeOwned, IgnoredAny};

use super::ForgeError;
use super::decorate::is_same_text;
use super::http::{Client, Failure, Request};

/// Makes something by a request. Where it is not known whether the forge did it, `look` says whether it is there before the
/// request is sent again; where the forge says that it is there already, `look` finds it.
pub fn make_once<A, T>(
    client: &Client,
    request: &Request,
    mut look: impl FnMut() -> Result<Option<T>, ForgeError>,
    made: impl Fn(A) -> T,
) -> Result<T, ForgeError>
where
    A: DeserializeOwned,
{
    if let Some(there) = look()? {
        return Ok(there);
    }
    let mut attempt = 0;
    loop {
        let failure = match client.send(request) {
            Ok(answer) => return Ok(made(answer.value)),
            Err(failure) => failure,
        };
        let is_unknown =
            matches!(failure, Failure::Lost { .. } | Failure::Garbled { .. } | Failure::Unusable { .. });
        if is_conflict(&failure)
            && let Some(there) = look()?
        {
            return Ok(there);
        }
        // A forge that is slow may be at it still, and one of many servers may not know yet what another has done.
        if is_unknown || says_there(&failure) {
            client.pause(attempt);
            if let Some(there) = look()? {
                return Ok(there);
            }
        }
        attempt += 1;
        let is_worth_it = matches!(failure, Failure::Lost { .. } | Failure::Garbled { .. });
        if !is_worth_it || attempt >= client.attempts() {
            return Err(client.error(request, failure));
        }
    }
}

/// Adds a comment by a request, unless one with the same text is there already.
pub fn comment_once(
    client: &Client,
    request: &Request,
    text: &str,
    texts: impl Fn() -> Result<Vec<String>, ForgeError>,
) -> Result<(), ForgeError> {
    let look = || Ok(texts()?.iter().any(|there| is_same_text(there, text)).then_some(()));
    make_once(client, request, look, |_: IgnoredAny| ())
}

/// GitHub says 422, GitLab and Gitea 409, also for other reasons: only looking tells.
fn is_conflict(failure: &Failure) -> bool {
    matches!(failure, Failure::Status { status: 409 | 422, .. })
}

fn says_there(failure: &Failure) -> bool {
    matches!(failure, Failure::Status { status: 409 | 422, message } if message.contains("already exists"))
}
