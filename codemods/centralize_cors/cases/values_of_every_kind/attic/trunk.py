# oracle: flask
# app: attic.trunk:app
# app: attic.lamp:app
# app: attic.chair:app
# route: /
# route: /api/x
from datetime import timedelta
import re

from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
CORS(
    app,
    resources={r"/api/.*": {"origins": re.compile(r"https://.*\.attic\.example\.com$"), "max_age": timedelta(minutes=5)}},
    expose_headers=("X-It's", 'X-"Quoted"', "X-Back\\slash"),
    max_age=timedelta(hours=1),
)
app.add_url_rule("/", view_func=lambda: jsonify(trunk=True))
app.add_url_rule("/api/x", "x", view_func=lambda: jsonify(x=True))
