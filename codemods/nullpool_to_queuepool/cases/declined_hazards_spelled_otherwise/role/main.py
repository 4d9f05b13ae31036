from .db import engine


def main():
    with engine.connect() as connection:
        connection.exec_driver_sql("""
            Set  Role reader
        """)
