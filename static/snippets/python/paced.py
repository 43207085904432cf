# Starts: one in each interval, and at most as many as the width.
# Delivers: each into its own slot.
import asyncio
import json
import sys
from concurrent.futures import ThreadPoolExecutor

import aiohttp

INTERVAL = 0.1  # seconds, for 10 starts a second


async def fetch(session, url):
    async with session.get(url) as response:
        response.raise_for_status()
        body = await response.read()
    return json.loads(body) if body else None  # 204 has no body


async def paced(session, urls, width):
    if width < 1:
        raise ValueError(f"width must be 1 or more, not {width}")
    responses = [None] * len(urls)
    remaining = enumerate(urls)
    permit = asyncio.Semaphore(1)  # comes back after the interval
    loop = asyncio.get_running_loop()

    async def worker():
        for i, url in remaining:
            await permit.acquire()
            loop.call_later(INTERVAL, permit.release)
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
        await paced(session, urls, int(width))


if __name__ == "__main__":
    if "__file__" in globals():  # a program
        asyncio.run(main(*sys.argv[1:]))
    else:  # a notebook, whose thread already runs an event loop
        ThreadPoolExecutor().submit(asyncio.run, main()).result()
