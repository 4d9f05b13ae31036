# oracle: aiosqlite
# engine: engine
# pool: AsyncAdaptedQueuePool 20 40 recycle=900
# before: NullPool
import configparser

from sqlalchemy.ext.asyncio import AsyncEngine, async_engine_from_config
from sqlalchemy.pool import NullPool

parser = configparser.ConfigParser()
parser.read("service.ini")

engine: AsyncEngine = async_engine_from_config(
    dict(parser["database"]),
    prefix="sqlalchemy.",
    poolclass=NullPool,
)
