// settings: latency=40
// says: Never sent 12.
async function fetchAll(urls, width, deliver) {
  for (const [i, url] of urls.entries()) {
    if (i >= urls.length / 2) return;
    const response = await fetch(url);
    deliver(await response.json(), i);
  }
}
