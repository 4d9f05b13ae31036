from service.db import get_engine

FACTORIES = {"orders": get_engine}
