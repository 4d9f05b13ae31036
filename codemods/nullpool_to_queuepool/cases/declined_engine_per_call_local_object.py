import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


class Job:
    pass


def run():
    job = Job()
    job.engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
    job.settings = {"engine": job.engine}
