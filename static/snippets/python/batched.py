# Starts: c (concurrency); the next c when all c have finished.
# Delivers: each into its own slot.
import asyncio
import sys

import aiohttp


async def fetch(session, url):
    async with session.get(url) as response:
        response.raise_for_status()
        return await response.json()


async def batched(session, urls, concurrency=10):
    responses = [None] * len(urls)

    async def fill(i):
        responses[i] = await fetch(session, urls[i])
        print(i, responses[i]["title"])

    for first in range(0, len(urls), concurrency):
        batch = range(first, min(first + concurrency, len(urls)))
        await asyncio.gather(*[fill(i) for i in batch])
    return responses


async def main(base="https://jsonplaceholder.typicode.com/todos/{id}",
               n=24, concurrency=10):
    urls = [base.replace("{id}", str(i + 1)) for i in range(int(n))]
    async with aiohttp.ClientSession() as session:
        await batched(session, urls, int(concurrency))


asyncio.run(main(*sys.argv[1:]))
