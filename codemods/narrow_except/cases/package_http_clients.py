# needs: requests
# needs: httpx
# call: fetch("http://127.0.0.1:1/")
# call: fetch("nothing")
# call: fetch(None)
# call: payload("http://127.0.0.1:1/")
# call: is_up("http://127.0.0.1:1/")
# call: is_up("nothing")
# call: posted("http://127.0.0.1:1/", {"a": 1})
# call: through_session("http://127.0.0.1:1/")
# call: newer("http://127.0.0.1:1/")
# call: newer("nothing://x")
"""Clients of other services."""

import httpx
import requests


def fetch(url, headers=None):
    try:
        return requests.get(url, headers=headers, timeout=2).text
    except:
        return None


def payload(url: str):
    try:
        answer = requests.get(url, timeout=2)
        answer.raise_for_status()
        return answer.json()["items"]
    except:
        return []


def is_up(url: str) -> bool:
    try:
        return requests.head(url, timeout=2).status_code < 500
    except:
        return False


def posted(url: str, order: dict, headers=None) -> bool:
    try:
        requests.post(url, json=order, headers=headers, timeout=2).raise_for_status()
    except:
        return False
    return True


def through_session(url: str, headers=None) -> bytes:
    with requests.Session() as session:
        try:
            return session.get(url, headers=headers, timeout=2).content
        except:
            return b""


def newer(url: str) -> int:
    try:
        return httpx.get(url, timeout=2).status_code
    except:
        return 0
