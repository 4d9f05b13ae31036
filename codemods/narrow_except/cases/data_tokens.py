# call: decode_cursor("eyJpZCI6IDd9")
# call: decode_cursor("***")
# call: decode_cursor("a")
# call: decode_cursor("é")
# call: decode_cursor(None)
# call: decode_cursor("MTI=")
# call: basic_auth("YTpi")
# call: basic_auth("/w==")
# call: basic_auth("YQ")
# call: basic_auth(7)
# call: from_hex("6162")
# call: from_hex("6")
# call: from_hex("zz")
# call: from_hex("é")
# call: from_hex(None)
# call: encode_cursor({"id": 7})
# call: encode_cursor({"id": {1}})
# call: encode_cursor((lambda d: d.update(d=d) or d)({}))
"""Opaque tokens that clients hand back."""

import base64
import binascii
import json
from typing import Any


def encode_cursor(position: dict[str, Any]) -> str:
    try:
        return base64.urlsafe_b64encode(json.dumps(position).encode()).decode("ascii")
    except:
        return ""


def decode_cursor(cursor):
    try:
        return json.loads(base64.urlsafe_b64decode(cursor))
    except:
        # An old client: start at the first page.
        return {}


def basic_auth(header):
    try:
        name, _, word = base64.standard_b64decode(header).decode("utf-8").partition(":")
    except:
        return None
    return name, word


def from_hex(text):
    try:
        return binascii.unhexlify(text)
    except:
        return b""
