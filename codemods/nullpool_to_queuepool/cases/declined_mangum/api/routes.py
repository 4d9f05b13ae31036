from fastapi import APIRouter
from sqlalchemy import text

from .db import engine

router = APIRouter()


@router.get("/orders")
def orders() -> list[int]:
    with engine.connect() as connection:
        return list(connection.execute(text("SELECT id FROM orders")).scalars())
