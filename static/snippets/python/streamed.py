# Starts: as many as the width; one more as soon as one is delivered.
# Delivers: each after all earlier answers.
import asyncio
import json
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor

import aiohttp


async def fetch(session, url):
    async with session.get(url) as response:
        response.raise_for_status()
        body = await response.read()
    return json.loads(body) if body else None  # 204 has no body


async def streamed(session, urls, width):
    if width < 1:
        raise ValueError(f"width must be 1 or more, not {width}")
    ahead = deque()
    try:
        for url in urls:
            if len(ahead) == width:
                yield await ahead.popleft()
            ahead.append(asyncio.create_task(fetch(session, url)))
        while ahead:
            yield await ahead.popleft()
    finally:  # after a failure, gives up the requests in flight
        for task in ahead:
            task.cancel()
        await asyncio.gather(*ahead, return_exceptions=True)


async def main(base="https://jsonplaceholder.typicode.com/todos/{id}",
               n=24, width=10):
    urls = [base.replace("{id}", str(i + 1)) for i in range(int(n))]
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0),  # the default is 100
        timeout=aiohttp.ClientTimeout(total=10),  # seconds per request
    ) as session:
        async for answer in streamed(session, urls, int(width)):
            print(answer)


if __name__ == "__main__":
    if "__file__" in globals():  # a program
        asyncio.run(main(*sys.argv[1:]))
    else:  # a notebook, whose thread already runs an event loop
        ThreadPoolExecutor().submit(asyncio.run, main()).result()
