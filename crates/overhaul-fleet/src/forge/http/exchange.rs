//! One request and its answer.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::Value;
use ureq::http::header::{HeaderName, HeaderValue};
use ureq::http::{self, HeaderMap, Method, Response, Uri};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, Timeout};

use super::answer;
use super::cache::{Cache, Kept};
use super::limits::Limits;
use super::{Answer, Failure, Request};
use crate::forge::site::{Site, is_loopback, without_user};
use crate::forge::token::Token;
use crate::forge::{ForgeError, Kind};

/// So many redirects are followed, all on the forge itself.
const REDIRECTS: u32 = 3;

/// What rustls says of a certificate that it does not take. It says so in an error of the connection, which has no kind of
/// its own; asking again would not make it a better one.
const UNTRUSTED: &str = "invalid peer certificate";

/// Sends requests of one user to one host.
pub struct Exchange {
    agent: Agent,
    api: String,
    origin: Origin,
    headers: Vec<(HeaderName, HeaderValue)>,
    token: Token,
    cache: Arc<dyn Cache>,
    most_bytes: u64,
}

/// Scheme, host and port.
#[derive(Debug, PartialEq, Eq)]
struct Origin(String, String, u16);

impl Origin {
    fn of(address: &Uri) -> Option<Self> {
        let scheme = address.scheme_str()?.to_ascii_lowercase();
        let port = address.port_u16().or(match scheme.as_str() {
            "https" => Some(443),
            "http" => Some(80),
            _ => None,
        })?;
        Some(Self(scheme, address.host()?.to_ascii_lowercase(), port))
    }
}

/// The names of headers and how the token is written into them, by kind: docs.github.com "Authenticating to the REST API"
/// and "API versions"; docs.gitlab.com "REST API authentication"; docs.gitea.com "API usage"; forgejo.org "API usage".
fn headers(kind: Kind, token: &Token) -> Option<Vec<(HeaderName, HeaderValue)>> {
    let (scheme, accept) = match kind {
        // The plain type is for servers that do not know GitHub's own, such as imitations.
        Kind::GitHub => ("Bearer", "application/vnd.github+json, application/json;q=0.9"),
        Kind::GitLab => ("Bearer", "application/json"),
        Kind::Gitea | Kind::Forgejo => ("token", "application/json"),
    };
    let mut authorization = HeaderValue::from_str(&format!("{scheme} {}", token.secret())).ok()?;
    authorization.set_sensitive(true);
    let mut headers = vec![
        (http::header::AUTHORIZATION, authorization),
        (http::header::ACCEPT, HeaderValue::from_static(accept)),
    ];
    if kind == Kind::GitHub {
        headers
            .push((HeaderName::from_static("x-github-api-version"), HeaderValue::from_static("2022-11-28")));
    }
    Some(headers)
}

impl Exchange {
    pub fn new(
        site: &Site,
        token: Token,
        limits: &Limits,
        cache: Arc<dyn Cache>,
    ) -> Result<Self, ForgeError> {
        let bad = |message: &str| ForgeError::Address {
            address: token.redact(without_user(site.api())),
            message: message.to_owned(),
        };
        let address: Uri = site.api().parse().map_err(|_| bad("it is no address"))?;
        let origin = Origin::of(&address).ok_or_else(|| bad("it is no address of a server"))?;
        if address.authority().is_some_and(|authority| authority.as_str().contains('@')) {
            return Err(bad("it has a user or a password in it"));
        }
        let is_local = is_loopback(&origin.1);
        if origin.0 != "https" && !is_local {
            return Err(bad("a token is only sent over https"));
        }
        let headers = headers(site.kind(), &token).ok_or_else(|| bad("the token is no text for a header"))?;
        let mut config = Agent::config_builder()
            .http_status_as_error(false)
            .https_only(!is_local)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(limits.connecting))
            .timeout_global(Some(limits.answering))
            .user_agent(concat!("overhaul/", env!("CARGO_PKG_VERSION")))
            .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build());
        if is_local {
            config = config.proxy(None);
        }
        let api = site.api().to_owned();
        let most_bytes = limits.answer_bytes;
        Ok(Self { agent: config.build().into(), api, origin, headers, token, cache, most_bytes })
    }

    pub fn redact(&self, text: &str) -> String {
        self.token.redact(text)
    }

    /// What came of a request, and for how long the forge wants no other one.
    pub fn run<T: DeserializeOwned>(
        &self,
        request: &Request,
        now: Duration,
    ) -> (Result<Answer<T>, Failure>, Option<Duration>) {
        let address = request.route.below(&self.api);
        let kept = if request.method == Method::GET { self.cache.get(&address) } else { None };
        let etag = kept.as_ref().map(|kept| kept.etag.as_str());
        let response = match self.follow(request, &address, etag) {
            Ok(response) => response,
            Err(failure) => return (Err(failure), None),
        };
        let pause = answer::exhausted(response.headers(), now);
        if let Some(kept) = kept
            && response.status() == 304
        {
            return (read(&kept.body, kept.next), pause);
        }
        match self.body(response) {
            Ok((status, headers, body)) if (200..300).contains(&status) => {
                (self.success(request, &address, &headers, body), pause)
            }
            Ok((status, headers, body)) => {
                let failure = refusal(status, &headers, &body, now);
                let pause = match failure {
                    // Whoever sent the request sees to it.
                    Failure::Limited { .. } => None,
                    Failure::Lost { .. } => answer::retry_after(&headers, now).or(pause),
                    _ => pause,
                };
                (Err(failure), pause)
            }
            Err(failure) => (Err(failure), pause),
        }
    }

    fn success<T: DeserializeOwned>(
        &self,
        request: &Request,
        address: &str,
        headers: &HeaderMap,
        body: String,
    ) -> Result<Answer<T>, Failure> {
        let next_page = answer::next_page(headers)
            .map_err(|_| Failure::Unusable { message: "its next page has no number".to_owned() })?;
        let answer = read(&body, next_page)?;
        if request.method == Method::GET
            && let Some(etag) = headers.get(http::header::ETAG).and_then(|etag| etag.to_str().ok())
            && self.redact(etag) == etag
        {
            self.cache.put(address, Kept { etag: etag.to_owned(), body, next: next_page });
        }
        Ok(answer)
    }

    /// Sends a request, and follows redirects on the forge itself: GitHub answers with one for a repository that was renamed
    /// (docs.github.com, "Best practices for using the REST API", "Follow redirects").
    fn follow(
        &self,
        request: &Request,
        address: &str,
        etag: Option<&str>,
    ) -> Result<Response<Body>, Failure> {
        let mut address = address.to_owned();
        for _ in 0..=REDIRECTS {
            let response = self.call(request, &address, etag)?;
            let status = response.status().as_u16();
            let is_same = matches!(status, 307 | 308);
            if !is_same && !matches!(status, 301..=303) {
                return Ok(response);
            }
            if !is_same && request.method != Method::GET {
                return Err(Failure::Unusable {
                    message: format!("it answers with a redirect ({status}), which changes the request"),
                });
            }
            address = self.redirect(&response)?;
        }
        Err(Failure::Unusable { message: "it answers with one redirect after the other".to_owned() })
    }

    fn redirect(&self, response: &Response<Body>) -> Result<String, Failure> {
        let location = response.headers().get(http::header::LOCATION).and_then(|value| value.to_str().ok());
        let location = location.unwrap_or_default();
        let Origin(scheme, host, port) = &self.origin;
        // Two slashes would begin with a host.
        let address = if location.starts_with('/') && !location.starts_with("//") {
            format!("{scheme}://{host}:{port}{location}")
        } else {
            location.to_owned()
        };
        let parsed: Option<Uri> = address.parse().ok();
        if parsed.as_ref().and_then(Origin::of).as_ref() == Some(&self.origin) {
            return Ok(address);
        }
        let host = parsed.as_ref().and_then(Uri::host).unwrap_or("nowhere");
        let message = format!("it answers with a redirect to {host}, which does not get the token");
        Err(Failure::Unusable { message: self.redact(&message) })
    }

    fn call(&self, request: &Request, address: &str, etag: Option<&str>) -> Result<Response<Body>, Failure> {
        let mut head = http::Request::builder().method(request.method.clone()).uri(address);
        for (name, value) in &self.headers {
            head = head.header(name, value);
        }
        if let Some(etag) = etag {
            head = head.header(http::header::IF_NONE_MATCH, etag);
        }
        let bad = |error: http::Error| Failure::Unusable { message: self.redact(&error.to_string()) };
        let outcome = match &request.body {
            Some(body) => {
                let head = head.header(http::header::CONTENT_TYPE, "application/json");
                self.agent.run(head.body(body.to_string()).map_err(bad)?)
            }
            None => self.agent.run(head.body(()).map_err(bad)?),
        };
        outcome.map_err(|error| self.failure(&error))
    }

    /// Status, head and the whole body, without the token.
    fn body(&self, response: Response<Body>) -> Result<(u16, HeaderMap, String), Failure> {
        let (head, mut body) = response.into_parts();
        let bytes = body.with_config().limit(self.most_bytes).read_to_vec().map_err(|error| match error {
            ureq::Error::BodyExceedsLimit(most) => {
                Failure::Unusable { message: format!("it is longer than {most} bytes") }
            }
            other => self.lost(&other),
        })?;
        let text = self.without_token(&String::from_utf8_lossy(&bytes));
        Ok((head.status.as_u16(), head.headers, text))
    }

    /// A forge may write a token into its answer, also with JSON's escapes.
    fn without_token(&self, text: &str) -> String {
        let plain = self.redact(text);
        if !plain.contains('\\') {
            return plain;
        }
        let Ok(mut value) = serde_json::from_str::<Value>(&plain) else { return plain };
        if self.hide(&mut value) { value.to_string() } else { plain }
    }

    /// Whether there was something to hide.
    fn hide(&self, value: &mut Value) -> bool {
        match value {
            Value::String(text) => {
                let without = self.redact(text);
                let is_changed = without != *text;
                *text = without;
                is_changed
            }
            // All of them, also behind the first one.
            Value::Array(items) => {
                items.iter_mut().filter_map(|item| self.hide(item).then_some(())).count() > 0
            }
            Value::Object(fields) => {
                fields.values_mut().filter_map(|field| self.hide(field).then_some(())).count() > 0
            }
            _ => false,
        }
    }

    fn failure(&self, error: &ureq::Error) -> Failure {
        let said = error.to_string();
        let is_tls = matches!(error, ureq::Error::Tls(_) | ureq::Error::Rustls(_) | ureq::Error::Pem(_));
        if is_tls || said.contains(UNTRUSTED) {
            return Failure::Unsafe { message: self.redact(&said) };
        }
        let is_before = match error {
            ureq::Error::HostNotFound
            | ureq::Error::ConnectionFailed
            | ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect)
            | ureq::Error::ConnectProxyFailed(_) => true,
            ureq::Error::Io(error) => error.kind() == io::ErrorKind::ConnectionRefused,
            _ => false,
        };
        if is_before { Failure::Unreached { message: self.redact(&said) } } else { self.lost(error) }
    }

    fn lost(&self, error: &ureq::Error) -> Failure {
        Failure::Lost { message: self.redact(&error.to_string()) }
    }
}

fn read<T: DeserializeOwned>(body: &str, next_page: Option<u64>) -> Result<Answer<T>, Failure> {
    // An answer without content is `null` to those who expect none.
    let text = if body.trim().is_empty() { "null" } else { body };
    match serde_json::from_str(text) {
        Ok(value) => Ok(Answer { value, next_page }),
        Err(error) => Err(Failure::Garbled { message: error.to_string() }),
    }
}

fn refusal(status: u16, headers: &HeaderMap, body: &str, now: Duration) -> Failure {
    let message = answer::message(status, body);
    if let Some(limited) = answer::limit(status, headers, &message, now) {
        return limited;
    }
    match status {
        408 | 425 | 500..=599 => Failure::Lost { message },
        300..=399 => Failure::Unusable { message },
        _ => Failure::Status { status, message },
    }
}
