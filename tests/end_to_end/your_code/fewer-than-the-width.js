// settings: requests=5
// says: 5 in flight
async function fetchAll(urls, width, deliver) {
  const remaining = urls.entries();
  async function worker() {
    for (const [i, url] of remaining) {
      const response = await fetch(url);
      deliver(await response.json(), i);
    }
  }
  await Promise.all(Array.from({ length: width }, worker));
}
