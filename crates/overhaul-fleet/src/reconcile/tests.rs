use std::collections::BTreeMap;

use super::*;
use crate::line::{Place, VERSION, Wanted};

fn line(outcome: Outcome) -> Line {
    Line {
        version: VERSION,
        fleet: "audit".to_owned(),
        repository: Place { host: "github.com".to_owned(), path: "acme/shop".to_owned() },
        url: "https://github.com/acme/shop".to_owned(),
        base: Some("main".to_owned()),
        branch: "overhaul/audit".to_owned(),
        outcome,
        counts: BTreeMap::new(),
        wanted: Some(Wanted {
            title: "Log prints".to_owned(),
            body: "text".to_owned(),
            is_draft: false,
            is_unverified: false,
            labels: Vec::new(),
            reviewers: Vec::new(),
            assignees: Vec::new(),
        }),
    }
}

fn ready() -> Line {
    line(Outcome::Ready { base_commit: "b".to_owned(), tip: "t".to_owned(), is_pushed: true })
}

fn nothing(reason: Reason) -> Line {
    line(Outcome::Nothing { base_commit: None, reason })
}

fn pull(state: PullState) -> PullRequest {
    PullRequest {
        number: 7,
        url: String::new(),
        state,
        title: "Log prints".to_owned(),
        body: marker::mark("audit", "Log prints", "text", Says::default()),
        is_draft: false,
        base: "main".to_owned(),
        head: "overhaul/audit".to_owned(),
        head_commit: "t".to_owned(),
        is_mergeable: None,
    }
}

fn act(line: &Line, pulls: &[PullRequest]) -> Action {
    reconcile(line, terms(Published::Yes), pulls)
}

fn terms(published: Published) -> Terms {
    Terms { published, reopen: false, was_cut_short: false }
}

#[test]
fn a_pull_request_is_opened_once() {
    let Action::Open(new) = act(&ready(), &[]) else { panic!() };
    assert!(!new.is_draft && new.body.contains("text"));
    let Action::Open(draft) = reconcile(&ready(), terms(Published::Draft), &[]) else { panic!() };
    assert!(draft.is_draft);
    assert_eq!(reconcile(&ready(), terms(Published::No), &[]).name(), "nothing");
    assert_eq!(act(&ready(), &[pull(PullState::Open)]).why(), "#7 is up to date");
    assert_eq!(act(&ready(), &[pull(PullState::Merged)]).why(), "#7 is merged");
    let older = PullRequest { head_commit: "other".to_owned(), ..pull(PullState::Merged) };
    assert_eq!(act(&ready(), &[older]).name(), "create");
}

#[test]
fn what_changed_is_refreshed_and_what_people_wrote_stays() {
    let mut old = pull(PullState::Open);
    old.body = format!("Mine.\n{}", marker::mark("audit", "Log prints", "older text", Says::default()));
    old.base = "master".to_owned();
    let Action::Refresh { change, .. } = act(&ready(), std::slice::from_ref(&old)) else { panic!() };
    assert_eq!((change.title, change.base.as_deref()), (None, Some("main")));
    let body = change.body.unwrap();
    assert!(body.starts_with("Mine.\n") && body.contains("\ntext\n"), "{body}");

    let mut line = ready();
    line.wanted.as_mut().unwrap().title = "Log all prints".to_owned();
    let Action::Refresh { change, .. } = act(&line, &[pull(PullState::Open)]) else { panic!() };
    assert_eq!(change.title.as_deref(), Some("Log all prints"));

    let mut renamed = pull(PullState::Open);
    renamed.title = "chore: log prints".to_owned();
    let Action::Refresh { change, .. } = act(&line, std::slice::from_ref(&renamed)) else { panic!() };
    assert_eq!(change.title, None, "a person wants it so");
    renamed.body = change.body.unwrap();
    assert_eq!(act(&line, &[renamed]).name(), "nothing", "it is said once");
}

#[test]
fn what_is_fixed_is_closed_with_a_comment() {
    let Action::Close { number, change, comment } = act(&nothing(Reason::Clean), &[pull(PullState::Open)])
    else {
        panic!()
    };
    assert_eq!(number, 7);
    assert!(comment.contains("Nothing is left to fix on `main`"), "{comment}");
    let mut closed = pull(PullState::Closed);
    closed.body = change.body.unwrap();
    assert_eq!(act(&ready(), &[closed]).name(), "create", "overhaul closed it, and there is something again");
    assert_eq!(act(&nothing(Reason::Archived), &[pull(PullState::Open)]).name(), "nothing");
    assert_eq!(act(&nothing(Reason::OptedOut), &[]).why(), "the repository opted out");
}

#[test]
fn what_a_person_decided_counts() {
    assert!(act(&ready(), &[pull(PullState::Closed)]).why().contains("--reopen"));
    let reopening = Terms { reopen: true, ..terms(Published::Yes) };
    assert_eq!(reconcile(&ready(), reopening, &[pull(PullState::Closed)]).name(), "create");
    let theirs = PullRequest { body: "by hand".to_owned(), ..pull(PullState::Open) };
    assert_eq!(act(&ready(), std::slice::from_ref(&theirs)).name(), "blocked");
    assert_eq!(act(&nothing(Reason::Clean), &[theirs]).name(), "nothing");
}

#[test]
fn what_failed_changes_nothing() {
    let failed = line(Outcome::Failed { why: "gone".to_owned(), is_transient: false });
    assert_eq!(act(&failed, &[pull(PullState::Open)]).name(), "failed");
    let blocked = line(Outcome::Blocked { why: "commits of others".to_owned() });
    assert_eq!(act(&blocked, &[pull(PullState::Open)]).name(), "blocked");
}

/// As `reconcile` says for an open pull request: what becomes of the draft, and the pull request behind it.
fn drafted(line: &Line, terms: Terms, mut pull: PullRequest) -> (Option<bool>, PullRequest) {
    let Action::Refresh { change, draft, .. } = reconcile(line, terms, std::slice::from_ref(&pull)) else {
        return (None, pull);
    };
    pull.body = change.body.unwrap_or(pull.body);
    pull.is_draft = draft.unwrap_or(pull.is_draft);
    (draft, pull)
}

#[test]
fn what_is_not_verified_is_a_draft_until_it_is() {
    let mut unverified = ready();
    let wanted = unverified.wanted.as_mut().unwrap();
    (wanted.is_draft, wanted.is_unverified) = (true, true);
    let usual = terms(Published::Yes);
    let (draft, made) = drafted(&unverified, usual, pull(PullState::Open));
    assert_eq!(draft, Some(true));
    assert_eq!(act(&unverified, std::slice::from_ref(&made)).name(), "nothing", "it is done once");
    let (draft, again) = drafted(&ready(), usual, made.clone());
    assert_eq!((draft, again.is_draft), (Some(false), false));
    assert_eq!(act(&ready(), &[again]).name(), "nothing");

    let undone = PullRequest { is_draft: false, ..made };
    assert_eq!(act(&unverified, std::slice::from_ref(&undone)).name(), "nothing", "a person wants it so");
    let killed = Terms { was_cut_short: true, ..usual };
    assert_eq!(drafted(&unverified, killed, undone).0, Some(true), "it was never made one");

    let theirs = PullRequest { is_draft: true, ..pull(PullState::Open) };
    assert_eq!(act(&ready(), std::slice::from_ref(&theirs)).name(), "nothing");
    let (_, theirs) = drafted(&unverified, usual, theirs);
    assert_eq!(drafted(&ready(), usual, theirs).0, None, "a person made it a draft");
}

#[test]
fn a_manifest_that_wants_drafts_changes_no_open_pull_request() {
    assert_eq!(reconcile(&ready(), terms(Published::Draft), &[pull(PullState::Open)]).name(), "nothing");
    let Action::Open(new) = reconcile(&ready(), terms(Published::Draft), &[]) else { panic!() };
    let opened = PullRequest { is_draft: true, body: new.body, ..pull(PullState::Open) };
    assert_eq!(reconcile(&ready(), terms(Published::Draft), std::slice::from_ref(&opened)).name(), "nothing");
    assert_eq!(drafted(&ready(), terms(Published::Yes), opened).0, Some(false), "the next wave is ready");
}

#[test]
fn the_name_of_a_branch_mentions_nobody() {
    let hostile = PullRequest { base: "x`@everyone".to_owned(), ..pull(PullState::Open) };
    let Action::Close { comment, .. } = act(&nothing(Reason::Clean), &[hostile]) else { panic!() };
    assert!(comment.contains("``x`@everyone``"), "{comment}");
}
