from sqlalchemy import select, text
from sqlalchemy.orm import Session

from .models import User

COLUMN = "name"


def find(session: Session, name: str, order: str):
    session.query(User).filter(text(f"name = '{name}'")).all()
    session.query(User).order_by(text("created " + order)).all()
    session.query(User).from_statement(text("SELECT * FROM users WHERE name = '%s'" % name)).all()
    session.execute(select(User).where(text("name = '{}'".format(name))))
    condition = text(f"name = '{name}'")
    return session.execute(select(User).where(condition))


def fixed(session: Session, name: str):
    session.query(User).filter(text(f"{COLUMN} IS NOT NULL")).all()
    session.query(User).filter(text("name = :name").bindparams(name=name)).all()
    return session.execute(text(f"SELECT id FROM users WHERE name = '{name}'"))
