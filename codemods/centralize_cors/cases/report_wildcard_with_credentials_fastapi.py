# oracle: fastapi
# app: service.report_wildcard_with_credentials_fastapi:app
# with: service/__init__.py
# unchanged: No other application could share a module.
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_credentials=True,
    allow_methods=["*"],
)


@app.get("/")
def index():
    return {"anybody": True}
