// settings: failures=25
// says: Keeps 10 in flight: a window of 10.
// A failure costs one answer and not the others.
async function fetchAll(urls, width, deliver) {
  const errors = [];
  const remaining = urls.entries();
  async function worker() {
    for (const [i, url] of remaining) {
      try {
        const response = await fetch(url);
        if (!response.ok) throw new Error(response.status);
        deliver(await response.json(), i);
      } catch (error) {
        errors.push([url, error]);
      }
    }
  }
  await Promise.all(Array.from({ length: width }, worker));
  if (errors.length) console.warn("failed:", errors.map(([url]) => url));
}
