# Starts: c (concurrency); one more as soon as one is delivered.
# Delivers: each after all earlier answers.
import asyncio
import sys

import aiohttp


async def fetch(session, url):
    async with session.get(url) as response:
        response.raise_for_status()
        return await response.json()


async def streamed(session, urls, concurrency=10):
    responses = []
    tasks = []
    for i in range(len(urls)):
        for url in urls[len(tasks):i + concurrency]:
            tasks.append(asyncio.create_task(fetch(session, url)))
        todo = await tasks[i]
        responses.append(todo)
        print(todo["title"])
    return responses


async def main(base="https://jsonplaceholder.typicode.com/todos/{id}",
               n=24, concurrency=10):
    urls = [base.replace("{id}", str(i + 1)) for i in range(int(n))]
    async with aiohttp.ClientSession() as session:
        await streamed(session, urls, int(concurrency))


asyncio.run(main(*sys.argv[1:]))
