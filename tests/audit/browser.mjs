// The browser that is installed, driven by packages that lie in .tools/.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = new URL('../../', import.meta.url);

export const dist = fileURLToPath(new URL('dist', project));

// Node looks for packages beside a file, and git would see them there.
export const packages = createRequire(new URL('.tools/audit/package.json', project));

// Chromium with an empty profile and the same options as in the tests.
export async function launch() {
  const { args } = JSON.parse(readFileSync(new URL('webdriver.json', project), 'utf8'))['goog:chromeOptions'];
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []; // root has none
  return packages('puppeteer-core').launch({ executablePath: chromium(), args: [...args, ...sandbox] });
}

function chromium() {
  const folders = process.env.PATH.split(delimiter);
  const found = ['chromium', 'google-chrome'].flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  if (!found) throw new Error('no Chromium on PATH: .ci/tools browser installs it');
  return found;
}

// Waits until the page's own figure stands still; fails where it does not within a minute.
export async function over(page) {
  await page.waitForFunction(
    () => /finished|cancelled|interrupted/.test(document.querySelector('[data-testid=status]').dataset.state),
    { timeout: 60_000 },
  );
}
