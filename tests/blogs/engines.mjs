// The site engines, and how each builds the post. A folder beside this file holds what an author adds to a
// site of that engine: the engine's settings, a file named `figure` with what to write in the place of a figure,
// and a file with the line {{post}} for the post itself.
import { execFile } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PLACEHOLDER = 'https://inflight.example';
const here = fileURLToPath(new URL('.', import.meta.url));
const installed = fileURLToPath(new URL('../../.tools/blogs', import.meta.url));
const node = (name) => join(installed, 'node_modules/.bin', name);
const python = (name) => join(installed, 'python/bin', name);
const run = promisify(execFile);

// No engine counts its users or asks for a newer version. Docusaurus's cache, which lies beside its packages, would mix
// up sites of different folders.
const ENVIRONMENT = { DO_NOT_TRACK: '1', DISABLE_VERSION_CHECK: '1', NO_UPDATE_NOTIFIER: '1', DOCUSAURUS_NO_PERSISTENT_CACHE: 'true' };

// A button of the page that swaps light and dark.
const press = (selector) => (page) => page.locator(selector).click();
const pick = (name) => async (page) => {
  // The menu stays open after a choice, and a second press would close it.
  if (!(await page.$eval('#mdbook-theme-list', (list) => list.checkVisibility()))) await page.locator('#mdbook-theme-toggle').click();
  await page.locator(`#mdbook-theme-${name}`).click();
};
const twoThemes = (toggle) => [{ look: 'dark', toggle }, { look: 'light', toggle }];

// `version`: an npm package, or a command that prints it. `built`: the folder that the commands write. `post`: the address of the post in it.
// `link`: the page from which a reader comes to the post without loading a document.
// `themes`: what the reader presses, one after another, and how the page looks then. `dark`: where there is nothing
// to press, the address of a dark post.
const ENGINES = [
  {
    name: 'Hugo',
    version: [python('hugo'), 'version'],
    build: [[python('hugo'), '--panicOnWarning', '--quiet']],
    built: 'public',
    post: 'posts/waiting/',
    themes: twoThemes(press('#theme')),
  },
  {
    name: 'mdBook',
    version: [join(installed, 'bin/mdbook'), '--version'],
    build: [[join(installed, 'bin/mdbook'), 'build']],
    built: 'book',
    post: 'waiting.html',
    themes: [
      { look: 'dark', toggle: pick('coal') },
      { look: 'dark', toggle: pick('ayu') },
      { look: 'light', toggle: pick('rust') },
      { look: 'dark', toggle: pick('navy') },
      { look: 'light', toggle: pick('light') },
    ],
  },
  {
    name: 'Docusaurus',
    version: '@docusaurus/core',
    build: [[node('docusaurus'), 'build']],
    built: 'build',
    post: 'blog/waiting/',
    link: '',
    themes: twoThemes(press('.navbar [class*=toggleButton]')),
  },
  {
    name: 'VitePress',
    version: 'vitepress',
    build: [[node('vitepress'), 'build']],
    built: '.vitepress/dist',
    post: 'waiting.html',
    link: '',
    themes: twoThemes(press('.VPNavBarAppearance .VPSwitchAppearance')),
  },
  {
    name: 'nbconvert',
    version: [python('jupyter'), 'nbconvert', '--version'],
    build: [
      [python('python'), 'notebook.py'],
      [python('jupyter'), 'nbconvert', '--execute', '--to', 'html', '--no-input', '--output-dir', 'built', 'waiting.ipynb'],
      [python('jupyter'), 'nbconvert', '--execute', '--to', 'html', '--no-input', '--theme', 'dark', '--output-dir', 'built', '--output', 'dark', 'waiting.ipynb'],
    ],
    built: 'built',
    post: 'waiting.html',
    themes: [],
    dark: 'dark.html',
  },
  {
    name: 'Eleventy',
    version: '@11ty/eleventy',
    build: [[node('eleventy'), '--quiet']],
    built: '_site',
    post: 'waiting/',
    themes: twoThemes(press('#theme')),
  },
  {
    name: 'MkDocs',
    version: [python('mkdocs'), '--version'],
    build: [[python('mkdocs'), 'build', '--strict', '--quiet']],
    built: 'site',
    post: 'waiting/',
    themes: twoThemes(press('[data-md-component=palette] label:not([hidden])')),
  },
  {
    name: 'Sphinx',
    version: [python('sphinx-build'), '--version'],
    build: [[python('sphinx-build'), '-q', '-W', '.', 'built']],
    built: 'built',
    post: 'waiting.html',
    // The button has three states: the system's, dark, light.
    themes: twoThemes(press('.theme-toggle-content .theme-toggle')),
  },
];

export const engines = ENGINES.map((engine) => ({ link: null, ...engine, folder: engine.name.toLowerCase() }));

export async function version({ version }) {
  if (typeof version === 'string') return JSON.parse(readFileSync(join(installed, 'node_modules', version, 'package.json'), 'utf8')).version;
  const [program, ...args] = version;
  const { stdout } = await run(program, args);
  return stdout.match(/\d+\.\d+\.\d+/)?.[0] ?? '?';
}

// Builds the post with figures of the page at this address. Returns the folder of the built site.
// What the engine says is in the error if it fails, warns, or builds no post.
export async function build(engine, address) {
  const site = join(installed, 'sites', engine.folder);
  rmSync(site, { recursive: true, force: true });
  cpSync(join(here, engine.folder), site, { recursive: true });
  const figure = readFileSync(join(here, engine.folder, figureFile(engine)), 'utf8').trim();
  const post = readFileSync(join(here, 'post.md'), 'utf8').replaceAll('{{figure}}', () => figure);
  rmSync(join(site, figureFile(engine)));
  for (const file of filesOf(site)) {
    const text = readFileSync(file, 'utf8').replaceAll('{{post}}', () => post);
    writeFileSync(file, text.replaceAll(PLACEHOLDER, address.replace(/\/$/, '')));
  }
  for (const [program, ...args] of engine.build) {
    const env = { ...process.env, ...ENVIRONMENT };
    await run(program, args, { cwd: site, env, maxBuffer: 1 << 26 }).catch(({ message, stdout, stderr }) => {
      throw new Error(`${message}\n${stdout}${stderr}`);
    });
  }
  return join(site, engine.built);
}

const figureFile = ({ folder }) => readdirSync(join(here, folder)).find((name) => name.startsWith('figure.'));

function filesOf(folder) {
  return readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((file) => statSync(file).isFile());
}
