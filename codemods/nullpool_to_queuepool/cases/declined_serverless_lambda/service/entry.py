from service.db import engine

handler = lambda event, context: engine.connect()
