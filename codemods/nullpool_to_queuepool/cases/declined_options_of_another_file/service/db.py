from sqlalchemy import create_engine

from service.settings import DATABASE_OPTIONS, DATABASE_URL

engine = create_engine(DATABASE_URL, **DATABASE_OPTIONS)
