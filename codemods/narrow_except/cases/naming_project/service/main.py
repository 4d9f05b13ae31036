# call: frame_length(b"ab")
# call: frame_length(b"a")
# call: frame_header(b"ab")
# call: frame_header(b"a")
# call: frame_header(None)
# call: frame_kind(b"7")
# call: frame_kind(b"?")
# call: frame_kind(b"x")
# call: frame_kind(None)
# call: frame_kind(float("inf"))
# call: version()
# call: both(b"ab")
# call: both(b"a")
# call: both(None)
"""Uses the modules whose errors it never imports."""

from service.frames import header, kind, length, revision


def frame_length(data: bytes):
    try:
        return length(data)
    except:
        return 0


def frame_header(data):
    try:
        return header(data)
    except:
        return None


def frame_kind(data):
    try:
        return kind(data)
    except:
        return None


def version():
    try:
        return revision()
    except:
        return "unknown"


def both(data):
    def struct():
        return None

    try:
        return header(data)
    except:
        return struct()
