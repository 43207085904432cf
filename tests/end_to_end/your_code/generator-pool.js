// says: Keeps 10 in flight: a window of 10.
// An async generator that yields answers as they come (as tiny-async-pool does).
async function* asyncPool(limit, items, task) {
  const executing = new Set();

  async function consume() {
    const [promise, value] = await Promise.race(executing);
    executing.delete(promise);
    return value;
  }

  for (const [i, item] of items.entries()) {
    const promise = (async () => task(item, i))().then((value) => [promise, value]);
    executing.add(promise);
    if (executing.size >= limit) yield await consume();
  }
  while (executing.size) yield await consume();
}

async function load(urls, width, deliver) {
  const get = async (url, i) => ({ i, answer: await (await fetch(url)).json() });
  for await (const { i, answer } of asyncPool(width, urls, get)) {
    deliver(answer, i);
  }
}
