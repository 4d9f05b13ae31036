# call: cached("x")
# call: cached(None)
# call: cached(float("inf"))
# call: retrying("x")
# call: in_context("x")
# call: in_context(None)
# call: wrapped_by_own("x")
"""Decorators, and context managers."""

import contextlib
import functools


def retried(function):
    @functools.wraps(function)
    def inner(*args):
        return function(*args)
    return inner


@functools.lru_cache(maxsize=None)
def parse_cached(text):
    return int(text)


@retried
def parse_retried(text):
    return int(text)


@functools.wraps(parse_cached)
def parse_wrapped(text):
    return int(text)


@contextlib.contextmanager
def told(name):
    print("begin", name)
    yield name
    print("end", name)


def cached(text):
    try:
        return parse_cached(text)
    except:
        return 0


def retrying(text):
    try:
        return parse_retried(text)
    except:
        return 0


def wrapped_by_own(text):
    try:
        return parse_wrapped(text)
    except:
        return 0


def in_context(text):
    try:
        with told("parse"):
            return int(text)
    except:
        return 0
