// Looks whether the answer is there before it fetches it.
async function isThere(url) {
  const response = await fetch(url);
  return response.ok;
}

async function get(url) {
  const response = await fetch(url);
  return response.json();
}

async function fetchAll(urls, width, deliver) {
  const remaining = urls.entries();
  async function worker() {
    for (const [i, url] of remaining) {
      if (await isThere(url)) deliver(await get(url), i);
    }
  }
  await Promise.all(Array.from({ length: width }, worker));
}
