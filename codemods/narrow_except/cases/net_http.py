# call: status("127.0.0.1:1", "/")
# call: status("127.0.0.1:1", "/a b")
# call: status("127.0.0.1:1", None)
# call: fetch("http://127.0.0.1:1/")
# call: fetch("nothing")
# call: fetch(None)
# call: host_of("http://a.example:80/x")
# call: host_of("http://[::1/x")
# call: host_of(None)
# call: port_of("http://a.example:80/x")
# call: port_of("http://a.example:x/x")
# call: port_of("http://a.example:70000/x")
# call: port_of(7)
# call: arguments("a=1&b=2")
# call: arguments("&".join(["a=1"] * 9))
# call: arguments(7)
# call: arguments("a=1", "x")
# call: query({"a": 1})
# call: query("x")
# call: query({"a": "\ud800"})
# call: unquoted("%41")
# call: unquoted(None)
# call: unquoted(["a"])
# call: cookie("a=b")
# call: cookie("a=\x00")
# call: cookie(None)
# call: cookie(7)
# call: phrase(404)
# call: phrase(999)
# call: phrase(None)
"""A client without a library."""

import http
import http.client
import http.cookies
import urllib.parse
import urllib.request


def status(host: str, path) -> int:
    connection = http.client.HTTPConnection(host, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except:
        return 0


def fetch(url) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return answer.read()
    except:
        return b""


def host_of(url):
    try:
        return urllib.parse.urlparse(url).hostname
    except:
        return None


def port_of(url):
    try:
        return urllib.parse.urlsplit(url).port
    except:
        return None


def arguments(query, limit=4):
    try:
        return urllib.parse.parse_qs(query, max_num_fields=limit)
    except:
        return {}


def query(arguments):
    try:
        return urllib.parse.urlencode(arguments)
    except:
        return ""


def unquoted(text):
    try:
        return urllib.parse.unquote(text)
    except:
        return text


def cookie(header):
    try:
        return sorted(http.cookies.SimpleCookie(header))
    except:
        return []


def phrase(code):
    try:
        return http.HTTPStatus(code).phrase
    except:
        return "Unknown"
