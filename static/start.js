// Starts the figures, and shows a message if they cannot start or have stopped.
const start = document.getElementById('start');
const { js, wasm } = start.dataset;

// After a panic the program cannot show a message, so this script listens for
// the error. The results so far stay on the page; what the program had promised
// would stay open, so this script rejects it; and a click leads to the message.
const message = document.getElementById('stopped');
const rejections = new Set();
const failure = () => new Error(message.textContent.trim().replace(/\s+/g, ' '));

addEventListener('error', (event) => stopped(event.error));
addEventListener('unhandledrejection', (event) => stopped(event.reason));
addEventListener('click', () => {
  if (!message.hidden) message.scrollIntoView({ block: 'nearest' });
});

function stopped(reason) {
  if (!(reason instanceof WebAssembly.RuntimeError)) return;
  message.hidden = false;
  for (const reject of rejections) reject(failure());
  rejections.clear();
}

// A program publishes `window.inflight`, and takes it back at its end.
let inflight;
const expectApi = () => new Promise((published) => {
  Object.defineProperty(window, 'inflight', {
    configurable: true,
    get: () => inflight,
    set: (api) => {
      inflight = {
        run: guarded(api.run),
        cancel: () => { if (message.hidden) api.cancel(); },
        open: (text, named) => open(api, text, named),
      };
      published();
    },
  });
});
expectApi();

function guarded(run) {
  return async (settings) => {
    if (!message.hidden) throw failure();
    const given = pairs(settings);
    if (!isYours && given.some(([name, value]) => name === 'code' || (name === 'strategies' && value.includes('yours')))) {
      await start.replace();
      return inflight.run(settings);
    }
    let reject;
    const panic = new Promise((_, rejected) => { reject = rejected; });
    rejections.add(reject);
    try {
      return await Promise.race([run(given), panic]);
    } catch (reason) {
      stopped(reason);
      throw reason instanceof WebAssembly.RuntimeError ? failure() : reason;
    } finally {
      rejections.delete(reject);
    }
  };
}

// Only the program `yours` opens files for scripts.
async function open(api, file, named) {
  if (!message.hidden) throw failure();
  if (typeof file !== 'string') throw new Error(`open takes the text of a file, not ${short(text(file))}`);
  const given = pairs(named);
  if (api.open) return api.open(file, given);
  await start.replace();
  return inflight.open(file, named);
}

// A script may pass its settings as an object, a Map or anything else with names
// and values, and looking at them may throw. The program gets pairs of strings;
// a value without a text becomes one that no setting accepts.
function pairs(settings) {
  const entries = settings == null ? [] : read('settings', () => entriesOf(settings));
  if (!entries) throw new Error(`settings must be an object, not ${short(text(settings))}`);
  const pairs = entries.map(([name, value]) => [text(name), read(text(name), value)]);
  return pairs
    .filter(([, value]) => value != null)
    .map(([name, value]) => [name, LISTS[name] ? list(value, LISTS[name]) : text(value)]);
}

function read(name, look) {
  try {
    return look();
  } catch (reason) {
    throw new Error(`${short(name)} cannot be read: ${short(text(reason?.message ?? reason))}`);
  }
}

// Names, and functions that get the values; undefined for what has neither.
function entriesOf(settings) {
  if (typeof settings !== 'object' || Array.isArray(settings)) return;
  const entries = [];
  if (settings[Symbol.iterator]) {
    for (const pair of settings) {
      // A generator need not end, so its hundredth pair is too many.
      if (!Array.isArray(pair) || pair.length !== 2 || entries.length > 100) return;
      entries.push([pair[0], () => pair[1]]);
    }
    return entries;
  }
  const names = Object.getOwnPropertyNames(settings);
  let isPlain = true;
  // The last parent is that of all objects. Methods are no settings.
  for (let of = Object.getPrototypeOf(settings), next; of && (next = Object.getPrototypeOf(of)); of = next) {
    isPlain = false;
    names.push(...Object.getOwnPropertyNames(of).filter((name) => typeof settings[name] !== 'function'));
  }
  if (names.length || isPlain) return names.map((name) => [name, () => settings[name]]);
}

// The settings that may be lists, and the types of their items.
const LISTS = { __proto__: null, strategies: /string/, latencies: /string|number/ };

function list(value, types) {
  const items = typeof value === 'object' && value[Symbol.iterator] ? [...value] : [value];
  return items.every((item) => types.test(typeof item)) ? items.join() : text(value);
}

function text(value) {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'symbol' || typeof value === 'function') return `a ${typeof value}`;
  if (typeof value !== 'object') return `${value}`;
  try {
    const json = JSON.stringify(value);
    if (json !== '{}') return json;
  } catch {}
  return `a value of type ${value.constructor?.name || 'Object'}`;
}

function short(text) {
  return text.replace(/\p{Cc}/gu, '\ufffd').replace(/^(.{80}).+$/su, '$1…');
}

// The on-demand program does rare work, such as exports. It is loaded when it is
// first needed, and again after a failure. To refuse a request it throws a
// string instead of an Error, and stays loaded. Its file names are the same in
// every build. The query differs: it holds the file name of the first program,
// which has a hash, and the number of the attempt, because a browser may
// remember an import that failed.
let tasks, loads = 0;
start.cancel = async (task) => (await tasks)?.cancel(task);
start.run = async (task, from, watch) => {
  try {
    tasks ??= import(new URL(`tasks.js?${js}&${++loads}`, document.baseURI));
    return await (await tasks).run(task, from, watch);
  } catch (reason) {
    if (reason instanceof Error) tasks = undefined;
    throw reason;
  }
};

// Starting the program blocks the thread for longer than a frame, so the text
// is drawn first. A hidden page draws no frames, and an embedded page outside
// the visible area may draw none: then the timeout ends the wait.
const drawn = new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve)); // a frame is drawn after its callbacks
  setTimeout(resolve, document.hidden ? 0 : 100);
});

// The figure takes more room than the page keeps for it, and pushes the article
// down. If the reader already sees the article, the page scrolls by the same
// distance. Not every browser does so (scroll anchoring); where one does, it is
// switched off meanwhile, or both would scroll. An embedded figure has no article.
const article = document.querySelector('article');
const above = () => (article ? article.getBoundingClientRect().top + scrollY : Infinity);
const { style } = document.documentElement;

// The program `yours` has what is the reader's own as well: it takes the place of
// the first one when the reader wishes for that, and is loaded instead of it where
// a link has code.
const YOURS = ['yours.js', 'yours_bg.wasm'].map((file) => `${file}?${js}`);
const hasCode = () => /[#&]code=/.test(location.hash);
const load = (file) => import(new URL(file, document.baseURI));
let isYours = hasCode();

// Its style sheet.
start.dress = () => document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `yours.css?${js}` }));
if (isYours) {
  start.dress();
  // The page's HTML has asked for the first program, and browsers warn of what nobody takes.
  fetch(new URL(wasm, document.baseURI));
}

let replaced;
start.replace = (code) => (replaced ??= replace(code));
async function replace(code) {
  try {
    const { replace } = await load(`replace.js?${js}`);
    await replace(start, YOURS, code, expectApi);
    isYours = true;
  } catch (reason) {
    replaced = undefined;
    throw reason;
  }
}
addEventListener('hashchange', () => {
  if (!isYours && hasCode()) start.replace();
});

try {
  const [script, module] = isYours ? YOURS : [js, wasm];
  const program = await load(script);
  await drawn;
  style.overflowAnchor = 'none';
  const before = above();
  await program.default({ module_or_path: new URL(module, document.baseURI) });
  if (before < scrollY + innerHeight) scrollBy(0, above() - before);
  dispatchEvent(new CustomEvent('TrunkApplicationStarted'));
} catch (reason) {
  console.error(reason);
  document.documentElement.className = 'still';
  for (const place of document.querySelectorAll('.not-running')) {
    place.append(` (${reason.message ?? reason})`);
  }
} finally {
  style.overflowAnchor = '';
}
