from collections.abc import AsyncIterator
from dataclasses import dataclass


@dataclass
class Message:
    body: str


async def messages(queue: str) -> AsyncIterator[Message]:
    yield Message(f"from {queue}")
