"""Frames as the device sends them."""

import struct
import subprocess
import zlib


class FrameError(Exception):
    """The frame is not one of ours."""


class Truncated(FrameError):
    """Some of it is missing."""


def length(data: bytes) -> int:
    if len(data) < 2:
        raise Truncated("no length")
    return data[0] * 256 + data[1]


def header(data):
    return struct.Struct("<H").unpack(data)


def kind(data):
    if data == b"?":
        raise FrameError("kind")
    return int(data)


def revision():
    return subprocess.check_output(["/no/such/git", "describe"])


def payload(data):
    return zlib.decompress(data, bufsize=len(data))
