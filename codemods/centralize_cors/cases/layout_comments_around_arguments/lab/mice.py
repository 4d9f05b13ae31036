# oracle: fastapi
# app: lab.mice:app
# app: lab.cells:app
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()  # the mice

app.add_middleware(CORSMiddleware, allow_origins=["https://lab.example.com"],  # the site
                   # Nobody else calls.
                   allow_methods=["GET", "POST"],  # no DELETE, see LAB-3
                   allow_headers=["*"])  # end


@app.get("/")
def index():
    return {"mice": 3}
