//! Who is answered: the browser that came with the token, and pages of this server in it.

use std::sync::atomic::{AtomicBool, Ordering};

use super::http::{Request, Response, Status};

/// How long the browser keeps its cookie, in seconds: as long as any review lasts. The server forgets it when it ends.
const COOKIE_AGE: u32 = 7 * 24 * 60 * 60;

/// A header that no page of another origin can send without being asked about it first.
pub const HEADER: &str = "X-Overhaul";

/// The secrets of one server.
pub struct Guard {
    port: u16,
    /// In the address that is printed; worth a cookie, once.
    token: Secret,
    is_used: AtomicBool,
    session: Secret,
    /// The folder of the page, which is also the path of the cookie. Browsers send cookies to every port of a host, so that a
    /// cookie for all paths would reach other servers of this machine.
    folder: String,
}

struct Secret(String);

/// What becomes of a request.
pub enum Admission<'a> {
    /// It is for this path within the page's folder.
    Granted(&'a str),
    Answered(Response),
}

/// Why a request is not answered, in words for whoever sees them in a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    Host,
    Origin,
    NoToken,
    NotOurs,
}

impl Secret {
    fn new() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// Takes the same time for every text of the right length.
    fn is(&self, text: &str) -> bool {
        let difference = self.0.bytes().zip(text.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
        text.len() == self.0.len() && difference == 0
    }
}

impl Guard {
    pub fn new(port: u16) -> Result<Self, getrandom::Error> {
        let folder = format!("/{}/", &Secret::new()?.0[..16]);
        Ok(Self {
            port,
            token: Secret::new()?,
            is_used: AtomicBool::new(false),
            session: Secret::new()?,
            folder,
        })
    }

    /// The address that lets one browser in.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/?token={}", self.port, self.token.0)
    }

    /// Decides about a request before anything else looks at it.
    pub fn admit<'r>(&self, request: &'r Request) -> Admission<'r> {
        match self.check(request) {
            Ok(admission) => admission,
            Err(refusal) => Admission::Answered(refusal.response()),
        }
    }

    fn check<'r>(&self, request: &'r Request) -> Result<Admission<'r>, Refusal> {
        // A name that an attacker points at this machine comes with the attacker's host.
        let host = request.header("Host").unwrap_or_default();
        let hosts = ["127.0.0.1", "localhost"].map(|name| format!("{name}:{}", self.port));
        if !hosts.iter().any(|known| known == host) {
            return Err(Refusal::Host);
        }
        if request.header("Origin").is_some_and(|origin| origin != format!("http://{host}")) {
            return Err(Refusal::Origin);
        }
        // Pages of other ports of this machine are of the same site, and no better than others.
        if request.header("Sec-Fetch-Site").is_some_and(|site| !matches!(site, "same-origin" | "none")) {
            return Err(Refusal::Origin);
        }
        if request.path == "/" {
            let token = request.query.as_deref().and_then(|query| query.strip_prefix("token="));
            if request.method != "GET" || !token.is_some_and(|token| self.token.is(token)) {
                return Err(Refusal::NoToken);
            }
            return Ok(Admission::Answered(self.enter()));
        }
        let path = request.path.strip_prefix(&self.folder).ok_or(Refusal::NoToken)?;
        if !self.has_session(request) {
            return Err(Refusal::NoToken);
        }
        if request.method == "POST" && !is_ours(request) {
            return Err(Refusal::NotOurs);
        }
        Ok(Admission::Granted(path))
    }

    /// Sends the browser to the page. The first one gets the cookie; where it comes again, it has it.
    fn enter(&self) -> Response {
        let mut response = Response::redirect(&self.folder);
        if !self.is_used.swap(true, Ordering::SeqCst) {
            let (session, folder) = (&self.session.0, &self.folder);
            let cookie =
                format!("overhaul={session}; Path={folder}; Max-Age={COOKIE_AGE}; HttpOnly; SameSite=Strict");
            response.headers.push(("Set-Cookie", cookie));
        }
        response
    }

    fn has_session(&self, request: &Request) -> bool {
        let cookies = request.header("Cookie").unwrap_or_default().split(';');
        let mut values = cookies.filter_map(|cookie| cookie.trim().strip_prefix("overhaul="));
        values.any(|value| self.session.is(value))
    }
}

fn is_ours(request: &Request) -> bool {
    let kind = request.header("Content-Type").unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json") && request.header(HEADER) == Some("review")
}

impl Refusal {
    fn words(self) -> &'static str {
        match self {
            Self::Host => "This server answers only at 127.0.0.1 and localhost.",
            Self::Origin => {
                "Another page asked for this. Copy the address that overhaul printed into the address bar of the browser."
            }
            Self::NoToken => {
                "The address that overhaul printed opens this review once, in one browser. Go on in the browser in which \
                 it was opened first, or stop overhaul with Ctrl-C and start it again: decisions are kept."
            }
            Self::NotOurs => "A decision must come from the page of this review.",
        }
    }

    fn response(self) -> Response {
        let words = self.words();
        let body = format!(
            "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width\">\
             <title>Not admitted</title><main><h1>Not admitted</h1><p>{words}</p></main></html>\n"
        );
        Response::html(Status::Forbidden, body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(guard: &Guard, method: &str, target: &str, headers: &[(&str, &str)]) -> u16 {
        match guard.admit(&Request::of(method, target, headers)) {
            Admission::Granted(_) => 200,
            Admission::Answered(response) => response.status as u16,
        }
    }

    fn cookie(guard: &Guard) -> String {
        format!("other=1; overhaul={}", guard.session.0)
    }

    #[test]
    fn the_token_opens_the_page_once() {
        let guard = Guard::new(7000).unwrap();
        let target = format!("/?token={}", guard.token.0);
        let host = ("Host", "127.0.0.1:7000");
        let enter = |target: &str| match guard.admit(&Request::of("GET", target, &[host])) {
            Admission::Answered(response) => response,
            Admission::Granted(path) => panic!("granted {path}"),
        };
        assert_eq!(enter("/?token=").status, Status::Forbidden);
        assert_eq!(enter(&format!("{target}0")).status, Status::Forbidden);
        assert_eq!(enter(&target[..target.len() - 1]).status, Status::Forbidden);
        let first = enter(&target);
        assert_eq!(first.status, Status::SeeOther);
        let cookie = first.headers.iter().find(|(name, _)| *name == "Set-Cookie").unwrap();
        assert!(cookie.1.contains("HttpOnly; SameSite=Strict"), "{}", cookie.1);
        assert!(cookie.1.contains(&format!("Path={};", guard.folder)), "{}", cookie.1);
        // The browser that has the cookie comes in again by the same address, another one does not.
        let second = enter(&target);
        assert!(second.headers.iter().all(|(name, _)| *name != "Set-Cookie"));
        assert_eq!(status(&guard, "GET", &guard.folder, &[host]), 403);
        assert_eq!(status(&guard, "GET", &guard.folder, &[host, ("Cookie", &self::cookie(&guard))]), 200);
    }

    #[test]
    fn other_hosts_and_origins_are_refused() {
        let guard = Guard::new(7000).unwrap();
        let cookie = cookie(&guard);
        let get = |headers: &[(&str, &str)]| {
            let all: Vec<(&str, &str)> =
                headers.iter().copied().chain([("Cookie", cookie.as_str())]).collect();
            status(&guard, "GET", &guard.folder, &all)
        };
        assert_eq!(get(&[("Host", "127.0.0.1:7000")]), 200);
        assert_eq!(get(&[("Host", "localhost:7000"), ("Origin", "http://localhost:7000")]), 200);
        for host in ["127.0.0.1", "127.0.0.1:7001", "evil.example:7000", "localhost.evil.example:7000", ""] {
            assert_eq!(get(&[("Host", host)]), 403, "{host}");
        }
        assert_eq!(get(&[]), 403);
        assert_eq!(get(&[("Host", "127.0.0.1:7000"), ("Host", "127.0.0.1:7000")]), 403);
        for origin in ["http://evil.example", "http://localhost:7000", "http://127.0.0.1:7001", "null", ""] {
            assert_eq!(get(&[("Host", "127.0.0.1:7000"), ("Origin", origin)]), 403, "{origin}");
        }
        for (site, expected) in [("none", 200), ("same-origin", 200), ("same-site", 403), ("cross-site", 403)]
        {
            assert_eq!(get(&[("Host", "127.0.0.1:7000"), ("Sec-Fetch-Site", site)]), expected, "{site}");
        }
    }

    #[test]
    fn decisions_come_from_the_page_only() {
        let guard = Guard::new(7000).unwrap();
        let cookie = cookie(&guard);
        let path = format!("{}api/decide", guard.folder);
        let base = [("Host", "127.0.0.1:7000"), ("Cookie", cookie.as_str())];
        let post = |headers: &[(&str, &str)]| {
            status(&guard, "POST", &path, &base.iter().chain(headers).copied().collect::<Vec<_>>())
        };
        let (json, own) = (("Content-Type", "application/json"), (HEADER, "review"));
        assert_eq!(post(&[json, own]), 200);
        assert_eq!(post(&[("Content-Type", "application/json; charset=utf-8"), own]), 200);
        assert_eq!(post(&[("Content-Type", "text/plain"), own]), 403);
        assert_eq!(post(&[json]), 403);
        assert_eq!(post(&[own]), 403);
        assert_eq!(status(&guard, "POST", &path, &[base[0], json, own]), 403);
        let wrong = format!("overhaul={}", "0".repeat(64));
        assert_eq!(status(&guard, "POST", &path, &[base[0], ("Cookie", &wrong), json, own]), 403);
        assert_eq!(status(&guard, "GET", "/api/items", &base), 403);
        assert_eq!(status(&guard, "GET", "/favicon.ico", &base), 403);
    }

    #[test]
    fn secrets_are_long_and_never_the_same() {
        let (one, other) = (Secret::new().unwrap(), Secret::new().unwrap());
        assert_eq!(one.0.len(), 64);
        assert!(one.is(&one.0) && !one.is(&other.0) && !one.is(&one.0[1..]) && !one.is(""));
    }
}
