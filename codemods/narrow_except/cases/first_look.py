# call: to_int("12")
# call: to_int("x")
# call: to_int(None)
# call: to_int(float("inf"))
# call: remove(str(tmp / "gone"))
# call: remove("a\0b")
# call: remove(None)
# call: unknown(None)
# call: transaction(None)
"""What a reader tries first."""

import os


def to_int(value):
    try:
        return int(value)
    except:
        return 0


def remove(path):
    try:
        os.remove(path)
    except:
        pass


def unknown(client):
    try:
        return client.fetch()
    except:
        return None


def transaction(connection):
    try:
        connection.execute("DELETE FROM orders")
    except:
        connection.rollback()
        raise
