# oracle: sqlite3
# call: add_user(connection, 50, value, 33)
# call: add_order(connection, 60, 1, 12.5, value)
# call: replace_event(connection, 3, "note", value)
import sqlite3


def add_user(conn: sqlite3.Connection, user_id: int, name: str, age: int) -> int:
    cur = conn.cursor()
    cur.execute(
        f"INSERT INTO users (id, name, email, age, active, created) "
        f"VALUES ({user_id}, '{name}', '{name}', {age}, 1, '2024-06-01')"
    )
    conn.commit()
    return cur.rowcount


def add_order(conn: sqlite3.Connection, order_id, user_id, total, note: str):
    conn.execute("INSERT INTO orders VALUES (%d, %d, %s, '%s')" % (order_id, user_id, total, note))
    conn.commit()


def replace_event(conn: sqlite3.Connection, event_id: int, kind: str, payload: str) -> None:
    conn.execute(
        "INSERT OR REPLACE INTO events_acme (id, kind, payload) VALUES ({id}, '{kind}', '{payload}')".format(
            id=event_id, kind=kind, payload=payload
        )
    )
    conn.commit()
