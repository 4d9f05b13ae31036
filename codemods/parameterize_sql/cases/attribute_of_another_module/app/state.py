import os
import sqlite3

connection: sqlite3.Connection = sqlite3.connect(os.environ["DATABASE_PATH"])
