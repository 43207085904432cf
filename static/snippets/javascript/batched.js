// Starts: c (concurrency); the next c when all c have finished.
// Delivers: each into its own slot.

async function get(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

export async function batched(urls, deliver, concurrency = 10) {
  const responses = new Array(urls.length);

  async function fill(url, i) {
    responses[i] = await get(url);
    deliver(responses[i], i);
  }

  for (let first = 0; first < urls.length; first += concurrency) {
    const batch = urls.slice(first, first + concurrency);
    await Promise.all(batch.map((url, k) => fill(url, first + k)));
  }
  return responses;
}
