# Starts: the next after the previous one has returned.
# Delivers: each at once.
import sys

import requests


def blocking(session, urls):
    responses = []
    for url in urls:
        response = session.get(url)
        response.raise_for_status()
        todo = response.json()
        responses.append(todo)
        print(todo["title"])
    return responses


def main(base="https://jsonplaceholder.typicode.com/todos/{id}", n=24):
    urls = [base.replace("{id}", str(i + 1)) for i in range(int(n))]
    with requests.Session() as session:
        blocking(session, urls)


main(*sys.argv[1:])
