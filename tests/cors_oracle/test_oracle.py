#!/usr/bin/env python3
"""The oracle must pass right rewrites and report wrong ones.

    python3 tests/cors_oracle/test_oracle.py

Without the web frameworks the tests are skipped.
"""

from __future__ import annotations

import sys
import tempfile
import unittest
from pathlib import Path
from typing import NamedTuple

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from cases import BadCase, read_case
from run import Report, run
from table import origins_of, sample

HOME = "https://app.example.com"
OTHER = "https://other.example.com"
ASGI = '''from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, {})


@app.get("/")
def index():
    return {{"answer": 1}}


@app.get("/boom")
def boom():
    raise RuntimeError("boom")
'''
POLICY = (f"allow_origins=['{HOME}', '{OTHER}'], allow_credentials=True, allow_methods=['GET', 'POST'], "
          "allow_headers=['*'], expose_headers=['X-Total'], max_age=60")
REGEX = r"allow_origin_regex=r'https://[a-z]+\.example\.com(:\d+)?'"
WILDCARD = "allow_origins=['*'], allow_credentials=True"
STARLETTE = '''import uuid

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route


class Numbered:
    """Answers without a token itself."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        headers = dict(scope.get("headers", ()))
        if scope["type"] == "http" and b"authorization" not in headers:
            response = PlainTextResponse("no token", status_code=401, headers={{"X-Number": uuid.uuid4().hex}})
            await response(scope, receive, send)
        else:
            await self.app(scope, receive, send)


async def index(request):
    return PlainTextResponse("answer")


cors = Middleware(CORSMiddleware, allow_origins={}, allow_methods=["GET"])
app = Starlette(routes=[Route("/", index)], middleware={})
'''
FLASK = '''import os

from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
CORS(app, {})


@app.route("/")
@app.route("/api/items")
def index():
    return jsonify(answer=1)
'''
DJANGO = '''from django.http import JsonResponse
from django.urls import path

SECRET_KEY = "only for tests"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = __name__
INSTALLED_APPS = ["corsheaders"]
MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware", "django.middleware.common.CommonMiddleware"]
urlpatterns = [path("", lambda request: JsonResponse({{"answer": 1}}))]
{}
'''
FLASK_POLICY = f"resources={{r'/api/*': {{'origins': ['{HOME}', '{OTHER}']}}}}, supports_credentials=True"
FROM_ENVIRONMENT = "origins=os.environ.get('ORIGINS', 'https://app.example.com').split(',')"
DJANGO_POLICY = f"CORS_ALLOWED_ORIGINS = ['{HOME}']\nCORS_ALLOW_CREDENTIALS = True"
DJANGO_WILDCARD = "CORS_ALLOW_ALL_ORIGINS = True\nCORS_ALLOW_CREDENTIALS = True"
HELPER = ("def add_cors(app):\n    from fastapi.middleware.cors import CORSMiddleware\n"
          f"    app.add_middleware(CORSMiddleware, {POLICY})\n")
TIGHT = f"# tightens: {HOME} {OTHER}\n"


class Rewrite(NamedTuple):
    framework: str
    before: str
    after: str
    # What the failures must tell; a right rewrite has none.
    words: tuple[str, ...] = ()
    head: str = ""
    app: str = "main:app"
    folder: str = ""
    more: dict[str, str] = {}


def fastapi(policy: str) -> str:
    return ASGI.format(policy)


def with_helper(module: str) -> str:
    line = "from fastapi.middleware.cors import CORSMiddleware"
    return (fastapi(POLICY).replace(line, f"from {module} import add_cors")
            .replace(f"app.add_middleware(CORSMiddleware, {POLICY})", "add_cors(app)"))


def centralized(old: str, new: str, *words: str) -> Rewrite:
    return Rewrite("fastapi", fastapi(POLICY), fastapi(POLICY.replace(old, new)), words)


def starlette(origins: str, order: str) -> str:
    return STARLETTE.format(origins, order)


def flask(policy: str, after: str, *words: str, head: str = "") -> Rewrite:
    head = "# route: /\n# route: /api/items\n" + head
    return Rewrite("flask", FLASK.format(policy), FLASK.format(after), words, head)


def django(policy: str, after: str, *words: str, head: str = "") -> Rewrite:
    return Rewrite("django", DJANGO.format(policy), DJANGO.format(after), words, head, app="main:")


def tightened(after: str, *words: str, head: str = TIGHT) -> Rewrite:
    return Rewrite("fastapi", fastapi(WILDCARD), fastapi(after), words, head)


def wsgi(*headers: tuple[str, str]) -> str:
    return f"def app(environ, start_response):\n    start_response('200 OK', {list(headers)})\n    return [b'']\n"


LISTED = f"allow_origins=['{HOME}', '{OTHER}'], allow_credentials=True"
ALLOWED = "access-control-allow-origin: before"
FOREIGN = "access-control-allow-origin for an origin that is not listed: before"
REWRITES = {
    "right_fastapi": Rewrite("fastapi", fastapi(POLICY), with_helper("service_cors"), folder="services/my-service",
                             more={"service_cors.py": HELPER}, head="# uvicorn: main:app\n"),
    "right_starlette": Rewrite("starlette", starlette(f"['{HOME}']", "[Middleware(Numbered), cors]"),
                               starlette(f"('{HOME}',)", "[Middleware(Numbered), cors]")),
    "right_flask": flask(FROM_ENVIRONMENT, f"**{{'origins': os.environ.get('ORIGINS', '{HOME}').split(',')}}",
                         head=f"# env: ORIGINS={HOME},{OTHER}\n# env: ORIGINS=\n"),
    "right_django": Rewrite("django", DJANGO.format(DJANGO_POLICY), DJANGO.format("from policies import *"),
                            app="main:", more={"policies.py": DJANGO_POLICY}),
    "right_tightened_fastapi": tightened(LISTED),
    "right_tightened_flask": flask("supports_credentials=True",
                                   f"origins=['{HOME}', '{OTHER}'], supports_credentials=True", head=TIGHT),
    "right_tightened_flask_without_credentials": flask("", f"origins=['{HOME}', '{OTHER}']", head=TIGHT),
    "right_tightened_django": django(DJANGO_WILDCARD, f"CORS_ALLOWED_ORIGINS = ['{HOME}', '{OTHER}']\n"
                                     "CORS_ALLOW_CREDENTIALS = True", head=TIGHT),
    "right_tightened_null": Rewrite("fastapi", fastapi(f"allow_origins=['null', '{HOME}']"),
                                    fastapi(f"allow_origins=['{HOME}', '{OTHER}']"), head=TIGHT),
    "right_failure_of_a_round": Rewrite(
        "flask", "import os\nif os.environ.get('ORIGINS') == '*':\n    raise ValueError('no')\n" + FLASK.format(""),
        "import os\nif os.environ.get('ORIGINS') == '*':\n    raise ValueError('no')\n" + FLASK.format("origins='*'"),
        head="# env: ORIGINS=*\n"),
    "origin_dropped": centralized(f", '{OTHER}'", "", ALLOWED, OTHER),
    "credentials_lost": centralized("allow_credentials=True, ", "",
                                    "access-control-allow-credentials: before true, after nothing"),
    "methods_shortened": centralized("['GET', 'POST']", "['GET']",
                                     "access-control-allow-methods: before GET, POST, after GET",
                                     "status: before 200, after 400"),
    "headers_in_place_of_all": centralized("allow_headers=['*']", "allow_headers=['Content-Type']",
                                           "access-control-allow-headers: before", "Disallowed CORS headers"),
    "max_age_changed": centralized("max_age=60", "max_age=600", "access-control-max-age: before 60, after 600"),
    "exposed_headers_lost": centralized("expose_headers=['X-Total'], ", "",
                                        "access-control-expose-headers: before X-Total, after nothing"),
    "regex_lost": Rewrite("fastapi", fastapi(REGEX), fastapi(f"allow_origins=['{HOME}']"),
                          (ALLOWED, "https://x.example.com")),
    "regex_widened": Rewrite("fastapi", fastapi(REGEX), fastapi("allow_origin_regex='.*'"),
                             (ALLOWED, "null", "attacker")),
    "middlewares_swapped": Rewrite("starlette", starlette(f"['{HOME}']", "[cors, Middleware(Numbered)]"),
                                   starlette(f"['{HOME}']", "[Middleware(Numbered), cors]"),
                                   (ALLOWED, "status: before 200, after 401")),
    "import_that_does_not_resolve": Rewrite("fastapi", fastapi(POLICY), with_helper("services.api.service_cors"),
                                            ("ModuleNotFoundError: No module named 'services'",), folder="services/api",
                                            more={"service_cors.py": HELPER}),
    "fails_under_uvicorn": Rewrite(
        "fastapi", fastapi(POLICY),
        "import sys\nif sys.argv[0].endswith('uvicorn'):\n    raise ImportError('no helper')\n" + fastapi(POLICY),
        ("uvicorn main:app: start: before no error, after ImportError: no helper",), head="# uvicorn: main:app\n"),
    "extra_header": Rewrite("fastapi", fastapi(POLICY), fastapi(POLICY) + (
        "\n\n@app.middleware('http')\nasync def extra(request, call_next):\n    response = await call_next(request)\n"
        "    response.headers['X-Extra'] = '1'\n    return response\n"), ("x-extra: before nothing, after 1",)),
    "order_of_the_headers": Rewrite("flask", wsgi(("X-A", "1"), ("X-B", "2")), wsgi(("X-B", "2"), ("X-A", "1")),
                                    ("order of the headers: before x-a | x-b, after x-b | x-a",)),
    "repeated_header_lost": Rewrite("flask", wsgi(("X-A", "1"), ("X-A", "1")), wsgi(("x-a", "1")),
                                    ("x-a: before 1 | 1, after 1",)),
    "tighten_lets_foreign_in": tightened(LISTED.replace("'https://other", "'https://attacker.example', 'https://other"),
                                         FOREIGN),
    "tighten_lets_null_in": tightened(LISTED.replace("['", "['null', '"), FOREIGN + " null, after null"),
    "tighten_lets_subdomains_in": tightened(LISTED + r", allow_origin_regex=r'https://.*app\.example\.com'", FOREIGN),
    "tighten_refuses_listed": tightened(LISTED.replace(f", '{OTHER}'", ""),
                                        "access-control-allow-origin for a listed origin: "
                                        f"before {OTHER}, after nothing"),
    "tighten_loses_credentials": tightened(LISTED.replace(", allow_credentials=True", ""),
                                           "access-control-allow-credentials: before true, after nothing"),
    "tighten_left_undone": tightened(WILDCARD, FOREIGN),
    "tighten_of_an_app_that_keeps": Rewrite(
        "fastapi", fastapi(WILDCARD) + "\nopen_app = app\n", fastapi(LISTED) + "\nopen_app = app\n",
        ("main:open_app, ", ALLOWED), head="# keeps: main:open_app\n" + TIGHT),
    "flask_credentials_lost": flask(FLASK_POLICY, FLASK_POLICY.replace(", supports_credentials=True", ""),
                                    "access-control-allow-credentials: before true, after nothing"),
    "flask_resources_lost": flask(FLASK_POLICY, f"origins=['{HOME}', '{OTHER}'], supports_credentials=True",
                                  "main:app, GET / (no headers): ", f"{ALLOWED} nothing, after {HOME}"),
    "flask_environment_ignored": flask(FROM_ENVIRONMENT, f"origins=['{HOME}']", f"with ORIGINS={OTHER}",
                                       head=f"# env: ORIGINS={OTHER}\n"),
    "django_flag_flipped": django(DJANGO_POLICY, DJANGO_POLICY + "\nCORS_ALLOW_ALL_ORIGINS = True",
                                  ALLOWED, "https://attacker.example"),
    "django_middleware_lost": django(DJANGO_POLICY, DJANGO_POLICY + "\ndel MIDDLEWARE[0]", ALLOWED,
                                     "vary: before origin"),
    "django_tighten_undone": django(DJANGO_WILDCARD, DJANGO_WILDCARD, FOREIGN, head=TIGHT),
    "other_failure_in_a_round": Rewrite(
        "flask", FLASK.format(""), "import os\nif os.environ.get('ORIGINS') == '*':\n    raise ValueError('no')\n"
        + FLASK.format(""), ("start: before no error, after ValueError: no",), head="# env: ORIGINS=*\n"),
    "process_ended": Rewrite("flask", FLASK.format(""), FLASK.format("") + "\nprint('bye', flush=True)\nos._exit(1)\n",
                             ("the process ended: bye",)),
}


def lay_out(folder: Path, name: str, rewrite: Rewrite) -> None:
    start = f"# start: {rewrite.folder}\n" if rewrite.folder else ""
    head = f"# oracle: {rewrite.framework}\n# app: {rewrite.app}\n{start}{rewrite.head}"
    for side, code in (("before", rewrite.before), ("after", rewrite.after)):
        root = folder / name / side / rewrite.folder
        root.mkdir(parents=True)
        (root / "main.py").write_text(head + code)
        for file, text in rewrite.more.items() if side == "after" else ():
            (root / file).write_text(text)


class OracleTest(unittest.TestCase):
    report: Report

    @classmethod
    def setUpClass(cls) -> None:
        with tempfile.TemporaryDirectory(prefix="overhaul-cors-test-") as temporary:
            for name, rewrite in REWRITES.items():
                lay_out(Path(temporary), name, rewrite)
            cls.report = run(Path(temporary))

    def test_rewrites(self) -> None:
        cases = {case.name: case for case in self.report.cases}
        for name, rewrite in REWRITES.items():
            with self.subTest(name):
                if name not in cases:
                    self.skipTest("; ".join(self.report.skipped))
                told = "\n".join(cases[name].told())
                for word in rewrite.words:
                    self.assertIn(word, told)
                self.assertEqual(bool(rewrite.words), cases[name].failed > 0, told)
                if not rewrite.words:
                    self.assertEqual(told, "")
                    self.assertGreater(cases[name].requests, 100)

    def run_one(self, rewrite: Rewrite, seconds: float = 60) -> Report:
        with tempfile.TemporaryDirectory(prefix="overhaul-cors-test-") as temporary:
            lay_out(Path(temporary), "case", rewrite)
            return run(Path(temporary), seconds)

    def test_what_hangs_is_ended(self) -> None:
        if self.report.skipped:
            self.skipTest("; ".join(self.report.skipped))
        report = self.run_one(Rewrite("flask", wsgi(), "import os\nos.system('sleep 1000')\n" + wsgi()), seconds=10)
        self.assertEqual([line for case in report.cases for line in case.told()],
                         ["main:app: start: before no error, after no end within 10 s"])

    def test_what_cannot_be_started_before(self) -> None:
        if self.report.skipped:
            self.skipTest("; ".join(self.report.skipped))
        told = "case: main:app cannot be started before the rewrite: .*No module named 'nowhere'"
        with self.assertRaisesRegex(BadCase, told):
            self.run_one(Rewrite("flask", "import nowhere\n", FLASK.format("")))

    def test_headers_that_say_no_case(self) -> None:
        right = REWRITES["right_flask"]
        for problem, rewrite in {
            "an unknown framework: bottle": right._replace(framework="bottle"),
            "is not MODULE:EXPR: main": right._replace(app="main"),
            "is not MODULE:EXPR: my-app:app": right._replace(app="my-app:app"),
            "invalid syntax": right._replace(app="main:"),
            "has an expression after the settings": right._replace(framework="django"),
            "is not NAME=VALUE: ORIGINS": right._replace(head="# env: ORIGINS\n"),
            "there is no folder nowhere": right._replace(head="# start: nowhere\n"),
            "no file has an": right._replace(framework="flask\n", folder="", before="", after="", app="", head="")
        }.items():
            with tempfile.TemporaryDirectory(prefix="overhaul-cors-test-") as temporary, self.subTest(problem):
                lay_out(Path(temporary), "case", rewrite)
                if problem.startswith("no file"):
                    Path(temporary, "case", "before", "main.py").write_text("app = None\n")
                with self.assertRaisesRegex(BadCase, problem):
                    read_case(Path(temporary, "case"))

    def test_origins_of_strings(self) -> None:
        self.assertEqual(origins_of("http://localhost:3000,https://a.example"),
                         ["http://localhost:3000", "https://a.example"])
        self.assertEqual(origins_of(r"^https://([a-z0-9-]+\.)?a\.example(:\d+)?$"), ["https://x.a.example:1"])
        self.assertEqual(sample(r"https?://(www|m)\.\w+\.[^.]{2}"), "https://www.x.xx")
        self.assertIsNone(sample("(?=a)b"))


if __name__ == "__main__":
    unittest.main()
