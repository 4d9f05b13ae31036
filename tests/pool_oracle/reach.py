"""What an `# engine:` expression may name besides what its module has."""

from __future__ import annotations

import os
import runpy
from typing import Any

from rounds import made


def script(file: str) -> dict[str, Any]:
    """The names of a file that was run as a script."""
    return runpy.run_path(file, run_name="__main__")


def flask_engine(config: object) -> Any:
    """The engine that Flask-SQLAlchemy makes of a configuration that no application of the case takes."""
    from flask import Flask
    from flask_sqlalchemy import SQLAlchemy

    app = Flask(config.__module__)
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
    app.config.from_object(config)
    with app.app_context():
        return SQLAlchemy(app).engine


NAMES = {"made": made, "script": script, "flask_engine": flask_engine}
