from service.db import NullPool, engine

print(NullPool, engine)
