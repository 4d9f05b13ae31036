//! What only GitHub's GraphQL interface can do (docs.github.com, "GraphQL API": "Mutations").

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use ureq::http::Method;

use crate::forge::ForgeError;
use crate::forge::http::{Client, Request, UNTOLD, plain};
use crate::forge::route::Route;
use crate::forge::target::Target;

const LOOK: &str = "query ($owner: String!, $name: String!, $number: Int!) { \
                    repository(owner: $owner, name: $name) { pullRequest(number: $number) { id isDraft } } }";
const TO_DRAFT: &str = "mutation ($id: ID!) { \
                        convertPullRequestToDraft(input: { pullRequestId: $id }) { pullRequest { id isDraft } } }";
const TO_READY: &str = "mutation ($id: ID!) { \
                        markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { id isDraft } } }";

/// Errors come with status 200, and what was done beside them.
#[derive(Debug, Deserialize)]
struct Answer<T> {
    data: Option<T>,
    #[serde(default)]
    errors: Vec<Problem>,
}

#[derive(Debug, Deserialize)]
struct Problem {
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    message: String,
}

#[derive(Debug, Deserialize)]
struct Found {
    repository: Option<Repository>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Repository {
    pull_request: Option<Pull>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Pull {
    id: String,
    is_draft: bool,
}

/// Converts a pull request, where it is not what it is to be already.
pub fn set_draft(
    client: &Client,
    host: &str,
    target: &Target<'_>,
    number: u64,
    is_draft: bool,
) -> Result<(), ForgeError> {
    let about = target.of(number);
    let owner = target.owner();
    let name = target.path.split_once('/').map_or("", |(_, name)| name);
    let body = json!({ "query": LOOK, "variables": { "owner": owner, "name": name, "number": number } });
    let request = Request::query(Route::graphql(), body, &format!("looking at {about}"), &about);
    let found: Found = ask(client, host, &request)?;
    let Some(pull) = found.repository.and_then(|repository| repository.pull_request) else {
        return Err(ForgeError::NotFound { host: host.to_owned(), what: about });
    };
    if pull.is_draft == is_draft {
        return Ok(());
    }
    let (query, doing) =
        if is_draft { (TO_DRAFT, "making a draft of") } else { (TO_READY, "making ready for reviews") };
    let body = json!({ "query": query, "variables": { "id": pull.id } });
    let request = Request::set(Method::POST, Route::graphql(), body, &format!("{doing} {about}"), &about);
    ask::<Value>(client, host, &request).map(drop)
}

/// An error with a type is an answer (`FORBIDDEN`, `UNPROCESSABLE`); one without is a failure of GitHub's.
fn ask<T: DeserializeOwned>(client: &Client, host: &str, request: &Request) -> Result<T, ForgeError> {
    let answer: Answer<T> = client.ask(request)?;
    let (host, action) = (host.to_owned(), request.action.clone());
    let Some(problem) = answer.errors.first() else {
        return answer.data.ok_or(ForgeError::Answer {
            host,
            action,
            message: "it has neither data nor errors".to_owned(),
        });
    };
    let message = plain(&problem.message);
    Err(match problem.kind.as_deref() {
        Some("RATE_LIMITED") => ForgeError::Limited { host, wait: UNTOLD, is_ours: false },
        Some("NOT_FOUND") => ForgeError::NotFound { host, what: request.about.clone() },
        Some(_) => ForgeError::Refused { host, action, message },
        None => ForgeError::Unavailable { host, action, message },
    })
}
