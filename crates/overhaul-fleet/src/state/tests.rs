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
