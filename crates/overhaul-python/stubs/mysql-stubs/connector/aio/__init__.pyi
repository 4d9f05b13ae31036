# Source: https://dev.mysql.com/doc/connector-python/en/connector-python-asyncio.html
from typing import Any

from .abstracts import MySQLConnectionAbstract as MySQLConnectionAbstract

async def connect(*args: Any, **kwargs: Any) -> MySQLConnectionAbstract: ...
def __getattr__(name: str) -> Any: ...
