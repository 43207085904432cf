// The HAR that the page exports: a JSON schema that others wrote must accept it, and a viewer that others wrote must draw
// every sending of every request. What both leave open (that times add up, that nothing is in two pages) is counted here.
//
//   node tests/audit/har.mjs [an archive that was saved before] …
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { dist, launch, over, packages } from './browser.mjs';
import { host } from './host.mjs';

// A name, the page's query, and how the run ends.
const RUNS = [
  ['two rounds', '?requests=6&latency=20&rounds=2&strategies=sequential,joined,windowed', over],
  ['connections and failures', '?requests=24&latency=20&cap=4&failures=20', over],
  ['refused and sent again', '?requests=12&latency=20&quota=20/s&burst=4&retries=5&strategies=joined,windowed', over],
  ['a real server', '?endpoint=site&requests=12&strategies=blocking,joined,as-completed', over],
  ['cancelled', '?latency=3000&spread=0&strategies=joined', async (page) => {
    await page.waitForSelector('[data-testid=cancel]');
    await new Promise((later) => setTimeout(later, 500)); // until requests are in flight
    await page.locator('[data-testid=cancel]').click();
    await over(page);
  }],
];

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

// Checks an archive against the schema; returns what it finds.
const schemaFaults = (() => {
  const Ajv = packages('ajv').default;
  // The schema is of 2018, and has words that no draft knows.
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addMetaSchema(packages('ajv/dist/refs/json-schema-draft-06.json'));
  packages('ajv-formats').default(ajv);
  const schemas = Object.values(packages('har-schema'));
  ajv.addSchema(schemas);
  const validate = ajv.getSchema('har.json#') ?? ajv.getSchema('har.json');
  return (archive) => (validate(archive) ? [] : validate.errors.map((one) => `${one.instancePath} ${one.message}`));
})();

// What the specification says and the schema does not.
function ownFaults({ log }) {
  const faults = [];
  const check = (holds, words) => holds || faults.push(words);
  const pages = new Map(log.pages.map((page) => [page.id, page]));
  check(pages.size === log.pages.length, 'two pages have the same id');
  for (const [at, { pageref, time, timings, startedDateTime, request }] of log.entries.entries()) {
    const place = `entries[${at}]`;
    const page = pages.get(pageref);
    check(page && Date.parse(page.startedDateTime) <= Date.parse(startedDateTime), `${place} is not within its page`);
    check(Object.values(timings).every((part) => part === -1 || part >= 0), `${place} has a negative time`);
    const known = sum(Object.values(timings).filter((part) => part !== -1));
    check(Math.abs(time - known) < 1e-3, `${place}: time is ${time}, its parts are ${known}`);
    check(URL.canParse(request.url) && !request.url.includes('#'), `${place}: ${request.url}`);
  }
  return faults;
}

// How many bars the viewer draws for each page, what it lists in its select, and what it complains about.
async function drawn(browser, archive) {
  const page = await browser.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => /warn|error/.test(message.type()) && complaints.push(message.text()));
  await page.setContent('<!doctype html><title>A viewer</title><select></select><main></main>');
  await page.addStyleTag({ path: packages.resolve('perf-cascade/dist/perf-cascade.css') });
  await page.addScriptTag({ path: packages.resolve('perf-cascade/dist/perf-cascade.min.js') });
  const look = page.evaluate((har) => {
    const pageSelector = document.querySelector('select');
    const main = document.querySelector('main');
    // The select belongs to the first drawing.
    main.append(globalThis.perfCascade.fromHar(har, { pageSelector }));
    const titles = [...pageSelector.options].map((option) => option.text);
    const rows = har.log.pages.map((_, selectedPage) => {
      main.replaceChildren(globalThis.perfCascade.fromHar(har, { selectedPage }));
      const bars = [...main.querySelectorAll('.row-item')].filter((row) => row.querySelector('.time-block, .rect-holder'));
      return bars.filter((row) => row.getBoundingClientRect().width > 0).length;
    });
    return { rows, titles };
  }, archive);
  const { rows, titles } = await look.catch((error) => {
    complaints.push(String(error));
    return { rows: [], titles: [] };
  });
  await page.close();
  return { rows, titles, complaints };
}

// How often requests were sent, by the report of the same run.
function sendings({ strategies }) {
  const rounds = strategies.flatMap((strategy) => strategy.rounds);
  const sent = rounds.flatMap((round) => round.requests).filter((request) => request.startedMs !== null);
  return { pages: rounds.length, entries: sum(sent.map((request) => request.tries?.length ?? 1)) };
}

// Presses an export button, and reads the file that the browser saves.
async function saved(page, folder, label, name) {
  const path = join(folder, name);
  await page.locator(`.share ::-p-text(${label})`).click();
  for (const end = Date.now() + 30_000; !existsSync(path); ) {
    if (Date.now() > end) throw new Error(`no ${name} within half a minute`);
    await new Promise((later) => setTimeout(later, 50));
  }
  const content = JSON.parse(readFileSync(path, 'utf8'));
  rmSync(path);
  return content;
}

// The archive and the report of a run of the built page.
async function exported(browser, address, [, query, end]) {
  const folder = mkdtempSync(join(tmpdir(), 'inflight-har-'));
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const devtools = await page.createCDPSession();
  await devtools.send('Browser.setDownloadBehavior', {
    behavior: 'allow', downloadPath: folder, browserContextId: context.id,
  });
  await page.goto(address + query);
  await page.locator('[data-testid=run]').click();
  await end(page);
  const archive = await saved(page, folder, 'HAR', 'inflight.har');
  const report = await saved(page, folder, 'JSON', 'inflight.json');
  await context.close();
  rmSync(folder, { recursive: true });
  return { archive, report };
}

// Looks at an archive; returns how many faults it has.
async function judged(browser, name, archive, expected) {
  const { pages, entries } = archive.log;
  const { rows, titles, complaints } = await drawn(browser, archive);
  const faults = [...schemaFaults(archive), ...ownFaults(archive), ...complaints];
  const compare = (what, one, other) => one === other || faults.push(`${what}: ${one} instead of ${other}`);
  compare('pages', pages.length, expected.pages);
  compare('entries', entries.length, expected.entries);
  compare('entries drawn', sum(rows), entries.length);
  // It has nothing to choose from if there is one page.
  compare('titles', titles.length, pages.length > 1 ? pages.length : 0);
  for (const [at, page] of pages.entries()) {
    compare(`entries drawn of ${page.id}`, rows[at], entries.filter((entry) => entry.pageref === page.id).length);
  }
  const cells = [pages.length, entries.length, sum(rows), faults.length].map((cell) => String(cell).padStart(10));
  console.log([name.padEnd(28) + cells.join(''), ...faults.slice(0, 8).map((fault) => `  ${fault}`)].join('\n'));
  return faults.length;
}

const version = (name) => `${name} ${packages(`${name}/package.json`).version}`;
console.log(`${version('har-schema')}, ${version('perf-cascade')}`);
console.log(''.padEnd(28) + ['pages', 'entries', 'drawn', 'faults'].map((head) => head.padStart(10)).join(''));
const browser = await launch();
let faults = 0;
const files = process.argv.slice(2);
for (const file of files) {
  const archive = JSON.parse(readFileSync(file, 'utf8'));
  const { pages, entries } = archive.log;
  faults += await judged(browser, file, archive, { pages: pages.length, entries: entries.length });
}
if (files.length === 0) {
  const served = await host(dist);
  for (const run of RUNS) {
    const { archive, report } = await exported(browser, served.address, run);
    faults += await judged(browser, run[0], archive, sendings(report));
  }
  served.close();
}
await browser.close();
console.log(faults ? `${faults} found` : 'nothing found');
process.exitCode = faults ? 1 : 0;
