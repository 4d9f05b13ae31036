# path: tools/vacuum.py
# options: scripts = true
import sqlite3


def vacuum(path):
    print(f"Vacuuming {path}")
    sqlite3.connect(path).execute("VACUUM")


vacuum("stock.db")
