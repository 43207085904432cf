// The pictures of the readme and of links to the page, made from runs of the
// built page: `make pictures`.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { dist, launch, over } from '../../tests/audit/browser.mjs';
import { host } from '../../tests/audit/host.mjs';
import { moving } from './moving.mjs';

const picture = (name) => fileURLToPath(new URL(name, import.meta.url));
const CARD = picture('../../static/card.png');

const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

const run = (page) => page.locator('[data-testid=run]').click();
const runToItsEnd = (page) => run(page).then(() => over(page));

// A name, the page's query, its size, light or dark, and what the reader does.
const SHOTS = [
  ['start', '', WIDE, 'light', async () => {}],
  ['running', '', WIDE, 'light', async (page) => {
    await run(page);
    // The page draws a few times a second, so it may never show exactly three.
    await page.waitForFunction(() => document.querySelectorAll('.waterfall > .end line').length >= 3);
  }],
  ['finished', '', WIDE, 'light', runToItsEnd],
  ['instant', '?requests=60&latency=240&strategies=joined,ordered,batched,windowed', WIDE, 'light', async (page) => {
    await runToItsEnd(page);
    await page.locator('[data-testid=row-windowed] button').click();
    await page.focus('[data-testid=scrub]');
    await page.keyboard.press('Home');
    for (let tenth = 0; tenth < 3; tenth++) await page.keyboard.press('PageUp');
    await page.waitForSelector('.later line');
  }],
  ['dark', '?requests=60&spread=1.2', WIDE, 'dark', runToItsEnd],
  ['phone', '', PHONE, 'light', runToItsEnd],
  ['embedded', '?embed=1&strategies=batched,windowed', { width: 720, height: 800 }, 'light', runToItsEnd],
];

const served = await host(dist);
const browser = await launch();

async function opened(query, viewport, scheme) {
  const page = await (await browser.createBrowserContext()).newPage();
  await page.setViewport(viewport);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(served.address + query);
  await page.waitForSelector('[data-testid=run]');
  return page;
}

for (const [name, query, viewport, scheme, act] of SHOTS) {
  const page = await opened(query, viewport, scheme);
  await act(page);
  await page.screenshot({ path: picture(`${name}.png`) });
  console.log(`docs/pictures/${name}.png`);
}

const page = await opened('', WIDE, 'light');
const report = await page.evaluate(() => window.inflight.run({}));
writeFileSync(picture('moving.svg'), moving(report));
console.log('docs/pictures/moving.svg');

// What is shown where somebody links to the page: the same run, at its end.
const card = await browser.newPage();
await card.setViewport({ width: 1200, height: 630 });
await card.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
const still = moving(report).replace(', shown at half its speed', '');
await card.setContent(`<!doctype html><title>Inflight</title>
  <body style="margin: 0; padding-top: 40px; background: #fff; color: #17191c">
    <h1 style="font: 600 46px/1.1 Palatino, Charter, Georgia, serif; margin: 0 0 16px 150px">How should you await 24 requests?</h1>
    ${still.replace('<svg', '<svg style="display: block; width: 926px; height: 515px; margin-left: 127px"')}
  </body>`);
await card.screenshot({ path: CARD });
console.log('static/card.png');

await browser.close();
served.close();
