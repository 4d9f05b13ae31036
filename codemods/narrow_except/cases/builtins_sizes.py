# call: number_at(b"12345678", 4)
# call: number_at(b"1234", 4)
# call: number_at(b"1234", 10 ** 30)
# call: number_at(b"1234", None)
# call: first_number(b"12345678")
# call: first_number(b"1")
# call: first_number(None)
# call: placed(bytearray(8), 4, 1)
# call: placed(bytearray(8), 10 ** 30, 1)
# call: placed(bytearray(8), 8, 1)
# call: placed(None, 8, 1)
# call: head(4)
# call: head(10 ** 30)
# call: head("4")
# call: whole()
# call: line(4)
# call: line(10 ** 30)
# call: line("4")
# call: parts("a b", 1)
# call: parts("a b", 10 ** 30)
# call: parts(None, 1)
# call: parts("a b", None)
# call: once("a b")
# call: once(None)
# call: after([1, 2], 2, 1)
# call: after([1, 2], 2, 10 ** 30)
# call: after([1, 2], 2, -1)
# call: after([1, "a"], 2, 0)
# call: fewer("aaa", 10 ** 30)
# call: fewer("aaa", 1)
# call: fewer(None, 1)
"""Numbers that no integer of C holds."""

import bisect
import io
import re
import struct

SAMPLE = b"12345678"


def number_at(data: bytes, at: int):
    try:
        return struct.unpack_from("<I", data, at)
    except:
        return None


def first_number(data: bytes):
    try:
        return struct.unpack_from("<I", data, 4)
    except:
        return None


def placed(into: bytearray, at: int, value: int):
    try:
        struct.pack_into("<I", into, at, value)
    except:
        return None
    return into


def head(size: int):
    stream = io.BytesIO(SAMPLE)
    try:
        return stream.read(size)
    except:
        return None


def whole():
    stream = io.BytesIO(SAMPLE)
    try:
        return stream.read(-1)
    except:
        return None


def line(size: int):
    stream = io.StringIO("one\ntwo\n")
    try:
        return stream.readline(size)
    except:
        return None


def parts(text: str, most: int):
    try:
        return text.split(" ", most)
    except:
        return None


def once(text: str):
    try:
        return text.split(" ", 1)
    except:
        return None


def after(xs: list[int], x: int, low: int):
    try:
        return bisect.bisect_left(xs, x, low)
    except:
        return None


def fewer(text: str, most: int):
    try:
        return re.sub("a", "b", text, count=most)
    except:
        return None
