# oracle: flask
# app: shop.cart:app
# app: shop.stock:app
# options: origins = ["https://shop.example.com"]
# unchanged: the origins of resources are left to a person.
# route: /
# route: /api/cart
# route: /api/stock
from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
CORS(app, resources={r"/api/*": {"origins": "*"}}, supports_credentials=True)


@app.route("/")
@app.route("/api/cart")
def index():
    return jsonify(cart=True)
