from app.database import connect


def find(name):
    with connect() as connection:
        return connection.execute(f"SELECT id FROM users WHERE name = '{name}'").fetchall()
