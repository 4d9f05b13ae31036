# call: parse("{")
# call: parse("{}")
# call: parse(None)
# call: listing(["ls", "/nowhere"])
# call: listing(["/no/such/program"])
# call: listing(["a\0b"])
# call: listing(None)
# call: resolve("a" * 70)
# call: resolve(None)
# call: resolve("\ud800")
# call: head(b"\x01\x00")
# call: head(b"\x01")
# call: head(None)
# call: root("<a/>")
# call: root("<a")
# call: root(None)
# call: root(b"<?xml version='1.0' encoding='nowhere'?><a/>")
# call: root(b"<?xml version='1.0' encoding='utf-7'?><a/>")
# call: next_job()
"""Modules and classes under names of their own."""

import json as j
import queue as waiting
import socket as net
import xml.etree.ElementTree as ET
from struct import Struct, error as BadStruct
from subprocess import CalledProcessError as Failed, SubprocessError, check_output

SHORT = Struct("<H")


def parse(text):
    try:
        return j.loads(text)
    except:
        return {}


def listing(command):
    try:
        return check_output(command).decode("ascii", "replace")
    except:
        return ""


def resolve(host):
    try:
        return net.gethostbyname(host)
    except:
        return None


def head(data):
    try:
        return SHORT.unpack(data)
    except:
        return None


def root(text):
    try:
        return ET.fromstring(text).tag
    except:
        return None


def next_job():
    jobs = waiting.SimpleQueue()
    try:
        return jobs.get_nowait()
    except:
        return None


HANDLED = (BadStruct, Failed, SubprocessError)
