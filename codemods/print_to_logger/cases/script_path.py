# path: scripts/rebuild_index.py
import sqlite3


class Rebuild:
    def __init__(self, path):
        self.connection = sqlite3.connect(path)

    def run(self):
        print("Rebuilding the index")
        self.connection.execute("REINDEX")
        print("Done")


Rebuild("stock.db").run()
