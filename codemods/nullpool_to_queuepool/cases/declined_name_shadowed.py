# path: service/worker.py
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from service.messaging import QueuePool

queues = QueuePool(os.environ["AMQP_URL"], size=4)
engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
