// Starts: one in each interval, and at most as many as the width.
// Delivers: each into its own slot.

const INTERVAL = 100; // milliseconds, for 10 starts a second

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

export async function paced(urls, width, deliver) {
  if (!Number.isInteger(width) || width < 1) {
    throw new RangeError(`width must be 1, 2, 3, …, not ${width}`);
  }
  const responses = new Array(urls.length);
  const stop = new AbortController();
  const remaining = urls.entries();
  let permit = Promise.resolve();
  const pause = () => new Promise((end) => setTimeout(end, INTERVAL));

  async function permitted() {
    const mine = permit;
    permit = mine.then(pause); // the next one comes after it
    await mine;
  }

  async function worker() {
    for (const [i, url] of remaining) {
      await permitted();
      responses[i] = await get(url, stop.signal);
      deliver(responses[i], i);
    }
  }

  try {
    await Promise.all(Array.from({ length: width }, worker));
  } finally {
    stop.abort(); // after a failure, gives up the requests in flight
  }
  return responses;
}
