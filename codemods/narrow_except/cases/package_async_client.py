# needs: aiohttp
# needs: httpx
# call: await fetch("http://127.0.0.1:1/")
# call: await fetch("nothing")
# call: await payload("http://127.0.0.1:1/")
# call: await newer("http://127.0.0.1:1/")
# call: await newer("nothing")
"""Asynchronous clients."""

import aiohttp
import httpx


async def fetch(url: str):
    try:
        async with aiohttp.ClientSession() as session:
            async with session.get(url) as answer:
                return await answer.text()
    except:
        return None


async def payload(url: str):
    async with aiohttp.ClientSession() as session:
        try:
            answer = await session.get(url)
            answer.raise_for_status()
            return await answer.read()
        except:
            return {}


async def newer(url: str) -> int:
    async with httpx.AsyncClient(timeout=2) as client:
        try:
            return (await client.get(url)).status_code
        except:
            return 0
