# call: grouped("x")
# call: plain("x")
# call: plain(None)
# call: plain(float("inf"))
"""`except*` has no bare form, and is left alone."""


def grouped(text):
    result = 0
    try:
        result = int(text)
    except* ValueError:
        result = -1
    except* Exception:
        result = -2
    return result


def plain(text):
    result = 0
    try:
        result = int(text)
    except:
        result = -2
    return result
