# call: late(b"1")
# call: late(b"12")
# call: late(None)
# call: (FIRST, SECOND, Table.SIZES)
# call: reload_it()
"""What is bound when: code of the module and code of functions."""

import sys
import struct as layout

SHORT = layout.Struct("<H")

try:
    FIRST = SHORT.unpack(b"1")
except:
    FIRST = None


def late(data):
    try:
        return SHORT.unpack(data)
    except:
        return None


import struct

try:
    SECOND = SHORT.unpack(b"123")
except:
    SECOND = None


class Table:
    import struct

    try:
        SIZES = SHORT.unpack(b"x")
    except:
        SIZES = ()


def reload_it():
    try:
        return sys.modules["no.such.module"].name
    except:
        return None
