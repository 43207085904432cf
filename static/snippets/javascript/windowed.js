// Starts: c (concurrency); one more as soon as one finishes.
// Delivers: each into its own slot.

async function get(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

export async function windowed(urls, deliver, concurrency = 10) {
  const responses = new Array(urls.length);
  const remaining = urls.entries();

  async function worker() {
    for (const [i, url] of remaining) {
      responses[i] = await get(url);
      deliver(responses[i], i);
    }
  }

  const workers = Array.from({ length: concurrency }, () => worker());
  await Promise.all(workers);
  return responses;
}
