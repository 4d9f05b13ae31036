"""Reads configuration files."""

import json


def load_config(path: str) -> dict:
    with open(path, encoding="utf-8") as handle:
        return json.load(handle)


def load_safely(path: str) -> dict:
    try:
        return load_config(path)
    except OSError:
        return {}
