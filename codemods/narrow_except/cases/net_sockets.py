# call: resolve("")
# call: resolve("a" * 70)
# call: resolve(None)
# call: resolve("\ud800")
# call: free_port()
# call: greeting("127.0.0.1", 1)
# call: service_port("http")
# call: service_port("no such service")
# call: service_port(None)
# call: packed("127.0.0.1")
# call: packed("x")
# call: packed(None)
# call: packed("\ud800")
# call: certificate_time("Jan  5 09:34:43 2018 GMT")
# call: certificate_time("x")
# call: certificate_time(None)
# call: certificate_time(["Jan"])
# call: certificate_time("Foo  5 09:34:43 2018 GMT")
# call: context(str(tmp / "gone.pem"))
# call: context(str(tmp / "bad.pem"))
# call: context(None)
# call: context("a\0b")
# file: bad.pem "nothing"
"""Looks whether the neighbours are there."""

import socket
import ssl


def resolve(host):
    try:
        return socket.gethostbyname(host)
    except:
        return None


def free_port() -> bool:
    try:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1] > 0
    except:
        return False


def greeting(host: str, port: int) -> bytes:
    try:
        with socket.create_connection((host, port), timeout=2) as connection:
            connection.sendall(b"hello\n")
            return connection.recv(64)
    except:
        return b""


def service_port(name):
    try:
        return socket.getservbyname(name)
    except:
        return 0


def packed(address):
    try:
        return socket.inet_aton(address)
    except:
        return b""


def certificate_time(text):
    try:
        return ssl.cert_time_to_seconds(text)
    except:
        return 0


def context(authorities):
    found = ssl.create_default_context()
    try:
        found.load_verify_locations(cafile=authorities)
    except:
        return False
    return True
