// Runs the tasks of the on-demand program in a worker, so that the page answers
// meanwhile. This file is loaded by the page and by the worker. Where there can
// be no worker, as in a frame without an origin, the tasks run in the page.
const address = import.meta.url;
const { search } = new URL(address);

let program;
async function load() {
  const program = await import(new URL(`on_demand.js${search}`, address));
  await program.default({ module_or_path: new URL(`on_demand_bg.wasm${search}`, address) });
  return program;
}

async function here(task, input, watch) {
  program ??= load();
  return (await program).run(task, input, watch);
}

// A program's memory never shrinks: after a long input the worker is ended.
const LONG = 1 << 24;

let worker, canHaveWorker = true, calls = 0;
const waiting = new Map();

// `watch` gets the share of a long task that is done, 0 to 1.
export function run(task, input, watch = () => {}) {
  if (canHaveWorker) worker ??= begin();
  if (!worker) return here(task, input, watch);
  return new Promise((resolve, reject) => {
    waiting.set(++calls, { task, input, watch, resolve, reject });
    worker.postMessage({ call: calls, task, input });
  });
}

// Ends the tasks of a kind; the others begin anew.
export function cancel(kind) {
  for (const [call, { task, reject }] of waiting) {
    if (task !== kind) continue;
    waiting.delete(call);
    reject('cancelled; what was shown stays');
  }
  if (!worker) return;
  end();
  if (waiting.size) worker = begin();
  for (const [call, { task, input }] of waiting) worker?.postMessage({ call, task, input });
}

function begin() {
  try {
    const policy = globalThis.trustedTypes?.createPolicy('inflight-tasks', { createScriptURL: () => address });
    const worker = new Worker(policy?.createScriptURL(address) ?? address, { type: 'module' });
    worker.onmessage = ({ data }) => {
      if (data.share !== undefined) waiting.get(data.call)?.watch(data.share);
      else if (data.failure === undefined) answer(data);
      else fail(data.failure);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      withoutWorker();
    };
    return worker;
  } catch {
    canHaveWorker = false;
  }
}

function answer({ call, result, refusal }) {
  const { input, resolve, reject } = waiting.get(call);
  waiting.delete(call);
  if (refusal === undefined) resolve(result);
  else reject(refusal);
  if (input.length > LONG && waiting.size === 0) end();
}

function fail(failure) {
  for (const { reject } of waiting.values()) reject(new Error(failure));
  waiting.clear();
  end();
}

function end() {
  worker.terminate();
  worker = undefined;
}

// Some browsers tell only now that there can be no worker.
function withoutWorker() {
  canHaveWorker = false;
  worker = undefined;
  for (const { task, input, watch, resolve } of waiting.values()) resolve(here(task, input, watch));
  waiting.clear();
}

if (!globalThis.document) {
  onmessage = async ({ data: { call, task, input } }) => {
    try {
      postMessage({ call, result: await here(task, input, (share) => postMessage({ call, share })) });
    } catch (reason) {
      postMessage(typeof reason === 'string' ? { call, refusal: reason } : { call, failure: `${reason?.message ?? reason}` });
    }
  };
}
