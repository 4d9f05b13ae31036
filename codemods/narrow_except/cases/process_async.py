# call: await total(["1", "2"])
# call: await total(["1", "x"])
# call: await total(["1", [], "2"])
# call: await total(["1", float("inf")])
# call: await read("gone")
# call: await read("a\0b")
# call: await read(None)
# call: await tick(0)
# call: await tick(None)
# call: await tick("x")
# call: await tick(10 ** 400)
# call: await answer(lambda: 1 // 0)
# call: await forwarded("x")
# call: await forwarded("7")
# call: await guarded("x")
# call: await guarded("7")
"""Coroutines; their handlers do not swallow a cancellation any longer."""

import asyncio


async def parse(text):
    await asyncio.sleep(0)
    return int(text)


async def total(texts: list):
    amount = 0
    for text in texts:
        try:
            amount = max(amount, await parse(text))
        except:
            continue
    return amount


async def read(path):
    try:
        with open(path, encoding="utf-8") as handle:
            return handle.read()
    except:
        return ""


async def tick(seconds):
    await asyncio.sleep(0)
    try:
        return float(seconds)
    except:
        return 1.0


async def answer(work):
    try:
        await asyncio.sleep(0)
        return work()
    except:
        return None


async def forwarded(text):
    try:
        return await parse(text)
    except:
        print("not a number")
        raise


async def guarded(text):
    lock = asyncio.Lock()
    try:
        async with lock:
            return await parse(text)
    except:
        return None
