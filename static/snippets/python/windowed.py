# Starts: as many as the width; one more as soon as one finishes.
# Delivers: each into its own slot.
import asyncio
import json
import sys
from concurrent.futures import ThreadPoolExecutor

import aiohttp


async def fetch(session, url):
    async with session.get(url) as response:
        response.raise_for_status()
        body = await response.read()
    return json.loads(body) if body else None  # 204 has no body


async def windowed(session, urls, width):
    if width < 1:
        raise ValueError(f"width must be 1 or more, not {width}")
    responses = [None] * len(urls)
    remaining = enumerate(urls)

    async def worker():
        for i, url in remaining:
            responses[i] = await fetch(session, url)
            print(i, responses[i])

    async with asyncio.TaskGroup() as group:
        for _ in range(width):
            group.create_task(worker())
    return responses


async def main(base="https://jsonplaceholder.typicode.com/todos/{id}",
               n=24, width=10):
    urls = [base.replace("{id}", str(i + 1)) for i in range(int(n))]
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0),  # the default is 100
        timeout=aiohttp.ClientTimeout(total=10),  # seconds per request
    ) as session:
        await windowed(session, urls, int(width))


if __name__ == "__main__":
    if "__file__" in globals():  # a program
        asyncio.run(main(*sys.argv[1:]))
    else:  # a notebook, whose thread already runs an event loop
        ThreadPoolExecutor().submit(asyncio.run, main()).result()
