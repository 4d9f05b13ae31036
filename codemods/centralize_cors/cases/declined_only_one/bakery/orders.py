# oracle: fastapi
# app: bakery.orders:app
# app: bakery.ovens:app
# unchanged: The other application has no policy.
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://bakery.example.com"],
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)


@app.get("/")
def index():
    return {"orders": True}
