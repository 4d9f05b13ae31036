# oracle: flask
# app: shop.cart:app
# options: origins = ["https://shop.example.com"]
# tightens: https://shop.example.com
from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
CORS(app, origins=["*"], methods=["GET", "POST"])


@app.route("/")
@app.route("/api/cart")
def index():
    return jsonify(cart=True)
