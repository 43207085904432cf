// Builds one post with three figures in real site engines, and looks at each of them as its readers would.
//
//   node tests/blogs/blogs.mjs [--dist dist] [--pictures target/blogs] [--only hugo,mdbook]
//
// .ci/tools audit and tests/blogs/install.sh install what it needs.
import { cpSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { dist as built, launch } from '../audit/browser.mjs';
import { host } from '../audit/host.mjs';
import { build, engines, version } from './engines.mjs';
import { look } from './look.mjs';
import { serve } from './serve.mjs';

const { values: { dist, pictures, only } } = parseArgs({
  options: {
    dist: { type: 'string', default: process.env.DIST ?? built },
    pictures: { type: 'string', default: 'target/blogs' },
    only: { type: 'string', default: '' },
  },
});
const chosen = engines.filter(({ folder }) => !only || only.split(',').includes(folder));
if (chosen.length === 0) throw new Error(`--only knows ${engines.map(({ folder }) => folder).join(', ')}`);

const COLUMNS = [
  ['engine', 20], ['built in', 9], ['window', 7], ['column', 7], ['figures', 14], ['text', 6], ['ratio', 6],
  ['own', 5], ['shift', 5], ['slow', 5], ['no script', 10], ['theme', 8], ['', 0],
];
const line = (cells) => console.log(COLUMNS.map(([, width], at) => String(cells[at] ?? '').padEnd(width)).join(' ').trimEnd());

// The page with the picture of the post, which the page's own export has made.
const published = fileURLToPath(new URL('../../.tools/blogs/dist', import.meta.url));
rmSync(published, { recursive: true, force: true });
cpSync(resolve(dist), published, { recursive: true });
cpSync(new URL('figure.svg', import.meta.url), join(published, 'figure.svg'));
const figures = await host(published);
const browser = await launch();
let failed = 0;
line(COLUMNS.map(([name]) => name));
for (const engine of chosen) {
  const began = performance.now();
  const name = `${engine.name} ${await version(engine)}`;
  let site;
  try {
    site = await build(engine, figures.address);
  } catch (error) {
    console.log(`${name}: ${error.message}`);
    failed += 1;
    continue;
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const served = await serve(site);
  const { sizes, themes, faults } = await look(browser, engine, { site, address: served.address, pictures: resolve(pictures) });
  served.close();
  for (const [at, { width, column, heights, text, ratio, own, shift, slow, unscripted }] of sizes.entries()) {
    line([
      at ? '' : name, at ? '' : `${seconds} s`, width, column, heights?.join(' '), text, ratio?.toFixed(2),
      own.toFixed(2), shift?.toFixed(2), slow.toFixed(2), unscripted, at ? '' : themes === null ? 'no button' : `${themes} ms`,
      at ? '' : faults.length ? `${faults.length} found` : 'holds',
    ]);
  }
  for (const words of faults) console.log(`  ${words}`);
  if (faults.length) failed += 1;
}
await browser.close();
figures.close();
console.log(failed ? `${failed} of ${chosen.length} engines fail` : `${chosen.length} engines hold`);
process.exitCode = failed ? 1 : 0;
