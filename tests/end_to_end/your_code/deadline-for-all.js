// settings: concurrency=4
// says: before their answers
// One deadline for the whole list, made before the first request.
async function fetchAll(urls, width, deliver) {
  const signal = AbortSignal.timeout(300);
  const remaining = urls.entries();
  async function worker() {
    for (const [i, url] of remaining) {
      if (signal.aborted) return;
      try {
        const response = await fetch(url, { signal });
        deliver(await response.json(), i);
      } catch (error) {
        console.warn(url, error.name);
      }
    }
  }
  await Promise.all(Array.from({ length: width }, worker));
}
