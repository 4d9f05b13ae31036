# call: tolerant("")
# call: tolerant("x")
# call: tolerant("2")
# call: tolerant(7)
# call: unknown(None)
from errors import Abort, BadRow, SoftAbort


def number(text):
    if text == "stop":
        raise Abort
    return int(text)


def read(text: str) -> int:
    if not text:
        raise BadRow(text)
    return len(text)


def total(texts):
    result = 0
    for text in texts:
        try:
            result += number(text)
        except:
            result -= 1
    return result


def softly(texts):
    try:
        if not texts:
            raise SoftAbort("nothing")
    except:
        return 0


def tolerant(text: str) -> int:
    try:
        return read(text)
    except:
        return 0


def unknown(rows):
    try:
        return rows.first()
    except:
        return None
