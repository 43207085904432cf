// Looks at one built post in every way that a reader may come across it. What does not hold becomes a fault, in words.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { columnOf, heightsOf, lengthsOf, placesOf } from './measures.mjs';
import { pixels } from './pixels.mjs';
import { approach, figureTag, open, press, shifts, SLOW, themeOf, until } from './reader.mjs';

const SIZES = [{ width: 1280, height: 800 }, { width: 390, height: 844 }];
const FIGURES = [0, 1, 2];
const RATIO = 1.7; // the post with figures, by its text alone …
const COLUMN = 760; // … in a column at most so wide: a wider one makes the text shorter, but no figure
const SHIFT = 0.005; // less is 0.00 with two decimals
const INK = 0.005; // the least share of a picture that is not its ground
const PRINTED = 300; // the least bytes that a figure adds to a PDF
const SECOND = 1000;

export async function look(browser, engine, { site, address, pictures }) {
  mkdirSync(pictures, { recursive: true });
  const faults = new Map(); // words → where they hold
  const fault = (about) => (words) => faults.set(words, (faults.get(words) ?? new Set()).add(about));
  const post = { browser, engine, site, address, picture: (name) => join(pictures, `${engine.folder}-${name}`) };
  const sizes = [];
  for (const size of SIZES) {
    const width = `${size.width} px`;
    const { own, free } = await scrollOnly(post, size, fault(`${width}, no embed.js`));
    const read = await readAll(post, size, own, fault(width));
    if (`${read.heights}` !== `${free}`) fault(width)(`the HTML keeps ${free} px free, the figures are ${read.heights} px high`);
    const slow = await readSlowly(post, size, own, fault(`${width}, slow network`));
    const unscripted = await readWithoutScript(post, size, fault(`${width}, no script`));
    sizes.push({ width: size.width, ...read, own, slow, unscripted });
  }
  await print(post, fault('print'));
  const themes = await changeThemes(post, fault('themes'));
  if (engine.link !== null) await comeByLink(post, fault('by a link'));
  return { sizes, themes, faults: [...faults].map(([words, about]) => `${[...about].join(' + ')}: ${words}`) };
}

// Lets a reader with a fresh profile act on a page. Whatever the console says meanwhile is a fault.
async function visit({ browser, address, engine }, size, { path = engine.post, ...options }, fault, act) {
  const context = await browser.createBrowserContext();
  try {
    const { page, said, pending } = await open(context, size, options);
    await page.goto(address + path, { waitUntil: 'load', timeout: 60 * SECOND }).catch(({ message }) => {
      throw new Error(`${message}; without an answer: ${[...pending].join(' ')}`);
    });
    await act(page, context);
    for (const line of new Set(said)) fault(line);
  } catch (error) {
    fault(error.message);
  } finally {
    await context.close();
  }
}

// Some engines move their own pages, by a font that comes late or a bar that comes while the reader scrolls. How far,
// without our script? On a slow network, where nothing wins a race by chance.
async function scrollOnly(post, size, fault) {
  let [own, free] = [NaN, []];
  await visit(post, size, { embed: false, network: SLOW }, fault, async (page) => {
    free = (await page.evaluate(placesOf, figureTag)).map(({ height }) => height);
    for (const figure of await page.$$(figureTag)) {
      await figure.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
      await pause(100);
    }
    own = (await shifts(page)).sum;
  });
  return { own, free };
}

async function readAll(post, size, own, fault) {
  const found = {};
  await visit(post, size, {}, fault, async (page) => {
    const served = readFileSync(join(post.site, post.engine.post.replace(/\/$/, '/index.html')), 'utf8');
    const count = served.split(`<${figureTag}`).length - 1;
    if (count !== FIGURES.length) fault(`${count} figures in the built file`);

    const before = await page.evaluate(() => history.length);
    const reserved = await page.evaluate(heightsOf, figureTag);
    for (const number of FIGURES) {
      const frame = await approach(page, number);
      if (frame) await press(frame);
      else fault(`figure ${number + 1} gets no frame in an open shadow root`);
    }
    found.shift = await noShift(page, own, fault);
    found.heights = await page.evaluate(heightsOf, figureTag);
    if (`${found.heights}` !== `${reserved}`) fault(`the figures are ${reserved} px high at first and ${found.heights} after their runs`);
    const after = await page.evaluate(() => history.length);
    if (after !== before) fault(`history.length is ${before} at first and ${after} after the runs`);

    const { all, text, wider } = await page.evaluate(lengthsOf, figureTag);
    Object.assign(found, { column: await page.evaluate(columnOf, figureTag), text, ratio: all / text });
    if (found.column <= COLUMN && found.ratio > RATIO) fault(`the post is ${found.ratio.toFixed(2)} times as long as its text`);
    if (wider > 0) fault(`the figures make the page ${wider} px wider`);
    await photograph(page, post.picture(`light-${size.width}.png`));
    const later = await page.evaluate(heightsOf, figureTag);
    if (`${later}` !== `${found.heights}`) fault(`hidden, shown again and in a higher window, the figures are ${later} px high`);
  });
  return found;
}

async function readSlowly(post, size, own, fault) {
  let shift = NaN;
  await visit(post, size, { network: SLOW }, fault, async (page) => {
    for (const number of FIGURES) {
      const frame = await approach(page, number, 30 * SECOND);
      if (!frame) fault(`figure ${number + 1} gets no frame`);
      else if (number === 0) await press(frame);
    }
    shift = await noShift(page, own, fault);
  });
  return shift;
}

async function readWithoutScript(post, size, fault) {
  let places = [];
  await visit(post, size, { script: false }, fault, async (page) => {
    places = await page.evaluate(placesOf, figureTag);
    for (const [number, { shows, over }] of places.entries()) {
      if (!shows) fault(`nothing in the place of figure ${number + 1}`);
      if (over > 1) fault(`the picture of figure ${number + 1} reaches ${Math.round(over)} px into the text below`);
    }
    if (places.length !== FIGURES.length) fault(`${places.length} figures`);
    await photograph(page, post.picture(`no-script-${size.width}.png`));
  });
  return [...new Set(places.map(({ shows }) => shows || 'nothing'))].join('/');
}

// Once with figures that no reader has come near, once with every frame there.
async function print(post, fault) {
  await visit(post, SIZES[0], { near: false }, fault, async (page) => {
    await onPaper(page, 'unseen', post, fault);
  });
  await visit(post, SIZES[0], {}, fault, async (page) => {
    for (const number of FIGURES) {
      const frame = await approach(page, number);
      if (frame && number === 0) await press(frame);
    }
    await onPaper(page, 'seen', post, fault);

    await page.emulateMediaType('print');
    for (const [number, figure] of (await page.$$(figureTag)).entries()) {
      const { ink } = await pixels(post.browser, await figure.screenshot());
      if (ink < INK) fault(`figure ${number + 1} is blank`);
    }
  });
}

// A figure that prints anything makes the file longer than the same figure made invisible.
async function onPaper(page, state, post, fault) {
  const whole = await page.pdf({ path: post.picture(`${state}.pdf`) });
  for (const [number, figure] of (await page.$$(figureTag)).entries()) {
    await figure.evaluate((element) => element.style.setProperty('visibility', 'hidden', 'important'));
    const without = await page.pdf();
    await figure.evaluate((element) => element.style.removeProperty('visibility'));
    const adds = whole.length - without.length;
    if (adds < PRINTED) fault(`figure ${number + 1}, ${state}, adds ${adds} bytes to a PDF`);
  }
}

// Returns the most milliseconds that a frame took to follow.
async function changeThemes(post, fault) {
  const { themes, dark } = post.engine;
  let slowest = 0;
  if (themes.length === 0) {
    for (const size of SIZES) {
      await visit(post, size, { path: dark }, fault, (page) => startsDark(post, page, size, fault));
    }
    return null;
  }
  await visit(post, SIZES[0], {}, fault, async (page, context) => {
    const frames = [];
    for (const number of FIGURES) frames.push(await approach(page, number));
    let seenDark = false;
    for (const { look, toggle } of themes) {
      await toggle(page);
      for (const [number, frame] of frames.entries()) {
        const took = await until(async () => frame && (await themeOf(frame)) === look, SECOND);
        if (took === null) fault(`figure ${number + 1} is not ${look} a second after the page`);
        slowest = Math.max(slowest, took ?? SECOND);
      }
      await grounded(post, page, look, fault);
      if (look === 'dark' && !seenDark) {
        seenDark = true;
        await photograph(page, post.picture(`dark-${SIZES[0].width}.png`));
        await again(post, context, SIZES[1], fault);
        await page.bringToFront();
      }
    }
  });
  return slowest;
}

// The page remembers its theme for the reader's next visit.
async function again(post, context, size, fault) {
  const { page, said } = await open(context, size);
  await page.goto(post.address + post.engine.post, { waitUntil: 'load' });
  await startsDark(post, page, size, fault);
  for (const line of new Set(said)) fault(line);
  await page.close();
}

async function startsDark(post, page, size, fault) {
  for (const number of FIGURES) {
    const frame = await approach(page, number);
    const took = await until(async () => frame && (await themeOf(frame)) === 'dark', SECOND);
    if (took === null) fault(`on a page that is dark from the start, at ${size.width} px, figure ${number + 1} is not`);
  }
  await grounded(post, page, 'dark', fault);
  await photograph(page, post.picture(`dark-${size.width}.png`));
}

// The theme alone does not tell what is seen: a browser paints a frame white behind a page of another colour scheme.
async function grounded({ browser }, page, look, fault) {
  const figure = await page.$(figureTag);
  // Colours may fade in.
  let seen;
  const took = await until(async () => {
    seen = await pixels(browser, await figure.screenshot());
    await page.bringToFront();
    return seen.dark === (look === 'dark');
  }, 2 * SECOND);
  if (took === null) fault(`the ground of figure 1 is ${seen.ground} where the page is ${look}`);
}

// Engines that draw the next page without loading a document do not run scripts in it.
async function comeByLink(post, fault) {
  await visit(post, SIZES[0], { path: post.engine.link }, fault, async (page) => {
    await page.evaluate(() => { globalThis.stayed = true; });
    await page.locator('main a[href*=waiting]').click();
    if (!(await approach(page, 0))) fault('figure 1 gets no frame');
    if (!(await page.evaluate(() => globalThis.stayed))) fault('the link loads a document, so this shows nothing');
    await page.goBack();
    const left = await until(async () => !(await page.$(figureTag)), 5 * SECOND);
    if (left === null) fault('going back leaves the figures there');
    await page.goForward();
    if (!(await approach(page, 0))) fault('figure 1 gets no frame when the reader goes back and forward');
  });
}

async function noShift(page, own, fault) {
  const { sum, moved } = await shifts(page);
  if (sum >= own + SHIFT) fault(`a layout shift of ${sum.toFixed(3)}, without embed.js ${own.toFixed(3)}; what moved: ${moved.slice(0, 6).join(' | ')}`);
  return sum;
}

// A browser draws no frame that is out of view, so the whole page comes into view.
async function photograph(page, path) {
  const { width, height } = page.viewport();
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await page.setViewport({ width, height: await page.evaluate(() => document.documentElement.scrollHeight) });
  await pause(SECOND / 2);
  await page.screenshot({ path, fullPage: true });
  await page.setViewport({ width, height });
}
