"""How to configure the engine.

    from sqlalchemy.pool import NullPool
    engine = create_engine(url, poolclass=NullPool)
"""

from sqlalchemy import create_engine

TEMPLATE = """
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine({url!r}, poolclass=NullPool)
"""


def settings_module(url: str) -> str:
    # was: create_engine(url, poolclass=NullPool)
    assert create_engine(url)
    return TEMPLATE.format(url=url)
