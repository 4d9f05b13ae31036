"""Ship confirmed orders in the background and report each step to the supervisor that started us."""

import asyncio
import json
import time

from orders.models import Order, State
from orders.notifications import Notifier
from orders.repository import Repository


class Supervisor:
    """The process above reads one JSON object a line from our standard output."""

    def report(self, event: str, **details: object) -> None:
        print(json.dumps({"event": event, **details}), flush=True)


class Shipper:
    def __init__(self, repository: Repository, notifier: Notifier, supervisor: Supervisor | None = None) -> None:
        self.repository = repository
        self.notifier = notifier
        self.supervisor = supervisor
        self.shipped = 0

    async def run(self, workers: int = 2) -> int:
        """Ship what is confirmed now, with that many workers."""
        queue: asyncio.Queue[Order] = asyncio.Queue()
        for order in self.repository.in_state(State.CONFIRMED):
            queue.put_nowait(order)
        if queue.empty():
            print("Nothing to ship")
            return 0
        print()
        print(f"Shipping {queue.qsize()} orders with {workers} workers")
        print()
        started = time.monotonic()
        tasks = [asyncio.create_task(self._work(number, queue)) for number in range(1, workers + 1)]
        await queue.join()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        seconds = time.monotonic() - started
        print(f"""
        Shipped {self.shipped} orders in {seconds:.1f} s,
        {self.shipped / seconds if seconds else 0:,.1f} a second
        """)
        return self.shipped

    async def _work(self, number: int, queue: "asyncio.Queue[Order]") -> None:
        try:
            while True:
                order = await queue.get()
                try:
                    await self._ship(order)
                except Exception as e:
                    print(f"[worker {number}] order {order.id} stays in the queue of tomorrow: {e}")
                finally:
                    queue.task_done()
        except asyncio.CancelledError:
            print(f"[worker {number}] stops")
            raise

    async def _ship(self, order: Order) -> None:
        await asyncio.sleep(0)
        order.state = State.SHIPPED
        self.repository.save(order)
        self.shipped += 1
        print(f"debug: label for {order.customer!r} is printed")
        if self.supervisor is not None:
            self.supervisor.report("shipped", order=order.id, total=order.total)
        self.notifier.send(order)
