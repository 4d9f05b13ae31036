# oracle: sqlalchemy-sqlite
# call: find(connection, value)
# call: rename(engine, value)
# call: by_session(session, value)
# call: two_values(connection, value, "third@example.org")
# call: with_parameters(connection, value)
# call: with_time(connection, value)
# number
# call: older(connection, value)
# integer
# call: page(connection, value)
from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session


def find(connection: Connection, name: str):
    return connection.execute(text(f"SELECT id, email FROM users WHERE name = '{name}'")).fetchall()


def rename(engine: Engine, name: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE users SET name = '%s' WHERE id = 2" % name))


def by_session(session: Session, note: str):
    query = text(f"SELECT id FROM orders WHERE note = '{note}'")
    return session.execute(query).scalars().all()


def two_values(connection: Connection, name: str, email: str):
    statement = f"SELECT id FROM users WHERE name = '{name}' OR email = '{email}' ORDER BY id"
    return connection.execute(text(statement)).all()


def with_parameters(connection: Connection, name: str):
    return connection.execute(
        text(f"SELECT id FROM users WHERE active = :active AND name = '{name}'"), {"active": 1}
    ).fetchall()


def with_time(connection: Connection, name: str):
    return connection.execute(
        text(f"SELECT time('12:30'), '\\:soon', id FROM users WHERE name = '{name}'")
    ).fetchall()


def older(connection: Connection, age):
    return connection.execute(text("SELECT id FROM users WHERE age > " + str(age) + " ORDER BY id")).all()


def page(connection: Connection, limit: int):
    return connection.execute(text(f"SELECT id FROM users ORDER BY id LIMIT {limit} OFFSET {limit - 1}")).all()
