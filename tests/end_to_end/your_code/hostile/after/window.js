// After each attempt, code goes on as a right window over its URLs, so that a test sees whether the run is unharmed.
// Its name has no "fetch", for which one of the attempts looks.
async function goThrough(urls, width, deliver) {
  try {
    await attempt(urls, deliver);
  } catch {
    // refused
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
