# path: service/db.py
import os

from sqlalchemy import URL, create_engine
from sqlalchemy.pool import NullPool

RDS_PROXY_HOST = os.environ["RDS_PROXY_HOST"]

url = URL.create("mysql+pymysql", username="shop", host=RDS_PROXY_HOST, database="shop")
engine = create_engine(url, poolclass=NullPool)
