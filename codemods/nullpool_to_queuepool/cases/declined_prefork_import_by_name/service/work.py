import importlib
import multiprocessing


def work():
    database = importlib.import_module("service.db")
    multiprocessing.Process(target=database.engine.connect).start()
