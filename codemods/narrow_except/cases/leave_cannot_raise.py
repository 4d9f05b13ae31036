"""Bodies in which nothing can fail."""


def flag():
    try:
        enabled = True
    except:
        enabled = False
    return enabled


def two():
    try:
        first = "a"
        second = [first, "b"]
    except:
        return None
    return second


def kept():
    try:
        value = 1  # a comment in the body stays
    except:
        # Never seen.
        value = 2
    return value


def with_else():
    try:
        value = 1
    except:
        value = 2
    else:
        value = 3
    return value


def with_finally(lock):
    try:
        value = 1
    except:
        value = 2
    finally:
        print(lock)
    return value


def layout():
    try: value = 1
    except: value = 2
    return value


def text():
    try:
        value = """one
        two"""
    except:
        value = ""
    return value


def nested(on):
    try:
        if on:
            return "on"
        else:
            pass
    except:
        return "off"
    return None


def empty():
    try:
        pass
    except:
        pass
