// says: Keeps 10 in flight: a window of 10.
// Takes fetch for itself, and then puts something broken in its place.
const request = fetch;
const broken = () => {
  throw new Error("mine now");
};
for (const name of ["fetch", "deliver", "postMessage", "onmessage", "onerror", "queueMicrotask"]) {
  try {
    globalThis[name] = broken;
  } catch {
    // cannot be written
  }
}

async function fetchAll(urls, width, deliver) {
  const remaining = urls.entries();
  async function worker() {
    for (const [i, url] of remaining) {
      const response = await request(url);
      deliver(await response.json(), i);
    }
  }
  await Promise.all(Array.from({ length: width }, worker));
}
