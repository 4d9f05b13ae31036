//! What the head of an answer says besides its status, and what an error says in its body.

use std::time::Duration;

use serde_json::Value;
use ureq::http::HeaderMap;

use super::Failure;

/// A forge that asks for more is not taken at its word.
const LONGEST: Duration = Duration::from_hours(24);

/// What is less is no moment but a time from now, as some servers in front of a forge tell it.
const EPOCH: Duration = Duration::from_hours(24 * 365);

/// Errors are told in so many characters.
const MESSAGE: usize = 400;

/// The number of the page behind this one. Only the number is taken from what a forge says: an address in an answer is
/// never asked, so that a token does not follow it to another host, and a forge behind a proxy may be wrong about its own name.
///
/// `Link` with rel="next" is GitHub's and Gitea's (RFC 8288), `X-Next-Page` is GitLab's (docs.gitlab.com, "REST API", "Offset-based pagination").
pub fn next_page(headers: &HeaderMap) -> Result<Option<u64>, Unnumbered> {
    if let Some(number) = text(headers, "x-next-page").map(str::trim) {
        return if number.is_empty() { Ok(None) } else { number.parse().map(Some).map_err(|_| Unnumbered) };
    }
    let links = text(headers, "link").unwrap_or_default();
    let mut links = links.split('<').skip(1).filter_map(|link| link.split_once('>'));
    let Some((address, _)) = links.find(|(_, rest)| rest.split([';', ',']).any(is_next)) else {
        return Ok(None);
    };
    let (_, query) = address.split_once('?').ok_or(Unnumbered)?;
    let number = query.split('&').find_map(|pair| pair.strip_prefix("page="));
    number.and_then(|number| number.parse().ok()).map(Some).ok_or(Unnumbered)
}

/// There is a next page, and no number for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unnumbered;

fn is_next(parameter: &str) -> bool {
    let Some((name, value)) = parameter.split_once('=') else { return false };
    name.trim().eq_ignore_ascii_case("rel") && value.trim().trim_matches('"').eq_ignore_ascii_case("next")
}

/// Whether an answer says that there were too many requests, and for how long it wants no more where it tells.
///
/// GitHub answers 403 or 429, with `Retry-After` or with `x-ratelimit-remaining: 0` and the time of `x-ratelimit-reset`, or
/// with nothing but a message (docs.github.com, "Rate limits for the REST API"). GitLab answers 429 with `Retry-After` and
/// `RateLimit-Reset` (docs.gitlab.com, "User and IP rate limits"). Gitea has no limits of its own; what stands before it
/// answers 429.
pub fn limit(status: u16, headers: &HeaderMap, message: &str, now: Duration) -> Option<Failure> {
    if !matches!(status, 403 | 429) {
        return None;
    }
    // A forge that says "at once" again and again is not asked in a loop without pause.
    let wait = retry_after(headers, now)
        .or_else(|| exhausted(headers, now))
        .map(|wait| wait.max(Duration::from_secs(1)));
    let message = message.to_ascii_lowercase();
    let says_so = status == 429 || message.contains("rate limit") || message.contains("abuse detection");
    (wait.is_some() || says_so).then_some(Failure::Limited { wait })
}

/// `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date.
pub fn retry_after(headers: &HeaderMap, now: Duration) -> Option<Duration> {
    let text = text(headers, "retry-after")?.trim();
    let wait = match text.parse() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => date(text)?.saturating_sub(server_time(headers, now)),
    };
    Some(wait.min(LONGEST))
}

/// How long until there are requests left, where this was the last one.
pub fn exhausted(headers: &HeaderMap, now: Duration) -> Option<Duration> {
    ["x-ratelimit", "ratelimit"].iter().find_map(|prefix| {
        let number = |name: &str| text(headers, &format!("{prefix}-{name}"))?.trim().parse::<u64>().ok();
        let left = number("remaining")?;
        let reset = Duration::from_secs(number("reset")?);
        let start = if reset < EPOCH { Duration::ZERO } else { server_time(headers, now) };
        // The second of the reset must be over.
        let wait = reset.saturating_sub(start).saturating_add(Duration::from_secs(1));
        (left == 0).then_some(wait.min(LONGEST))
    })
}

/// The forge's own clock, by which it tells times; this machine's may be wrong.
fn server_time(headers: &HeaderMap, now: Duration) -> Duration {
    text(headers, "date").and_then(date).unwrap_or(now)
}

fn date(text: &str) -> Option<Duration> {
    let moment = jiff::fmt::rfc2822::parse(text).ok()?.timestamp();
    Duration::try_from(moment.as_duration()).ok()
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// What an error says. GitHub and Gitea have `message` and `errors`, GitLab `message` or `error`, which are texts, lists or
/// objects.
pub fn message(status: u16, body: &str) -> String {
    let said: Vec<String> = match serde_json::from_str(body) {
        Ok(Value::Object(fields)) => ["message", "error", "error_description", "errors"]
            .iter()
            .filter_map(|name| fields.get(*name))
            .map(sentence)
            .filter(|sentence| !sentence.is_empty())
            .collect(),
        _ => Vec::new(),
    };
    let said = if said.is_empty() { String::new() } else { format!(": {}", said.join("; ")) };
    plain(&format!("HTTP status {status}{said}"))
}

/// What a forge says, in one line that is no longer than any error is told.
pub fn plain(said: &str) -> String {
    said.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MESSAGE).collect()
}

fn sentence(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(sentence).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => match fields.get("message") {
            Some(message) => sentence(message),
            None => fields
                .iter()
                .map(|(name, value)| format!("{name} {}", sentence(value)))
                .collect::<Vec<_>>()
                .join(" "),
        },
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use ureq::http::HeaderValue;

    use super::*;

    fn headers(fields: &[(&'static str, &'static str)]) -> HeaderMap {
        fields.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn only_the_number_of_the_next_page_is_taken() {
        let link =
            r#"<https://h/?page=1>; rel="prev", <https://evil.example/x?per_page=100&page=3>; rel="next""#;
        assert_eq!(next_page(&headers(&[("link", link)])), Ok(Some(3)));
        let link = r#"<https://h/?head=a,b&page=2>; rel="next", <https://h/?page=9>; rel="last""#;
        assert_eq!(next_page(&headers(&[("link", link)])), Ok(Some(2)));
        assert_eq!(next_page(&headers(&[("link", r#"<https://h/?page=9>; rel="last""#)])), Ok(None));
        assert_eq!(next_page(&headers(&[("link", r#"<https://h/?after=x>; rel="next""#)])), Err(Unnumbered));
        assert_eq!(next_page(&headers(&[("x-next-page", "2")])), Ok(Some(2)));
        assert_eq!(next_page(&headers(&[("x-next-page", "")])), Ok(None));
        assert_eq!(next_page(&headers(&[])), Ok(None));
    }

    #[test]
    fn limits_are_told_in_many_ways() {
        let now = Duration::from_secs(1_800_000_001);
        let told = |status, fields: &[_], message| match limit(status, &headers(fields), message, now) {
            Some(Failure::Limited { wait: Some(wait) }) => format!("{} s", wait.as_secs()),
            Some(_) => "some time".to_owned(),
            None => "no".to_owned(),
        };
        let reset = [("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "1800000031")];
        assert_eq!(told(403, &reset, ""), "31 s");
        assert_eq!(told(429, &[("ratelimit-remaining", "0"), ("ratelimit-reset", "30")], ""), "31 s");
        assert_eq!(
            told(403, &[("x-ratelimit-remaining", "9"), ("x-ratelimit-reset", "1800000031")], ""),
            "no"
        );
        assert_eq!(told(429, &[("retry-after", "7")], ""), "7 s");
        assert_eq!(told(403, &[("retry-after", "7")], ""), "7 s");
        assert_eq!(told(429, &[("retry-after", "0")], ""), "1 s");
        assert_eq!(told(429, &[("retry-after", "18446744073709551615")], ""), "86400 s");
        let never = [("ratelimit-remaining", "0"), ("ratelimit-reset", "18446744073709551615")];
        assert_eq!(told(429, &never, ""), "86400 s");
        assert_eq!(told(403, &[], "You have exceeded a secondary rate limit."), "some time");
        assert_eq!(told(429, &[("retry-after", "soon")], ""), "some time");
        assert_eq!(told(403, &[], "Must have admin rights"), "no");
        assert_eq!(told(500, &[("retry-after", "7")], ""), "no");
    }

    #[test]
    fn the_clock_of_the_forge_counts() {
        let fields = [
            ("date", "Sat, 21 Nov 2026 22:00:00 GMT"),
            ("x-ratelimit-remaining", "0"),
            // 22:00:30.
            ("x-ratelimit-reset", "1795298430"),
        ];
        assert_eq!(
            exhausted(&headers(&fields), Duration::from_secs(9_999_999_999)),
            Some(Duration::from_secs(31))
        );
        let fields =
            [("date", "Thu, 01 Jan 1970 00:16:40 GMT"), ("retry-after", "Thu, 01 Jan 1970 00:17:00 GMT")];
        assert_eq!(retry_after(&headers(&fields), Duration::ZERO), Some(Duration::from_secs(20)));
    }

    #[test]
    fn errors_of_all_forges_become_a_sentence() {
        let github = r#"{"message":"Validation Failed","errors":[{"code":"custom","message":"A pull request already exists for a:b."}]}"#;
        assert_eq!(
            message(422, github),
            "HTTP status 422: Validation Failed; A pull request already exists for a:b."
        );
        assert_eq!(
            message(409, r#"{"message":["Another open merge request already exists"]}"#),
            "HTTP status 409: Another open merge request already exists"
        );
        assert_eq!(message(400, r#"{"error":"bad\u001b[0m"}"#), "HTTP status 400: bad [0m");
        assert_eq!(message(502, "<html>"), "HTTP status 502");
        assert!(message(422, &format!(r#"{{"message":"{}"}}"#, "x".repeat(9999))).len() <= MESSAGE);
    }
}
