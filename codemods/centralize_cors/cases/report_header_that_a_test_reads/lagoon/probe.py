"""Asks a deployed service whom it admits."""

import json
import sys
from urllib.request import Request, urlopen


def admitted(address: str) -> str | None:
    request = Request(address, headers={"Origin": "https://lagoon.example.com"})
    with urlopen(request) as answer:
        return answer.headers.get("Access-Control-Allow-Origin") or answer.headers["access-control-allow-origin"]


if __name__ == "__main__":
    print(json.dumps({"admitted": admitted(sys.argv[1])}))
