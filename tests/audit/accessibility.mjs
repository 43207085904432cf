// axe-core looks at the page in every state that a reader can bring it into, in
// every look. Nothing may be found; what axe cannot decide by itself is named.
import { readFileSync } from 'node:fs';

import { dist, launch, over, packages } from './browser.mjs';
import { host } from './host.mjs';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const axe = readFileSync(packages.resolve('axe-core/axe.min.js'), 'utf8');

const LOOKS = [
  ['light', { width: 1280, height: 800 }, []],
  ['dark', { width: 1280, height: 800 }, [['prefers-color-scheme', 'dark']]],
  ['phone', { width: 390, height: 844 }, []],
  ['320 px', { width: 320, height: 640 }, [['prefers-color-scheme', 'dark']]],
  ['forced colours', { width: 1280, height: 800 }, [['forced-colors', 'active'], ['prefers-reduced-motion', 'reduce']]],
];

const click = (page, selector) => page.locator(selector).click();
const run = (page) => click(page, '[data-testid=run]').then(() => over(page));

// Four requests to two hosts, one after the other.
const HAR = JSON.stringify({
  log: {
    version: '1.2',
    entries: ['a', 'b', 'a', 'a'].map((host, place) => ({
      startedDateTime: `2026-01-01T00:00:0${place}.000Z`,
      time: 300,
      request: { method: 'GET', url: `https://${host}.example/` },
      response: { status: place === 3 ? 500 : 200 },
      timings: { send: 0, wait: 300, receive: 0 },
    })),
  },
});

// A name, the page's query, and what the reader does.
const STATES = [
  ['start', '', async () => {}],
  ['a setting open in the sentence', '', (page) => click(page, '.phrase button')],
  ['settings open', '', (page) => click(page, '.sentence .link')],
  ['a setting refused', '?requests=0&colour=blue', async () => {}],
  // Ten seconds a request: it runs for as long as axe looks.
  ['during a run', '?latency=10000&spread=0&strategies=sequential,joined', async (page) => {
    await click(page, '[data-testid=run]');
    await page.waitForSelector('[data-testid=status][data-state=running]');
  }],
  ['asked before a stranger’s server', '?endpoint=https://example.org/%7Bid%7D&strategies=sequential,windowed', async (page) => {
    await click(page, '[data-testid=run]');
    await page.waitForSelector('[data-testid=question]:not([hidden])');
  }],
  ['after a run', '?latency=20', run],
  ['an instant of a prediction', '?at=200', async () => {}],
  ['an instant of a run', '?latency=20', async (page) => {
    await run(page);
    await page.focus('[data-testid=scrub]');
    await page.keyboard.press('Home');
    await page.keyboard.press('PageUp');
    await page.waitForSelector('.later line');
  }],
  ['a quota, before a run', '?quota=5/s&burst=5&retries=5&strategies=windowed,paced', async () => {}],
  ['after a run that lost requests', '?latency=20&failures=30&capacity=12', run],
  ['every strategy', '?requests=6&latency=20&strategies=blocking,sequential,joined,ordered,batched,windowed,as-completed,streamed,paced', run],
  ['an answer open, and what embeds it', '?latency=20', async (page) => {
    await run(page);
    await click(page, '.responses .title');
    await click(page, '[data-testid=embed-this] summary');
  }],
  ['every width', '?requests=12&latency=20', async (page) => {
    await click(page, '.widths .pill');
    await over(page);
    await page.waitForSelector('.widths img');
  }],
  ['your code', '?strategies=windowed,yours&latency=20#code=@chunks', (page) => page.waitForSelector('.own-code textarea')],
  ['your code, after a run', '?strategies=windowed,yours&latency=20#code=@chunks', async (page) => {
    await page.waitForSelector('.own-code textarea');
    await page.waitForFunction(() => document.querySelector('.own-code textarea').value);
    await run(page);
  }],
  ['your code, with an error', `?strategies=windowed,yours&latency=20#code=${Buffer.from('async (urls) => {\n  oops(\n}').toString('base64url')}`, async (page) => {
    await page.waitForSelector('.own-code textarea');
    await run(page);
  }],
  ['your latencies', '', async (page) => {
    await click(page, '[data-testid=own-latencies]');
    await page.waitForSelector('[data-testid=latencies-panel]');
  }],
  ['a recording', '', async (page) => {
    await page.evaluate((har) => window.inflight.open(har), HAR);
    await page.waitForSelector('.widths img');
  }],
  ['embedded, before a run', 'embed.html?strategies=batched,windowed', async () => {}],
  ['embedded, during a run', 'embed.html?latency=10000&spread=0&strategies=sequential,joined', async (page) => {
    await click(page, '[data-testid=run]');
    await page.waitForSelector('[data-testid=status][data-state=running]');
  }],
  ['embedded, after a run', 'embed.html?latency=20&strategies=batched,windowed', run],
  ['embedded, with all parts', 'embed.html?latency=20&show=all&strategies=batched,windowed', run],
  ['the poster of an embedded figure', '', async (page, address) => {
    const post = `<!doctype html><html lang="en"><title>A post</title><main><h1>A post</h1>
      <style>:root { color-scheme: light dark; background: Canvas; color: CanvasText }</style><inflight-figure load="click" strategies="batched,windowed"></inflight-figure></main></html>`;
    await page.setBypassCSP(true); // the content is of another page than the policy
    await page.goto(`${address}embed.html`);
    await page.setContent(post);
    await page.addScriptTag({ type: 'module', url: `${address}embed.js` });
    await page.waitForFunction(() => document.querySelector('inflight-figure').shadowRoot?.querySelector('button'));
  }],
  ['a figure of the text, after its run', '', async (page) => {
    const figure = '.article figure [data-testid=run]';
    await page.locator('.article figure').scroll();
    await click(page, figure);
    await page.waitForSelector('.article figure [data-testid=status][data-state=finished]');
  }],
];

// What axe found, and what it could not decide, as rule → places.
async function looked(page, address, [, viewport, features], [, query, act]) {
  await page.setViewport(viewport);
  const devtools = await page.createCDPSession(); // puppeteer's own way knows no forced colours
  await devtools.send('Emulation.setEmulatedMedia', { features: features.map(([name, value]) => ({ name, value })) });
  await page.goto(address + query);
  await page.waitForSelector('[data-testid=status]');
  await act(page, address);
  // An embedded figure has no ground of its own, and axe takes what is missing for white.
  await page.evaluate(() => {
    const { dataset, style } = document.documentElement;
    if (dataset.embed === '1') style.background = 'Canvas';
  });
  await page.evaluate(axe);
  return page.evaluate(async (values) => {
    const { violations, incomplete, passes } = await globalThis.axe.run({ runOnly: { type: 'tag', values } });
    const places = (rules) => rules.map(({ id, nodes }) => [id, nodes.map((node) => node.target.join(' '))]);
    return { found: places(violations), unsure: places(incomplete), rules: violations.length + passes.length };
  }, RULES);
}

const served = await host(dist);
const browser = await launch();
let faults = 0;
const undecided = new Map();
console.log(`axe-core ${packages('axe-core/package.json').version}: rules kept / found`);
console.log(''.padEnd(38) + LOOKS.map(([name]) => name.padStart(16)).join(''));
for (const state of STATES) {
  const cells = [];
  const details = [];
  for (const look of LOOKS) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const { found, unsure, rules } = await looked(page, served.address, look, state);
    await context.close();
    faults += found.length;
    cells.push(`${rules - found.length} / ${found.length}`.padStart(16));
    details.push(...found.map(([rule, places]) => `  ${look[0]}: ${rule}: ${places.slice(0, 4).join(' | ')}`));
    for (const [rule, places] of unsure) undecided.set(rule, new Set([...(undecided.get(rule) ?? []), ...places]));
  }
  console.log([state[0].padEnd(38) + cells.join(''), ...details].join('\n'));
}
for (const [rule, places] of undecided) {
  console.log(`for the eye to judge: ${rule}, ${places.size} places: ${[...places].slice(0, 4).join(' | ')}`);
}
await browser.close();
served.close();
console.log(faults ? `${faults} found` : 'nothing found');
process.exitCode = faults ? 1 : 0;
