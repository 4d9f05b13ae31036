from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
CORS(
    app,
    origins={"https://attic.example.com"},
    methods="GET, POST",
    allow_headers=None,
    expose_headers=["\u00e4", "\t"],
    max_age="30",
)
app.add_url_rule("/", view_func=lambda: jsonify(chair=True))
app.add_url_rule("/api/x", "x", view_func=lambda: jsonify(x=True))
