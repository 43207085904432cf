// Starts: all.
// Delivers: all, when the last has finished.

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

export async function joined(urls, width, deliver) {
  const stop = new AbortController();
  try {
    const promises = urls.map((url) => get(url, stop.signal));
    const responses = await Promise.all(promises);
    responses.forEach((answer, i) => deliver(answer, i));
    return responses;
  } finally {
    stop.abort(); // after a failure, gives up the requests in flight
  }
}
