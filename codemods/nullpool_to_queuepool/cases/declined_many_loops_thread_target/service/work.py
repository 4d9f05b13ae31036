import asyncio
import threading

from service.db import engine


def view():
    threading.Thread(target=asyncio.run, args=(engine.connect(),)).start()
