//! Observes what the page asks of its browser: which requests it sends and which timers it sets.
//!
//! `fetch` and the timers are replaced once, for all tests, by functions that record a call and pass it on to
//! the browser. Only these addresses are answered here, in ways that a real server cannot be made to answer:
//!
//! - `never/`: an answer never comes.
//! - `endless/`: an answer begins, and its body never ends.
//! - `broken/`: a body breaks off.
//! - `snippets/`: the listings, which are in other folders here.
//! - `lying/`: a body that is longer than its header says, and than a body may be.
//! - `moved/<origin>`: a redirect, which leads to this origin when it is followed.
//! - `replaced/<how>`: an extension's answer: it throws, rejects, or is something else.
//! - `later/<text>`: status 503, with `Retry-After: <text>`.
//! - `.inflight/`: where a test has [opened](open_worker) the service worker, what that answers. The worker's scope
//!   here is `static/`, and the runner's page lies outside, so a frame inside asks for it.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen(inline_js = r#"
const browser = { fetch: window.fetch.bind(window) };
let last, frame, followed = 0;

function known(response, type) {
  return Object.defineProperty(response, 'type', { value: type });
}

const answers = {
  never: () => new Promise(() => {}),
  endless: () => new Response(new ReadableStream({
    start: (body) => body.enqueue(new TextEncoder().encode('{')),
  })),
  broken: () => new Response(new ReadableStream({
    start: (body) => body.enqueue(new TextEncoder().encode('{')),
    pull: (body) => body.error(new TypeError('the line went dead')),
  }, { highWaterMark: 0 })),
  snippets: ([, language], url) => browser.fetch(language === 'rust'
    ? url.replace('/snippets/rust/', '/src/strategy/') : url.replace('/snippets/', '/static/snippets/')),
  lying: () => known(new Response(new ReadableStream({
    pull: (body) => body.enqueue(new Uint8Array(1 << 18)),
  }), { headers: { 'content-length': '83' } }), 'basic'),
  moved: ([, origin], url, { redirect }) => {
    followed += redirect === 'follow';
    const answer = known(new Response('{}'), redirect === 'manual' ? 'opaqueredirect' : 'cors');
    Object.defineProperty(answer, 'url', { value: `${decodeURIComponent(origin)}/7` });
    return answer;
  },
  replaced: ([, how]) => ({
    throws: () => { throw 'not today'; },
    rejects: () => Promise.reject('blocked by an extension'),
    rejects_with_nothing: () => Promise.reject(),
    looks_alike: () => ({ ok: true, status: 200, headers: new Headers(), json: async () => ({}) }),
    resolves_with_nothing: () => undefined,
    was_read: () => { const answer = new Response('{}'); answer.body.getReader(); return answer; },
    is_opaque: () => Response.error(),
  })[how](),
  later: (path) => new Response('{}', {
    status: 503,
    headers: { 'retry-after': decodeURIComponent(path[1]) },
  }),
  '.inflight': async (path, url) => {
    const answer = await frame.contentWindow.fetch(url.replace('/.inflight/', '/static/.inflight/'));
    // A frame's `Response` is not of the page's own class.
    return new Response(await answer.arrayBuffer(), answer);
  },
};

window.fetch = (request, ...rest) => {
  last = request;
  const url = request.url ?? String(request);
  const path = url.startsWith(location.origin) ? url.slice(location.origin.length + 1).split('/') : [];
  return Object.hasOwn(answers, path[0])
    ? answers[path[0]](path, url, request)
    : browser.fetch(request, ...rest);
};

export const last_request = () => last;

export const redirects_followed = () => followed;

const waiting = new Set();

function watch(set, clear) {
  const [begin, end] = [window[set].bind(window), window[clear].bind(window)];
  window[set] = (call, ...rest) => {
    const id = begin((...given) => {
      if (set !== 'setInterval') waiting.delete(`${set} ${id}`);
      call(...given);
    }, ...rest);
    waiting.add(`${set} ${id}`);
    return id;
  };
  window[clear] = (id) => {
    waiting.delete(`${set} ${id}`);
    end(id);
  };
}

watch('setTimeout', 'clearTimeout');
watch('setInterval', 'clearInterval');
watch('requestAnimationFrame', 'cancelAnimationFrame');

export const timers = () => waiting.size;

// With a clock that leaps, each drawing seems to have taken so long that yew
// lets the browser go on before it does what comes after it. That is held back.
const usual = { now: Date.now, setTimeout: window.setTimeout };
let held;

export function hold_back() {
  held = [];
  let leaps = 0;
  Date.now = () => usual.now() + 100 * leaps++;
  window.setTimeout = (call, after, ...rest) =>
    after === 0 ? held.push(call) : usual.setTimeout(call, after, ...rest);
}

export function let_go() {
  Date.now = usual.now;
  window.setTimeout = usual.setTimeout;
  held.forEach((call) => call());
}

export async function open_worker() {
  if (frame) return;
  const { installing, active } = await navigator.serviceWorker.register('static/sw.js');
  const worker = active ?? installing;
  while (worker.state !== 'activated') {
    await new Promise((changed) => worker.addEventListener('statechange', changed, { once: true }));
  }
  // What is loaded from now on within its scope, it controls.
  frame = document.createElement('iframe');
  frame.src = 'static/todos/1.json';
  const loaded = new Promise((loaded) => frame.addEventListener('load', loaded));
  document.body.append(frame);
  await loaded;
}
"#)]
extern "C" {
    /// The request that was sent last.
    pub(crate) fn last_request() -> web_sys::Request;

    /// How many redirects of `moved/` were followed so far.
    pub(crate) fn redirects_followed() -> u32;

    /// How many timers and animation frames are being waited for.
    pub(crate) fn timers() -> u32;

    /// From now on drawings seem to take long, and what comes after them does not come.
    pub(crate) fn hold_back();

    /// What was held back comes now, and drawings take what they take.
    pub(crate) fn let_go();

    /// Has `.inflight/` answered by the service worker from now on.
    #[wasm_bindgen(catch)]
    pub(crate) async fn open_worker() -> Result<JsValue, JsValue>;
}
