// A reader of a page with figures: opens it, scrolls, presses buttons, and notes what went wrong around that.
import { setTimeout as pause } from 'node:timers/promises';

export const SLOW = { latency: 150, download: 1.6e6 / 8, upload: 1.6e6 / 8 };
export const figureTag = 'inflight-figure';

// A page with an empty console so far. `said` collects what must stay empty, `pending` what was asked and not answered.
export async function open(context, viewport, { network = null, script = true, embed = true, near = true } = {}) {
  const page = await context.newPage();
  const said = [];
  page.on('console', (message) => {
    const isAnswer = /^Failed to load resource: the server responded/.test(message.text()); // told below, with its address
    if (/^(error|warn|assert)/.test(message.type()) && !isAnswer) said.push(`console: ${message.text()} ${message.location().url ?? ''}`.trim());
  });
  page.on('pageerror', (error) => said.push(`error: ${error.message ?? error}`));
  const pending = new Set();
  page.on('request', (request) => pending.add(request.url()));
  page.on('requestfinished', (request) => pending.delete(request.url()));
  page.on('requestfailed', (request) => pending.delete(request.url()));
  page.on('response', (response) => {
    if (response.status() >= 400) said.push(`answer ${response.status()} for ${response.url()}`);
  });
  await page.setViewport(viewport);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
  await page.setJavaScriptEnabled(script);
  await page.evaluateOnNewDocument(noteShifts, figureTag);
  if (!near) await page.evaluateOnNewDocument(seeNothing);
  await answerEmpty(page, embed ? ['https://*'] : ['https://*', '*/embed.js']);
  if (network) await page.emulateNetworkConditions(network);
  return { page, said, pending };
}

// Some engines load scripts from a host of their own. What this machine cannot reach must not fail, or the console
// would not be empty. An empty answer leaves the figures as they are.
async function answerEmpty(page, patterns) {
  const devtools = await page.createCDPSession();
  devtools.on('Fetch.requestPaused', ({ requestId }) => {
    const responseHeaders = [
      { name: 'Content-Type', value: 'text/javascript' },
      { name: 'Access-Control-Allow-Origin', value: '*' },
    ];
    devtools.send('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders }).catch(() => {});
  });
  await devtools.send('Fetch.enable', { patterns: patterns.map((urlPattern) => ({ urlPattern })) });
}

// Runs in the page. A figure moves only what comes after it. A shift that also moves text before the first figure has
// another cause, such as a font that came late.
function noteShifts(tag) {
  globalThis.shifts = [];
  const name = (node) => node ? `${node.nodeName.toLowerCase()} ${node.id || node.className || node.textContent?.trim().slice(0, 30) || ''}`.trim() : '?';
  const isBefore = (node, figure) => {
    const position = node && figure ? node.compareDocumentPosition(figure) : 0;
    return position & Node.DOCUMENT_POSITION_FOLLOWING && !(position & Node.DOCUMENT_POSITION_CONTAINED_BY);
  };
  new PerformanceObserver((list) => {
    const figure = document.querySelector(tag);
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (hadRecentInput || sources.some(({ node }) => isBefore(node, figure))) continue;
      globalThis.shifts.push({ value, moved: sources.map(({ node }) => name(node)) });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

// Runs in the page. Printing lays the page out anew, which would bring frames near between two files.
function seeNothing() {
  globalThis.IntersectionObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
    takeRecords() {
      return [];
    }
  };
}

// The sum of these shifts, and what moved.
export async function shifts(page) {
  await pause(300); // the browser reports them late
  const all = await page.evaluate(() => globalThis.shifts);
  return { sum: all.reduce((sum, { value }) => sum + value, 0), moved: [...new Set(all.flatMap(({ moved }) => moved))] };
}

// Calls until the answer is true. Not in the page, where frames out of view get no animation frames.
export async function until(answer, milliseconds) {
  const began = Date.now();
  while (!(await answer())) {
    if (Date.now() - began > milliseconds) return null;
    await pause(20);
  }
  return Date.now() - began;
}

// Scrolls to a figure and waits for its frame. Null if none comes.
export async function approach(page, number, patience = 10_000) {
  let frame = null;
  await until(async () => {
    const figure = (await page.$$(figureTag))[number];
    await figure?.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
    frame = figure && (await frameOf(figure));
    return frame;
  }, patience);
  // The frame may be there before it is shown.
  await frame?.waitForSelector('[data-testid=run]', { timeout: 60_000 });
  const shown = frame && (await until(async () => (await frame.frameElement()).evaluate(isShown), patience));
  return shown === null ? null : frame;
}

async function frameOf(figure) {
  const frame = await figure.evaluateHandle((element) => element.shadowRoot?.querySelector('iframe') ?? null);
  return frame.asElement()?.contentFrame() ?? null;
}

// Runs in the page.
const isShown = (frame) => frame.checkVisibility({ visibilityProperty: true });

export async function press(frame) {
  await frame.locator('[data-testid=run]').click();
  await frame.waitForSelector('[data-testid=status][data-state=finished]', { timeout: 60_000 });
}

export const themeOf = (frame) => frame.evaluate(() => document.documentElement.dataset.theme);
