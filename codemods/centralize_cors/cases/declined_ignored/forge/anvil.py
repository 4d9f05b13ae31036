# oracle: fastapi
# app: forge.anvil:app
# app: forge.hammer:app
# unchanged: One of the two places is to be left alone, and one place makes no new module.
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://forge.example.com"], allow_methods=["*"])  # overhaul: ignore[centralize-cors]


@app.get("/")
def index():
    return {"anvil": True}
