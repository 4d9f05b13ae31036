from service.db import engine

print(engine.url)
