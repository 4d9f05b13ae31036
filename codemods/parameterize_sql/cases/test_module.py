# path: tests/test_users.py
import sqlite3


def test_find(tmp_path):
    connection = sqlite3.connect(tmp_path / "users.db")
    name = "Alice"
    connection.execute("CREATE TABLE users (id, name)")
    connection.execute(f"INSERT INTO users VALUES (1, '{name}')")
    assert connection.execute(f"SELECT id FROM users WHERE name = '{name}'").fetchone() == (1,)
