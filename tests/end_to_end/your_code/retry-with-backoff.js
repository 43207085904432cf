// settings: failures=20
// says: Sent 2 URLs again after a failure.
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function getWithRetry(url, retries = 3) {
  for (let attempt = 0; ; attempt++) {
    const response = await fetch(url);
    if (response.ok) return response.json();
    if (attempt === retries) throw new Error(`${url}: ${response.status}`);
    await sleep(20 * 2 ** attempt * (0.5 + Math.random()));
  }
}

async function fetchAll(urls, width, deliver) {
  const remaining = urls.entries();
  async function worker() {
    for (const [i, url] of remaining) {
      try {
        deliver(await getWithRetry(url), i);
      } catch (error) {
        console.error(error.message);
      }
    }
  }
  await Promise.all(Array.from({ length: width }, worker));
}
