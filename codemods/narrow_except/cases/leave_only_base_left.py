# call: not_all("x")
# call: not_all(None)
# call: not_all(float("inf"))
"""What is left behind a clause that takes every Exception."""

import logging

log = logging.getLogger(__name__)


def run(job):
    try:
        job.run()
    except Exception:
        log.exception("failed")
    except:
        log.error("ended from outside")


def either(job):
    try:
        job.run()
    except (ValueError, Exception) as error:
        log.error("failed: %s", error)
    except:
        log.error("ended from outside")


def not_all(text):
    try:
        return int(text)
    except ValueError:
        return 0
    except:
        return -1
