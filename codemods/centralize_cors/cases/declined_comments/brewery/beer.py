# oracle: fastapi
# app: brewery.beer:app
# app: brewery.malt:app
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    # The tap room's screens show the list, see BREW-9.
    allow_origins=["https://taps.brewery.example.com"],
    allow_methods=["GET"],
)


@app.get("/")
def index():
    return {"beer": []}
