# Starts: all.
# Delivers: each into its own slot as it finishes.
import asyncio
import sys

import aiohttp


async def fetch(session, url):
    async with session.get(url) as response:
        response.raise_for_status()
        return await response.json()


async def ordered(session, urls):
    responses = [None] * len(urls)

    async def fill(i):
        responses[i] = await fetch(session, urls[i])
        print(i, responses[i]["title"])

    await asyncio.gather(*[fill(i) for i in range(len(urls))])
    return responses


async def main(base="https://jsonplaceholder.typicode.com/todos/{id}",
               n=24):
    urls = [base.replace("{id}", str(i + 1)) for i in range(int(n))]
    no_limit = aiohttp.TCPConnector(limit=0)  # the default is 100
    async with aiohttp.ClientSession(connector=no_limit) as session:
        await ordered(session, urls)


asyncio.run(main(*sys.argv[1:]))
