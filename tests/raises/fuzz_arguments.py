"""The kinds of values that fuzz_raises.py calls with: ordinary ones, edge values and damaged documents of each type.

A kind makes a value from random numbers. None of them leads out of the working directory (a throw-away one) or off the
loopback interface.
"""

from __future__ import annotations

import array
import ast
import bz2
import collections
import configparser
import contextlib
import csv
import datetime
import decimal
import email
import email.policy
import fractions
import gzip
import hashlib
import hmac
import io
import ipaddress
import itertools
import json
import locale
import logging
import lzma
import marshal
import os
import pathlib
import pickle
import plistlib
import queue
import random
import re
import socket
import sqlite3
import ssl
import string
import struct
import subprocess
import tarfile
import tempfile
import threading
import time
import uuid
import xml.dom.minidom
import xml.sax.handler
import xml.etree.ElementTree as ElementTree
import zipfile
import zlib
import zoneinfo
from typing import Any, Callable

Random = random.Random
NAN, INF = float("nan"), float("inf")
ODD_CHARS = "\0\n\t ,;:=%[]{}()<>\"'\\/#&$-+.0129eEnaxé٣\ud800\U0001f600\ufeff\u2028"

# Values of a documented type. A kind is a list to choose from or a function of the random numbers.
INTS = [
    0, 1, -1, 2, 3, 7, 10, 12, 31, 60, 100, 255, 256, 1970, 9999, 10000, 65535, 65536, 10**6, 2**31 - 1, 2**31,
    -(2**31) - 1, 2**32, 2**53, 2**62, 2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 2**64, 10**18, 10**20, -(10**20),
    10**309, -(10**309), 10**4400,
]
FLOATS = [
    0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, 1e10, 1e15, 1e18, 1e20, 1e100, 1e308, -1e308, 5e-324, NAN, INF, -INF, 3.7,
    253402300800.0, -62135596801.0, 1e-7,
]
STRS = [
    "", " ", "0", "a", "abc", "A b", "é", "\0", "a\0b", "\ud800", "x\udcffy", "٣", "²", "½", "1_000", "__1", "0x1f",
    "1e400", "nan", "inf", "-", "+1", " 12 ", "1.5", "9" * 4400, "{}", "{0}", "{x}", "{0.a}", "{0[0]}", "{", "}",
    "{:d}", "{!r:>99999999999999999999}", "%s", "%d", "%(a)s", "%", "%c", "%*d", "%99999999999999999999d", "\n",
    "a\nb", "日本", "\U0001f600", "ß", "true", "None", "localhost", "text.txt", "utf-8", "[", "(", "a" * 300, "*", "**",
]
WORDS = ["a", "b", "ab", "name", "x1", "é", "", "missing"]
HASHABLE = [None, True, 0, 1, 1.5, NAN, "a", "", "\ud800", b"a", (), (1, "a"), frozenset({1})]
ENCODINGS = [
    "utf-8", "ascii", "latin-1", "utf-16", "utf-32", "utf-7", "idna", "punycode", "cp1252", "utf-8-sig",
    "unicode_escape", "raw_unicode_escape", "undefined", "missing", "", "a\0b", "\ud800", "é", "hex", "rot13",
    "base64", "zlib", "utf-16-le", "shift_jis", "iso2022_jp", "hz", "mbcs",
]
ERRORS = [
    "strict", "ignore", "replace", "surrogateescape", "backslashreplace", "xmlcharrefreplace", "surrogatepass",
    "namereplace", "missing", "", "\ud800",
]
PATHS = [
    "text.txt", "bytes.bin", "empty", "folder", "folder/inner.txt", "link", "broken", "loop", "missing", "missing/x",
    "text.txt/x", "loop/x", "", ".", "a\0b", "\ud800", "é", "n" * 300, "d/" * 2100 + "x", "new", "new/", "ok.zip",
    "bad.zip", "ok.tar", "bad.tar", "ok.gz", "bad.gz", "ok.xml", "ok.json", "*", "[", "fold*", "a b", "~", "~x",
]
FORMATS = [
    "", "d", "x", "c", "s", "f", "e", "g", "n", "%", ".3f", ">10", "010", ",", "_x", ".99999999999999999999f",
    "99999999999999999999", "q", "{}", "=", "é<5", "\0", "\ud800", "z.1f", "#x", "+d", ",n", ".2147483648f",
]
TIME_FORMATS = [
    "", "%Y", "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S%z", "%", "%%", "%Q", "%y %j", "%Z", "%s", "%c", "%x %X", "%G-%V",
    "%G-%V-%u", "%U %Y %a", "%Y %U", "%-d", "%E", "\ud800", "a\0%Y", "é%d", "%d %d", "(", "[%d", "%f", "%:z", "%p %I",
]
DATES = [
    "2024-02-29", "2023-02-29", "20240101", "2024-W01-1", "2024-01-01T00:00:00", "2024-01-01T00:00:00Z", "",
    "2024-01-01T24:00:00", "2024-01-01T00:00:00+25:00", "0000-01-01", "9999-12-31T23:59:59.999999+00:00", "12:30",
    "2024-13-01", "٢٠٢٤-٠١-٠١", "2024-01-01\ud800", "2024\0", "1 Jan 2024", "24 59 +0530", "99 366", "2024", "T",
    "2024-01-01\ud80000:00", "29", "29 2", "2024-W53-7", "2024-W99-1", "00:00:00.9999999", "-1", "60", "61 UTC",
    "2024 53 Sun",
]
NUMERALS = [
    "", "0", "-1", "1_0", "1__0", " 7 ", "٣", "²", "0x1f", "0b2", "0o8", "1e5", "nan", "snan", "inf", "-Infinity",
    "9" * 5000, "1" + "0" * 400, "1e400", "1e-400", "1e99999999999999999999", "1/3", "1/0", "-1/٣", "\0", "1\0",
    "\ud800", "0x1p99999999999999", "0x1p2000", "+", "--1", "1+2j", "j", "1e", "_1", "e5", "ffff", "zz",
]
DOCUMENTS = {
    "json": [
        '{"a": [1, 2.5, null, true], "b": {"c": "d\\u00e9"}}', "[]", '"\\ud800"', "NaN", "1e999", "9" * 5000, "",
        "[1,]", '{"a":', "\ufeff[]", '{"a" 1}', "-", '"\x01"', "[" * 200, "1.5e", '"\\u12"', "tru", "{1: 2}",
    ],
    "toml": [
        'a = 1\n[b]\nc = "d"\n', "a = " + "9" * 5000, "a = 2024-02-30", "a = 25:00:00", "[[a]]\n[a]", "a.b=1\na=2",
        "a = [1, {x = 2}]", 'a = """', "a = 1e400", "a = 0x", 'a = "\\uD800"', "a = 1979-05-27T07:32:00+99:99",
        "a = 0001-01-01T00:00:00Z", "\ud800 = 1", "a = nan", "[a.b]\n[a]\nb=1", "a = '\0'",
    ],
    "ini": [
        "[a]\nb = 1\nc = %(b)s\n", "[a]\nb = %(missing)s", "[a]\nb = %(b)s", "b = 1", "[a]\n[a]", "[a]\nb=1\nb=2",
        "[a]\nb\n  c", "[DEFAULT]\nx=y\n[a]\nn=true", "[a]\nb=%", "[a", "[a]\n =1", "[a]\nn = 12x", "  x", "[a]\n\tb",
        "[a]\nb\n c\n", "\0", "[a]\nn=1_0", "\ufeff[a]", "[\ud800]\nb=1",
    ],
    "xml": [
        "<a b='c'>d<e/></a>", "<a>", "", "<a/><b/>", "<a>&x;</a>", "<?xml version='1.0' encoding='utf-8'?><a/>",
        "<?xml version='1.0' encoding='missing'?><a/>", "<?xml version='1.0' encoding='utf-16'?><a/>", "<a>\0</a>",
        "<?xml version='1.0' encoding='cp1252'?><a>é</a>", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "<a:b/>",
        "<?xml version='1.0' encoding='shift_jis'?><a>é</a>", "<a xmlns:b='c'><b:d/></a>", "<\ud800/>",
        "<?xml version='1.0' encoding='hex'?><a/>", "<?xml version='1.0' encoding='idna'?><a/>", "<!DOCTYPE a><a/>",
        "<!DOCTYPE a SYSTEM 'x'><a/>", "<a b='1' b='2'/>", "<?xml version='1.0' encoding='utf-7'?><a/>",
    ],
    "html": [
        "<a href='b'>c</a>", "&amp;", "&#x110000;", "&#0;", "&#99999999999;", "&#" + "9" * 5000 + ";", "<!", "<![x",
        "<!--", "<![CDATA[", "<?", "<script>", "&notit;", "&#xd800;", "<!DOCTYPE [", "<![if", "<!a[", "</",
        "<!ELEMENT", "<![foo[x",
    ],
    "csv": ["a,b\n1,2\n", '"a', 'a"b,"c"d', "\0", "a\rb", "a;b\nc;d", "\n\n", '"a\n"', "\ud800,b", ",,,", "a\tb|c"],
    "mail": [
        "From: a@b\nTo: c <d@e>\nSubject: =?utf-8?b?w6k=?=\n\nbody", "Subject: =?missing?q?x?=\n\n", ": x\n",
        "Content-Type: multipart/mixed\n\nx", "Content-Type: text/plain; charset=missing\n\n\x80",
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--", "Date: x\n\n", "To: <\n\n", "From x\n\n",
        "Content-Transfer-Encoding: base64\n\n!!!", "Subject: \ud800\n\n", "To: =?utf-8?b?!?=, a@[\n\n", "X" * 500,
        "Content-Type: text/plain; x*0*=utf-8''a; x*1=b\n\n", "Content-Disposition: attachment; f*=a'b\n\n",
        "Content-Transfer-Encoding: uuencode\n\nbegin 644 x\n!!!!\nend", "MIME-Version: x\n\n", "Message-ID: <\n\n",
        "Content-Type: message/rfc822\n\nTo: x\n\ny", 'Content-Type: text/plain; charset="utf-8\0"\n\nx',
        "Content-Type: message/delivery-status\n\nx", "Date: Mon, 32 Jan 2024 25:61:61 +9999\n\n", "To: a:b;\n\n",
    ],
    "header": [
        "=?utf-8?b?w6k=?=", "=?utf-8?b?w6k?=", "=?missing?q?x?=", "=?utf-8?q?=E9?=", "a <b@c>", "<", '"', "(", "a,b",
        "Mon, 20 Nov 1995 19:12:08 -0500", "32 Jan 99999 1:2:3", "1 Jan 2024 00:00:00 +99999999", "", " ", ",", "::",
        "Mon, x", "1 2 3 4 5", "Jan 1", "1 Jan 2024 1.2.3 x", "=?x", "\ud800", "a@[b", "0 Jan 0 0:0:0 -0000",
        "=?a?b?A?=", "1-Jan-2024 :", "1 Jan 2024 1:2:3:4 EST", "é", "- - - -", "+ + + + +", "1 Jan 1 1",
        "1 Jan ² 1:1:1",
    ],
    "url": [
        "http://a.b:80/c?d=e#f", "http://[::1", "http://[::1]:x", "//", "", "a:b", "http://a:99999", "http://a:-1",
        "http://\ud800", "http://a\u2100b", "HTTP://A", "?a=%zz&b&=c", "http://[v1.x]", "http://[é]", "x://:٣",
        "%e9%00", "http://[a]b", "a" * 300, "http://a]b[", "http://127.0.0.1:1", "mailto:a", "data:,x", "//[",
        "http://a:²/", "\0",
    ],
    "python": [
        "1", "[1, 'a', {2: None}]", "x", "1 +", "'\\ud800'", "b'é'", "\0", "(" * 150, "9" * 5000, "{[]: 1}",
        "{1: 2, **{}}", "  1", "1\n 2", "f(1)", "-'a'", "1 + 2j", "\ud800", "'\\N{x}'", "{*[]}", "set()", "lambda: 0",
        "# coding: missing\n1", "def f():\n\treturn\n        x", "\\", "'''", "{{}}", "0777", "1_", "return",
        "import a", "f'{'", "x = 1", "~1", "{[1]}",
    ],
    "regex": [
        "a+", "(", ")", "[", "(?P<a>b)", "(?P<1>)", "*", "a{2,1}", "a{99999999999}", "\\", "(?<=a*)", "\\1", "(a)\\1",
        "(?i)b", "a(?i)", "[b-a]", "(?P=x)", "\\N{x}", "\\u12", "(?z)", "", "\0", "\ud800", "(?(1)a)", "(a)(?(2)b)",
        "[[a", "\\x", "\\777", "(?#", "(?Lu)a", "a**", "(?P<٣>a)", "\\U99999999", "(?(²)a)", "(?P<a>.)(?P<a>.)",
        "a{4294967295}", "(?>a)", "(?L)a",
    ],
    "template": [
        "x", "\\1", "\\g<a>", "\\g<9>", "\\g<", "\\", "\\q", "\\g<٣>", "\\g<²>", "\\g<1000000>", "\\99", "\\0",
        "\\g<>", "\\g<" + "9" * 5000 + ">", "\\777", "$a ${b", "$", "${a}", "$1", "\\x", "\\g<-1>", "\\g<1 >",
    ],
    "shell": ["a b 'c'", "'", '"', "\\", "a\\ b", "", "# x", "\0", "\ud800", "a; b | c", "$(x)", "é '"],
    "query": ["a=1&b=2", "a&b", "", "&;", "%zz=%e9", "a=" * 50, "٣=\ud800", "a=\0"],
    "uuid": [
        "12345678123456781234567812345678", "{12345678-1234-5678-1234-567812345678}", "", "z" * 32, "urn:uuid:",
        "é" * 32, "1234567812345678123456781234567_", "٣" * 32, "+" + "1" * 31, "0x" + "1" * 30, " " * 31 + "1",
        "\ud800" * 32, "1__" + "2" * 29,
    ],
    "ip": [
        "127.0.0.1", "::1", "10.0.0.0/8", "10.0.0.1/8", "256.1.1.1", "1.2.3", "", "::/129", "a", "1.2.3.4/33",
        "::%eth0", "٣.1.1.1", "1.2.3.4/-1", "1.2.3.4/255.0.255.0", "1.2.3.4/", "::ffff:1.2.3.4", "1:2:3", "/",
        "fe80::1%", "\ud800", "\0", "::1/²", "1.2.3.4/٣", "01.2.3.4",
    ],
    "zone": [
        "UTC", "Europe/Berlin", "", "missing", "../x", "/etc/passwd", "America", "a\0b", "\ud800", ".", "é",
        "a" * 300, "UTC/", "Europe/Berlin/x", "zone.tab", "//",
    ],
}


def mutated(seeds: list[str], numbers: Random) -> str:
    text = list(numbers.choice(seeds))
    for _ in range(numbers.choice((0, 0, 1, 1, 2, 4, 9))):
        at = numbers.randrange(len(text) + 1)
        what = numbers.randrange(4)
        if what == 0:
            text[at : at + 1] = []
        elif what == 1:
            text[at:at] = numbers.choice(ODD_CHARS)
        elif what == 2:
            text[at : at + 1] = numbers.choice(ODD_CHARS)
        else:
            other = numbers.choice(seeds)
            start = numbers.randrange(len(other) + 1)
            text[at:at] = other[start : start + numbers.randrange(12)]
    return "".join(text)


def some_bytes(numbers: Random) -> bytes:
    return numbers.choice(
        (
            b"", b"a", b"abc", b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"YWJj", b"YWJ", b"=", b"61 62", b"6z", b"~>",
            b"z", b"0", b"-1", b"%d", b"%b", b"\xd9\xa3", b"a\nb", numbers.randbytes(numbers.randrange(40)),
            b"ME======", b"#0V%,", b"!!!!!", b"uuuuu", b"9" * 4400, b"s8W-!", b"=E9=\n", b"+AA", bytes(70), b"a=\nb",
            b"1_000",
        )
    )


def coded(seeds: list[str]) -> Callable[[Random], bytes]:
    def make(numbers: Random) -> bytes:
        encoding = numbers.choice(("utf-8", "utf-8", "latin-1", "utf-16", "utf-16-le", "utf-32", "utf-8-sig"))
        return mutated(seeds, numbers).encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")

    return make


def squeezed(make: Callable[[bytes], bytes]) -> Callable[[Random], bytes]:
    def damaged(numbers: Random) -> bytes:
        data = bytearray(make(some_bytes(numbers)))
        for _ in range(numbers.choice((0, 1, 1, 3))):
            what = numbers.randrange(3)
            if what == 0 and data:
                data[numbers.randrange(len(data))] = numbers.randrange(256)
            elif what == 1:
                del data[numbers.randrange(len(data) + 1) :]
            else:
                data += some_bytes(numbers)
        return bytes(data)

    return damaged


def simple(numbers: Random) -> Any:
    return numbers.choice((None, True, 0, 2, -5, 1.5, NAN, "a", "", "é", "\ud800", b"x", 10**4400, 10**30))


def nested(numbers: Random, depth: int = 2) -> Any:
    what = numbers.randrange(7) if depth else 0
    if what == 1:
        return [nested(numbers, depth - 1) for _ in range(numbers.randrange(4))]
    if what == 2:
        return {numbers.choice(HASHABLE): nested(numbers, depth - 1) for _ in range(numbers.randrange(4))}
    if what == 3:
        return tuple(nested(numbers, depth - 1) for _ in range(numbers.randrange(4)))
    if what == 4:
        return set(numbers.sample(HASHABLE, 2))
    return simple(numbers)


def zip_bytes(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", data)
        archive.writestr("folder/b", b"x" * 100)
    return out.getvalue()


def tar_bytes(data: bytes, mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        entry = tarfile.TarInfo("a.txt")
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def furnish() -> None:
    """Makes the files that PATHS names, in the working directory."""
    for name, data in {
        "text.txt": b"abc\ndef\n",
        "bytes.bin": b"\xff\xfe\0a\x80",
        "empty": b"",
        "ok.zip": zip_bytes(b"abc"),
        "bad.zip": zip_bytes(b"abc")[:-9],
        "ok.tar": tar_bytes(b"abc"),
        "bad.tar": tar_bytes(b"abc" * 300)[:700],
        "ok.gz": gzip.compress(b"abc"),
        "bad.gz": gzip.compress(b"abc")[:-5],
        "ok.json": b"{}",
        "ok.xml": b"<a/>",
    }.items():
        with contextlib.suppress(OSError):
            pathlib.Path(name).write_bytes(data)
    with contextlib.suppress(OSError):
        os.makedirs("folder", exist_ok=True)
        pathlib.Path("folder/inner.txt").write_text("x")
    for name, target in {"link": "text.txt", "broken": "nowhere", "loop": "loop"}.items():
        with contextlib.suppress(OSError):
            os.symlink(target, name)


def a_file(*modes: str, **options: Any) -> Callable[[Random], Any]:
    def make(numbers: Random) -> Any:
        furnish()
        chosen = {key: numbers.choice(values) for key, values in options.items()}
        try:
            found = open(numbers.choice(("text.txt", "bytes.bin", "empty")), numbers.choice(modes), **chosen)
        except OSError:
            found = open(os.devnull, modes[0], **chosen)
        if numbers.random() < 0.2:
            found.close()
        return found

    return make


def a_socket(numbers: Random, inet: bool = False) -> socket.socket:
    what = numbers.randrange(1 if inet else 0, 6)
    if what == 0:
        made, other = socket.socketpair()
        other.sendall(b"abc")
        if numbers.random() < 0.5:
            other.close()
        else:
            KEPT.append(other)
    elif what == 1:
        made = socket.socket(type=socket.SOCK_DGRAM)
    elif what == 2:
        made = socket.create_server(("127.0.0.1", 0))
    elif what == 3:
        made = socket.socket(socket.AF_INET6)
    else:
        made = socket.socket()
    made.settimeout(numbers.choice((0, 0.01, 0.01)))
    if numbers.random() < 0.2:
        made.close()
    return made


def a_process(numbers: Random, text: bool | None = None) -> subprocess.Popen:
    options = numbers.choice(({}, {"stdin": -1}, {"stdout": -1}, {"stdin": -1, "stdout": -1}))
    if text is True or text is None and numbers.random() < 0.5:
        options = {**options, **numbers.choice(({"text": True}, {"encoding": "ascii"}, {"encoding": "utf-16"}))}
    made = subprocess.Popen(
        numbers.choice((["true"], ["sleep", "0.03"], ["printf", "\\377"], ["cat"])), stderr=subprocess.DEVNULL,
        **options,
    )
    if numbers.random() < 0.3:
        made.wait(1) if made.args != ["cat"] else made.stdin and made.stdin.close()
    return made


def a_parser(numbers: Random) -> configparser.ConfigParser:
    made = configparser.ConfigParser(allow_no_value=numbers.random() < 0.3)
    try:
        made.read_string(mutated(DOCUMENTS["ini"], numbers))
    except (configparser.Error, AttributeError):
        return configparser.ConfigParser()  # One that failed half-way is in no state to be used.
    return made


def a_proxy(numbers: Random) -> Any:
    made = configparser.ConfigParser(allow_no_value=True)
    made.read_string("[a]\nb = %(c)s\nn = 1\nx\nd=%\ne=%(e)s\nname=5")
    proxy = made["a"]
    if numbers.random() < 0.1:
        made.remove_section("a")
    return proxy


def a_database(numbers: Random) -> sqlite3.Connection:
    made = sqlite3.connect(":memory:", isolation_level=numbers.choice((None, "", "IMMEDIATE")))
    made.execute("create table t (a integer primary key, b text not null unique)")
    made.execute("insert into t values (1, 'x')")
    if numbers.random() < 0.15:
        made.close()
    return made


def a_match(numbers: Random) -> re.Match[str]:
    return numbers.choice((re.match("(?P<a>a)(b)?", "ab"), re.match("(a)(x)?", "ab"), re.match("", "x")))


def a_mail(numbers: Random) -> Any:
    while True:
        with contextlib.suppress(Exception):
            return email.message_from_string(
                mutated(DOCUMENTS["mail"], numbers),
                policy=numbers.choice((email.policy.compat32, email.policy.default)),
            )


def a_zipfile(numbers: Random) -> zipfile.ZipFile:
    while True:
        with contextlib.suppress(Exception):
            made = zipfile.ZipFile(io.BytesIO(squeezed(zip_bytes)(numbers)), numbers.choice("ra"))
            if numbers.random() < 0.1:
                made.close()
            return made


def a_tarfile(numbers: Random) -> tarfile.TarFile:
    while True:
        with contextlib.suppress(Exception):
            mode = numbers.choice(("w", "w:gz", "w:bz2", "w:xz"))
            return tarfile.open(fileobj=io.BytesIO(squeezed(lambda data: tar_bytes(data, mode))(numbers)))


def a_queue(numbers: Random) -> queue.Queue[int]:
    made: queue.Queue[int] = numbers.choice((queue.Queue, queue.LifoQueue, queue.PriorityQueue))(1)
    if numbers.random() < 0.5:
        made.put(1)
    return made


def an_element(numbers: Random) -> ElementTree.Element:
    made = ElementTree.fromstring("<a b='c'>t<b><c/></b><b x='1'/></a>")
    if numbers.random() < 0.3:
        made.text = numbers.choice(("\ud800", None, "\0"))
    return made


def a_digit_tuple(numbers: Random) -> Any:
    return numbers.choice(
        ((0, (1, 2), 0), (1, (), "n"), (0, (1,), "F"), (0, (1,), 10**20), (2, (1,), 0), (0, (10,), 0), (0, (1,), "x"))
    )


def time_tuple(numbers: Random) -> Any:
    fields = [
        numbers.choice((2024, 1970, 0, 1, 9999, 2**31, -(2**40), 10**20)),
        *(
            numbers.choice((0, 1, 5, 12, 13, 32, 60, 99, -1, 2**31, 10**20)) if numbers.random() < 0.25 else low
            for low in (1, 1, 0, 0, 0, 0, 1, numbers.choice((-1, 0, 1)))
        ),
    ]
    return numbers.choice((tuple, time.struct_time))(fields)


def a_date(numbers: Random) -> datetime.date:
    return numbers.choice(
        (
            datetime.date.min, datetime.date.max, datetime.date(2024, 2, 29), datetime.date(1, 1, 1),
            datetime.date(999, 1, 3),
        )
    )


def a_moment(numbers: Random) -> datetime.datetime:
    made = numbers.choice(
        (
            datetime.datetime.min, datetime.datetime.max, datetime.datetime(2024, 2, 29, 12),
            datetime.datetime(1970, 1, 1), datetime.datetime(999, 1, 1),
        )
    )
    return made.replace(tzinfo=numbers.choice((None, None, *ZONES)))


ZONES = [
    datetime.timezone.utc, datetime.timezone(datetime.timedelta(hours=14)),
    datetime.timezone(datetime.timedelta(hours=-14, seconds=1)),
]
with contextlib.suppress(Exception):
    ZONES.append(zoneinfo.ZoneInfo("Europe/Berlin"))  # Where there is a database.
DELTAS = [
    datetime.timedelta(), datetime.timedelta(1), datetime.timedelta.min, datetime.timedelta.max,
    datetime.timedelta(hours=25), datetime.timedelta(microseconds=-1), datetime.timedelta(minutes=90),
]
DECIMALS = [
    decimal.Decimal(text)
    for text in (
        "0", "-0", "1", "1.5", "NaN", "sNaN", "Infinity", "-Infinity", "1e9999", "1e-9999", "9" * 40, "-2", "0.1",
        "1e400", "1E+6144", "123456789012345678901234567890.5", "NaN123",
    )
]
FRACTIONS = [fractions.Fraction(0), fractions.Fraction(1, 3), fractions.Fraction(-7, 2), fractions.Fraction(10**400, 3)]
COMPLEXES = [0j, 1j, complex(1e308, 1e308), complex(NAN, INF), -2 + 3j, complex(INF, 0), complex(-0.0, NAN)]
COMMANDS = [
    ["true"], ["false"], ["missing-command"], ["printf", "\\377"], ["sh", "-c", "exit 3"], ["sleep", "0.05"],
    ["true", "a\0b"], ["true", "\ud800"], ["text.txt"], ["folder"], [b"true"], ["\ud800"], ["cat"], (), ["true", "é"],
    ["n" * 300], ["true", "x" * 200_000],
]
LOOPBACK = [
    "127.0.0.1", "::1", "localhost", "", "a" * 64, "a..b", "\ud800", "x\0y", "é" * 64, ".a", b"127.0.0.1",
    "127.0.0.1\0",
]
PORTS = [0, 1, 9, -1, 65535, 65536, 2**31, 2**64]
PICKLES = [pickle.dumps(value) for value in (None, 1, "a", [1, {"b": 2.5}], b"x", {1: (2, 3)})]
KEPT: list[Any] = []
FUNCTIONS: list[Any] = [lambda *found: 1]


def one(values: Any) -> Callable[[Random], Any]:
    return lambda numbers: numbers.choice(list(values))


def many(values: Any, make: Any = list, most: int = 5) -> Callable[[Random], Any]:
    return lambda numbers: make(numbers.choice(list(values)) for _ in range(numbers.randrange(most)))


def each(make: Callable[[Any], Any], kind: str) -> Callable[[Random], Any]:
    """What a constructor makes of a value; the next value where it makes nothing of that."""

    def made(numbers: Random) -> Any:
        while True:
            with contextlib.suppress(Exception):
                return make(value(kind, numbers))

    return made


KINDS: dict[str, Callable[[Random], Any]] = {
    "int": one(INTS),
    "few": one(range(-1, 6)),
    "float": one(FLOATS),
    "bool": one((True, False)),
    "none": one((None,)),
    "number": one(INTS[:-1] + FLOATS),
    "fraction": one(FRACTIONS),
    "decimal": one(DECIMALS),
    "complex": one(COMPLEXES),
    "intlike": one(INTS + FLOATS + [True]),
    "base": one((0, 2, 8, 10, 16, 36, 1, 37, -1, 10**20)),
    "exponent": one((0, 1, 2, 5, -1, -2, 64, 1000)),
    "shift": one((0, 1, 64, 1000, -1, 2**63, 10**20)),
    "precision": one((None, 0, 1, -1, 10, 400)),
    "str": lambda numbers: mutated(STRS, numbers),
    "word": one(WORDS),
    "sep": one((",", "", " ", "ab")),
    "char": one(("a", "\0", "\ud800", "é", "\U0010ffff")),
    "numeral": lambda numbers: mutated(NUMERALS, numbers),
    "format": each(lambda text: text if not re.search(r"[0-9]{5,18}(?![0-9])", text) else 1 / 0, "any format"),
    "any format": lambda numbers: mutated(FORMATS, numbers),
    "bytes": some_bytes,
    "bytearray": lambda numbers: bytearray(some_bytes(numbers)),
    "memoryview": lambda numbers: memoryview(some_bytes(numbers)),
    "byte": one((0, 1, 255, 256, -1, 10**20)),
    "codepoint": one((0, 65, 0xD800, 0x10FFFF, 0x110000, -1, 2**31, 2**64)),
    "ascii": lambda numbers: some_bytes(numbers).decode("latin-1"),
    "any": nested,
    "hashable": one(HASHABLE),
    "object": one((object(), 1, "a", int, len, json, None)),
    "list": lambda numbers: [nested(numbers) for _ in range(numbers.randrange(5))],
    "tuple": lambda numbers: tuple(nested(numbers) for _ in range(numbers.randrange(4))),
    "ints": many(INTS[:-1]),
    "floats": many(FLOATS),
    "numbers": many(INTS[:-1] + FLOATS),
    "strs": many(STRS),
    "words": many(WORDS),
    "bytess": many((b"a", b"", b"\xff")),
    "dict": lambda numbers: {numbers.choice(HASHABLE): nested(numbers) for _ in range(numbers.randrange(4))},
    "strdict": lambda numbers: {key: numbers.choice(STRS) for key in WORDS[:3]},
    "pairs": lambda numbers: numbers.choice(([], [("a", 1)], [("a", "b"), ("c", "d")], {"a": 1})),
    "set": lambda numbers: set(numbers.sample(HASHABLE, 3)),
    "frozenset": lambda numbers: frozenset(numbers.sample(HASHABLE, 3)),
    "range": one((range(0), range(5), range(1000), range(5, 0, -1))),
    "true": one((True,)),
    "few and ten": one((0, 1, 10)),
    "precision of int": one((0, 1, -1, 10)),
    "index": one((*range(-6, 7), 2**63, -(10**20))),
    "slice": lambda numbers: slice(*(numbers.choice((None, 0, 1, -1, 5, 10**20)) for _ in range(3))),
    "iterable": lambda numbers: numbers.choice(([], (1, 2), "ab", {1: 2}, iter([3]), range(3))),
    "hashables": many(HASHABLE),
    "sortable": lambda numbers: numbers.choice(
        ([], [3, 1], ["b", "a"], [1, "a"], [NAN, 1], [None, None], [(1, "a"), (1, 2)])
    ),
    "function": one(FUNCTIONS),
    "type": one((int, str, object, ValueError)),
    "bytelist": many((0, 1, 255, 256, -1)),
    "name": one(("real", "missing", "__class__", "", "\ud800", "a\0")),
    "encoding of text": one([name for name in ENCODINGS if name not in ("hex", "base64", "zlib")]),
    "encoding of bytes": one([name for name in ENCODINGS if name != "rot13"]),
    "encoding": one(ENCODINGS),
    "errors": one(ERRORS),
    "path": one(
        [*PATHS, *map(pathlib.Path, PATHS[:12]), *map(os.fsencode, (name for name in PATHS if "\ud800" not in name))]
    ),
    "strpath": one(PATHS),
    "Path": one(list(map(pathlib.Path, PATHS))),
    "pattern": one(PATHS + ["**", "a**b", "**/*", "/", "[!", "**/..", "..", "x/", "[z-a]"]),
    "fd": lambda numbers: numbers.choice((-1, 9999, 2**31 - 1, os.open(os.devnull, os.O_RDWR), os.pipe()[0])),
    "mode": one(
        ("r", "rb", "w", "a", "x", "r+", "wb", "ab", "rt", "", "q", "rw", "U", "\ud800", "b", "r+b", "\0", "rbt")
    ),
    "archive mode": one(("r", "w", "a", "x", "q", "", "r:gz", "r:*", "r|", "w:xz", "r|gz")),
    "file": a_file("r", "r", "w", encoding=("utf-8", "ascii", "utf-16", "latin-1"), errors=("strict", "ignore")),
    "writer": a_file("w", "w", "r", encoding=("utf-8", "ascii", "latin-1")),
    "binary": a_file("rb", buffering=(-1, 16)),
    "wbinary": a_file("wb", buffering=(-1, 16)),
    "BytesIO": lambda numbers: io.BytesIO(some_bytes(numbers)),
    "StringIO": lambda numbers: io.StringIO(mutated(STRS, numbers)),
    "closed": lambda numbers: numbers.choice((io.BytesIO, io.StringIO))(),
    "whence": one((0, 1, 2, 3, -1)),
    "date": a_date,
    "moment": a_moment,
    "delta": one(DELTAS),
    "tz": one((None, *ZONES)),
    "aware": one(ZONES),
    "time": one((datetime.time(), datetime.time.max, datetime.time(1, 2, tzinfo=ZONES[0]))),
    "timeformat": lambda numbers: mutated(TIME_FORMATS, numbers),
    "datetext": lambda numbers: mutated(DATES, numbers),
    "timetuple": time_tuple,
    "digits": a_digit_tuple,
    "year": one((0, 1, 2024, 9999, 10000, -1, 2**31, 10**20)),
    "month": one((0, 1, 2, 12, 13, -1, 2**31, 10**20)),
    "socket": a_socket,
    "inet socket": lambda numbers: a_socket(numbers, True),
    "address of str": lambda numbers: (
        numbers.choice([host for host in LOOPBACK if isinstance(host, str)]),
        numbers.choice(PORTS),
    ),
    "host": one(LOOPBACK),
    "port": one(PORTS),
    "address": lambda numbers: (numbers.choice(LOOPBACK), numbers.choice(PORTS)),
    "brief": one((0, 0.01, None, -1, NAN, 1e20, INF)),
    "timeout": one((0, 0.01, -1, NAN, 1e20, INF)),
    "size": one((0, 1, 5, 1000, -1)),
    "command": one(COMMANDS),
    "shell command": one(("true", "exit 3", "printf '\\377'", "missing-command", "", "a\0b", "\ud800", "sleep 0.05")),
    "process": a_process,
    "process of bytes": lambda numbers: a_process(numbers, False),
    "process of text": lambda numbers: a_process(numbers, True),
    "sockfamily": one((socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, -1, 999)),
    "socktype": one((1, 2, 3, 0, -1, 99)),
    "packed": one((b"\x7f\0\0\x01", b"", bytes(16), b"abc")),
    "structformat": lambda numbers: mutated(
        [
            "i", "<Q", "", "4s", "2i", "z", "99999999999999999999s", "P", "<P", "?", "e", "d", "c", "n", "!n", "1p",
            "0s", "é", "x", "5x i", "b", "\0", "N",
        ],
        numbers,
    ),
    "parser": a_parser,
    "proxy": a_proxy,
    "database": a_database,
    "cursor": lambda numbers: sqlite3.connect(":memory:").cursor(),
    "sql": lambda numbers: mutated(
        [
            "select * from t", "select ?", "select :a", "insert into t values (1, 'x')",
            "insert into t values (2, null)", "", "x", "select 1; select 2", "select '\0'",
            "select 9223372036854775808 + ?", "\ud800", "begin", "commit", "select ?, ?",
            "select cast(x'ff' as text)", "drop table t", "-- x", "create table u (a)",
            "select abs(-9223372036854775808)", "pragma x", "vacuum",
        ],
        numbers,
    ),
    "sqlvalues": lambda numbers: numbers.choice(
        ((), (1,), ("a",), (2**63,), ("\ud800",), (None,), {"a": 1}, {}, ([],), (b"x",), (1, 2), (NAN,), (object(),))
    ),
    "match": a_match,
    "pattern object": one((re.compile("(a)|b"), re.compile("x*"), re.compile("(?P<a>.)"))),
    "flags": one((0, re.I, re.X, re.A, re.U, re.L, re.DEBUG & 0, re.A | re.U, -1)),
    "mail": a_mail,
    "zipfile": a_zipfile,
    "tarfile": a_tarfile,
    "queue": a_queue,
    "element": an_element,
    "elementpath": lambda numbers: mutated(
        [
            ".//b", "b[1]", "b[@x='1']", "", "/a", "[", "x:y", "..", "b[0]", "b[last()]", "b[-1]", "{*}b", ".//",
            "b[", "b[last()-x]", "b[last()-٣]", "b[²]", "b[last()-²]", "b[x='", "{", "*//b", "//", "@",
        ],
        numbers,
    ),
    "archive member": one(("a.txt", "missing", "folder/b", "", "\ud800")),
    "level": one((-1, 0, 1, 9, 10, -2)),
    "wbits": one((15, -15, 31, 0, 47, 8, 99, -1)),
    "hashname": one(("sha256", "md5", "missing", "", "shake_128", "sha3_256", "\ud800", "a\0", "blake2b", "md4")),
    "hash": one((hashlib.sha256(), hashlib.blake2b())),
    "hmac": lambda numbers: hmac.new(b"k", b"", "sha256"),
    "deque": lambda numbers: collections.deque(
        numbers.sample(HASHABLE, numbers.randrange(4)), numbers.choice((None, 3))
    ),
    "counter": lambda numbers: collections.Counter("abca"),
    "ordered": lambda numbers: collections.OrderedDict(((key, 1) for key in HASHABLE[numbers.randrange(9) :])),
    "chainmap": lambda numbers: collections.ChainMap({"a": 1}, {}),
    "array": lambda numbers: array.array(numbers.choice("bBhiIlLqQ"), [1, 2]),
    "typecode": one(("b", "B", "i", "q", "z", "d", "l")),
    "delimiter": one((",", ";", "", "ab", "\n", "\0", "\t", "\ud800")),
    "rows": lambda numbers: numbers.choice(
        (["a,b", "1,2"], ['"a'], [], ["a\nb"], ["\0"], ["x" * 140000], ["a\rb"], ['a"b\n', '"'])
    ),
    "dictreader": lambda numbers: csv.DictReader(
        io.StringIO(mutated(DOCUMENTS["csv"], numbers), newline=""), strict=numbers.random() < 0.5
    ),
    "dictwriter": lambda numbers: csv.DictWriter(
        numbers.choice((io.StringIO(), a_file("w", encoding=("ascii", "utf-8"))(numbers))), ["a", "b"],
        **numbers.choice(
            ({}, {"quoting": csv.QUOTE_NONE}, {"quoting": csv.QUOTE_NONNUMERIC}, {"extrasaction": "ignore"})
        ),
    ),
    "row": lambda numbers: numbers.choice(
        ({"a": 1, "b": 2}, {"a": "x,y\n"}, {"c": 3}, {}, {"a": "\ud800"}, {"a": 10**4400}, {"a": None}, {"a": '"'})
    ),
    "sniffer": lambda numbers: csv.Sniffer(),
    "digitname": one(("LATIN SMALL LETTER A", "missing", "", "\ud800", "é", "HANGUL SYLLABLE GA")),
    "form": one(("NFC", "NFKD", "x", "", "\ud800")),
    "jsonvalue": nested,
    "context": lambda numbers: ssl.create_default_context(),
    "template object": lambda numbers: string.Template(mutated(DOCUMENTS["template"], numbers)),
    "formatter": lambda numbers: string.Formatter(),
    "htmlparser": lambda numbers: __import__("html.parser").parser.HTMLParser(),
    "cookie": lambda numbers: mutated(
        [
            "a=b", "a=b; path=/", "é=1", 'a="\\', ";", "a b=c", "[=1", "a=b; expires=x", "=", "\ud800=1", 'a="\\999"',
            "path=/",
        ],
        numbers,
    ),
    "cookiejar": lambda numbers: __import__("http.cookies").cookies.SimpleCookie(),
    "status": one((200, 404, 0, -1, 999, 2**70)),
    "seconds": one((0, 0.001, -1, NAN, -INF, 1e300, 10**20, 10**400, -5)),
    "event": lambda numbers: threading.Event(),
    "semaphore": lambda numbers: threading.Semaphore(numbers.choice((0, 1))),
    "condition": lambda numbers: threading.Condition(),
    "barrier": lambda numbers: threading.Barrier(numbers.choice((1, 2))),
    "thread": lambda numbers: numbers.choice((threading.Thread(target=int), threading.current_thread())),
    "zipseed": squeezed(zip_bytes),
    "deflated": squeezed(zlib.compress),
    "gzipped": squeezed(gzip.compress),
    "bzipped": squeezed(bz2.compress),
    "xzipped": squeezed(lzma.compress),
    "gzipfile": lambda numbers: gzip.GzipFile(fileobj=io.BytesIO(squeezed(gzip.compress)(numbers))),
    "gzipwriter": lambda numbers: gzip.GzipFile(fileobj=io.BytesIO(), mode="wb"),
    "bzipfile": lambda numbers: bz2.BZ2File(io.BytesIO(squeezed(bz2.compress)(numbers))),
    "xzipfile": lambda numbers: lzma.LZMAFile(io.BytesIO(squeezed(lzma.compress)(numbers))),
    "pickled": lambda numbers: numbers.choice(PICKLES)[: numbers.randrange(1, 60)],
    "dialect": one(("excel", "excel-tab", "unix", "missing", "")),
    "tempdir": lambda numbers: tempfile.TemporaryDirectory(dir="."),
    "prefix": one((None, "a", "", "a/b", "\0", "\ud800", "n" * 300)),
    "tempfolder": one(("folder", "missing", "text.txt", "a\0", None)),
    "archiver": one(("zip", "tar", "gztar", "bztar", "xztar", "q", "")),
    "stattime": one(((0, 0), (1e300, 0), (10**20, 0), (NAN, 0), (-1, 5), (2**63, 1))),
    "tree": lambda numbers: ElementTree.ElementTree(an_element(numbers)),
    "astnode": lambda numbers: ast.parse("a = 1\ndef f():\n 'x'"),
    "dom": lambda numbers: xml.dom.minidom.parseString("<a>b</a>"),
    "envname": one(("A", "HOME", "", "a=b", "\0", "\ud800", "é", "MISSING")),
    "splitresult": each(lambda text: __import__("urllib.parse").parse.urlsplit(text), "url"),
    "parseresult": each(lambda text: __import__("urllib.parse").parse.urlparse(text), "url"),
    "urlparts": lambda numbers: tuple(numbers.choice(("", "a", "http", "//", "é", "\ud800")) for _ in range(6)),
    "v4": each(ipaddress.IPv4Address, "int"),
    "v6": one((ipaddress.IPv6Address("::1"), ipaddress.IPv6Address(2**128 - 1))),
    "net4": one(
        (ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_network("10.0.0.0/31"), ipaddress.ip_network("0.0.0.0/0"))
    ),
    "net6": one((ipaddress.ip_network("::/64"), ipaddress.ip_network("::1"))),
    "nodes": one((None, 0, 5, -1, 2**48, 10**20)),
    "namespace": one((uuid.NAMESPACE_DNS, uuid.NAMESPACE_URL)),
    "permutation": one((0, 1, 3, None)),
    "matcher": lambda numbers: __import__("difflib").SequenceMatcher(None, "abc", "abd"),
    "lines": many(["a\n", "b\n", "", "é"]),
    "pages": one(("text/plain", "text/html; charset=x")),
    "mmap": lambda numbers: __import__("mmap").mmap(-1, 16),
    "selector": lambda numbers: __import__("selectors").DefaultSelector(),
    "weights": many((0, 1, -1, 0.5, NAN, INF, 10**400)),
    "population": lambda numbers: numbers.choice(([], [1, 2, 3], "abc", range(5), (1,))),
    "count": one((0, 1, 2, 3, 5, -1, 2**31, 10**20)),
    "bigcount": one((0, 1, 5, 100, -1, 2**63, 10**20)),
    "chain": lambda numbers: itertools.chain([1], [2]),
    "address of server": lambda numbers: (
        numbers.choice(LOOPBACK[:3] + LOOPBACK[4:]), 0 if numbers.random() < 0.5 else numbers.choice(PORTS),
    ),
    "addresspair": one((("a", "b@c"), ("é", "b@c"), ("", ""), ("a", "é@c"), (None, "a"), ("\ud800", "a"))),
    "any seed": one((None, 1, 1.5, "a", b"a", bytearray(b"x"), "\ud800")),
    "archive file mode": one(("r", "w", "q", "")),
    "brief timeout": one((0, 0.01, -1, NAN, 1e20, INF, 10**20)),
    "byteorder": one(("big", "little", "x")),
    "bytes of two": one((b"-_", b"ab", b"+/")),
    "delimiter bytes": one((":", b"-", "")),
    "dict of ints": one(({"a": 1}, {})),
    "fds": lambda numbers: numbers.choice(([], [value("fd", numbers)], [socket.socket()], [-1], [2**31])),
    "flags of compile": one((0, ast.PyCF_ONLY_AST, -1, 2**31 - 1)),
    "fractions": many(FRACTIONS),
    "groupname": one((0, 1, 2, 3, -1, "a", "b", "", 10**20)),
    "headername": one(
        ("subject", "to", "date", "content-type", "x", "message-id", "content-disposition", "mime-version")
    ),
    "intids": one((0, 1, 12345, 2**31, 2**32 - 1)),
    "jsondecoder": one((json.JSONDecoder(), json.JSONDecoder(strict=False))),
    "jsonencoder": one(
        (
            json.JSONEncoder(), json.JSONEncoder(allow_nan=False, skipkeys=True),
            json.JSONEncoder(indent=1, sort_keys=True),
        )
    ),
    "levelname": one((10, "INFO", "missing", "", 0, -1)),
    "localecategory": one((locale.LC_ALL, locale.LC_TIME, -1, 99)),
    "localename": one((None, "C", "", "missing", "a\0", "\ud800", ("en_US", "UTF-8"), ("a", "b"))),
    "logger": lambda numbers: numbers.choice((logging.getLogger("fuzz"), logging.Logger("x"))),
    "mail text": lambda numbers: mutated(DOCUMENTS["mail"], numbers),
    "marshalled": lambda numbers: marshal.dumps([1, "a", {2: b"x"}])[: numbers.randrange(30)],
    "mode of compile": one(("exec", "eval", "single", "x", "\0", "\ud800")),
    "nested strdict": one(({"a": {"b": "c"}}, {}, {"a": {"b": "%"}}, {"a": {}, 1: {2: 3}}, {"DEFAULT": {"a": "b"}})),
    "new folder": one(("out", "out2", "text.txt", "a\0", "missing/out")),
    "newline": one((None, "", "\n", "x", "\r\n")),
    "numeral bytes": lambda numbers: some_bytes(numbers),
    "one byte": one((b"I", b"L", None)),
    "openflags": one((os.O_RDONLY, os.O_RDWR | os.O_CREAT, os.O_WRONLY | os.O_EXCL | os.O_CREAT, os.O_DIRECTORY)),
    "path of str": one(PATHS + [pathlib.Path("link")]),
    "pids": one((0, 10**7, -1)),
    "plist": lambda numbers: plistlib.dumps(
        numbers.choice(({"a": [1, 2.5, True, b"x", datetime.datetime(2024, 1, 1)]}, [], "x")),
        fmt=numbers.choice((plistlib.FMT_XML, plistlib.FMT_BINARY)),
    )[: numbers.choice((None, 20, 60, 100, -3))],
    "population list": lambda numbers: numbers.choice(([], [1, 2, 3], ["a"])),
    "prefix str": one(("a", "", "a/b", "\ud800", "\0")),
    "rounding": one((None, "ROUND_HALF_UP", decimal.ROUND_DOWN)),
    "saxhandler": lambda numbers: xml.sax.handler.ContentHandler(),
    "servicename": one(("http", "missing-service", "80", "\ud800", "é", b"80", "a\0", "99999", "-1")),
    "sqlpath": one((":memory:", "text.txt", "folder", "missing/x", "new.db", "a\0", "\ud800", "file:x?mode=ro", "")),
    "sqlrows": one(([(1, "a")], [], [()], [(2**63, "x")], [{"a": 1}], [(5, "\ud800")])),
    "str bytes": one((None, b"a=b", b"")),
    "strpaths": many(PATHS),
    "style": one(("%", "{", "$", "x")),
    "translation dict": one(({97: "b"}, {"a": None}, {}, {"ab": 1}, {97: 2**40})),
    "tempfolder str": one(("folder", "missing")),
    "timespec": one(("auto", "hours", "x", "")),
    "translation": one(({97: "b"}, {97: None}, {97: 2**40}, {97: -1}, {97: 1.5}, "abc", [])),
    "zipped file": lambda numbers: io.BytesIO(squeezed(zip_bytes)(numbers)),
    **{name: (lambda seeds: lambda numbers: mutated(seeds, numbers))(seeds) for name, seeds in DOCUMENTS.items()},
    **{name + " bytes": coded(seeds) for name, seeds in DOCUMENTS.items()},
    **{
        name + " file": (lambda seeds: lambda numbers: io.StringIO(mutated(seeds, numbers)))(seeds)
        for name, seeds in DOCUMENTS.items()
    },
    **{
        name + " bytes file": (lambda seeds: lambda numbers: io.BytesIO(coded(seeds)(numbers)))(seeds)
        for name, seeds in DOCUMENTS.items()
    },
}


def value(kinds: str, numbers: Random) -> Any:
    return KINDS[numbers.choice(kinds.split("|")).replace("_", " ")](numbers)
