// settings: requests=40
// says: Up to 20 in flight where the width is 10: the limit does not hold.
// Each half of the list gets a pool of the whole width.
async function pool(urls, width, deliver, offset) {
  const remaining = urls.entries();
  async function worker() {
    for (const [i, url] of remaining) {
      const response = await fetch(url);
      deliver(await response.json(), offset + i);
    }
  }
  await Promise.all(Array.from({ length: width }, worker));
}

async function fetchAll(urls, width, deliver) {
  const half = Math.ceil(urls.length / 2);
  await Promise.all([
    pool(urls.slice(0, half), width, deliver, 0),
    pool(urls.slice(half), width, deliver, half),
  ]);
}
