# call: take()
# call: take_later(0.01)
# call: take_later(-1)
# call: give(1)
# call: give(0)
# call: computed("12")
# call: computed("x")
# call: computed(None)
# call: joined()
# call: started_twice()
# call: released()
# call: met()
# call: ordered([1, 0])
# call: in_pool()
"""Threads and what they pass to each other."""

import concurrent.futures
import multiprocessing
import queue
import threading


def take():
    jobs = queue.SimpleQueue()
    try:
        return jobs.get(timeout=0.01)
    except:
        return None


def take_later(seconds: float):
    jobs = multiprocessing.Queue()
    try:
        return jobs.get(timeout=seconds)
    except:
        return None


def give(count: int) -> bool:
    semaphore = threading.BoundedSemaphore(count)
    try:
        semaphore.release()
    except:
        return False
    return True


def computed(text):
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        future = pool.submit(int, text)
        try:
            return future.result()
        except:
            return None


def joined() -> bool:
    try:
        threading.current_thread().join()
    except:
        return False
    return True


def started_twice() -> bool:
    thread = threading.Thread(target=joined)
    try:
        thread.start()
        thread.join()
        thread.start()
    except:
        return False
    return True


def released() -> bool:
    lock = threading.Lock()
    try:
        lock.release()
    except:
        return False
    return True


def met() -> bool:
    barrier = threading.Barrier(2)
    try:
        barrier.wait(0.01)
    except:
        return False
    return True


def ordered(numbers):
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        try:
            return list(pool.map(lambda number: 1 / number, numbers))
        except:
            return []


def in_pool() -> int:
    try:
        return multiprocessing.cpu_count()
    except:
        return 1
