from fastapi import FastAPI

app = FastAPI()

try:
    from fastapi.middleware.cors import CORSMiddleware
except ImportError:
    CORSMiddleware = None

if CORSMiddleware is not None:
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["https://portal.example.com"],
        allow_credentials=True,
        allow_methods=["*"],
        allow_headers=["*"],
    )


@app.get("/")
def index():
    return {"beta": True}
