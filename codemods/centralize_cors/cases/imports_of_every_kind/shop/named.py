from flask import Flask
from .ext import CORS

app = Flask(__name__)
CORS(app, origins=["https://shop.example"])
