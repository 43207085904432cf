# Starts: the next after the previous one has returned.
# Delivers: each at once.
import json
import sys

import requests


def fetch(session, url):
    response = session.get(url, timeout=10)
    response.raise_for_status()
    body = response.content
    return json.loads(body) if body else None  # 204 has no body


def blocking(session, urls):
    responses = []
    for i, url in enumerate(urls):
        responses.append(fetch(session, url))
        print(i, responses[i])
    return responses


def main(base="https://jsonplaceholder.typicode.com/todos/{id}", n=24):
    urls = [base.replace("{id}", str(i + 1)) for i in range(int(n))]
    with requests.Session() as session:
        blocking(session, urls)


if __name__ == "__main__":
    if "__file__" in globals():  # a program
        main(*sys.argv[1:])
    else:  # a notebook
        main()
