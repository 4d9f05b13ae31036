# oracle: flask
# app: shop.cart:app
# app: shop.stock:app
# options: origins = ["https://shop.example.com"]
# tightens: https://shop.example.com
from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
CORS(app, origins="*", supports_credentials=True, max_age=60)


@app.route("/")
@app.route("/api/cart")
def index():
    return jsonify(cart=True)
