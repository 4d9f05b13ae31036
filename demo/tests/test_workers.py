import asyncio
import contextlib
import io
import json
import tempfile
import unittest
from pathlib import Path

from orders.config import Settings
from orders.models import Line, Order, State
from orders.notifications import Notifier
from orders.repository import Repository
from orders.workers import Shipper, Supervisor


class ShipperTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.repository = Repository(":memory:")
        self.addCleanup(self.repository.close)
        self.repository.migrate()
        self.notifier = Notifier(Settings(outbox=str(Path(folder.name) / "outbox.jsonl")))

    def test_ships_what_is_confirmed_and_archives_it(self) -> None:
        for number in range(5):
            state = State.CONFIRMED if number else State.REJECTED
            self.repository.save(Order(f"n{number}", "amal@example.org", [Line("lamp", 1, 3200)], state))
        self.assertEqual(asyncio.run(Shipper(self.repository, self.notifier).run(workers=3)), 4)
        self.assertEqual(self.repository.archive(2026), 4)
        self.assertEqual([order.id for order in self.repository.by_customer("amal@example.org")], ["n0"])

    def test_nothing_to_ship(self) -> None:
        self.assertEqual(asyncio.run(Shipper(self.repository, self.notifier).run()), 0)

    def test_the_supervisor_gets_one_object_a_line(self) -> None:
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            Supervisor().report("shipped", order="n1", total=3200)
        self.assertEqual(json.loads(output.getvalue()), {"event": "shipped", "order": "n1", "total": 3200})
