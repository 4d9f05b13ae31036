from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from app.routes import router

app = FastAPI(title="users public")
app.add_middleware(CORSMiddleware, allow_origins=["https://users.example.com"], allow_credentials=True,
                   allow_methods=["*"], allow_headers=["*"])
app.include_router(router)
