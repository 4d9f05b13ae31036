# oracle: fastapi
# app: radio.live:app
# app: radio.archive:app
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()

# The player runs on another host.
app.add_middleware(
    CORSMiddleware,
    allow_origins=[
        "https://radio.example.com",  # the site
        "https://player.example.com",  # the embedded player, see RADIO-17
        # "https://old.example.com",
    ],
    allow_credentials=True,  # the player sends the session
    allow_methods=["GET", "POST"],
    # Anything goes here.
    allow_headers=["*"],
)  # end of CORS


@app.get("/")
def index():
    return {"live": True}
