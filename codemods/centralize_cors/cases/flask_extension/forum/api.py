from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
CORS(
    app,
    resources={r"/api/*": {"origins": ["https://forum.example.com", "https://m.example.com"]}},
    supports_credentials=True,
    expose_headers=["X-Total-Count"],
    max_age=600,
)


@app.route("/")
def index():
    return jsonify(api=True)


@app.route("/api/posts", methods=["GET", "POST"])
def posts():
    return jsonify(posts=[])
