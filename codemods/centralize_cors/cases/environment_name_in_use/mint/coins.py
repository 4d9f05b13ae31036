# oracle: fastapi
# app: mint.public:app
# app: mint.coins:app
# app: mint.notes:app
# env: CORS_ALLOW_ORIGINS=https://one.example,https://two.example
# env: CORS_ALLOW_ORIGINS=*
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://coins.mint.example.com"],
    allow_methods=["GET"],
)


@app.get("/")
def index():
    return {"coins": True}
