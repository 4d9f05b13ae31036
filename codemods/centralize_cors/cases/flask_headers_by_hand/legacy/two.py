from flask import Flask, jsonify, request

app = Flask(__name__)

ALLOWED = {"https://legacy.example.com"}


@app.after_request
def add_headers(response):
    origin = request.headers.get("Origin")
    if origin in ALLOWED:
        response.headers.add("Access-Control-Allow-Origin", origin)
        response.headers.add("Access-Control-Allow-Credentials", "true")
    return response


@app.route("/")
def index():
    return jsonify(two=2)
