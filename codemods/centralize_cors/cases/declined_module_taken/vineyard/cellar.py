# oracle: fastapi
# app: vineyard.cellar:app
# app: vineyard.press:app
# unchanged: A module called cors_policy is there already and is another one.
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://vineyard.example.com"],
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)


@app.get("/")
def index():
    return {"cellar": True}
