import os

DATABASE_URL = os.environ["PGBOUNCER_URL"]
