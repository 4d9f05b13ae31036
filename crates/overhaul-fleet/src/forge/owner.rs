//! Repositories of an organisation or a user, on forges that list the two in different places.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::ForgeError;
use super::decorate::noted;
use super::http::{Client, Request};
use super::route::{Route, is_part};

#[derive(Debug, Deserialize)]
pub struct Account {
    pub login: String,
}

/// Where the lists are.
pub struct Lists {
    pub organisation: Route,
    /// Of whoever asks; private ones of a user are in no other list.
    pub own: Route,
    pub user: Route,
}

/// The repositories of an organisation, or else of a user. What whoever asks may see of others can be in their list, too.
pub fn owned<R: DeserializeOwned>(
    client: &Client,
    host: &str,
    owner: &str,
    lists: Lists,
    is_theirs: impl Fn(&R) -> bool,
) -> Result<Vec<R>, ForgeError> {
    let about = format!("organisation or user {owner}");
    if !is_part(owner) {
        return Err(ForgeError::NotFound { host: host.to_owned(), what: about });
    }
    let action = format!("listing the repositories of {owner}");
    let list = |route: Route| client.list::<Vec<R>, R>(&Request::read(route, &action, &about));
    match list(lists.organisation) {
        Err(ForgeError::NotFound { .. }) => {}
        other => return other,
    }
    let asking = Request::read(Route::new(&["user"]), "asking whose token this is", "user");
    match noted(client.ask::<Account>(&asking))? {
        Ok(account) if account.login.eq_ignore_ascii_case(owner) => {
            let mut own = list(lists.own)?;
            own.retain(is_theirs);
            Ok(own)
        }
        _ => list(lists.user),
    }
}
