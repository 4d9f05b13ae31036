import asyncio
import sqlite3
from concurrent.futures import Executor
from functools import partial

from asgiref.sync import sync_to_async


class Store:
    def __init__(self, conn: sqlite3.Connection) -> None:
        self.conn = conn

    async def find(self, name: str):
        return await asyncio.to_thread(self.conn.execute, f"SELECT id FROM users WHERE name = '{name}'")

    async def find_in(self, executor: Executor, name: str):
        query = f"SELECT id FROM users WHERE name = '{name}'"
        return await asyncio.get_running_loop().run_in_executor(executor, self.conn.execute, query)

    async def find_wrapped(self, name: str):
        return await sync_to_async(self.conn.execute)(f"SELECT id FROM users WHERE name = '{name}'")

    def finder(self, name: str):
        return partial(self.conn.execute, f"SELECT id FROM users WHERE name = '{name}'")

    async def run(self, sql, *values):
        return await asyncio.to_thread(self.conn.execute, sql, *values)

    def commit_later(self, future, name: str):
        future.add_done_callback(self.conn.commit, f"SELECT {name}")

    def both(self, show, name: str):
        query = f"SELECT id FROM users WHERE name = '{name}'"
        show(self.run, query)
        return self.conn.execute(query)


async def through_a_wrapper(store: Store, name: str):
    await store.run(f"SELECT id FROM users WHERE name = '{name}'")
    await asyncio.gather(asyncio.create_task(store.run(f"SELECT id FROM orders WHERE note = '{name}'")))
