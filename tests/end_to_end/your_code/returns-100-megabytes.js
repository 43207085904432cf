// says: Keeps 10 in flight: a window of 10.
async function fetchAll(urls, width, deliver) {
  const remaining = urls.entries();
  async function worker() {
    for (const [i, url] of remaining) {
      const response = await fetch(url);
      deliver(await response.json(), i);
    }
  }
  await Promise.all(Array.from({ length: width }, worker));
  return "x".repeat(100_000_000);
}
