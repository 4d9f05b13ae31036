from sqlalchemy import text

from database import engine


def sales(month: str) -> list[dict]:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM sales WHERE month = :month"), {"month": month})
        return [dict(row) for row in rows.mappings()]
