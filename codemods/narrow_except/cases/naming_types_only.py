# call: decode(b"1", None)
# call: decode(b"12", None)
# call: decode(None, None)
# call: run(["/no/such/program"])
# call: run(["false"])
# call: parse("a")
# call: parse("a\nb")
# call: value("[a]\nb = 1")
# call: value("[a]\nb = x")
# call: value("b")
"""Imports that only the type checker sees."""

from __future__ import annotations

import typing
from typing import TYPE_CHECKING

import struct as layout

if TYPE_CHECKING:
    import struct
    import subprocess
    from configparser import Error

if typing.TYPE_CHECKING:
    import csv

if sys_is_there := True:
    import configparser

SHORT = layout.Struct("<H")


def decode(data: bytes, kind: struct.Struct | None) -> tuple | None:
    try:
        return SHORT.unpack(data)
    except:
        return None


def run(command) -> subprocess.CompletedProcess | None:
    from subprocess import check_output
    try:
        return check_output(command).decode("ascii", "replace")
    except:
        return None


def parse(text: str) -> csv.reader | None:
    from csv import reader
    try:
        first, = reader([text])
        return first
    except:
        return None


def value(text: str) -> int | Error:
    parser = configparser.ConfigParser()
    try:
        parser.read_string(text)
        return parser.getint("a", "b")
    except:
        return 0
