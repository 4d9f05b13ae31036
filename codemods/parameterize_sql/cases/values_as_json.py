import json
import sqlite3


def store(connection: sqlite3.Connection, order: int, note: str):
    connection.execute(f"UPDATE orders SET note = '{json.dumps({'text': note})}' WHERE id = {order}")
    connection.commit()


def keep(connection: sqlite3.Connection, order: int, note: str):
    text = json.dumps([note, "é"], ensure_ascii=False)
    connection.execute(f"UPDATE orders SET note = '{text}' WHERE id = {order}")
    connection.commit()
