import databases
import sqlalchemy as sa
from alembic import op

database = databases.Database("sqlite:///app.db")


def upgrade(role: str) -> None:
    op.execute(sa.text(f"INSERT INTO roles (name) VALUES ('{role}')"))


async def find(name: str):
    await database.fetch_all(query=f"SELECT id FROM users WHERE name = '{name}'")
    return await database.fetch_all(sa.text(f"SELECT id FROM users WHERE name = '{name}'"))
