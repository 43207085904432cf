# Starts: the next after the previous answer.
# Delivers: each at once.
import asyncio
import sys

import aiohttp


async def fetch(session, url):
    async with session.get(url) as response:
        response.raise_for_status()
        return await response.json()


async def sequential(session, urls):
    responses = []
    for url in urls:
        todo = await fetch(session, url)
        responses.append(todo)
        print(todo["title"])
    return responses


async def main(base="https://jsonplaceholder.typicode.com/todos/{id}",
               n=24):
    urls = [base.replace("{id}", str(i + 1)) for i in range(int(n))]
    async with aiohttp.ClientSession() as session:
        await sequential(session, urls)


asyncio.run(main(*sys.argv[1:]))
