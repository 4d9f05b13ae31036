# path: service/ranking.py
import os
from concurrent.futures import ProcessPoolExecutor

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


def rank(category: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("SELECT rank_products(:category)"), {"category": category})


def rank_all(categories: list[str]) -> None:
    with ProcessPoolExecutor(max_workers=4) as executor:
        list(executor.map(rank, categories))
