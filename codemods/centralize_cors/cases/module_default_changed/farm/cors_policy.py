"""CORS policies: which origins may call these applications from a browser, and how.

Each function gives one policy as keywords of CORSMiddleware, or of Flask-CORS where
its name says so. Where it names a variable of the environment, a deployment
replaces the origins by that: origins separated by commas, of which blanks and
trailing slashes are dropped. While the variable is empty, the default holds.
"""

from __future__ import annotations

import os
from typing import Any


def _origins(variable: str, default: list[str] | str) -> list[str] | str:
    """The origins that a variable of the environment names, else the default."""
    given = os.environ.get(variable, "").split(",")
    origins = [origin.strip().rstrip("/") for origin in given]
    return [origin for origin in origins if origin] or default


def cors_for_farm() -> dict[str, Any]:
    """The new site alone, see FARM-12.

    `CORS_ALLOW_ORIGINS` replaces the origins.
    """
    return {
        "allow_origins": _origins("CORS_ALLOW_ORIGINS", ["https://farm.example.org"]),
        "allow_methods": ["GET"],
    }
