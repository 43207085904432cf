// says: Keeps 10 in flight: a window of 10.
// Delivers the promise instead of what it resolves to.
async function fetchAll(urls, width, deliver) {
  const remaining = urls.entries();
  async function worker() {
    for (const [i, url] of remaining) {
      const promise = fetch(url);
      try {
        deliver(promise, i);
      } catch (error) {
        console.warn(error);
      }
      await promise;
    }
  }
  await Promise.all(Array.from({ length: width }, worker));
}
