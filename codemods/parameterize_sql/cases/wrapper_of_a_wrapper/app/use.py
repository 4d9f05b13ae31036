from .db import run
from .helpers import rows


def by_name(name: str):
    return rows(f"SELECT id FROM users WHERE name = '{name}'")


def by_email(email: str):
    return run(f"SELECT id FROM users WHERE email = '{email}'").fetchall()
