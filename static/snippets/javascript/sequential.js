// Starts: the next after the previous answer.
// Delivers: each at once.

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

export async function sequential(urls, width, deliver) {
  const responses = [];
  for (const [i, url] of urls.entries()) {
    responses[i] = await get(url);
    deliver(responses[i], i);
  }
  return responses;
}
