from sqlalchemy import text

from .db import engine


def load(path: str) -> None:
    with engine.begin() as connection, open(path, encoding="utf-8") as handle:
        for line in handle:
            connection.execute(text("INSERT INTO raw_lines (line) VALUES (:line)"), {"line": line})
