from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
CORS(
    app,
    resources={
        r"/api/*": {"origins": ["https://attic.example.com", "https://www.attic.example.com"], "methods": ["GET"], "max_age": 10},
        r"/": {"origins": r"https://[a-z]+\.attic\.example\.com"},
    },
    supports_credentials=not True,
    send_wildcard=False,
    vary_header=True,
    max_age=0x10,
)
app.add_url_rule("/", view_func=lambda: jsonify(lamp=True))
app.add_url_rule("/api/x", "x", view_func=lambda: jsonify(x=True))
