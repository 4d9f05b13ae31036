"""Handlers that put something away. Every one of them has to run on Ctrl-C too."""

import os
import shutil
import socket
import subprocess


def connect(host, port):
    sock = socket.socket()
    try:
        sock.connect((host, port))
    except:
        sock.close()
        return None
    return sock


def login(client, user, password):
    try:
        client.login(user, password)
    except:
        client.disconnect()
        return None
    return client


def save(session, row):
    try:
        session.add(row)
        session.commit()
    except:
        session.rollback()
        return False
    return True


def guarded(lock, work):
    lock.acquire()
    try:
        work()
    except:
        lock.release()
    else:
        lock.release()


def run(command):
    child = subprocess.Popen(command)
    try:
        child.wait()
    except:
        child.kill()
        return -1
    return child.returncode


def write_beside(path, text):
    part = path + ".part"
    try:
        with open(part, "w") as out:
            out.write(text)
        os.replace(part, path)
    except:
        os.remove(part)
        return False
    return True


def unpack(archive, folder):
    try:
        archive.extractall(folder)
    except:
        shutil.rmtree(folder, ignore_errors=True)


class Worker:
    def __init__(self, queue):
        self.queue = queue
        self.files = []

    def step(self):
        try:
            self.files.append(self.queue.get())
        except:
            self._cleanup_files()

    def stop_all(self):
        try:
            self.queue.join()
        except:
            self._close_all()

    def _cleanup_files(self):
        self.files.clear()

    def _close_all(self):
        self.files.clear()
