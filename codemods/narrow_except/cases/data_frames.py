# call: header(b"\x01\x00\x00\x00\x02")
# call: header(b"\x01")
# call: header(None)
# call: fields(b"\x01\x02\x03\x04")
# call: fields(b"")
# call: inflate(b"x")
# call: inflate(__import__("zlib").compress(b"ok"))
# call: inflate(None)
# call: inflate(b"x", 2**70)
# call: text(b"x", 2**70)
# call: text(b"x")
# call: text(__import__("zlib").compress(b"\xff"))
# call: text(__import__("zlib").compress(b"ok"))
# call: text("x")
# call: inflate(b"x", -1)
"""The frames of a binary protocol."""

import struct
import zlib

HEADER = struct.Struct("<BI")


def header(data):
    try:
        return HEADER.unpack(data)
    except:
        return None


def fields(data: bytes):
    try:
        return [value for (value,) in struct.iter_unpack("<H", data)]
    except:
        return []


def inflate(data, size=64):
    try:
        return zlib.decompress(data, bufsize=size)
    except:
        return data


def text(data, size=64):
    try:
        return inflate_strictly(data, size).decode("utf-8")
    except:
        return ""


def inflate_strictly(data, size=64):
    return zlib.decompress(data, bufsize=size)
