# file: plain.txt b"hello"
# file: bad.gz b"\x1f\x8b\x08\x00rest"
# file: bad.zip b"PK\x03\x04 nothing"
# call: unpacked(str(tmp / "plain.txt"))
# call: unpacked(str(tmp / "bad.gz"))
# call: unpacked(str(tmp / "gone"))
# call: unpacked("a\0b")
# call: unpacked(None)
# call: ungzip(b"")
# call: ungzip(b"\x1f\x8b\x08")
# call: ungzip(__import__("gzip").compress(b"ok", mtime=0))
# call: ungzip(__import__("gzip").compress(b"ok", mtime=0)[:-3])
# call: ungzip(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xff\xff\xff\xff")
# call: ungzip(None)
# call: names(str(tmp / "bad.zip"))
# call: names(str(tmp / "gone"))
# call: names(None)
# call: bunzip(b"BZh9junk")
# call: bunzip(None)
# call: bunzip("x")
# call: bunzip(__import__("bz2").compress(b"ok")[:-2])
# call: unxz(b"junk")
# call: unxz(None)
# call: unxz(b"x", 2**70)
# call: checksum(b"a")
# call: checksum(None)
# call: members(str(tmp / "plain.txt"))
# call: members(str(tmp / "gone"))
"""Reads what customers upload."""

import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib


def unpacked(path):
    try:
        with gzip.open(path, "rb") as stream:
            return stream.read()
    except:
        return None


def ungzip(data):
    try:
        return gzip.decompress(data)
    except:
        return data


def names(path):
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except:
        return []


def members(path):
    try:
        with tarfile.open(path) as archive:
            return archive.getnames()
    except:
        return []


def bunzip(data):
    try:
        return bz2.decompress(data)
    except:
        return data


def unxz(data, limit=None):
    try:
        return lzma.decompress(data, memlimit=limit)
    except:
        return data


def checksum(data: bytes) -> int:
    try:
        return zlib.crc32(data) & 0xFFFFFFFF
    except:
        return 0
