import contextlib
import io
import json
import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from orders.checkout import Checkout
from orders.cli import main
from orders.config import Settings, load_settings
from orders.inventory import Inventory
from orders.models import Line, State
from orders.notifications import Notifier
from orders.repository import Repository


class ServiceTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.settings = Settings(outbox=str(self.folder / "outbox.jsonl"))
        self.repository = Repository(":memory:")
        self.addCleanup(self.repository.close)
        self.repository.migrate()
        self.inventory = Inventory(self.repository)
        self.notifier = Notifier(self.settings)
        self.checkout = Checkout(self.repository, self.inventory, self.notifier)
        print(f"running {self.id()}")

    def outbox(self) -> list[dict[str, str]]:
        return [json.loads(line) for line in Path(self.settings.outbox).read_text(encoding="utf-8").splitlines()]

    def test_a_confirmed_order_takes_the_stock(self) -> None:
        self.inventory.receive("chair", 10)
        order = self.checkout.place("amal@example.org", [Line("chair", 4, 4950)], code="welcome")
        self.assertIs(order.state, State.CONFIRMED)
        self.assertEqual(order.total, 4 * 4455)
        self.assertEqual(self.repository.quantity("chair"), 6)
        self.assertEqual(self.outbox()[0]["subject"], "We have your order")

    def test_a_rejected_order_takes_nothing(self) -> None:
        self.inventory.receive("chair", 10)
        order = self.checkout.place("bo@example.org", [Line("chair", 4, 4950), Line("lamp", 1, 3200)])
        self.assertIs(order.state, State.REJECTED)
        self.assertEqual(self.repository.quantity("chair"), 10)

    def test_cancel_gives_the_stock_back_once(self) -> None:
        self.inventory.receive("lamp", 3)
        order = self.checkout.place("cleo@example.org", [Line("lamp", 3, 3200)], code="nonsense")
        self.assertTrue(self.checkout.cancel(order.id))
        self.assertFalse(self.checkout.cancel(order.id))
        self.assertEqual(self.repository.quantity("lamp"), 3)

    def test_orders_are_found_by_customer_and_by_article(self) -> None:
        self.inventory.receive("lamp", 3)
        order = self.checkout.place("cleo@example.org", [Line("lamp", 1, 3200)])
        self.assertEqual(self.repository.by_customer("cleo@example.org"), [order])
        self.assertEqual(self.repository.search("lamp"), [order])
        self.assertEqual(self.repository.search("table"), [])

    def test_unreadable_lines_do_not_hide_the_order(self) -> None:
        with self.repository.connection as connection:
            connection.execute("INSERT INTO orders VALUES ('broken', 'bo@example.org', 'open', '{', 0)")
        found = self.repository.get("broken")
        assert found is not None
        self.assertEqual(found.lines, [])

    def test_a_webhook_that_is_down_is_counted(self) -> None:
        notifier = Notifier(Settings(webhook_url="http://127.0.0.1:1/", webhook_token="x"))
        self.inventory.receive("lamp", 1)
        Checkout(self.repository, self.inventory, notifier).place("bo@example.org", [Line("lamp", 1, 3200)])
        self.assertEqual(notifier.failures, 1)

    def test_settings_survive_a_broken_file(self) -> None:
        path = self.folder / "orders.toml"
        with mock.patch.dict(os.environ, {"ORDERS_DATABASE": ""}):
            self.assertEqual(load_settings(path), Settings())
            path.write_text("workers = [", encoding="utf-8")
            self.assertEqual(load_settings(path), Settings())

    def test_the_command_prints_a_table(self) -> None:
        output = io.StringIO()
        database = str(self.folder / "orders.db")
        with mock.patch.dict(os.environ, {"ORDERS_DATABASE": database}), contextlib.redirect_stdout(output):
            self.assertEqual(main(["receive", "chair", "1200"]), 0)
            self.assertEqual(main(["list", "nobody@example.org"]), 0)
        self.assertIn("chair: 1,200 in stock\n", output.getvalue())
        self.assertIn("no orders\n", output.getvalue())
