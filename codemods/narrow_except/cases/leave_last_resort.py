"""What runs where nothing can catch its exceptions any more."""

import atexit
import ctypes
import os
import signal
import sys
import threading
import weakref


class Handle:
    def __init__(self, raw, log):
        self.raw = raw
        self.log = log
        self._finalizer = weakref.finalize(self, forget, raw)
        atexit.register(self.flush)

    def flush(self):
        try:
            self.log.write_all()
        except:
            pass

    def __del__(self):
        try:
            self.raw.give_back()
        except:
            pass


def forget(raw):
    try:
        raw.forget()
    except:
        pass


def save_history():
    try:
        with open("history", "a") as out:
            out.write("end\n")
    except:
        pass


atexit.register(save_history)


@atexit.register
def goodbye():
    try:
        print("goodbye")
    except:
        pass


def reload_settings(number, frame):
    try:
        ctypes.CDLL(None)
    except:
        pass


signal.signal(signal.SIGHUP, reload_settings)


def report(kind, value, trace):
    try:
        sys.stderr.write(repr(value))
    except:
        pass


sys.excepthook = report


def report_thread(args):
    try:
        sys.stderr.write(repr(args.exc_value))
    except:
        pass


threading.excepthook = report_thread


@ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)
def on_event(number):
    try:
        return table[number]
    except:
        return -1


def on_data(number):
    try:
        return table[number]
    except:
        return -1


callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(on_data)
table = {}


def spawn(work):
    child = os.fork()
    if child:
        return child
    try:
        work()
        os._exit(0)
    except:
        os._exit(1)
