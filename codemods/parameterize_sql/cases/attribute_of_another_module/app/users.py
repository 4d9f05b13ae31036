# oracle: sqlite3
# call: find(value)
# call: forget(value)
from app import state
from app.state import connection as db


def find(name: str):
    return state.connection.execute(f"SELECT id FROM users WHERE name = '{name}'").fetchall()


def forget(name: str) -> None:
    db.execute(f"DELETE FROM users WHERE name = '{name}'")
    db.commit()
