# Starts: c (concurrency); one more as soon as one finishes.
# Delivers: each into its own slot.
import asyncio
import sys

import aiohttp


async def fetch(session, url):
    async with session.get(url) as response:
        response.raise_for_status()
        return await response.json()


async def windowed(session, urls, concurrency=10):
    responses = [None] * len(urls)
    window = asyncio.Semaphore(concurrency)

    async def fill(i):
        async with window:
            responses[i] = await fetch(session, urls[i])
        print(i, responses[i]["title"])

    await asyncio.gather(*[fill(i) for i in range(len(urls))])
    return responses


async def main(base="https://jsonplaceholder.typicode.com/todos/{id}",
               n=24, concurrency=10):
    urls = [base.replace("{id}", str(i + 1)) for i in range(int(n))]
    async with aiohttp.ClientSession() as session:
        await windowed(session, urls, int(concurrency))


asyncio.run(main(*sys.argv[1:]))
