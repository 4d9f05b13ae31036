import os

import pandas as pd
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


def orders():
    engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
    return pd.read_sql("select * from orders", engine)
