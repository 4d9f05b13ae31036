from sqlalchemy import Engine
from sqlalchemy.pool import NullPool


def has_pool(engine: Engine) -> bool:
    return not isinstance(engine.pool, NullPool)


def without_pool(engine: Engine) -> Engine:
    assert engine.pool.__class__ is NullPool, engine.pool
    return engine
