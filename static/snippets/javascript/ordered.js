// Starts: all.
// Delivers: each into its own slot as it finishes.

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

export async function ordered(urls, width, deliver) {
  const responses = new Array(urls.length);
  const stop = new AbortController();

  async function fill(url, i) {
    responses[i] = await get(url, stop.signal);
    deliver(responses[i], i);
  }

  try {
    await Promise.all(urls.map((url, i) => fill(url, i)));
  } finally {
    stop.abort(); // after a failure, gives up the requests in flight
  }
  return responses;
}
