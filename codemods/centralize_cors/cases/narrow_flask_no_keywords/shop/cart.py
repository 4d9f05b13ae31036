# oracle: flask
# app: shop.cart:app
# app: shop.stock:app
# options: origins = ["https://shop.example.com"]
# unchanged: The origins are not written in the calls.
from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
CORS(app)


@app.route("/")
@app.route("/api/cart")
def index():
    return jsonify(cart=True)
