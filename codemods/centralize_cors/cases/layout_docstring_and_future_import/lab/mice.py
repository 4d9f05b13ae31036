# oracle: fastapi
# app: lab.mice:app
# app: lab.cells:app
"""The mice."""
from __future__ import annotations

import fastapi
import fastapi.middleware.cors

app = fastapi.FastAPI()
app.add_middleware(
    fastapi.middleware.cors.CORSMiddleware,
    allow_origins=["https://lab.example.com"],
    allow_methods=["GET"],
)
