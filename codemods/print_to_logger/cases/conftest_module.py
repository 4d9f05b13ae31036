# path: service/conftest.py
import pytest


@pytest.fixture
def queue():
    print("queue for one test")
    yield []
    print("queue is gone")
