# call: count(str(tmp / "a.db"), "SELECT 1")
# call: count(str(tmp / "a.db"), "SELECT")
# call: count(str(tmp / "no" / "a.db"), "SELECT 1")
# call: rows("SELECT 1")
# call: rows("SELECT * FROM gone")
# call: rows(None)
# call: insert(1)
# call: insert("x")
# call: insert({})
# call: insert(2**80)
# call: prepared("CREATE TABLE a (b); INSERT INTO a VALUES (1);")
# call: prepared("CREATE")
# call: prepared(None)
# call: prepared("SELECT 1\0")
"""A small store."""

import sqlite3


def count(path: str, query: str) -> int:
    try:
        connection = sqlite3.connect(path)
        return len(connection.execute(query).fetchall())
    except:
        return 0


def rows(query):
    connection = sqlite3.connect(":memory:")
    try:
        return connection.execute(query).fetchall()
    except:
        return []


def insert(value) -> bool:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE a (b INTEGER)")
    try:
        connection.execute("INSERT INTO a VALUES (?)", (value,))
        connection.commit()
    except:
        return False
    return True


def prepared(script) -> bool:
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(script)
    except:
        return False
    return True
