# oracle: flask
# app: forum.web:app
# app: forum.api:app
# app: forum.feeds:app
# route: /
# route: /api/posts
from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
CORS(app)


@app.route("/")
def index():
    return jsonify(forum=True)


@app.route("/boom")
def boom():
    raise RuntimeError("boom")
