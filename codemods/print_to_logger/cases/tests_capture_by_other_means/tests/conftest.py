import pytest

from shop.svc import Worker


@pytest.fixture
def worker():
    return Worker()
