# Starts: all.
# Delivers: each as it finishes, at the end of the list.
import asyncio
import sys

import aiohttp


async def fetch(session, url):
    async with session.get(url) as response:
        response.raise_for_status()
        return await response.json()


async def as_completed(session, urls):
    responses = []
    tasks = [asyncio.create_task(fetch(session, url)) for url in urls]
    for finished in asyncio.as_completed(tasks):
        todo = await finished
        responses.append(todo)
        print(todo["title"])
    return responses


async def main(base="https://jsonplaceholder.typicode.com/todos/{id}",
               n=24):
    urls = [base.replace("{id}", str(i + 1)) for i in range(int(n))]
    no_limit = aiohttp.TCPConnector(limit=0)  # the default is 100
    async with aiohttp.ClientSession(connector=no_limit) as session:
        await as_completed(session, urls)


asyncio.run(main(*sys.argv[1:]))
