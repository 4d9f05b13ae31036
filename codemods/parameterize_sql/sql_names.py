"""Checks for names that are put into SQL.

A database takes values as parameters, but no names of tables, columns and the like: those have to be part of the
query's text. Each function here returns a text that can only be a name in its place, or raises ValueError.

Added by overhaul's codemod parameterize-sql. Change it as you like; keep the functions' names.
"""

import re

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_$]*(?:\.[A-Za-z_][A-Za-z0-9_$]*)*")
_PART = re.compile(r"[A-Za-z0-9_$]+")


def plain_name(name: object) -> str:
    """Return a name, or several joined by dots, as it stands without quotes: `FROM {plain_name(table)}`."""
    text = str(name)
    if not _NAME.fullmatch(text):
        raise ValueError(f"not a plain SQL name: {text!r}")
    return text


def name_part(part: object) -> str:
    """Return a part of a name as it stands without quotes: `FROM events_{name_part(tenant)}`."""
    text = str(part)
    if not _PART.fullmatch(text):
        raise ValueError(f"not a part of a plain SQL name: {text!r}")
    return text


def in_double_quotes(name: object) -> str:
    """Return a name as it stands between double quotes: `FROM "{in_double_quotes(table)}"`."""
    return _quoted(name, '"')


def in_backticks(name: object) -> str:
    """Return a name as it stands between backticks: FROM `{in_backticks(table)}`."""
    return _quoted(name, "`")


def in_brackets(name: object) -> str:
    """Return a name as it stands between brackets: `FROM [{in_brackets(table)}]`.

    A name with a closing bracket is refused: SQLite has no way to write it.
    """
    if "]" in str(name):
        raise ValueError(f"not a name for brackets: {str(name)!r}")
    return _quoted(name, "]")


def in_single_quotes(name: object) -> str:
    """Return a name as it stands between single quotes: `PRAGMA table_info('{in_single_quotes(table)}')`."""
    return _quoted(name, "'")


def for_text(name: str) -> str:
    """Return a quoted name as sqlalchemy.text() has to be given it, where a colon starts a parameter."""
    return name.replace(":", "\\:")


def for_format(name: str) -> str:
    """Return a quoted name as a driver has to be given it that reads `%` in a query with parameters."""
    return name.replace("%", "%%")


def _quoted(name: object, closing: str) -> str:
    text = str(name)
    if not text or "\0" in text:
        raise ValueError(f"not an SQL name: {text!r}")
    return text.replace(closing, closing * 2)
