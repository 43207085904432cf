// Large bodies by hand: all requests at once, and what is kept of each answer.

import { OPTIONS } from './loops.js';

const READ = {
  bytes: (response) => response.arrayBuffer(),
  text: (response) => response.text(),
};

// Milliseconds from the start until all bodies are there.
export async function time(way, { requests, endpoint }) {
  const ids = Array.from({ length: requests }, (_, i) => i + 1);
  const began = performance.now();
  const bodies = await Promise.all(ids.map(async (id) => READ[way](await fetch(endpoint.replace('{id}', id), OPTIONS))));
  const took = performance.now() - began;
  if (bodies.some((body) => (body.byteLength ?? body.length) < 1_000)) throw new Error(`${way}: a short body`);
  return took;
}
