import sqlite3


def appended(con: sqlite3.Connection, names: list[str]):
    quoted = []
    for name in names:
        quoted.append(f"'{name}'")
    con.execute(f"SELECT id FROM users WHERE name IN ({','.join(quoted)})")


def extended(con: sqlite3.Connection, names: list[str]):
    quoted: list[str] = []
    quoted.extend(repr(name) for name in names)
    con.execute("SELECT id FROM users WHERE name IN (%s)" % ",".join(quoted))


def grown(con: sqlite3.Connection, names: list[str]):
    quoted = []
    for name in names:
        quoted += ["'" + name + "'"]
    joined = ",".join(quoted)
    con.execute("SELECT id FROM users WHERE name IN (%s)" % joined)


def plain(con: sqlite3.Connection, rows: list[sqlite3.Row]):
    ids = []
    for row in rows:
        ids.append(row["id"])
    con.execute(f"SELECT id FROM users WHERE id IN ({','.join(map(str, ids))})")
