"""Helpers of libraries that raise the exception again."""

import logging
import sys

import six
from oslo_utils import excutils
from sqlalchemy import util

log = logging.getLogger(__name__)


def by_oslo(client):
    try:
        return client.fetch()
    except:
        with excutils.save_and_reraise_exception():
            log.error("failed")


def by_sqlalchemy(client):
    try:
        return client.fetch()
    except:
        with util.safe_reraise():
            client.forget()


def by_six(client):
    try:
        return client.fetch()
    except:
        log.error("failed")
        six.reraise(*sys.exc_info())


def by_value(client):
    try:
        return client.fetch()
    except:
        log.error("failed")
        raise sys.exc_info()[1]


def without_context(client):
    try:
        return client.fetch()
    except:
        log.error("failed")
        raise sys.exc_info()[1] from None


def in_finally(client):
    try:
        return client.fetch()
    except:
        try:
            raise
        finally:
            log.error("failed")


def before_release(client, lock):
    lock.acquire()
    try:
        return client.fetch()
    except:
        client.errors += 1
        raise
    finally:
        lock.release()
