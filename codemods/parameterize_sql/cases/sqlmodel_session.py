# oracle: sqlalchemy-sqlite
# call: find(session, value)
# call: change(session, value)
from sqlalchemy import text
from sqlmodel import Session


def find(session: Session, name: str):
    return session.execute(text(f"SELECT id FROM users WHERE name = '{name}'")).fetchall()


def change(session: Session, note: str) -> None:
    session.exec(text(f"UPDATE orders SET note = '{note}' WHERE id = 3"))
    session.commit()
