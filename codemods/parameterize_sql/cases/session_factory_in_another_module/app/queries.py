# oracle: sqlalchemy-postgresql
# call: find(value)
# call: write(value)
# integer
# call: by_ids([value, 2])
from sqlalchemy import text

from app.database import SessionLocal, engine


def find(name: str):
    with SessionLocal() as session:
        return session.execute(text(f"SELECT id, email FROM users WHERE name = '{name}'")).fetchall()


def write(note: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE orders SET note = '{note}' WHERE id = 2"))


def by_ids(ids):
    session = SessionLocal()
    try:
        return session.execute(text(f"SELECT id FROM users WHERE id IN ({','.join(map(str, ids))}) ORDER BY id")).all()
    finally:
        session.close()
