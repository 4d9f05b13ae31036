"""Runs in the environment's Python: starts the applications of one side of a case, and writes down their answers.

    python worker.py TASK OUTCOME

Both are JSON files. No framework is imported before the application: it must import what it uses.
"""

from __future__ import annotations

import contextlib
import http.client
import importlib
import json
import os
import re
import shlex
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# A method, a path and headers are asked; a status, headers and a body are answered.
Asked = tuple[str, str, list[tuple[str, str]]]
Answer = tuple[int, list[tuple[str, str]], str]
Ask = Callable[[str, str, list[tuple[str, str]]], Answer]
LISTENING = re.compile(r"Uvicorn running on http://127\.0\.0\.1:(\d+)")


class NotStarted(Exception):
    """The text is the last line of what the server said."""


@contextlib.contextmanager
def asgi(app: dict[str, str]) -> Iterator[Ask]:
    """Starlette's test client starts and stops the application; requests go by its faster transport."""
    value = evaluate(app)
    import httpx2
    from starlette.testclient import TestClient

    transport = httpx2.ASGITransport(value, raise_app_exceptions=False)

    async def request(method: str, path: str, headers: list[tuple[str, str]]) -> Answer:
        asked = httpx2.Request(method, f"http://testserver{path}", headers=headers)
        response = await transport.handle_async_request(asked)
        await response.aread()
        raw = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw]
        return response.status_code, raw, response.text

    with TestClient(value) as client:
        assert client.portal
        call = client.portal.call
        yield lambda method, path, headers: call(request, method, path, headers)


@contextlib.contextmanager
def flask(app: dict[str, str]) -> Iterator[Ask]:
    value = evaluate(app)
    from werkzeug.test import Client

    if hasattr(value, "test_client"):
        value.config["PROPAGATE_EXCEPTIONS"] = False
        client = value.test_client(use_cookies=False)
    else:
        # A dispatcher, or another callable around the application.
        client = Client(value, use_cookies=False)

    def ask(method: str, path: str, headers: list[tuple[str, str]]) -> Answer:
        with client.open(path, method=method, headers=headers) as response:
            return response.status_code, list(response.headers), response.get_data(as_text=True)

    yield ask


@contextlib.contextmanager
def django(app: dict[str, str]) -> Iterator[Ask]:
    os.environ["DJANGO_SETTINGS_MODULE"] = app["module"]
    import django as framework
    from django.conf import settings
    from django.test import Client
    from django.test.utils import setup_test_environment

    framework.setup()
    setup_test_environment(debug=settings.DEBUG)
    # What the settings name is imported with the first request, and a failure would be that of a request.
    Client().handler.load_middleware()
    importlib.import_module(settings.ROOT_URLCONF)

    client = Client(raise_request_exception=False)

    def ask(method: str, path: str, headers: list[tuple[str, str]]) -> Answer:
        client.cookies.clear()
        response = client.generic(method, path, headers=dict(headers))
        cookies = [("Set-Cookie", morsel.OutputString()) for morsel in response.cookies.values()]
        return response.status_code, [*response.headers.items(), *cookies], response.content.decode("utf-8", "replace")

    yield ask


@contextlib.contextmanager
def uvicorn(app: dict[str, str]) -> Iterator[Ask]:
    command = [str(Path(sys.executable).with_name("uvicorn")), *shlex.split(app["expression"]), "--host", "127.0.0.1",
               "--port", "0", "--no-use-colors", "--log-level", "info"]
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        port = port_of(server)

        def ask(method: str, path: str, headers: list[tuple[str, str]]) -> Answer:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            with contextlib.closing(connection):
                connection.request(method, path, headers=dict(headers))
                response = connection.getresponse()
                return response.status, response.getheaders(), response.read().decode("utf-8", "replace")

        yield ask
    finally:
        server.terminate()
        server.communicate()


def port_of(server: subprocess.Popen[str]) -> int:
    assert server.stderr
    line = ""
    for line in server.stderr:
        if found := LISTENING.search(line):
            return int(found[1])
    raise NotStarted(line.strip())


def evaluate(app: dict[str, str]) -> Any:
    module = importlib.import_module(app["module"])
    return eval(app["expression"], vars(module))


CLIENTS: dict[str, Callable[[dict[str, str]], contextlib.AbstractContextManager[Ask]]] = {
    "django": django, "fastapi": asgi, "flask": flask, "starlette": asgi, "uvicorn": uvicorn}


def answer(ask: Ask, asked: Asked) -> Answer:
    try:
        return ask(*asked)
    except Exception as error:
        # Only a framework that is not told how to answer an exception lets it through.
        return 0, [], f"raised {last_line(error)}"


def unstable(ask: Ask, asked: list[Asked]) -> list[str]:
    """The names of headers that differ between two equal requests, as those of a request's number or time."""
    names: set[str] = set()
    for path in dict.fromkeys(path for _, path, _ in asked):
        first, second = (answer(ask, ("GET", path, []))[1] for _ in range(2))
        names |= {name.lower() for name, _ in set(first) ^ set(second)}
    return sorted(names)


def run(task: dict[str, Any]) -> dict[str, Any]:
    found = []
    for app in task["apps"]:
        with CLIENTS[app["client"]](app) as ask:
            names = unstable(ask, app["requests"])
            found.append({"answers": [answer(ask, asked) for asked in app["requests"]], "unstable": names})
    return {"found": found}


def last_line(error: BaseException) -> str:
    return "".join(traceback.format_exception_only(error)).strip().splitlines()[-1]


def main() -> None:
    task = json.loads(Path(sys.argv[1]).read_text())
    output = Path(sys.argv[2]).resolve()
    os.chdir(task["start"])
    sys.path[0] = os.getcwd()
    sys.argv = ["program"]
    try:
        outcome = run(task)
    except NotStarted as error:
        outcome = {"error": str(error)}
    except (Exception, SystemExit) as error:
        outcome = {"error": last_line(error)}
    output.write_text(json.dumps(outcome))


if __name__ == "__main__":
    main()
