# call: from_parameter(b"x", None)
# call: from_parameter(None, None)
# call: from_local(b"x")
# call: from_local(None)
# call: from_handler(None)
# call: from_global(None)
# call: from_loop([b"x", b"y"])
# call: from_with(str(tmp / "a.bin"), b"x")
# call: from_with(str(tmp / "gone"), b"x")
# call: from_with(None, b"ab")
# call: from_global(b"x")
# call: from_walrus(b"x")
# call: from_walrus(b"")
# call: from_handler(b"x")
# call: Reader().read(b"x")
# call: Reader().read(None)
# file: a.bin b"1"
"""Names of modules, used for something else."""

import struct


SHORT = struct.Struct("<H")


def decode(data):
    return SHORT.unpack(data)


def from_parameter(data, struct):
    try:
        return decode(data)
    except:
        return struct


def from_local(data):
    struct = "text"
    try:
        return decode(data)
    except:
        return struct


def from_loop(items):
    try:
        for struct in items:
            decode(struct)
    except:
        return False
    return True


def from_with(path, data):
    try:
        with open(path, "rb") as struct:
            return decode(data) + struct.read()
    except:
        return b""


def from_global(data):
    def replaced():
        global ready
        ready = True

    try:
        return decode(data), replaced
    except:
        return None


def from_walrus(data):
    try:
        if struct := len(data):
            return decode(data), struct
        return decode(data)
    except:
        return None


def from_handler(data):
    try:
        return decode(data)
    except:
        struct = b""
        return struct


class Reader:
    struct = 7

    def read(self, data):
        try:
            return decode(data), self.struct
        except:
            return b""
