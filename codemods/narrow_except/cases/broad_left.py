# options: broad = true
# call: bare("x")
# call: bare(None)
# call: bare(float("inf"))
# call: translated("x")
# call: translated(None)
# call: translated(float("inf"))
# call: behind("x")
# call: behind(None)
# call: behind(float("inf"))
# call: exits("x")
# call: exits(None)
# call: exits(float("inf"))
# call: exits("3")
# call: kept({}, "x")
# call: kept({}, None)
# call: kept({}, float("inf"))
"""With `broad = true`: what is narrowed though the handler does more, and what is left with its reason."""

import sys


class BadNumber(Exception):
    pass


class Job:
    def __init__(self, raw):
        self.raw = raw

    def __del__(self):
        try:
            self.raw.give_back()
        except Exception:
            pass


def translated(text):
    try:
        return int(text)
    except Exception as error:
        raise BadNumber(text) from error


def behind(text):
    try:
        return int(text)
    except ValueError:
        return 1
    except Exception:
        return 2


def exits(text):
    try:
        sys.exit(int(text))
    except Exception:
        return 0


def kept(results: dict, text):
    try:
        results[1] = int(text)
    except Exception as error:
        results[2] = error


def kept_base(results: dict, text):
    try:
        results[1] = int(text)
    except BaseException as error:
        results[2] = error


def cleanup_base(connection, text):
    try:
        return int(text)
    except BaseException:
        connection.close()


def watch(text):
    try:
        while True:
            print(text)
    except BaseException:
        print("bye")


def opaque(client):
    try:
        return client.fetch()
    except Exception as error:
        print(error)
        return None


def sometimes(client, quiet):
    try:
        return client.fetch()
    except Exception:
        if quiet:
            return None
        raise


def cannot_raise():
    try:
        value = 1
    except Exception:
        value = 2
    return value


def bare(text):
    try:
        return int(text)
    except:
        return 0
