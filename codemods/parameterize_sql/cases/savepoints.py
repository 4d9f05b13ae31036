# with: service/__init__.py
# oracle: sqlite3
# names: before_import, step2
# call: guarded_insert(connection, name)
# call: undo(connection, name)
import sqlite3


def guarded_insert(connection: sqlite3.Connection, label: str) -> None:
    connection.execute(f"SAVEPOINT {label}")
    connection.execute("INSERT INTO orders (id, user_id, total, note) VALUES (70, 1, 1, 'new')")
    connection.execute(f"RELEASE SAVEPOINT {label}")


def undo(connection: sqlite3.Connection, label: str) -> None:
    connection.execute("SAVEPOINT %s" % label)
    connection.execute("DELETE FROM orders")
    connection.execute("ROLLBACK TO SAVEPOINT %s" % label)
