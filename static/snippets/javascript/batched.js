// Starts: as many as the width; the next when all of them have finished.
// Delivers: each into its own slot.

async function get(url, ...signals) {
  const deadline = AbortSignal.timeout(10_000);
  const signal = AbortSignal.any([deadline, ...signals]);
  const response = await fetch(url, { signal });
  if (!response.ok) {
    await response.body?.cancel(); // frees the connection
    throw new Error(`${url}: ${response.status}`);
  }
  const body = await response.text();
  return body ? JSON.parse(body) : null; // 204 has no body
}

export async function batched(urls, width, deliver) {
  if (!Number.isInteger(width) || width < 1) {
    throw new RangeError(`width must be 1, 2, 3, …, not ${width}`);
  }
  const responses = new Array(urls.length);
  const stop = new AbortController();

  async function fill(url, i) {
    responses[i] = await get(url, stop.signal);
    deliver(responses[i], i);
  }

  try {
    for (let first = 0; first < urls.length; first += width) {
      const batch = urls.slice(first, first + width);
      await Promise.all(batch.map((url, k) => fill(url, first + k)));
    }
  } finally {
    stop.abort(); // after a failure, gives up the requests in flight
  }
  return responses;
}
