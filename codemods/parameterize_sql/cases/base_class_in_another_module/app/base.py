import asyncpg


class Repository:
    def __init__(self, pool: asyncpg.Pool) -> None:
        self.pool = pool
