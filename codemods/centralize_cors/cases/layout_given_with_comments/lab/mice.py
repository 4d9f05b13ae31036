# oracle: fastapi
# app: lab.mice:app
# app: lab.cells:app
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from lab.config import BETA, settings

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=[
        settings.site,  # the site
        # The next one is for the testers, see LAB-5.
        BETA,
    ],
    allow_methods=["GET"],
    max_age=(
        settings.age
        * 10
    ),
)


@app.get("/")
def index():
    return {"mice": 3}
