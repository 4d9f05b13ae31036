#!/usr/bin/env python3
"""What users install: the wheel, the hooks for pre-commit, the README's examples for CI, and what all of it is built from.

    python3 tests/packaging/test_packaging.py                       builds a release wheel, some minutes
    OVERHAUL_WHEEL=FILE python3 tests/packaging/test_packaging.py   takes this one

The tools come from PyPI into an environment in ~/.cache/overhaul-sql-oracle, once. What cannot be had is skipped, and
said so. Nothing is written into the repository.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "tests" / "sql_oracle"))
import environment  # noqa: E402

REQUIREMENTS = Path(__file__).with_name("requirements.txt")
SERVICE = 'class Service:\n    def run(self, count):\n        print(f"handled {count}")\n'
LEFT_ALONE = 'def main():\n    print("done")\n\n\nif __name__ == "__main__":\n    main()\n'
MAX_WHEEL = 15_000_000
WORK = tempfile.TemporaryDirectory(prefix="overhaul-packaging-")


def run(*command: str | Path, cwd: Path, code: int | None = 0, **variables: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **variables}, text=True, capture_output=True)
    if code is not None and done.returncode != code:
        raise AssertionError(f"{' '.join(map(str, command))} exited with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done


@cache
def tools() -> Path:
    """The directory with the programs of the requirements."""
    try:
        return Path(environment.python_with("the packaging tools", REQUIREMENTS)).parent
    except environment.Unavailable as reason:
        raise unittest.SkipTest(str(reason)) from reason


@cache
def wheel() -> Path:
    if named := os.environ.get("OVERHAUL_WHEEL"):
        return Path(named).resolve()
    out = Path(WORK.name, "wheels")
    run(tools() / "maturin", "build", "--release", "--locked", "--out", out, cwd=REPOSITORY,
        PATH=f"{tools()}{os.pathsep}{os.environ['PATH']}")
    (built,) = out.glob("*.whl")
    return built


@cache
def installed() -> Path:
    """The directory with the program of a clean environment that has the wheel and nothing else."""
    home = Path(WORK.name, "clean")
    run(sys.executable, "-m", "venv", home, cwd=REPOSITORY)
    run(home / "bin" / "pip", "install", "-q", "--no-index", "--disable-pip-version-check", wheel(), cwd=REPOSITORY)
    return home / "bin"


def directory(name: str) -> Path:
    path = Path(tempfile.mkdtemp(dir=WORK.name, prefix=name))
    return path


def git(cwd: Path, *arguments: str) -> str:
    return run("git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments, cwd=cwd).stdout


def repository(name: str, files: dict[str, str]) -> Path:
    """A git repository with these files, staged."""
    root = directory(name)
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    git(root, "init", "-q")
    git(root, "add", "-A")
    return root


def block_with(text: str, page: str = "README.md") -> str:
    """The one YAML example of a page that has this text."""
    blocks = re.findall(r"^```yaml\n(.*?)^```$", (REPOSITORY / page).read_text(), re.M | re.S)
    (block,) = [block for block in blocks if text in block]
    return block


class Wheel(unittest.TestCase):
    def test_it_is_small_and_has_the_program_and_the_driver_for_ray_alone(self) -> None:
        size = wheel().stat().st_size
        print(f"{wheel().name}: {size / 1e6:.1f} MB")
        self.assertLess(size, MAX_WHEEL)
        names = zipfile.ZipFile(wheel()).namelist()
        others = {re.sub(r"^overhaul-[\d.]+\.data/", "", name) for name in names if ".dist-info/" not in name}
        self.assertEqual(others, {"scripts/overhaul", *(f"overhaul_ray/{name}.py" for name in ("__init__", "__main__", "task"))})

    def test_it_works_in_a_clean_environment(self) -> None:
        self.assertRegex(run(installed() / "overhaul", "--version", cwd=REPOSITORY).stdout, r"^overhaul \d")
        demo = directory("demo") / "demo"
        shutil.copytree(REPOSITORY / "demo", demo, ignore=shutil.ignore_patterns("__pycache__"))
        diff = run(installed() / "overhaul", "diff", "demo", cwd=demo.parent).stdout
        self.assertTrue("+log = logging.getLogger(__name__)\n" in diff, diff[:500])
        (demo.parent / "patch").write_text(diff)
        git(demo.parent, "apply", "--check", "patch")

    def test_its_metadata_says_what_it_is(self) -> None:
        archive = zipfile.ZipFile(wheel())
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        text = archive.read(name).decode()
        for line in ("Name: overhaul\n", "License-Expression: MIT\n", "# overhaul\n"):
            self.assertIn(line, text)
        self.assertNotIn(str(REPOSITORY), text)


class Ray(unittest.TestCase):
    """Without Ray itself, which is large: tests/scale/ray_nodes.py and ray_client.py run fleets on clusters with the wheel."""

    def fleet(self, **variables: str) -> subprocess.CompletedProcess[str]:
        place = directory("fleet")
        (place / "fleet.toml").write_text('branch = "audit"\nrepositories = ["https://git.example.org/a/b"]\n')
        # Nothing is taken from the directory of the fleet, by Pythons that can leave it out.
        if sys.version_info >= (3, 11):
            (place / "overhaul_ray.py").write_text("raise SystemExit(9)\n")
        # As for a user who has not activated the environment, so that only overhaul can tell which Python is meant.
        command = [installed() / "overhaul", "fleet", "run", "--engine", "ray", "--address", "ray://127.0.0.1:1"]
        return run(*command, cwd=place, code=2, PATH="/usr/bin:/bin", **variables)

    def test_the_extra_asks_for_ray(self) -> None:
        archive = zipfile.ZipFile(wheel())
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        text = archive.read(name).decode()
        self.assertIn("Provides-Extra: ray\n", text)
        self.assertEqual(re.findall(r"^Requires-Dist: (\S+?)\[client\]>=\S+ ; extra == 'ray'$", text, re.M), ["ray"])
        self.assertEqual(text.count("Requires-Dist"), 1)

    def test_the_driver_of_the_environment_says_that_ray_is_missing(self) -> None:
        run(installed() / "python", "-c", "import overhaul_ray", cwd=directory("import"))
        self.assertEqual(self.fleet().stderr, "error: Ray is not installed here: pip install 'overhaul[ray]'\n")

    def test_a_python_without_the_driver_is_said(self) -> None:
        bare = Path(WORK.name, "bare")
        run(sys.executable, "-m", "venv", "--without-pip", bare, cwd=REPOSITORY)
        said = self.fleet(OVERHAUL_PYTHON=str(bare / "bin" / "python")).stderr
        self.assertIn("no Python here has the driver for Ray", said)
        self.assertIn("pip install 'overhaul[ray]'", said)


class Hooks(unittest.TestCase):
    """The real pre-commit, with the hooks as they are. Only the package behind them is the wheel, in place of a build."""

    def source(self) -> Path:
        package = (f'[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
                   f'[project]\nname = "hooks"\nversion = "1"\ndependencies = ["overhaul @ {wheel().as_uri()}"]\n'
                   f'[tool.setuptools]\npy-modules = []\n')
        hooks = (REPOSITORY / ".pre-commit-hooks.yaml").read_text()
        source = repository("source", {".pre-commit-hooks.yaml": hooks, "pyproject.toml": package})
        git(source, "commit", "-q", "-m", "hooks")
        return source

    def setUp(self) -> None:
        self.home = Path(WORK.name, "pre-commit")

    def commit(self, root: Path, code: int) -> str:
        done = run(tools() / "pre-commit", "run", "--color", "never", cwd=root, code=None, PRE_COMMIT_HOME=str(self.home))
        said = done.stdout + done.stderr
        if "No matching distribution" in said or "Failed to establish a new connection" in said:
            self.skipTest("setuptools cannot be installed")
        self.assertEqual(done.returncode, code, said)
        return said

    def with_hook(self, source: Path, hook: str, files: dict[str, str]) -> Path:
        rev = git(source, "rev-parse", "HEAD").strip()
        config = f"repos:\n- repo: {source.as_uri()}\n  rev: {rev}\n  hooks:\n  - id: {hook}\n"
        return repository("project", {".pre-commit-config.yaml": config, **files})

    def test_the_hooks_check_and_fix_what_is_committed(self) -> None:
        source = self.source()
        files = {"a b.py": SERVICE, "clean.py": LEFT_ALONE, "legacy/old.py": SERVICE, "notes.txt": SERVICE,
                 "overhaul.toml": 'exclude = ["legacy"]\n'}
        with self.subTest("check"):
            root = self.with_hook(source, "overhaul-check", files)
            said = self.commit(root, 1)
            self.assertIn("a b.py:3:9: ", said)
            for name in ("legacy/old.py", "clean.py", "notes.txt"):
                self.assertNotIn(name, said)
            git(root, "commit", "-q", "-m", "all", "--no-verify")
            (root / "clean.py").write_text(LEFT_ALONE + "\n# more\n")
            git(root, "add", "clean.py")
            self.commit(root, 0)
        with self.subTest("fix"):
            root = self.with_hook(source, "overhaul-fix", files)
            said = self.commit(root, 1)
            self.assertIn("files were modified by this hook", said)
            self.assertIn("logger.info", (root / "a b.py").read_text())
            self.assertEqual((root / "legacy/old.py").read_text(), SERVICE)
            git(root, "add", "a b.py")
            self.commit(root, 0)

    def test_the_fix_hook_sees_what_is_staged_and_keeps_the_rest(self) -> None:
        root = self.with_hook(self.source(), "overhaul-fix", {"a.py": SERVICE, "b.py": "x = 1\n"})
        git(root, "commit", "-q", "-m", "all", "--no-verify")
        (root / "b.py").write_text("x = 2\n")
        git(root, "add", "b.py")
        (root / "a.py").write_text(SERVICE + "\n# not staged\n")
        self.commit(root, 0)
        self.assertEqual((root / "a.py").read_text(), SERVICE + "\n# not staged\n")
        self.assertEqual((root / "b.py").read_text(), "x = 2\n")

    def test_the_local_hook_of_the_readme_takes_the_wheel(self) -> None:
        config, count = re.subn(r'overhaul==[\d.]+', f"overhaul @ {wheel().as_uri()}", block_with("repo: local"))
        self.assertEqual(count, 1)
        root = repository("local", {".pre-commit-config.yaml": config, "a b.py": SERVICE})
        self.assertIn("a b.py:3:9: ", self.commit(root, 1))


class Readme(unittest.TestCase):
    """The examples for CI fit the services' schemas, and their commands write what they upload."""

    def valid(self, block: str, schema: str) -> None:
        file = directory("example") / "example.yml"
        file.write_text(block)
        run(tools() / "check-jsonschema", "--builtin-schema", schema, file, cwd=file.parent)

    def written(self, block: str) -> object:
        (command,) = re.findall(r"overhaul (check .*)$", block, re.M)
        file = re.findall(r"--output (\S+)", command)[0]
        self.assertEqual(block.count(file), 2, f"{file} is not what is uploaded")
        project = repository("ci", {"service.py": SERVICE})
        run(installed() / "overhaul", *command.split(), cwd=project, code=1)
        return json.loads((project / file).read_text())

    def test_github(self) -> None:
        block = block_with("upload-sarif")
        self.valid(block, "vendor.github-workflows")
        report = self.written(block)
        self.assertEqual(report["version"], "2.1.0")
        self.assertEqual(len(report["runs"][0]["results"]), 1)

    def test_the_fleet_on_github(self) -> None:
        self.valid(block_with("actions/download-artifact", "docs/scale.md"), "vendor.github-workflows")

    def test_gitlab(self) -> None:
        block = block_with("codequality:")
        self.valid(block, "vendor.gitlab-ci")
        self.assertEqual(len(self.written(block)), 1)


class Dependencies(unittest.TestCase):
    def test_licences_bans_and_sources(self) -> None:
        run("cargo", "fetch", "--locked", cwd=REPOSITORY)
        run(tools() / "cargo-deny", "--offline", "--workspace", "check", "bans", "licenses", "sources", cwd=REPOSITORY)

    def test_advisories(self) -> None:
        done = run(tools() / "cargo-deny", "--workspace", "check", "advisories", cwd=REPOSITORY, code=None)
        if "failed to fetch advisory database" in done.stderr:
            self.skipTest("the database of advisories cannot be fetched")
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
