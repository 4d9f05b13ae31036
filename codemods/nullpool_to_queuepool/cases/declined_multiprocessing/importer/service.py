import multiprocessing
import sys

from .load import load


def start() -> None:
    workers = [multiprocessing.Process(target=load, args=(path,)) for path in sys.argv[1:]]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
