// The strategies by hand, as one writes them without this project. They run in
// the same document as the page, and send requests with the same options.

import pMap from './node/p-map/index.js';
import pLimit from './node/p-limit/index.js';

export const OPTIONS = { cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer' };

async function get(url) {
  const response = await fetch(url, OPTIONS);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

// Each strategy gets a function that sends a request and one that delivers its answer.
const WAYS = {
  async sequential(indices, send, deliver) {
    for (const i of indices) deliver(i, await send(i));
  },

  async joined(indices, send, deliver) {
    const todos = await Promise.all(indices.map(send));
    todos.forEach((todo, i) => deliver(i, todo));
  },

  async ordered(indices, send, deliver) {
    await Promise.all(indices.map(async (i) => deliver(i, await send(i))));
  },

  async batched(indices, send, deliver, concurrency) {
    for (let first = 0; first < indices.length; first += concurrency) {
      const batch = indices.slice(first, first + concurrency);
      await Promise.all(batch.map(async (i) => deliver(i, await send(i))));
    }
  },

  async windowed(indices, send, deliver, concurrency) {
    const remaining = indices.values();
    async function worker() {
      for (const i of remaining) deliver(i, await send(i));
    }
    await Promise.all(Array.from({ length: concurrency }, worker));
  },

  async 'p-map'(indices, send, deliver, concurrency) {
    await pMap(indices, async (i) => deliver(i, await send(i)), { concurrency });
  },

  async 'p-limit'(indices, send, deliver, concurrency) {
    const limit = pLimit(concurrency);
    await Promise.all(indices.map((i) => limit(async () => deliver(i, await send(i)))));
  },
};

// A request with a deadline of a minute, like those of the page. With observed
// times, its cost is the browser's own price for what the page does.
async function careful(url) {
  const controller = new AbortController();
  const deadline = setTimeout(() => controller.abort(), 60_000);
  const response = await fetch(new Request(url, { ...OPTIONS, signal: controller.signal }));
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const bytes = await response.arrayBuffer();
  clearTimeout(deadline);
  return JSON.parse(new TextDecoder().decode(bytes));
}

// The function that sends a request: to a server, or to the service worker,
// which waits for the planned milliseconds.
function sender({ endpoint, plan, care }) {
  const one = care ? careful : get;
  if (endpoint) return (i) => one(endpoint.replace('{id}', i + 1));
  return (i) => {
    const todo = { userId: 1, id: i + 1, title: `todo ${i + 1}, simulated by hand`, completed: false };
    const sent = (performance.timeOrigin + performance.now()).toFixed(1);
    const body = encodeURIComponent(JSON.stringify(todo));
    return one(`.inflight/sim/todos/${i + 1}?delay=${plan[i]}&sent=${sent}&status=200&body=${body}`);
  };
}

// Milliseconds from the start to the last delivery.
export async function time(way, work) {
  const indices = Array.from({ length: work.requests }, (_, i) => i);
  const list = new Array(work.requests);
  const send = sender(work);
  let last = 0;
  const began = performance.now();
  await WAYS[way](indices, send, (i, todo) => {
    list[i] = todo;
    last = performance.now();
  }, work.concurrency);
  if (list.some((todo, i) => todo.id !== i + 1)) throw new Error(`${way} lost an answer`);
  return last - began;
}

// Runs a function while the browser reports the times of all requests.
export async function observed(run) {
  const entries = [];
  const watch = new PerformanceObserver((list) => entries.push(list.getEntries()));
  watch.observe({ type: 'resource' });
  try {
    return await run();
  } finally {
    watch.disconnect();
  }
}
