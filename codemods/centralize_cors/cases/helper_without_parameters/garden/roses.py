# oracle: fastapi
# app: garden.roses:app
# app: garden.tulips:app
# app: garden.sheds:app
from fastapi import FastAPI

from garden.web import allow_the_site

app = FastAPI()
allow_the_site(app)


@app.get("/")
def index():
    return {"roses": True}
