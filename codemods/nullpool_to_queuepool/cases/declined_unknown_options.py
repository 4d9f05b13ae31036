# path: service/schedule.py
import os

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from sqlalchemy.pool import NullPool

jobs = SQLAlchemyJobStore(url=os.environ["DATABASE_URL"], engine_options={"poolclass": NullPool})
