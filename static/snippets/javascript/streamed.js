// Starts: as many as the width; one more as soon as one is delivered.
// Delivers: each after all earlier answers.

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

export async function streamed(urls, width, deliver) {
  if (!Number.isInteger(width) || width < 1) {
    throw new RangeError(`width must be 1, 2, 3, …, not ${width}`);
  }
  const responses = [];
  const stop = new AbortController();
  const queue = [];

  try {
    for (let i = 0; i < urls.length; i += 1) {
      for (const url of urls.slice(i + queue.length, i + width)) {
        const promise = get(url, stop.signal);
        promise.catch(() => {}); // the await below throws the error
        queue.push(promise);
      }
      responses[i] = await queue.shift();
      deliver(responses[i], i);
    }
  } finally {
    stop.abort(); // after a failure, gives up the requests in flight
  }
  return responses;
}
