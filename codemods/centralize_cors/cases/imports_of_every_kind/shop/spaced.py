from flask import Flask
from .ext import cors

app = Flask(__name__)
cors.init_app (app, origins=["https://shop.example"])
