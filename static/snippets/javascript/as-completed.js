// Starts: all.
// Delivers: each as it finishes, at the end of the list.

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

export async function asCompleted(urls, width, deliver) {
  const responses = [];
  const stop = new AbortController();

  async function append(url, i) {
    const answer = await get(url, stop.signal);
    responses.push(answer);
    deliver(answer, i);
  }

  try {
    await Promise.all(urls.map((url, i) => append(url, i)));
  } finally {
    stop.abort(); // after a failure, gives up the requests in flight
  }
  return responses;
}
