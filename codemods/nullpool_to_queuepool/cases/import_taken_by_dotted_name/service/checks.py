import service.db


def is_pooled(pool):
    return not isinstance(pool, service.db.NullPool)
