# Starts: all.
# Delivers: all, when the last has finished.
import asyncio
import sys

import aiohttp


async def fetch(session, url):
    async with session.get(url) as response:
        response.raise_for_status()
        return await response.json()


async def joined(session, urls):
    tasks = [asyncio.create_task(fetch(session, url)) for url in urls]
    responses = await asyncio.gather(*tasks)
    for todo in responses:
        print(todo["title"])
    return responses


async def main(base="https://jsonplaceholder.typicode.com/todos/{id}",
               n=24):
    urls = [base.replace("{id}", str(i + 1)) for i in range(int(n))]
    no_limit = aiohttp.TCPConnector(limit=0)  # the default is 100
    async with aiohttp.ClientSession(connector=no_limit) as session:
        await joined(session, urls)


asyncio.run(main(*sys.argv[1:]))
