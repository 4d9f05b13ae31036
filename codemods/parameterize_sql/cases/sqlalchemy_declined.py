from sqlalchemy import column, select, table, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

users = table("users", column("id"), column("name"))


def plain_text(connection: Connection, name):
    return connection.execute(f"SELECT id FROM users WHERE name = '{name}'").fetchall()


def driver_sql(connection: Connection, name):
    return connection.exec_driver_sql(f"SELECT id FROM users WHERE name = '{name}'").fetchall()


def filtered(session: Session, name):
    return session.execute(select(users).where(text(f"name = '{name}'"))).all()


def ordered(session: Session, order):
    return session.execute(select(users).order_by(text(f"{order} DESC"))).all()


def bound_already(connection: Connection, name):
    statement = text(f"SELECT id FROM users WHERE active = :active AND name = '{name}'").bindparams(active=1)
    return connection.execute(statement).fetchall()


def wrapped(connection: Connection, name):
    return connection.execute(text(f"SELECT id FROM users WHERE name = '{name}'").columns(users.c.id)).fetchall()
