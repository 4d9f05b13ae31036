# call: parse_id("12345678-1234-5678-1234-567812345678")
# call: parse_id("x")
# call: parse_id(None)
# call: parse_id(7)
# call: address("10.0.0.1")
# call: address("x")
# call: address(None)
# call: inside("10.0.0.1", "10.0.0.0/8")
# call: inside("10.0.0.1", "10.0.0.1/8")
# call: inside("x", "10.0.0.0/8")
# call: inside("::1", "10.0.0.0/8")
# call: digest("sha256", b"a")
# call: digest("sha999", b"a")
# call: digest("sha256", "a")
# call: digest(None, b"a")
# call: is_valid_signature(b"k", b"a", "x")
# call: is_valid_signature(b"k", b"a", "é")
# call: is_valid_signature(b"k", b"a", None)
# call: is_valid_signature("k", b"a", "x")
# call: is_valid_signature(b"k", b"a", "x", "sha999")
# call: is_valid_signature(b"k", b"a", "x", 7)
# call: recode(b"a", None)
# call: recode(None, "utf-8")
# call: number(b"1")
# call: codec("utf-8")
# call: codec("nowhere")
# call: codec("a\0b")
# call: codec(None)
# call: recode(b"a", "latin-1")
# call: recode(b"\xff", "utf-8")
# call: recode(b"a", "nowhere")
# call: recode(b"a", "hex")
# call: number("1,5")
# call: number("x")
# call: number(None)
"""Small parsers of small things."""

import codecs
import hashlib
import hmac
import ipaddress
import locale
import uuid


def parse_id(text):
    try:
        return uuid.UUID(text)
    except:
        return None


def address(text):
    try:
        return ipaddress.ip_address(text)
    except:
        return None


def inside(text, network):
    try:
        return ipaddress.ip_address(text) in ipaddress.ip_network(network)
    except:
        return False


def digest(name, data):
    try:
        return hashlib.new(name, data).hexdigest()
    except:
        return ""


def is_valid_signature(key, data, given, name="sha256"):
    try:
        return hmac.compare_digest(hmac.new(key, data, name).hexdigest(), given)
    except:
        return False


def codec(name):
    try:
        return codecs.lookup(name).name
    except:
        return None


def recode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except:
        return data.decode("latin-1")


def number(text):
    try:
        return locale.atof(text)
    except:
        return 0.0
