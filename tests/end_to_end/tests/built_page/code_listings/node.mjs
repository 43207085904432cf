// Runs a listing in Node: node node.mjs <listing> <endpoint> <requests> <width>
//
// With --expose-gc its deadlines are shorter, and garbage is collected again and again: Node 20 forgets a deadline that
// nothing but a combined signal refers to.
import { readFile } from "node:fs/promises";

const [listing, endpoint, requests, width] = process.argv.slice(2);
const code = await readFile(listing, "utf8"); // Node takes a file without a package for a module since 20.19 only
const module = await import(`data:text/javascript,${encodeURIComponent(code)}`);
const [strategy] = Object.values(module);

if (globalThis.gc) {
  const { timeout } = AbortSignal;
  AbortSignal.timeout = (ms) => timeout.call(AbortSignal, ms / 10);
  setInterval(globalThis.gc, 20).unref();
}

const urls = Array.from({ length: Number(requests) }, (_, i) => endpoint.replace("{id}", i + 1));
const responses = await strategy(urls, Number(width), () => {});
console.log(responses.length);
