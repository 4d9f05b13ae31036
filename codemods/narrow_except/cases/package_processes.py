# needs: psutil
# needs: redis
# call: memory(1 << 22)
# call: free("/no/such/place")
# call: free(None)
# call: free("a\0b")
# call: load()
# call: alive("127.0.0.1", 1)
"""What the host is doing."""

import psutil
import redis


def memory(number: int) -> int:
    try:
        return psutil.Process(number).memory_info().rss
    except:
        return 0


def free(path):
    try:
        return psutil.disk_usage(path).free
    except:
        return 0


def load() -> float:
    try:
        return psutil.cpu_percent(interval=None) * 0
    except:
        return -1.0


def alive(host: str, port: int) -> bool:
    client = redis.Redis(host=host, port=port, socket_connect_timeout=1)
    try:
        return client.ping()
    except:
        return False
