use std::collections::BTreeMap;

use super::*;
use crate::line::{Counts, Outcome, VERSION};

fn line(path: &str, fixes: usize) -> Line {
    Line {
        version: VERSION,
        fleet: "audit".to_owned(),
        repository: Place { host: "github.com".to_owned(), path: path.to_owned() },
        url: format!("https://github.com/{path}"),
        base: Some("main".to_owned()),
        branch: "b".to_owned(),
        outcome: Outcome::Ready { base_commit: "1".to_owned(), tip: "2".to_owned(), is_pushed: true },
        counts: BTreeMap::from([("a-b".to_owned(), Counts { fixes, declined: 1 })]),
        wanted: None,
    }
}

#[test]
fn what_is_kept_comes_back() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("fleet.sqlite");
    let state = State::open(&path).unwrap();
    let run = state.begin("run", "0.1.0").unwrap();
    let (one, other) = (line("o/b", 3), line("o/a", 4));
    state.keep_line(run, &one, "s", Some("1"), Some("2")).unwrap();
    state.keep_line(run, &other, "s", None, None).unwrap();
    let pull = Pull {
        number: 7,
        url: "https://github.com/o/b/pull/7".to_owned(),
        state: "open".to_owned(),
        checks: Some("passed".to_owned()),
        is_conflicted: true,
    };
    state.keep_action(&one.repository, "create", "why", Some(&pull)).unwrap();
    state.keep_action(&one.repository, "failed", "the forge is down", None).unwrap();
    state.end(run).unwrap();
    drop(state);

    let state = State::look(&path).unwrap().unwrap();
    let known = state.known(&one.repository).unwrap().unwrap();
    assert_eq!(known.action.as_deref(), Some("failed"));
    assert_eq!((known.line, known.pull, known.branch_commit.as_deref()), (one, Some(pull), Some("2")));
    let places: Vec<String> =
        state.all().unwrap().iter().map(|known| known.line.repository.to_string()).collect();
    assert_eq!(places, ["github.com/o/a", "github.com/o/b"]);
    let totals = state.totals().unwrap();
    assert_eq!((totals[0].repositories, totals[0].fixes, totals[0].declined), (2, 7, 2));
    assert!(totals[0].ended.is_some());
}

#[test]
fn one_run_has_it_at_a_time_and_others_may_look() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("fleet.sqlite");
    assert!(State::look(&path).unwrap().is_none());
    let state = State::open(&path).unwrap();
    assert!(matches!(State::open(&path), Err(StateError::Busy { .. })));
    assert!(State::look(&path).unwrap().is_some());
    drop(state);
    assert!(State::open(&path).is_ok());
}

#[test]
fn a_step_without_an_end_is_told() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("fleet.sqlite");
    let place = line("o/a", 1).repository;
    let state = State::open(&path).unwrap();
    let run = state.begin("run", "0.1.0").unwrap();
    state.step(run, &place, "fetch", || Ok::<(), StateError>(())).unwrap();
    // The process is killed in the middle of the push.
    let killed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        state.step::<(), StateError>(run, &place, "push", || std::panic::resume_unwind(Box::new(())))
    }));
    assert!(killed.is_err());
    drop(state);
    let state = State::open(&path).unwrap();
    let next = state.begin("run", "0.1.0").unwrap();
    let unfinished = state.unfinished(next).unwrap();
    assert_eq!(unfinished.iter().map(|step| step.step.as_str()).collect::<Vec<_>>(), ["push"]);
    let last = state.begin("run", "0.1.0").unwrap();
    assert_eq!(state.unfinished(last).unwrap(), [], "it is told once");
}

#[test]
fn pull_requests_count_for_an_hour_after_they_were_opened() {
    let directory = tempfile::tempdir().unwrap();
    let state = State::open(&directory.path().join("fleet.sqlite")).unwrap();
    let run = state.begin("run", "0.1.0").unwrap();
    let open = |path: &str| {
        state.step(run, &line(path, 1).repository, "open", || Ok::<(), StateError>(())).unwrap();
    };
    let moved = |minutes: i64| {
        let time = Timestamp::now() + SignedDuration::from_mins(minutes);
        let sql = "UPDATE steps SET ended = ?1 WHERE id = (SELECT max(id) FROM steps)";
        state.with(|connection| connection.execute(sql, [time.to_string()])).unwrap();
    };
    // Of a clock that jumped back since, two count: what is not far ahead may be true.
    for minutes in [-70, -30, 0, 20, 100, 600_000] {
        open("o/a");
        moved(minutes);
    }
    let failed: Result<(), StateError> = state
        .step(run, &line("o/b", 1).repository, "open", || Err(StateError::Newer { path: PathBuf::new() }));
    assert!(failed.is_err());
    let mut minutes: Vec<_> =
        state.opened("github.com").unwrap().iter().map(|age| age.as_secs() / 60).collect();
    minutes.sort_unstable();
    assert_eq!(minutes, [0, 0, 30]);
    assert_eq!(state.opened("github.co").unwrap(), []);
}

#[test]
fn a_newer_state_is_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("fleet.sqlite");
    let other = Connection::open(&path).unwrap();
    other.pragma_update(None, "user_version", SCHEMA + 1).unwrap();
    drop(other);
    assert!(matches!(State::open(&path), Err(StateError::Newer { .. })));
    fs::write(&path, "no database").unwrap();
    assert!(matches!(State::open(&path), Err(StateError::Sql { .. })));
}
