from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from vineyard.cors_policy import POLICY_DOCUMENT

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://vineyard.example.com"],
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)
app.state.policy = POLICY_DOCUMENT


@app.get("/")
def index():
    return {"press": True}
