// says: Keeps 10 in flight: a window of 10.
// A set of what is running; Promise.race waits for a place in it.
async function pool(urls, width) {
  const running = new Set();
  const all = [];
  for (const url of urls) {
    const promise = fetch(url).then((response) => response.json());
    all.push(promise);
    running.add(promise);
    const done = () => running.delete(promise);
    promise.then(done, done);
    if (running.size >= width) {
      await Promise.race(running);
    }
  }
  return Promise.all(all);
}
