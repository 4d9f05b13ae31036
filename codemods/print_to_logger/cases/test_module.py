# path: tests/test_stock.py
import unittest

from service.stock import Stock


class StockTest(unittest.TestCase):
    def setUp(self):
        print("fresh stock")
        self.stock = Stock()

    def test_reserve(self):
        self.stock.reserve("chair", 2)
        print(f"left: {self.stock.left('chair')}")
        self.assertEqual(self.stock.left("chair"), 8)
