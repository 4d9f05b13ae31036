//! A repository in requests, and how errors name it.

use serde_json::Value;
use ureq::http::Method;

use super::ForgeError;
use super::http::Request;
use super::route::{Route, is_part};

pub struct Target<'p> {
    pub path: &'p str,
    /// Where it is below the interface of the forge.
    parts: Vec<&'p str>,
    page: Page,
}

/// The parameter that says how many items a page has, and the most that a forge gives.
pub type Page = (&'static str, &'static str);

impl<'p> Target<'p> {
    /// At `repos/owner/name`, as GitHub and Gitea have it.
    pub fn of_owner(host: &str, path: &'p str, page: Page) -> Result<Self, ForgeError> {
        match path.split_once('/') {
            Some((owner, name)) if is_part(owner) && is_part(name) && !name.contains('/') => {
                Ok(Self { path, parts: vec!["repos", owner, name], page })
            }
            _ => Err(absent(host, path)),
        }
    }

    /// At `projects/path`, as GitLab has it.
    pub fn of_project(host: &str, path: &'p str, page: Page) -> Result<Self, ForgeError> {
        if path.contains('/') && path.split('/').all(is_part) {
            Ok(Self { path, parts: vec!["projects", path], page })
        } else {
            Err(absent(host, path))
        }
    }

    /// The owner of a repository that has one at `repos/owner/name`.
    pub fn owner(&self) -> &'p str {
        self.path.split('/').next().unwrap_or_default()
    }

    pub fn about(&self) -> String {
        format!("repository {}", self.path)
    }

    pub fn of(&self, number: u64) -> String {
        format!("pull request #{number} of {}", self.path)
    }

    pub fn route(&self, rest: &[&str]) -> Route {
        Route::new(&[&self.parts, rest].concat())
    }

    /// With pages as large as can be.
    pub fn list(&self, rest: &[&str]) -> Route {
        self.route(rest).with(self.page.0, self.page.1)
    }

    pub fn read(&self, route: Route, doing: &str) -> Request {
        Request::read(route, &format!("{doing} {}", self.path), &self.about())
    }

    pub fn read_of(&self, number: u64, route: Route, doing: &str) -> Request {
        Request::read(route, &format!("{doing} {}", self.of(number)), &self.of(number))
    }

    pub fn set_of(&self, number: u64, method: Method, rest: &[&str], body: Value, doing: &str) -> Request {
        Request::set(
            method,
            self.route(rest),
            body,
            &format!("{doing} {}", self.of(number)),
            &self.of(number),
        )
    }

    pub fn comment_on(&self, number: u64, rest: &[&str], body: Value) -> Request {
        Request::comment(
            self.route(rest),
            body,
            &format!("commenting on {}", self.of(number)),
            &self.of(number),
        )
    }

    pub fn open(&self, rest: &[&str], body: Value) -> Request {
        let action = format!("opening a pull request in {}", self.path);
        Request::open(self.route(rest), body, &action, &self.about())
    }
}

fn absent(host: &str, path: &str) -> ForgeError {
    ForgeError::NotFound { host: host.to_owned(), what: format!("repository {path}") }
}
