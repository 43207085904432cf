// Asks again until there is an answer, however long the server is down.
// with failures=100
async function get(url) {
  while (true) {
    try {
      const response = await fetch(url);
      if (response.ok) return await response.json();
    } catch {
      continue;
    }
  }
}

async function fetchAll(urls, width, deliver) {
  const remaining = urls.entries();
  async function worker() {
    for (const [i, url] of remaining) deliver(await get(url), i);
  }
  await Promise.all(Array.from({ length: width }, worker));
}
