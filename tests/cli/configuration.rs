//! `overhaul.toml` and `[tool.overhaul]`.

use crate::support::{SERVICE, SERVICE_AFTER, Sandbox};

fn error_of(files: &[(&str, &str)]) -> String {
    let sandbox = Sandbox::with(files);
    sandbox.write("a.py", SERVICE);
    let ran = sandbox.overhaul(["apply"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{}", ran.err);
    assert_eq!(sandbox.read("a.py"), SERVICE, "nothing runs");
    ran.err
}

#[test]
fn mistakes_name_file_line_and_the_nearest_right_key() {
    for (text, message) in [
        ("\nexlude = []\n", "overhaul.toml:2: unknown key 'exlude'; did you mean 'exclude'?"),
        ("zzz = 1\n", "overhaul.toml:1: unknown key 'zzz'"),
        ("exclude = 'a'\n", "overhaul.toml:1: 'exclude' must be a list of strings"),
        (
            "exclude = [\n  'a',\n  'b[',\n]\n",
            "overhaul.toml:3: 'exclude': error parsing glob '**/b[': unclosed character class; missing ']'",
        ),
        (
            "codemods = ['print-to-loger']\n",
            "overhaul.toml:1: unknown codemod 'print-to-loger'; did you mean 'print-to-logger'?",
        ),
        (
            "codemods = ['print-to-logger', 'print-to-logger']\n",
            "overhaul.toml:1: 'print-to-logger' is named twice",
        ),
        (
            "[print-to-loger]\n",
            "overhaul.toml:1: unknown key 'print-to-loger'; did you mean 'print-to-logger'?",
        ),
        ("print-to-logger = 1\n", "overhaul.toml:1: 'print-to-logger' must be a table"),
        (
            "[print-to-logger]\n\nlevle = 'debug'\n",
            "overhaul.toml:3: print-to-logger: unknown option 'levle'; did you mean 'level'?",
        ),
        (
            "[print-to-logger]\nlevel = 'loud'\n",
            "overhaul.toml:2: print-to-logger: 'level' must be one of \"debug\", \"info\", \"warning\", \"error\", \"critical\"",
        ),
        (
            "[print-to-logger]\ntests = 1.5\n",
            "overhaul.toml:2: print-to-logger: 'tests' must be true or false",
        ),
        ("[[overrides]]\npath = ['a']\n", "overhaul.toml:2: unknown key 'path'; did you mean 'paths'?"),
        ("[[overrides]]\ncodemods = []\n", "overhaul.toml:2: an override needs 'paths'"),
        (
            "codemods = []\n[[overrides]]\npaths = ['a']\ncodemods = ['print-to-logger']\n",
            "overhaul.toml:4: 'print-to-logger' is not among the codemods that this file runs",
        ),
        ("overrides = 1\n", "overhaul.toml:1: 'overrides' must be a list of tables"),
    ] {
        assert_eq!(error_of(&[("overhaul.toml", text)]), format!("error: {message}\n"), "{text}");
    }
    assert_eq!(
        error_of(&[("pyproject.toml", "[project]\nname = 'x'\n[tool.overhaul]\nexlude = []\n")]),
        "error: pyproject.toml:4: unknown key 'exlude'; did you mean 'exclude'?\n"
    );
}

#[test]
fn invalid_toml_has_its_place() {
    let err = error_of(&[("overhaul.toml", "codemods = [\nexclude = 1\n")]);
    assert!(err.starts_with("error: overhaul.toml:2:9: invalid TOML: "), "{err}");
    let err = error_of(&[("pyproject.toml", "[tool.overhaul]\nexclude = ['a'\n")]);
    assert!(err.starts_with("error: pyproject.toml:"), "{err}");
    // What has nothing to say about overhaul is not overhaul's to judge.
    let sandbox = Sandbox::with(&[("pyproject.toml", "[project\n"), ("a.py", "x = 1\n")]);
    assert_eq!(sandbox.overhaul(["check"]).code, Some(0));
}

#[test]
fn options_and_overrides_reach_the_codemod() {
    let sandbox = Sandbox::with(&[
        (
            "pyproject.toml",
            "[tool.overhaul.print-to-logger]\nlevel = 'debug'\n\n[[tool.overhaul.overrides]]\npaths = ['loud']\nprint-to-logger = { level = 'error' }\n\n[[tool.overhaul.overrides]]\npaths = ['loud/kept']\nprint-to-logger = { message = 'keep' }\n\n[[tool.overhaul.overrides]]\npaths = ['*_old.py']\ncodemods = []\n",
        ),
        ("a.py", SERVICE),
        ("a_old.py", SERVICE),
        ("loud/b.py", SERVICE),
        ("loud/kept/c.py", SERVICE),
    ]);
    assert_eq!(sandbox.overhaul(["apply"]).code, Some(0));
    assert!(sandbox.read("a.py").contains("logger.debug(\"handled %s\", count)"));
    assert_eq!(sandbox.read("a_old.py"), SERVICE);
    assert!(sandbox.read("loud/b.py").contains("logger.error(\"handled %s\", count)"));
    assert!(sandbox.read("loud/kept/c.py").contains("logger.error(f\"handled {count}\")"));
}

#[test]
fn an_override_reaches_files_that_nothing_else_concerns() {
    let broad = "def f(text):\n    try:\n        return int(text)\n    except Exception:\n        return 0\n";
    let sandbox = Sandbox::with(&[
        (
            "overhaul.toml",
            "codemods = ['narrow-except']\n\n[[overrides]]\npaths = ['strict']\nnarrow-except = { broad = true }\n",
        ),
        ("strict/a.py", broad),
        ("lax/b.py", broad),
    ]);
    sandbox.commit_all();
    for _ in 0..2 {
        let ran = sandbox.overhaul(["check"]);
        assert_eq!(ran.code, Some(1), "{}", ran.err);
        assert!(ran.out.contains("strict/a.py:4") && !ran.out.contains("lax/b.py"), "{}", ran.out);
    }
    // What was learnt of the contents is not taken for what another configuration says about them.
    sandbox.write("overhaul.toml", "codemods = ['narrow-except']\n");
    assert_eq!(sandbox.overhaul(["check"]).code, Some(0));
    sandbox.write(
        "overhaul.toml",
        "codemods = ['narrow-except']\n\n[[overrides]]\npaths = ['lax']\nnarrow-except = { broad = true }\n",
    );
    assert!(sandbox.overhaul(["check"]).out.contains("lax/b.py:4"));
}

#[test]
fn the_command_line_goes_over_the_configuration() {
    let sandbox = Sandbox::with(&[("overhaul.toml", "codemods = []\n"), ("a.py", SERVICE)]);
    assert_eq!(sandbox.overhaul(["check"]).code, Some(0));
    assert_eq!(sandbox.overhaul(["check", "--codemod", "print-to-logger"]).code, Some(1));
    sandbox.write("other.toml", "[print-to-logger]\nlevel = 'warning'\n");
    let ran = sandbox.overhaul(["diff", "--config", "other.toml"]);
    assert!(ran.out.contains("+        logger.warning("), "{}", ran.out);
    let ran = sandbox.overhaul(["diff", "--config", "absent.toml"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.starts_with("error: failed to read absent.toml: No such file"), "{}", ran.err);
}

#[test]
fn excludes_add_to_the_defaults() {
    let files = [
        "venv/a.py",
        "build/a.py",
        ".tox/a.py",
        "vendor/a.py",
        "node_modules/a.py",
        "ignored/a.py",
        "old/a.py",
        "src/old/a.py",
        "src/gen/a.py",
        "src/a.py",
    ];
    let sandbox = Sandbox::with(&files.map(|name| (name, SERVICE)));
    sandbox.write(".gitignore", "ignored/\n");
    sandbox.write("overhaul.toml", "exclude = ['old']\n");
    assert_eq!(sandbox.overhaul(["apply", "--exclude", "src/gen"]).code, Some(0));
    for name in files {
        let expected = if name == "src/a.py" { SERVICE_AFTER } else { SERVICE };
        assert_eq!(sandbox.read(name), expected, "{name}");
    }
    let ran = sandbox.overhaul(["check", "--exclude", "x["]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.starts_with("error: --exclude 'x[' is no glob: "), "{}", ran.err);
}
