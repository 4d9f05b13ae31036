import io
import sys
import unittest

from shop.svc import Clock


class TestClock(unittest.TestCase):
    def setUp(self):
        self.clock = Clock()
        sys.stdout = io.StringIO()

    def test_tick(self):
        self.clock.tick()
        self.assertEqual(sys.stdout.getvalue(), "tick\n")
