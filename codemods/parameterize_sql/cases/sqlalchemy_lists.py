# oracle: sqlalchemy-sqlite
# call: by_names(connection, [value, "Bob"])
# call: by_names(connection, [])
# integer
# call: by_ids(connection, [value, 2])
# call: without(session, [value, 2])
from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session


def by_names(connection: Connection, names: list[str]):
    quoted = ", ".join(f"'{n}'" for n in names)
    return connection.execute(text(f"SELECT id FROM users WHERE name IN ({quoted}) ORDER BY id")).fetchall()


def by_ids(connection: Connection, ids: list[int]):
    return connection.execute(text(f"SELECT id FROM users WHERE id IN ({','.join(map(str, ids))}) ORDER BY id")).all()


def without(session: Session, ids: list[int]):
    sql = "SELECT id FROM orders WHERE user_id NOT IN (%s) ORDER BY id" % ",".join(str(i) for i in ids)
    return session.execute(text(sql)).scalars().all()
