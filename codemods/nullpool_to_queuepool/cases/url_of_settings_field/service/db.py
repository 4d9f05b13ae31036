from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from service.settings import settings

engine = create_engine(settings.url, poolclass=NullPool)
