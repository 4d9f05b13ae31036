# oracle: sqlite3
# call: find(database, value)
# call: rename(database, value)
# call: find_active(database, value)
from store.database import Database


def find(path: str, name: str):
    db = Database(path)
    try:
        return db.fetch_all(f"SELECT id, email FROM users WHERE name = '{name}'")
    finally:
        db.close()


def rename(path: str, name: str) -> int:
    db = Database(path)
    changed = db.execute("UPDATE users SET name = '%s' WHERE id = 2" % name)
    db.close()
    return changed


def find_active(path: str, name: str):
    db = Database(path)
    rows = db.fetch_all(f"SELECT id FROM users WHERE active = ? AND name = '{name}'", params=(1,))
    db.close()
    return rows
