# oracle: fastapi
# app: shop.web:app
# options: origins = ["https://shop.example.com"]
# unchanged: a comment stands inside the origins.
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=[
        "*",  # The widget is shown on the pages of customers, see SHOP-88.
    ],  # to be narrowed
    allow_methods=["GET"],
)


@app.get("/")
def index():
    return {"widget": True}
