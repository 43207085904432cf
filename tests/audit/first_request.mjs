// How long a reader waits: until the text is painted, until Run can be pressed, and until the first request is sent if
// Run is pressed at that moment. For the page, and for a post of another site with one figure and with three.
//
//   node tests/audit/first_request.mjs [folder of a built page] …
//
// Each line is the median of seven loads, in milliseconds. Several folders take turns.
import { createServer } from 'node:http';

import { dist, launch } from './browser.mjs';
import { host } from './host.mjs';

const LOADS = 7;
// The slow one is what Lighthouse calls Slow 4G, on a processor that is four times as slow.
const CONNECTIONS = [
  ['fast', null, 1],
  ['slow', { offline: false, latency: 150, downloadThroughput: 1_638_400 / 8, uploadThroughput: 768_000 / 8 }, 4],
];
const FIGURE = '<inflight-figure strategies="batched,windowed"></inflight-figure>';

// Runs in every document: presses the first Run that can be pressed, and notes when the first simulated request is sent.
function watch() {
  const now = () => performance.timeOrigin + performance.now();
  globalThis.marks = {};
  const inFrame = globalThis !== globalThis.parent;
  const buttons = () => [
    ...document.querySelectorAll('[data-testid=run]'),
    ...[...document.querySelectorAll('inflight-figure')].map((figure) => figure.shadowRoot?.querySelector('button')),
  ];
  const timer = setInterval(() => {
    const button = buttons().find((one) => one?.getClientRects().length);
    // Nobody presses what is not painted; and in a frame of a page with posters, the poster was pressed.
    const isReady = inFrame ? document.querySelector('[data-testid=status]') : performance.getEntriesByType('paint').length;
    if (!button || !isReady) return;
    clearInterval(timer);
    globalThis.marks.pressable = now();
    button.click();
  }, 5);
  const send = globalThis.fetch;
  globalThis.fetch = (...given) => {
    if (String(given[0].url ?? given[0]).includes('sim/')) globalThis.marks.sent ??= now();
    return send(...given);
  };
}

const posts = createServer((request, response) => {
  const { searchParams } = new URL(request.url, 'http://post');
  const figures = `${FIGURE}<p>Some text.</p>`.repeat(searchParams.get('figures'));
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><title>A post</title><link rel="icon" href="data:,"><script type="module" src="${searchParams.get('page')}embed.js"></script><p>Some text.</p>${figures}`);
});
await new Promise((listening) => posts.listen(0, '127.0.0.1', listening));

async function load(browser, address, [, network, slower]) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.evaluateOnNewDocument(watch);
  if (network) await page.emulateNetworkConditions({ download: network.downloadThroughput, upload: network.uploadThroughput, latency: network.latency });
  await page.emulateCPUThrottling(slower);
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  let sent, pressable;
  for (const end = Date.now() + 60_000; !sent; ) {
    if (Date.now() > end) throw new Error(`no request within a minute of ${address}`);
    await new Promise((later) => setTimeout(later, 50));
    const marks = await Promise.all(page.frames().map((frame) => frame.evaluate(() => globalThis.marks).catch(() => null)));
    sent = marks.find((one) => one?.sent)?.sent;
    pressable = Math.min(...marks.map((one) => one?.pressable ?? Infinity));
  }
  const { began, painted } = await page.evaluate(() => ({
    began: performance.timeOrigin,
    painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
  }));
  await context.close();
  return [painted, pressable - began, sent - began];
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const folders = process.argv.slice(2).length ? process.argv.slice(2) : [dist];
const pages = await Promise.all(folders.map(host));
const browser = await launch();
const cell = (words) => String(words).padStart(12);
console.log(['connection'.padEnd(12), 'what'.padEnd(16), ...['painted', 'pressable', 'first request'].map(cell)].join(' '));
for (const connection of CONNECTIONS) {
  for (const [what, path] of [['the page', null], ['one figure', 1], ['three figures', 3]]) {
    const times = pages.map(() => []);
    for (let round = 0; round < LOADS; round += 1) {
      for (const [at, { address }] of pages.entries()) {
        const post = `http://127.0.0.1:${posts.address().port}/?figures=${path}&page=${encodeURIComponent(address)}`;
        times[at].push(await load(browser, path ? post : address, connection));
      }
    }
    for (const [at, loads] of times.entries()) {
      const medians = [0, 1, 2].map((column) => Math.round(median(loads.map((one) => one[column]))));
      console.log([connection[0].padEnd(12), what.padEnd(16), ...medians.map(cell), pages.length > 1 ? ` ${folders[at]}` : ''].join(' '));
    }
  }
}
await browser.close();
posts.close();
for (const page of pages) page.close();
