from flask import Flask
from . import ext

app = Flask(__name__)
ext.CORS(app, origins=["https://shop.example"])
