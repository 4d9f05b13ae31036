# call: bare(None)
# call: named(None)
# call: both(None, True)
# call: both(None, False)
# call: chain(None, 1)
# call: chain(None, 2)
# call: chain(None, 3)
# call: in_finally(None)
# call: in_try(None)
# call: after_logging(None)
# call: behind_with(None)
# call: in_with(None)
# call: nested(None)
# call: with_return_before(None)
"""Handlers that raise everything again, whichever way they take."""

import contextlib
import logging
import sys
import threading

log = logging.getLogger(__name__)
lock = threading.Lock()


def bare(client):
    try:
        return client.fetch()
    except:
        raise


def named(client):
    try:
        return client.fetch()
    except:
        log.error("failed")
        raise sys.exc_info()[1]


def both(client, loud):
    try:
        return client.fetch()
    except:
        if loud:
            print("failed")
            raise
        else:
            raise


def chain(client, level):
    try:
        return client.fetch()
    except:
        if level == 1:
            raise
        elif level == 2:
            print("two")
            raise
        print("more")
        raise


def in_finally(client):
    try:
        return client.fetch()
    except:
        try:
            print("failed")
        finally:
            print("told")
        raise


def in_try(client):
    try:
        return client.fetch()
    except:
        try:
            print("failed")
        except OSError:
            pass
        raise


def after_logging(client):
    try:
        return client.fetch()
    except:
        log.exception("failed")
        for handler in log.handlers:
            handler.flush()
        raise


def behind_with(client):
    try:
        return client.fetch()
    except:
        with lock:
            print("failed")
        raise


def in_with(client):
    try:
        return client.fetch()
    except:
        with lock:
            raise


def nested(client):
    try:
        try:
            return client.fetch()
        except:
            print("inner")
            raise
    except:
        print("outer")
        raise


def with_return_before(client):
    try:
        return client.fetch()
    except:
        def told():
            return "failed"
        print(told())
        raise
