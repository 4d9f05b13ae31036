# oracle: fastapi
# app: ferry.boats:app
# app: ferry.docks:app
# unchanged: The class stands between the keywords of the policy, so they cannot be replaced as one.
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    allow_origins=["https://ferry.example.com"],
    middleware_class=CORSMiddleware,
    allow_methods=["GET"],
)


@app.get("/")
def index():
    return {"boats": []}
