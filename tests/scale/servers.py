"""A git server and a forge for thousands of repositories on this machine, in one process and without anything installed.

The git server hands requests to git's own http backend, behind a password. The forge keeps pull requests as GitHub does: it refuses a
second one from the same branch and counts what it is asked.
"""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

USER, PASSWORD, TOKEN = "fleet", "password-of-the-fleet", "token-of-the-fleet"
BACKEND = "/usr/lib/git-core/git-http-backend"


class Quiet(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body are two writes, between which a client would wait for 40 ms.
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        pass

    def answer(self, status: int, body: bytes, kind: str = "application/json", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            parts = []
            while size := int(self.rfile.readline().split(b";")[0], 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))


class Git(Quiet):
    root: Path

    def do_GET(self) -> None:
        body = self.body()
        expected = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers.get("Authorization") != expected:
            self.answer(401, b"", "text/plain", WWW_Authenticate='Basic realm="git"')
            return
        url = urlsplit(self.path)
        variables = {
            **os.environ,
            "GIT_PROJECT_ROOT": str(self.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": url.path,
            "QUERY_STRING": url.query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "REMOTE_USER": USER,
            "REMOTE_ADDR": "127.0.0.1",
        }
        said = subprocess.run([BACKEND], input=body, env=variables, stdout=subprocess.PIPE, check=False).stdout
        head, _, rest = said.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
        status = int(fields.pop("Status", "200").split()[0])
        kind = fields.pop("Content-Type", "text/plain")
        self.answer(status, rest, kind)

    do_POST = do_GET


class Forge(Quiet):
    lock = threading.Lock()
    pulls: dict[str, list[dict]] = {}
    asked: Counter[str] = Counter()
    doubled: list[str] = []

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        body = json.loads(self.body() or b"{}")
        with self.lock:
            type(self).asked[self.command] += 1
            status, value = self.handle_request(url.path, parse_qs(url.query), body)
        self.answer(status, json.dumps(value).encode())

    do_POST = do_PATCH = do_PUT = do_GET

    def handle_request(self, path: str, query: dict[str, list[str]], body: dict) -> tuple[int, object]:
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            return 401, {"message": "Bad credentials"}
        found = re.fullmatch(r"/repos/([^/]+/[^/]+)(/pulls(?:/(\d+))?)?", path)
        if not found:
            return 404, {"message": "Not Found"}
        name, is_pulls, number = found.groups()
        pulls = self.pulls.setdefault(name, [])
        if not is_pulls:
            return 200, {"full_name": name, "fork": False, "archived": False, "default_branch": "main", "size": 1}
        if number:
            pull = pulls[int(number) - 1]
            for key in ("title", "body", "state"):
                if self.command == "PATCH" and key in body:
                    pull[key] = body[key]
            if self.command == "PATCH" and "base" in body:
                pull["base"]["ref"] = body["base"]
            return 200, pull
        if self.command == "GET":
            head = query.get("head", [""])[0].partition(":")[2]
            return 200, [pull for pull in reversed(pulls) if not head or pull["head"]["ref"] == head]
        if any(pull["state"] == "open" and pull["head"]["ref"] == body["head"] for pull in pulls):
            type(self).doubled.append(name)
            return 422, {"message": "Validation Failed", "errors": [{"message": f"A pull request already exists for {name}:{body['head']}."}]}
        number = len(pulls) + 1
        owner = {"login": name.partition("/")[0]}
        pull = {
            "number": number,
            "html_url": f"https://forge.example/{name}/pull/{number}",
            "state": "open",
            "title": body["title"],
            "body": body["body"],
            "draft": body.get("draft", False),
            "merged_at": None,
            "base": {"ref": body["base"], "sha": "0" * 40, "repo": {"full_name": name}, "user": owner},
            "head": {"ref": body["head"], "sha": "0" * 40, "repo": {"full_name": name}, "user": owner},
        }
        pulls.append(pull)
        return 201, pull


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


def start(handler: type[BaseHTTPRequestHandler]) -> int:
    """Starts a server on a free port of this machine, and gives the port."""
    server = Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]
