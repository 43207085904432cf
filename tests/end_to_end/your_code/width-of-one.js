// settings: latency=40&concurrency=1
// says: Never more than 1 in flight: each request waits for the one before: sequential.
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
