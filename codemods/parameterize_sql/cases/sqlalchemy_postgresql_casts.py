# oracle: sqlalchemy-postgresql
# call: by_cast(connection, value)
# call: by_json(connection, value)
# like
# call: search(connection, value)
# integer
# call: as_text(connection, value)
# call: recent(session, value)
from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session


def by_cast(connection: Connection, name: str):
    return connection.execute(
        text(f"SELECT id::text, '12:30:00'::time FROM users WHERE name = '{name}'::text")
    ).fetchall()


def by_json(connection: Connection, kind: str):
    return connection.execute(
        text(f"SELECT id, '{{\"a\": 1}}'::jsonb FROM events_acme WHERE kind = '{kind}' ORDER BY id")
    ).fetchall()


def search(connection: Connection, term: str):
    return connection.execute(text(f"SELECT id FROM users WHERE name ILIKE '%{term}%' AND id % 1 = 0 ORDER BY id")).all()


def as_text(connection: Connection, number: int):
    return connection.execute(text(f"SELECT id FROM orders WHERE note = '{number}' OR id = {number}")).all()


def recent(session: Session, days: int):
    return session.execute(
        text("SELECT id FROM users WHERE created > date '2024-05-01' - '%s days'::interval ORDER BY id" % days)
    ).scalars().all()
