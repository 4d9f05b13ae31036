import os
import sqlite3

import psycopg


def connect():
    if "DATABASE_URL" in os.environ:
        return psycopg.connect(os.environ["DATABASE_URL"])
    return sqlite3.connect("local.db")
