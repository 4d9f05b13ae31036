import multiprocessing

from service.db import engine

WORKERS = multiprocessing.cpu_count()
print(engine)
