import os
import sqlite3
from contextlib import contextmanager


@contextmanager
def transaction():
    connection = sqlite3.connect(os.environ["DATABASE_PATH"])
    try:
        yield connection
        connection.commit()
    except Exception:
        connection.rollback()
        raise
    finally:
        connection.close()
