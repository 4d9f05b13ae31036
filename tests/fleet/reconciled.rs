//! What runs do, one after the other.

use serde_json::json;

use crate::proxy::Fault;
use crate::world::{AFTER, BRANCH, World};

#[test]
fn each_repository_gets_one_pull_request_and_keeps_it() {
    let Some(world) = World::new(&["a", "b"]) else { return };
    let planned = world.ends(&["plan"], 0);
    assert_eq!(planned.out.matches("create").count(), 2, "{}", planned.out);
    assert_eq!(world.repositories[0].rev(BRANCH), None, "planning pushes nothing");
    assert_eq!(world.proxy.count("POST"), 0);

    let ran = world.ends(&["run"], 0);
    assert!(ran.err.contains("2 repositories: 2 create; 2 fixes to merge"), "{}", ran.err);
    for (index, name) in ["a", "b"].into_iter().enumerate() {
        assert_eq!(world.file(index, BRANCH), AFTER);
        let pulls = world.pulls(name);
        assert_eq!(pulls.len(), 1);
        assert_eq!(pulls[0]["title"], "Log what services print (1 fix in 1 file)");
        let body = pulls[0]["body"].as_str().unwrap();
        assert!(
            body.starts_with("<!-- overhaul-fleet: audit;") && body.contains("### Log what services print"),
            "{body}"
        );
    }

    world.proxy.forget();
    let tips: Vec<_> = world.repositories.iter().map(|hosted| hosted.rev(BRANCH)).collect();
    let again = world.ends(&["run"], 0);
    assert_eq!(again.out.matches("is up to date").count(), 2, "{}", again.out);
    let writes = ["POST", "PATCH", "PUT", "DELETE"].map(|method| world.proxy.count(method));
    assert_eq!(writes, [0; 4], "nothing is opened or refreshed twice");
    assert_eq!(world.repositories.iter().map(|hosted| hosted.rev(BRANCH)).collect::<Vec<_>>(), tips);

    let fresh = world.ends(&["run", "--fresh"], 0);
    assert_eq!(fresh.out.matches("is up to date").count(), 2, "{}", fresh.out);
    assert_eq!(world.repositories.iter().map(|hosted| hosted.rev(BRANCH)).collect::<Vec<_>>(), tips);
}

#[test]
fn a_moved_base_refreshes_and_a_fixed_one_closes() {
    let Some(world) = World::new(&["a"]) else { return };
    world.ends(&["run"], 0);
    let more = "def other():\n    pass\n\n\nclass Other:\n    def run(self):\n        print(\"other\")\n";
    let base = world.repositories[0].commit("main", "more", &[("app/other.py", more)]);
    let refreshed = world.ends(&["run"], 0);
    assert!(refreshed.out.starts_with("refresh"), "{}", refreshed.out);
    assert_eq!(world.repositories[0].git(&["rev-parse", &format!("{BRANCH}~1")]).trim(), base);
    let pulls = world.pulls("a");
    assert_eq!(
        (pulls.len(), &pulls[0]["title"]),
        (1, &json!("Log what services print (2 fixes in 2 files)"))
    );

    let fixed = more.replace("print(\"other\")", "pass");
    world.repositories[0].commit("main", "fixed", &[("app/other.py", &fixed), ("app/service.py", AFTER)]);
    let closed = world.ends(&["run"], 0);
    assert!(closed.out.starts_with("close"), "{}", closed.out);
    let pulls = world.pulls("a");
    assert_eq!((pulls.len(), &pulls[0]["state"]), (1, &json!("closed")));
    assert!(world.ends(&["run"], 0).out.contains("nothing to fix"));

    world.repositories[0].commit("main", "again", &[("app/other.py", more)]);
    let opened = world.ends(&["run"], 0);
    assert!(opened.out.starts_with("create"), "overhaul closed it itself: {}", opened.out);
}

#[test]
fn what_people_do_counts() {
    let Some(world) = World::new(&["a"]) else { return };
    world.ends(&["run"], 0);
    let body = format!("Please look at it, all of you.\n\n{}", world.pulls("a")[0]["body"].as_str().unwrap());
    world.by_hand("PATCH", "a/pulls/1", &json!({ "title": "chore: log prints", "body": body }));
    world.manifest("[pull-request]\nbody = \"Shorter: {{ title|plain }}\"\n");
    assert!(world.ends(&["run"], 0).out.starts_with("refresh"));
    let pull = &world.pulls("a")[0];
    assert_eq!(pull["title"], "chore: log prints");
    let body = pull["body"].as_str().unwrap();
    assert!(body.starts_with("Please look at it") && body.contains("\nShorter: Log what"), "{body}");

    let theirs = world.repositories[0].commit(BRANCH, "By hand", &[("app/extra.py", "x = 1\n")]);
    world.repositories[0].commit("main", "moves", &[("app/more.py", "y = 1\n")]);
    let blocked = world.ends(&["run"], 0);
    assert!(blocked.out.starts_with("blocked") && blocked.out.contains("By hand (Dev)"), "{}", blocked.out);
    assert_eq!(world.repositories[0].rev(BRANCH), Some(theirs), "commits of others are never overwritten");

    world.repositories[0].git(&["update-ref", "-d", &format!("refs/heads/{BRANCH}")]);
    world.by_hand("PATCH", "a/pulls/1", &json!({ "state": "closed" }));
    let kept = world.ends(&["run"], 0);
    assert!(kept.out.contains("closed without being merged"), "{}", kept.out);
    assert!(world.ends(&["run", "--reopen"], 0).out.starts_with("create"));
    assert_eq!(world.pulls("a").len(), 2);
}

#[test]
fn a_commit_that_a_person_amended_is_theirs() {
    let Some(world) = World::new(&["a"]) else { return };
    world.ends(&["run"], 0);
    let hosted = &world.repositories[0];
    // As `git commit --amend` leaves it: the author's time stays, the committer's is a later one.
    let script = format!(
        "id=$(git cat-file commit {BRANCH} | sed -E 's/^(committer .*) [0-9]+ /\\1 4000000000 /' | git hash-object -t commit -w --stdin); git update-ref refs/heads/{BRANCH} $id; echo $id"
    );
    let amended = std::process::Command::new("sh")
        .args(["-c", &script])
        .current_dir(&hosted.directory)
        .output()
        .unwrap();
    let amended = String::from_utf8(amended.stdout).unwrap().trim().to_owned();
    hosted.commit("main", "moves", &[("app/more.py", "y = 1\n")]);
    let ran = world.ends(&["run"], 0);
    assert!(ran.out.starts_with("blocked"), "{}", ran.out);
    assert_eq!(hosted.rev(BRANCH), Some(amended), "what a person changed is never overwritten");
}

#[test]
fn files_beside_the_manifest_count_too() {
    let Some(world) = World::new(&["a"]) else { return };
    let write = |name: &str, text: &str| std::fs::write(world.path(name), text).unwrap();
    write("body.md.j2", "First.");
    write("overhaul.toml", "codemods = [\"print-to-logger\"]\n");
    world.manifest("config = \"overhaul.toml\"\n\n[pull-request]\nbody-file = \"body.md.j2\"\n");
    world.ends(&["run"], 0);
    write("body.md.j2", "Second.");
    assert!(world.ends(&["run"], 0).out.starts_with("refresh"));
    assert!(world.pulls("a")[0]["body"].as_str().unwrap().contains("\nSecond.\n"));
    write("overhaul.toml", "codemods = [\"narrow-except\"]\n");
    assert!(world.ends(&["run"], 0).out.starts_with("close"), "nothing is left to fix by that");
}

#[test]
fn waves_decide_who_gets_a_pull_request() {
    let Some(world) = World::new(&["a", "b", "c"]) else { return };
    world.manifest("published = false\n[[waves]]\nrepositories = [\"*/a\"]\npublished = \"draft\"\n\n[[waves]]\nrepositories = [\"*/b\"]\npublished = true\n");
    let ran = world.ends(&["run"], 0);
    assert!(ran.out.contains("not published yet"), "{}", ran.out);
    let drafts = ["a", "b", "c"].map(|name| world.pulls(name).first().map(|pull| pull["draft"].clone()));
    assert_eq!(drafts, [Some(json!(true)), Some(json!(false)), None]);
    assert_eq!(world.repositories[2].rev(BRANCH), None);
    world.manifest("");
    assert!(world.ends(&["run"], 0).err.contains("1 create"));
    assert_eq!(world.pulls("c").len(), 1);
}

#[test]
fn status_and_reports_say_where_it_is() {
    let Some(world) = World::new(&["a", "b"]) else { return };
    world.ends(&["status", "--offline"], 2);
    world.ends(&["run"], 0);
    world.by_hand("PUT", "a/pulls/1/merge", &json!({}));
    let status = world.ends(&["status"], 0);
    assert!(status.out.contains("1 of 2 merged") && status.out.contains("1 open"), "{}", status.out);
    let json: serde_json::Value =
        serde_json::from_str(&world.ends(&["report", "--format", "json"], 0).out).unwrap();
    assert_eq!(json["summary"]["pull_requests"], json!({ "merged": 1, "open": 1 }));
    assert_eq!(json["runs"][0]["fixes"], 2);
    let csv = world.ends(&["report", "--format", "csv"], 0).out;
    assert_eq!(csv.lines().count(), 3, "{csv}");
    world.ends(&["report", "--output", "report.html"], 0);
    let page = std::fs::read_to_string(world.path("report.html")).unwrap();
    assert!(page.contains("<h1>Fleet audit</h1>") && !page.contains("<script"), "{page}");
    let closed = world.ends(&["close"], 0);
    assert!(closed.out.contains("close"), "{}", closed.out);
    assert_eq!(world.pulls("b")[0]["state"], "closed");
    assert!(
        world.ends(&["run", "--only", "*/b"], 0).out.contains("create"),
        "overhaul closed it, so that it may be opened again"
    );
}

#[test]
fn a_lost_state_keeps_nothing_from_being_closed() {
    let Some(world) = World::new(&["a"]) else { return };
    world.ends(&["run"], 0);
    world.ends(&["close", "--state", "other.sqlite", "--comment", "Called off."], 0);
    assert_eq!(world.pulls("a")[0]["state"], "closed");
}

#[test]
fn what_is_archived_is_left_alone() {
    let Some(world) = World::new(&["a"]) else { return };
    let path = format!("{}/a", world.owner);
    let body = json!({ "full_name": path, "fork": false, "archived": true, "size": 1 }).to_string();
    let answer =
        format!("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: {}\n\n{body}", body.len());
    world.proxy.fail(&format!("GET /repos/{path} "), Fault::Answer(answer.leak()), 9);
    let ran = world.ends(&["run"], 0);
    assert!(ran.out.contains("the repository is archived"), "{}", ran.out);
    assert_eq!(world.repositories[0].rev(BRANCH), None);
}

#[test]
fn links_are_printed_where_no_forge_is_asked() {
    let Some(world) = World::new(&["a"]) else { return };
    let ran = world.ends(&["run", "--push-only"], 0);
    assert!(ran.out.contains("/compare/main...overhaul/audit?expand=1"), "{}", ran.out);
    assert_eq!(world.proxy.count(""), 0);
    assert_eq!(world.file(0, BRANCH), AFTER);
}

#[test]
fn a_plan_of_an_audit_says_what_runs() {
    let Some(world) = World::new(&["a"]) else { return };
    let plan = "version = 1\n\n[[item]]\nid = \"S1\"\ntitle = \"Replace print() by logging\"\ncodemods = [\"print-to-logger\"]\nremaining = 0\n";
    std::fs::write(world.path("audit.toml"), plan).unwrap();
    world.manifest("plan = \"audit.toml\"\n");
    world.ends(&["run"], 0);
    let message = world.repositories[0].git(&["log", "-1", "--format=%B", BRANCH]);
    assert!(message.contains("Plan-Item: S1"), "{message}");
    assert_eq!(world.file(0, BRANCH), AFTER);
    assert_eq!(world.pulls("a").len(), 1);

    std::fs::write(world.path("audit.toml"), plan.replace("S1", "S7")).unwrap();
    world.ends(&["run"], 0);
    let message = world.repositories[0].git(&["log", "-1", "--format=%B", BRANCH]);
    assert!(message.contains("Plan-Item: S7"), "another plan is another outcome: {message}");
}
