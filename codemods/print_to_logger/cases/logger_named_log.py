import logging

log = logging.getLogger("service.queue")


class Queue:
    def push(self, job):
        print(f"queued {job}")
