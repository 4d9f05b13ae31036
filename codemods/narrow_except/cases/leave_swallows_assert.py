# path: tests/test_swallows.py
"""Tests that catch their own failure."""

import unittest

import pytest


class Refuses(unittest.TestCase):
    def test_fail(self):
        try:
            parse("")
            self.fail("parsed nothing")
        except:
            pass

    def test_assert_true(self):
        try:
            self.assertTrue(parse("x"))
        except:
            print("no")

    def test_fails_again(self):
        try:
            self.assertEqual(parse("x"), 1)
        except:
            self.log()
            raise


def test_assert_false():
    try:
        parse("")
        assert False, "parsed nothing"
    except:
        pass


def test_pytest_fail():
    try:
        parse("")
        pytest.fail("parsed nothing")
    except:
        pass


def test_pytest_skip():
    try:
        pytest.skip("later")
    except:
        pass


def test_import_or_skip():
    try:
        numpy = pytest.importorskip("numpy")
    except:
        numpy = None
    return numpy


def helper():
    try:
        assert parse("x") == 1
    except:
        return False
    return True


def test_nothing_asserted():
    try:
        parse("")
    except:
        pass


def parse(text):
    raise ValueError(text)
