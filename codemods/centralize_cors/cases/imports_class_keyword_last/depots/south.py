from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = CORSMiddleware(
    app=FastAPI(),
    allow_origins=["https://depots.example.com"],
    allow_methods=["GET"],
)
