# path: tests/conftest.py
import os

import pytest
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool


@pytest.fixture(scope="session")
def engine():
    return create_async_engine(os.environ["TEST_DATABASE_URL"], poolclass=NullPool)
