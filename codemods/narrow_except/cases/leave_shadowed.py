# call: again(None)
# call: known("x")
# call: known(None)
# call: known(float("inf"))
"""A module with an `Exception` of its own."""


class Exception(Exception):
    """What this service raises."""


def unknown(client):
    try:
        return client.fetch()
    except:
        return None


def known(text):
    try:
        return int(text)
    except:
        return 0


def again(client):
    try:
        return client.fetch()
    except:
        print("failed")
        raise
