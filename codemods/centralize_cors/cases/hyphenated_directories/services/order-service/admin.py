from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from orders import all_orders

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["http://localhost:5173", "https://orders.example.com"],
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)


@app.delete("/")
def remove():
    return all_orders()
