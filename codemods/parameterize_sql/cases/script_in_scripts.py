# path: scripts/cleanup.py
# oracle: sqlite3
# call: main(["cleanup", database, value])
import sqlite3
import sys


def main(argv):
    path, note = argv[1:]
    with sqlite3.connect(path) as connection:
        removed = connection.execute(f"DELETE FROM orders WHERE note = '{note}'").rowcount
        kept = connection.execute("SELECT COUNT(*) FROM orders").fetchone()[0]
    return removed, kept


if __name__ == "__main__":
    print(main(sys.argv))
