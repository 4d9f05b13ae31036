# call: head_of_log("/nowhere")
# call: head_of_log("a\0b")
# call: quick("/no/such/program")
# call: quick("false")
# call: frame(b"1234")
# call: frame(b"1")
# call: frame(None)
# call: shorter(b"12", None)
# call: shorter(b"1", None)
# call: shorter(None, 7)
# call: head_of_log(None)
# call: quick(None)
"""Modules of which only a function is imported."""

from struct import unpack_from
from subprocess import (
    check_output,
    run,  # the newer one
)


def head_of_log(path: str) -> bytes:
    try:
        return check_output(["head", "-1", path])
    except:
        return b""


def quick(program):
    try:
        return run([program], check=True).returncode
    except:
        return -1


def frame(data):
    try:
        return unpack_from("<I", data)
    except:
        return None


def shorter(data, error):
    # The parameter has the name of the class.
    try:
        return unpack_from("<H", data)
    except:
        return error
