# call: await nap(0)
# call: await nap("x")
# call: await nap(None)
# call: await bounded(0.01)
# call: await bounded(5)
# call: await all_of([1, 0])
# call: await head("127.0.0.1", 1)
# call: await locked()
# call: await first_line()
"""Waits, and goes on waiting."""

import asyncio


async def nap(seconds):
    try:
        await asyncio.sleep(seconds)
    except:
        return False
    return True


async def slow():
    await asyncio.sleep(0.2)
    return 1


async def bounded(seconds: float):
    try:
        return await asyncio.wait_for(slow(), seconds)
    except:
        return None


async def part(number: int) -> float:
    await asyncio.sleep(0)
    return 1 / number


async def all_of(numbers):
    try:
        return await asyncio.gather(*(part(number) for number in numbers))
    except:
        return []


async def head(host: str, port: int) -> bytes:
    try:
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(b"HEAD / HTTP/1.0\r\n\r\n")
        await writer.drain()
        return await reader.readline()
    except:
        return b""


async def locked() -> bool:
    lock = asyncio.Lock()
    try:
        lock.release()
    except:
        return False
    return True


async def first_line() -> bytes:
    reader = asyncio.StreamReader()
    reader.feed_data(b"no end of line")
    reader.feed_eof()
    try:
        return await reader.readuntil(b"\n")
    except:
        return b""
