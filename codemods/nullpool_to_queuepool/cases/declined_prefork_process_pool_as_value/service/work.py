from concurrent.futures import ProcessPoolExecutor

from service.db import engine


def work(executor=ProcessPoolExecutor):
    with executor() as pool:
        pool.submit(engine.connect)
