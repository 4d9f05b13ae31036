from datetime import date

import asyncpg
import duckdb
import psycopg
import psycopg2
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


def any_type(conn: psycopg.Connection, prefix: str):
    conn.execute(f"SELECT concat('{prefix}', name) FROM users")
    conn.execute(f"INSERT INTO events (payload) VALUES (jsonb_build_object('kind', '{prefix}'))")
    conn.execute(f"SELECT lower('{prefix}') = lower(name) FROM users")


def numbers(conn: psycopg.Connection, factor: float, low: int, high: int):
    conn.execute(f"SELECT round(amount * {factor}, 2) FROM orders")
    conn.execute(f"SELECT amount / {factor} FROM orders")
    conn.execute(f"SELECT * FROM generate_series({low}, {high})")
    conn.execute(f"SELECT * FROM orders WHERE amount > {factor} AND id = {low}::bigint")


def in_front_of_from(conn: psycopg.Connection, field: str):
    conn.execute(f"SELECT extract('{field}' FROM created) FROM orders")


def twice(conn: psycopg.Connection, size: int, suffix: str):
    conn.execute(f"SELECT id / {size}, count(*) FROM users GROUP BY id / {size}")
    conn.execute(f"SELECT DISTINCT name || '{suffix}' FROM users ORDER BY name || '{suffix}'")


async def prepared(conn: asyncpg.Connection, prefix: str, day: date):
    await conn.fetch(f"SELECT concat('{prefix}', name) FROM users")
    await conn.fetch(f"SELECT * FROM users WHERE lower(name) = lower('{prefix}')")
    await conn.fetch(f"SELECT * FROM orders WHERE created > '{prefix}'::date")


async def in_a_session(session: AsyncSession, days: int, start: str):
    await session.execute(text(f"SELECT * FROM orders WHERE created > current_date - {days}"))
    await session.execute(text(f"SELECT * FROM orders WHERE created > '{start}'::date"))


def intervals(con: duckdb.DuckDBPyConnection, days: int):
    con.execute(f"SELECT id FROM orders WHERE created > current_date - INTERVAL {days} DAY")


def written_into_the_text(conn: psycopg2.extensions.connection, prefix: str, factor: float):
    with conn.cursor() as cursor:
        cursor.execute(f"SELECT concat('{prefix}', name), amount / {factor} FROM users")
