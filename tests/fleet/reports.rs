//! Reports for programs, against their schema.

use std::fs;

use serde_json::{Value, json};

use crate::validate::{self, accepts};
use crate::world::{BRANCH, SERVICE, World};

/// The report as it is, which has to be as the schema says; the outcome, action and pull request of each repository.
#[track_caller]
fn report(world: &World) -> Vec<[Value; 3]> {
    let report: Value = serde_json::from_str(&world.ends(&["report", "--format", "json"], 0).out).unwrap();
    accepts(&validate::own("fleet-report", true), &report);
    let rows = report["repositories"].as_array().unwrap();
    rows.iter()
        .map(|row| [row["outcome"].clone(), row["action"].clone(), row["pull_request"]["state"].clone()])
        .collect()
}

#[test]
fn reports_are_as_their_schema_says() {
    let service: &[(&str, &str)] = &[("app/service.py", SERVICE)];
    let files: [(&str, &[(&str, &str)]); 5] = [
        ("a", service),
        ("b", service),
        ("c", service),
        ("d", &[("README.md", "x\n")]),
        ("e", &[("app/service.py", SERVICE), ("unwell", "")]),
    ];
    let Some(world) = World::with(&files) else { return };
    world.manifest("[verify]\ncommands = [\"test ! -e unwell\"]\n");
    fs::remove_dir_all(&world.repositories[2].directory).unwrap();
    world.ends(&["plan"], 2);
    let nothing = [json!("nothing"), json!("nothing"), json!(null)];
    assert_eq!(report(&world)[0], [json!("ready"), json!(null), json!(null)], "nothing was done yet");
    world.ends(&["run"], 2);
    let failed = [json!("failed"), json!("failed"), json!(null)];
    let unverified = [json!("unverified"), json!("failed"), json!(null)];
    let opened = [json!("ready"), json!("create"), json!("open")];
    assert_eq!(report(&world), [opened.clone(), opened, failed, nothing, unverified]);

    world.repositories[1].commit(BRANCH, "By hand", &[("app/extra.py", "x = 1\n")]);
    world.by_hand("PUT", "a/pulls/1/merge", &json!({}));
    world.ends(&["run"], 2);
    world.ends(&["status"], 0);
    let seen = report(&world);
    assert_eq!(seen[0][2], "merged");
    assert_eq!(seen[1], [json!("blocked"), json!("blocked"), json!("open")]);
    world.ends(&["close"], 0);
    assert_eq!(report(&world)[1][2], "closed");
}

#[test]
fn a_report_of_links_is_as_the_schema_says() {
    let Some(world) = World::new(&["a"]) else { return };
    world.ends(&["run", "--push-only"], 0);
    report(&world);
}
