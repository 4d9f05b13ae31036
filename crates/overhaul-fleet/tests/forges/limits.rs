//! Limits that a forge tells, limits that are kept to on this side, and clocks that are wrong.

use std::thread;
use std::time::Duration;

use overhaul_fleet::forge::{ForgeError, Kind};
use serde_json::json;

use crate::local::{Local, Reaction, json as answer};
use crate::support::{TOKEN, connect_to, connect_with, new_pull_request, pull, repository};

const SECOND: Duration = Duration::from_secs(1);

/// Status, headers and message of an answer, and for how many seconds it asks.
type Limit = (u16, &'static [(&'static str, &'static str)], &'static str, u64);

/// Each way of saying "too many requests", and how long it makes the client wait.
#[test]
fn limits_are_waited_for() {
    let limited = |status: u16, headers: &[(&'static str, &str)], message: &str| {
        let headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Reaction::Answer(status, headers, json!({ "message": message }).to_string())
    };
    let cases: [Limit; 6] = [
        (429, &[("retry-after", "17")], "", 17),
        (403, &[("retry-after", "17")], "secondary rate limit", 17),
        (403, &[("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "120")], "", 121),
        (429, &[("ratelimit-remaining", "0"), ("ratelimit-reset", "30")], "", 31),
        (403, &[], "You have exceeded a secondary rate limit", 60),
        (429, &[("retry-after", "0")], "", 1),
    ];
    for (status, headers, message, seconds) in cases {
        let local = Local::start(move |got, before| match (got.method.as_str(), before) {
            ("GET", _) => answer(200, &json!([])),
            (_, 1) => limited(status, headers, message),
            _ => answer(201, &pull(1)),
        });
        let client = connect_with(Kind::GitHub, &local.address, TOKEN, |options| {
            options.limits.requests_per_second = None;
            options.limits.between_changes = Duration::ZERO;
        });
        assert_eq!(client.forge.open("o/n", &new_pull_request("fix")).unwrap().number, 1);
        assert_eq!(client.clock.slept().as_secs(), seconds, "{status} {headers:?} {message}");
        assert_eq!(local.count("POST"), 2, "{status} {headers:?}");
    }
}

/// GitHub: "wait for an exponentially increasing amount of time".
#[test]
fn a_limit_that_is_not_told_lasts_longer_each_time() {
    let local =
        Local::start(|_, _| answer(403, &json!({ "message": "You have exceeded a secondary rate limit" })));
    let client = connect_to(Kind::GitHub, &local.address, TOKEN);
    let error = client.forge.repository("o/n").unwrap_err();
    assert!(matches!(error, ForgeError::Limited { wait, .. } if wait == 960 * SECOND), "{error}");
    assert_eq!((local.count("GET"), client.clock.slept().as_secs()), (5, 60 + 120 + 240 + 480));
}

#[test]
fn a_limit_that_lasts_too_long_is_told_at_once_to_all() {
    let limited = || Reaction::Answer(429, vec![("retry-after", "3600".to_owned())], String::new());
    let local = Local::start(move |_, _| limited());
    let client = connect_to(Kind::GitHub, &local.address, TOKEN);
    let error = client.forge.repository("o/n").unwrap_err();
    assert!(matches!(error, ForgeError::Limited { wait, .. } if wait == 3600 * SECOND), "{error}");
    assert_eq!(
        client.forge.repository("o/n").unwrap_err().to_string(),
        "forge.example wants no more requests for 3600 s"
    );
    assert_eq!((local.count("GET"), client.clock.slept()), (1, Duration::ZERO));
}

#[test]
fn a_forge_that_is_being_repaired_says_when_it_is_back() {
    let local = Local::start(|_, before| match before {
        0 => Reaction::Answer(503, vec![("retry-after", "120".to_owned())], String::new()),
        _ => answer(200, &repository()),
    });
    let client = connect_to(Kind::GitHub, &local.address, TOKEN);
    client.forge.repository("o/n").unwrap();
    assert_eq!(client.clock.slept().as_secs(), 120);
}

/// As long as a number can tell.
#[test]
fn a_limit_without_end_harms_nothing() {
    let local = Local::start(|_, _| {
        let headers =
            [("retry-after", u64::MAX), ("x-ratelimit-remaining", 0), ("x-ratelimit-reset", u64::MAX)];
        let headers = headers.map(|(name, value)| (name, value.to_string()));
        Reaction::Answer(503, headers.into(), String::new())
    });
    let client = connect_to(Kind::GitHub, &local.address, TOKEN);
    for _ in 0..2 {
        let error = client.forge.open("o/n", &new_pull_request("fix")).unwrap_err();
        assert!(matches!(error, ForgeError::Limited { .. }), "{error}");
    }
    assert_eq!(local.count("GET"), 1);
}

#[test]
fn the_last_request_before_a_limit_makes_the_next_one_wait() {
    let local = Local::start(|_, _| {
        let headers = [("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "100")];
        Reaction::Answer(
            200,
            headers.map(|(name, value)| (name, value.to_owned())).into(),
            repository().to_string(),
        )
    });
    let client = connect_to(Kind::GitHub, &local.address, TOKEN);
    client.forge.repository("o/n").unwrap();
    assert_eq!(client.clock.slept(), Duration::ZERO);
    client.forge.repository("o/n").unwrap();
    assert_eq!(client.clock.slept().as_secs(), 101);
}

#[test]
fn a_wrong_clock_on_this_machine_does_no_harm() {
    let local = Local::start(|_, before| match before {
        0 => {
            let headers = [
                ("date", "Sat, 21 Nov 2026 22:00:00 GMT"),
                ("x-ratelimit-remaining", "0"),
                // 22:00:30.
                ("x-ratelimit-reset", "1795298430"),
            ];
            Reaction::Answer(403, headers.map(|(name, value)| (name, value.to_owned())).into(), String::new())
        }
        _ => answer(200, &repository()),
    });
    let client = connect_to(Kind::GitHub, &local.address, TOKEN);
    *client.clock.wall.lock().unwrap() = Duration::from_secs(9_999_999_999);
    client.forge.repository("o/n").unwrap();
    assert_eq!(client.clock.slept().as_secs(), 31);
}

#[test]
fn a_clock_that_jumps_makes_nobody_wait_for_ever() {
    let now = Duration::from_hours(24 * 10_000);
    let local = Local::start(move |_, before| match before {
        1 | 3 => answer(200, &repository()),
        _ => {
            let reset = (now.as_secs() + 30).to_string();
            let headers = [("x-ratelimit-remaining", "0".to_owned()), ("x-ratelimit-reset", reset)];
            Reaction::Answer(403, headers.into(), String::new())
        }
    });
    let client = connect_to(Kind::GitHub, &local.address, TOKEN);
    let set = |wall: Duration| *client.clock.wall.lock().unwrap() = wall;
    set(now);
    client.forge.repository("o/n").unwrap();
    assert_eq!(client.clock.slept().as_secs(), 31);
    // It jumps forward: the limit seems to be over, and the forge is asked again after a second.
    set(now * 2);
    client.forge.repository("o/n").unwrap();
    assert!(client.clock.slept().as_secs() <= 33, "{:?}", client.clock.slept());
    // It jumps back: the limit seems to last for years.
    set(Duration::from_hours(24 * 9_000));
    let error = client.forge.repository("o/n").unwrap_err();
    assert!(matches!(error, ForgeError::Limited { wait, .. } if wait <= Duration::from_hours(24)), "{error}");
    assert!(client.clock.slept().as_secs() <= 33, "nobody waits for that");
}

#[test]
fn pull_requests_an_hour_are_kept_to_by_all_threads_and_over_runs() {
    let local = Local::start(|got, before| match got.method.as_str() {
        "GET" => answer(200, &json!([])),
        _ => answer(201, &pull(before as u64)),
    });
    let client = connect_with(Kind::GitHub, &local.address, TOKEN, |options| {
        options.limits.pull_requests_per_hour = Some(3);
        options.opened = vec![1800 * SECOND, 4000 * SECOND];
    });
    let forge = &client.forge;
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| forge.open("o/n", &new_pull_request("fix")).unwrap());
        }
    });
    let error = forge.open("o/n", &new_pull_request("fix")).unwrap_err();
    let ForgeError::Limited { wait, .. } = error else { panic!("{error}") };
    assert!(wait > 1700 * SECOND && wait <= 1800 * SECOND, "{wait:?}");
    assert_eq!(local.count("POST"), 2);
}

#[test]
fn requests_keep_their_distance() {
    let local = Local::start(|_, _| answer(200, &repository()));
    let client = connect_with(Kind::GitHub, &local.address, TOKEN, |options| {
        options.limits.requests_per_second = Some(2.0);
    });
    for _ in 0..5 {
        client.forge.repository("o/n").unwrap();
    }
    assert_eq!(client.clock.slept(), 2 * SECOND);
}

/// GitHub: a second between changes, and no more than so many contents a minute.
#[test]
fn changes_keep_a_greater_distance() {
    let local = Local::start(|got, _| match got.method.as_str() {
        "GET" => answer(200, &json!([])),
        _ => answer(201, &pull(1)),
    });
    let client = connect_to(Kind::GitHub, &local.address, TOKEN);
    for _ in 0..4 {
        client.forge.close("o/n", 1).unwrap();
    }
    assert_eq!(client.clock.slept(), 3 * SECOND);

    let client = connect_with(Kind::GitHub, &local.address, TOKEN, |options| {
        options.limits.contents_per_minute = Some(2);
        options.limits.requests_per_second = None;
    });
    for _ in 0..5 {
        client.forge.comment("o/n", 1, "Look.").unwrap();
    }
    assert_eq!(client.clock.slept(), 120 * SECOND);
    // Reading does not count, and does not wait.
    client.forge.pull_requests("o/n", "fix").unwrap();
    assert_eq!(client.clock.slept(), 120 * SECOND);
}
