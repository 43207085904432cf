// says: Keeps 10 in flight: a window of 10.
// Each end calls for the next.
function fetchAll(urls, width, deliver) {
  let next = 0;

  async function step() {
    const i = next++;
    if (i >= urls.length) return;
    try {
      const response = await fetch(urls[i]);
      deliver(await response.json(), i);
    } finally {
      await step();
    }
  }

  return Promise.all([...Array(width)].map(step));
}
