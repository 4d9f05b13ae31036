# call: digest_size("sha256")
# call: digest_size("sha999")
# call: digest_size(None)
# call: inflated(b"x")
# call: inflated(None)
# call: lookup("no.such.host.invalid")
# call: lookup(None)
# call: number("7")
# call: number("x")
# call: number(None)
"""Stars bring names that nobody sees."""

from socket import *
from zlib import *
from hashlib import *


def digest_size(name):
    try:
        return new(name).digest_size
    except:
        return 0


def inflated(data):
    try:
        return decompress(data)
    except:
        return b""


def lookup(host):
    try:
        return gethostbyname(host)
    except:
        return None


def number(text):
    # What int, and ValueError, are is known only to those modules.
    try:
        return int(text)
    except:
        return 0
