import sqlite3
from abc import ABC
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from pydantic import BaseModel


@dataclass
class Search:
    con: sqlite3.Connection
    city: str = "Berlin"
    TABLE: ClassVar[str] = "shops"

    def rows(self):
        return self.con.execute(f"SELECT name FROM {self.TABLE} WHERE city = '{self.city}'").fetchall()

    def count(self):
        return self.con.execute(f"SELECT count(*) FROM {self.TABLE}").fetchone()


class Query(NamedTuple):
    con: sqlite3.Connection
    city: str = "Berlin"

    def rows(self):
        return self.con.execute(f"SELECT name FROM shops WHERE city = '{self.city}'").fetchall()


class Filter(BaseModel):
    city: str = "Berlin"

    def rows(self, con: sqlite3.Connection):
        return con.execute(f"SELECT name FROM shops WHERE city = '{self.city}'").fetchall()


class Repository(ABC):
    table: str = "shops"

    def rows(self, con: sqlite3.Connection):
        return con.execute(f"SELECT name FROM {self.table}").fetchall()


class Orders(Repository):
    status: str = "open"

    def open(self, con: sqlite3.Connection):
        return con.execute(f"SELECT id FROM orders WHERE status = '{self.status}'").fetchall()


class Tables:
    KNOWN: dict[str, str] = {}
    FIXED = {"shop": "shops"}
    GROWN = {"shop": "shops"}

    def rows(self, con: sqlite3.Connection, kind: str):
        con.execute(f"SELECT name FROM {self.FIXED[kind]}")
        con.execute(f"SELECT name FROM {self.GROWN[kind]}")
        return con.execute(f"SELECT name FROM {self.KNOWN[kind]}").fetchall()


def register(kind: str, table: str) -> None:
    Tables.GROWN[kind] = table
