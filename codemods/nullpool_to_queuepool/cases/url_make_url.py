# oracle: psycopg
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine, make_url
from sqlalchemy.pool import NullPool

url = make_url(os.environ["DATABASE_URL"]).update_query_dict({"application_name": "ledger"})
engine = create_engine(url, poolclass=NullPool)
