# call: decoded(b"abc")
# call: decoded(b"\xff")
# call: encoded("abc")
# call: encoded("\ud800")
# call: by_name(b"abc", "utf-8")
# call: by_name(b"\xff", "utf-8")
# call: by_name(b"abc", "nope")
# call: by_name(b"abc", None)
# call: ascii_only("abc")
# call: ascii_only("\xe4")
# call: digest("616263")
# call: digest("zz")
# call: digest(None)
# call: unpacked(b"\x00\x01")
# call: unpacked(b"")
# call: octets(5)
# call: octets(-1)
# call: octets(10 ** 30)
# call: octets("5")
# call: length(5, 1)
# call: length(500, 1)
# call: length(5, -1)
# call: length(5, None)
# call: latin("abc")
# call: latin("\u20ac")
# call: decoded(None)
# call: encoded(None)
# call: by_name("abc", "utf-8")
# call: ascii_only(None)
# call: length(None, 1)
# call: latin(None)
"""Text and bytes."""

import binascii
import struct


def decoded(data: bytes):
    try:
        return data.decode("utf-8")
    except:
        return ""


def encoded(text: str):
    try:
        return text.encode()
    except:
        return b""


def by_name(data: bytes, encoding):
    try:
        return data.decode(encoding)
    except:
        return "?"


def ascii_only(text: str):
    try:
        text.encode("ascii")
    except:
        return False
    return True


def digest(text):
    try:
        return bytes.fromhex(text)
    except:
        return b""


def unpacked(data):
    fields = data + b"\x00"
    try:
        return struct.unpack(">H", fields[:2])
    except:
        return ()


def octets(number):
    try:
        return bytes(number)
    except:
        return b"?"


def length(number: int, size: int):
    try:
        return number.to_bytes(size, "big")
    except:
        return b""


def latin(text: str):
    try:
        return binascii.hexlify(text.encode("latin-1"))
    except:
        return None
