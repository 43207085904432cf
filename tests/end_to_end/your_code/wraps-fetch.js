// says: Keeps 10 in flight: a window of 10.
// Puts a counting fetch in the place of fetch, as loggers do.
const original = globalThis.fetch;
let calls = 0;
globalThis.fetch = async (...args) => {
  calls += 1;
  const response = await original(...args);
  console.debug(args[0], response.status);
  return response;
};

async function fetchAll(urls, width, deliver) {
  const remaining = urls.entries();
  async function worker() {
    for (const [i, url] of remaining) {
      const response = await fetch(url);
      deliver(await response.json(), i);
    }
  }
  await Promise.all(Array.from({ length: width }, worker));
  console.debug(`${calls} calls`);
}
