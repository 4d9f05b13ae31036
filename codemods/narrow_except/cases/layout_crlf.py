# call: number("x")
# call: number(None)
# call: number(float("inf"))
# call: unknown(None)
"""CRLF"""


def number(text):
    try:
        return int(text)
    except:  # noqa: E722
        # A word.
        return 0


def unknown(client):
    try:
        return client.fetch()
    except:
        return None
