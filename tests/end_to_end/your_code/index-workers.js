// says: Keeps 10 in flight: a window of 10.
async function mapLimit(items, limit, fn) {
  const results = new Array(items.length);
  let index = 0;
  async function work() {
    while (index < items.length) {
      const current = index++;
      results[current] = await fn(items[current], current);
    }
  }
  await Promise.all(Array(Math.min(limit, items.length)).fill().map(work));
  return results;
}

async function fetchAll(urls, width, deliver) {
  return mapLimit(urls, width, async (url, i) => {
    const response = await fetch(url);
    const json = await response.json();
    deliver(json, i);
    return json;
  });
}
