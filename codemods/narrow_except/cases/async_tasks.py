# call: await outcome(1)
# call: await outcome(0)
# call: await loop_of_tasks([1, 0, 2])
# call: await guarded(0)
# call: await guarded("x")
# call: await in_thread("12")
# call: await in_thread("x")
# call: await in_thread(None)
# call: run("12")
# call: run("x")
# call: no_loop()
"""Tasks, and the loop that runs them."""

import asyncio
import json


async def divide(number: int) -> float:
    await asyncio.sleep(0)
    return 1 / number


async def outcome(number: int):
    task = asyncio.create_task(divide(number))
    try:
        return await task
    except:
        return None


async def loop_of_tasks(numbers):
    done = []
    for number in numbers:
        try:
            done.append(await divide(number))
        except:
            continue
    return done


async def guarded(number: int):
    try:
        return await asyncio.shield(divide(number))
    except:
        return None


async def in_thread(text):
    try:
        return await asyncio.to_thread(json.loads, text)
    except:
        return None


async def parse(text: str) -> int:
    return int(text)


def run(text: str) -> int:
    try:
        return asyncio.run(parse(text))
    except:
        return 0


def no_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except:
        return False
    return True
