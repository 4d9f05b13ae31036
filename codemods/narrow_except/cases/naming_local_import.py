# missing: lzma
# broken: lzma
# call: inside(b"x")
# call: inside(b"\xfd7zXZ\x00")
# call: before(b"x")
# call: before(None)
# call: before(b"x", 2**70)
# call: before(b"x", -1)
# call: aliased(b"x")
# call: member(b"x")
# call: member(None)
# call: either(b"x")
# call: module_level(b"x")
# call: module_level(None)
# call: module_level(b"x", 2**70)
# call: module_level(b"x", -1)
"""Modules that are imported where they are needed."""

import sys
import zlib as flate

if sys.platform != "win32":
    import zlib

DEBUG = "--debug" in sys.argv


def inside(data):
    try:
        import lzma
        return lzma.decompress(data)
    except:
        return data


def before(data, size=64):
    import zlib as unpacker
    try:
        return unpacker.decompress(data, bufsize=size)
    except:
        return data


def aliased(data):
    try:
        import lzma as unpacker
        return unpacker.decompress(data)
    except:
        return data


def member(data):
    try:
        from lzma import decompress
        return decompress(data)
    except:
        return data


def either(data):
    try:
        if DEBUG:
            import pprint
            pprint.pprint(data)
        return zlib.decompress(data)
    except:
        return data


def module_level(data, size=64):
    try:
        return flate.decompress(data, bufsize=size)
    except:
        return data
