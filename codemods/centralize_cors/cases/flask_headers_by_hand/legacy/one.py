# oracle: flask
# unchanged: headers written by hand are told.
# app: legacy.one:app
# app: legacy.two:app
from flask import Flask, jsonify

app = Flask(__name__)


@app.after_request
def add_headers(response):
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Headers"] = "Content-Type,Authorization"
    response.headers["Access-Control-Allow-Methods"] = "GET,POST,OPTIONS"
    return response


@app.route("/")
def index():
    return jsonify(one=1)
