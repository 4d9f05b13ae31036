# call: only_text(None)
# call: only_text(dict)
# call: only_log(None, None)
"""Handlers that hand on what they caught."""

import queue
import sys
import threading
from concurrent.futures import Future


class Job(threading.Thread):
    def __init__(self, work, future):
        super().__init__()
        self.work = work
        self.future = future
        self.error = None
        self.failures = []
        self.state = {}
        self.results = queue.Queue()

    def run(self):
        try:
            self.future.set_result(self.work())
        except:
            self.future.set_exception(sys.exc_info()[1])

    def run_and_keep(self):
        try:
            self.work()
        except:
            self.error = sys.exc_info()

    def run_and_put(self):
        try:
            self.results.put((True, self.work()))
        except:
            self.results.put((False, sys.exc_info()))

    def run_and_put_starred(self):
        try:
            self.work()
        except:
            self.results.put(Failure(*sys.exc_info()))

    def run_and_collect(self):
        try:
            self.work()
        except:
            self.failures.append(sys.exception())

    def run_and_file(self, key):
        try:
            self.work()
        except:
            self.state[key] = sys.exc_info()[1]


class Failure:
    def __init__(self, kind, value, trace):
        self.value = value


def outcome(work):
    try:
        return work(), None
    except:
        return None, sys.exc_info()


def only_text(work):
    try:
        return work()
    except:
        return str(sys.exc_info()[1])


def only_log(work, log):
    try:
        return work()
    except:
        log.error("failed", exc_info=sys.exc_info())


def wait(work):
    future = Future()
    Job(work, future).start()
    return future.result()
