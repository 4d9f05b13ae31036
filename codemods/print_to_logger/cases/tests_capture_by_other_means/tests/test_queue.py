from shop.svc import Queue

QUEUE = Queue()


class TestQueue:
    def test_drain(self, capsys):
        QUEUE.drain()
