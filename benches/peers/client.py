"""The same requests from Python: client.py <way> <address with {id}> <requests>

Prints the milliseconds from the first request to the last answer. They include
opening connections, but not loading Python and its libraries.
"""
import asyncio
import sys
import time

import aiohttp
import httpx
import requests

TEN = 10


async def answer(session, url):
    async with session.get(url) as response:
        response.raise_for_status()
        return await response.json()


async def aiohttp_joined(urls, connections):
    connector = aiohttp.TCPConnector(limit=connections)
    async with aiohttp.ClientSession(connector=connector) as session:
        return await asyncio.gather(*(answer(session, url) for url in urls))


async def aiohttp_batched(urls, connections):
    todos = []
    connector = aiohttp.TCPConnector(limit=connections)
    async with aiohttp.ClientSession(connector=connector) as session:
        for first in range(0, len(urls), TEN):
            batch = urls[first:first + TEN]
            todos += await asyncio.gather(*(answer(session, url) for url in batch))
    return todos


async def httpx_joined(urls, connections):
    limits = httpx.Limits(max_connections=connections)
    async with httpx.AsyncClient(limits=limits, timeout=60) as client:
        responses = await asyncio.gather(*(client.get(url) for url in urls))
    return [response.json() for response in responses]


def one_by_one(get, urls):
    return [get(url).json() for url in urls]


def requests_session(urls):
    with requests.Session() as session:
        return one_by_one(session.get, urls)


def httpx_client(urls):
    with httpx.Client() as client:
        return one_by_one(client.get, urls)


SIX, DEFAULT = 6, 100  # connections of a browser to one host over HTTP/1.1, and of aiohttp

WAYS = {
    "aiohttp-6": lambda urls: asyncio.run(aiohttp_joined(urls, SIX)),
    "aiohttp": lambda urls: asyncio.run(aiohttp_joined(urls, DEFAULT)),
    "aiohttp-batched-6": lambda urls: asyncio.run(aiohttp_batched(urls, SIX)),
    "aiohttp-batched": lambda urls: asyncio.run(aiohttp_batched(urls, DEFAULT)),
    "httpx-6": lambda urls: asyncio.run(httpx_joined(urls, SIX)),
    "httpx": httpx_client,
    "requests": lambda urls: one_by_one(requests.get, urls),
    "requests-session": requests_session,
}


def main(way, address, count):
    urls = [address.replace("{id}", str(i + 1)) for i in range(int(count))]
    began = time.perf_counter()
    todos = WAYS[way](urls)
    took = time.perf_counter() - began
    if [todo["id"] for todo in todos] != list(range(1, len(urls) + 1)):
        sys.exit(f"{way} lost an answer")
    print(took * 1e3)


main(*sys.argv[1:])
