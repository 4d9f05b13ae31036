use super::*;

#[derive(Default)]
struct Fake {
    variables: Vec<(&'static str, &'static str)>,
    gh: Option<&'static str>,
    credential: Option<&'static str>,
}

impl Places for Fake {
    fn variable(&self, name: &str) -> Option<String> {
        self.variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
    }

    fn said(&self, program: &str, arguments: &[&str], without: &[&str]) -> Option<String> {
        assert!(without.contains(&"GH_ENTERPRISE_TOKEN"));
        let is_gh = program == "gh" && arguments == ["auth", "token", "--hostname", "github.com"];
        self.gh.filter(|_| is_gh).map(|token| format!("{token}\n"))
    }

    fn tea(&self) -> Option<String> {
        Some("logins:\n- url: https://codeberg.org\n  token: token-of-tea\n".to_owned())
    }

    fn credential(&self, host: &str) -> Option<String> {
        self.credential.filter(|_| host == "github.com").map(ToOwned::to_owned)
    }
}

fn site(kind: Kind, host: &str) -> Site {
    Site::new(kind, host).unwrap()
}

fn found(site: &Site, fake: &Fake) -> String {
    match login_from(site, fake) {
        Ok(login) => format!("{} from {}", login.token.secret(), login.source),
        Err(error) => error.to_string(),
    }
}

#[test]
fn the_places_have_an_order() {
    let github = site(Kind::GitHub, "github.com");
    let all = [
        ("OVERHAUL_TOKEN_GITHUB_COM", "token-own"),
        ("GH_TOKEN", "token-of-gh"),
        ("GITHUB_TOKEN", "token-of-github"),
    ];
    let mut fake =
        Fake { variables: all.to_vec(), gh: Some("token-logged-in"), credential: Some("token-of-git") };
    for expected in [
        "token-own from OVERHAUL_TOKEN_GITHUB_COM",
        "token-of-gh from GH_TOKEN",
        "token-of-github from GITHUB_TOKEN",
    ] {
        assert_eq!(found(&github, &fake), expected);
        fake.variables.remove(0);
    }
    assert_eq!(found(&github, &fake), "token-logged-in from gh auth token");
    fake.gh = None;
    assert_eq!(found(&github, &fake), "token-of-git from git's credential helper");
    fake.credential = None;
    assert_eq!(
        found(&github, &fake),
        "there is no token for github.com: set OVERHAUL_TOKEN_GITHUB_COM or GH_TOKEN or GITHUB_TOKEN, log in with the forge's own command, or teach git's credential helper"
    );
    assert_eq!(found(&site(Kind::Forgejo, "codeberg.org"), &fake), "token-of-tea from tea's login");
}

#[test]
fn a_token_is_for_one_host() {
    let fake = Fake {
        variables: vec![
            ("GH_TOKEN", "token-xy"),
            ("GITHUB_TOKEN", "token-xy"),
            ("GH_ENTERPRISE_TOKEN", "token-xy"),
            ("GITEA_TOKEN", "token-xy"),
            ("GITLAB_TOKEN", "token-xy"),
            ("GITLAB_HOST", "https://gitlab.example.com/"),
        ],
        ..Fake::default()
    };
    for (kind, host) in [
        (Kind::GitHub, "github.example.com"),
        (Kind::GitHub, "github.com.evil.example"),
        (Kind::GitLab, "gitlab.com"),
        (Kind::Gitea, "github.com"),
        (Kind::Gitea, "git.example.com"),
    ] {
        assert!(login_from(&site(kind, host), &fake).is_err(), "{host}");
    }
    assert_eq!(found(&site(Kind::GitLab, "gitlab.example.com"), &fake), "token-xy from GITLAB_TOKEN");
    assert_eq!(found(&site(Kind::Gitea, "gitea.com"), &fake), "token-xy from GITEA_TOKEN");

    let runner = Fake {
        variables: vec![("GITHUB_TOKEN", "token-xy"), ("GITHUB_SERVER_URL", "https://github.example.com")],
        ..Fake::default()
    };
    assert!(login_from(&site(Kind::GitHub, "github.com"), &runner).is_err());
    assert_eq!(found(&site(Kind::GitHub, "github.example.com"), &runner), "token-xy from GITHUB_TOKEN");
}

/// The interface of a site may be named in a manifest, and a token goes to the interface.
#[test]
fn a_token_is_for_the_interface_of_a_site() {
    let fake = Fake {
        variables: vec![("GITHUB_TOKEN", "token-xy"), ("OVERHAUL_TOKEN_127_0_0_1_X3A_8080", "token-local")],
        ..Fake::default()
    };
    let github = site(Kind::GitHub, "github.com");
    assert!(login_from(&github.clone().with_api("https://evil.example/api"), &fake).is_err());
    assert!(login_from(&github.clone().with_api("https://github.com@evil.example"), &fake).is_err());
    assert!(login_from(&github.clone().with_api("https://notgithub.com"), &fake).is_err());
    assert_eq!(
        found(&github.clone().with_api("https://api.github.com/"), &fake),
        "token-xy from GITHUB_TOKEN"
    );
    let local = github.with_api("http://127.0.0.1:8080/api");
    assert_eq!(found(&local, &fake), "token-local from OVERHAUL_TOKEN_127_0_0_1_X3A_8080");
}

#[test]
fn hosts_have_variables_of_their_own() {
    assert_eq!(own_variable("git.example.com"), "OVERHAUL_TOKEN_GIT_EXAMPLE_COM");
    assert_ne!(own_variable("git.example.com"), own_variable("git-example.com"));
    assert_ne!(own_variable("a.b"), own_variable("a:b"));
}

#[test]
fn a_text_that_is_no_token_is_told_without_it() {
    let fake = Fake { variables: vec![("GITHUB_TOKEN", "two words")], ..Fake::default() };
    let error = found(&site(Kind::GitHub, "github.com"), &fake);
    assert!(error.starts_with("GITHUB_TOKEN gives no token for github.com"), "{error}");
    assert!(!error.contains("two words"));
}
