// says: Keeps 10 in flight: a window of 10.
// What p-limit does, written by hand.
const pLimit = (concurrency) => {
  const queue = [];
  let active = 0;

  const next = () => {
    active--;
    queue.shift()?.();
  };

  const run = async (fn, resolve, args) => {
    active++;
    const result = (async () => fn(...args))();
    resolve(result);
    try {
      await result;
    } catch {
      // the caller sees it
    }
    next();
  };

  return (fn, ...args) =>
    new Promise((resolve) => {
      queue.push(() => run(fn, resolve, args));
      if (active < concurrency) queue.shift()();
    });
};

async function getJson(url) {
  const response = await fetch(url);
  return response.json();
}

export async function fetchAll(urls, width) {
  const limit = pLimit(width);
  return Promise.all(urls.map((url) => limit(getJson, url)));
}
