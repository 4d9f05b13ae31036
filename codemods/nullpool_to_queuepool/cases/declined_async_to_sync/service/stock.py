from sqlalchemy import text

from service.db import sessions


async def available(article: int) -> int:
    async with sessions() as session:
        return await session.scalar(text("SELECT amount FROM stock WHERE id = :id"), {"id": article})
