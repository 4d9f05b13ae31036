# call: read_until_end(None)
# call: one_at_a_time([None])
"""What runs until someone presses Ctrl-C."""

import http.server
import signal
import time


def watch(folder):
    try:
        while True:
            print(folder)
            time.sleep(1)
    except:
        print("bye")


def watch_one(folder):
    try:
        while 1:
            print(folder)
            time.sleep(1)
    except:
        pass


def serve(port):
    server = http.server.HTTPServer(("", port), http.server.BaseHTTPRequestHandler)
    try:
        server.serve_forever()
    except:
        pass


def pause():
    try:
        signal.pause()
    except:
        pass


def ask(question, read):
    try:
        return read(question)
    except:
        print("interrupted")
        return None


def ask_again(question, read):
    try:
        return read(question)
    except:
        # Ctrl-C comes here as well.
        return None


def read_until_end(stream):
    try:
        while True:
            line = stream.readline()
            if not line:
                break
    except:
        return None


def one_at_a_time(jobs: list):
    while True:
        if not jobs:
            return
        try:
            jobs.pop().run()
        except:
            print("failed")
