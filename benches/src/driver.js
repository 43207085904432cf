// Does what the bench asks for, within the page and from its own script: with a
// driver or developer tools attached, a browser reports each request to them.

import { observed, time, OPTIONS } from '/peers/loops.js';

// The browser tells of those over 50 ms.
const longTasks = [];
new PerformanceObserver((list) => longTasks.push(...list.getEntries())).observe({ type: 'longtask' });
let began, ended; // of the last call

// The page's own program; with `still`, the timer that paces its drawing never
// rings. Others of such times only end a wait, for a late frame or the service
// worker, that ends by itself here.
async function ours({ settings, still, pace: [shortest, longest] }) {
  const timeout = window.setTimeout;
  if (still) {
    window.setTimeout = (call, after, ...rest) =>
      shortest <= after && after <= longest ? 0 : timeout(call, after, ...rest);
  }
  try {
    const report = await window.inflight.run(settings);
    const [{ rounds: [round] }] = report.strategies;
    if (!round.ranked) throw new Error(`not ranked: ${JSON.stringify(round.outcomes)}`);
    return round.totalMs;
  } finally {
    window.setTimeout = timeout;
  }
}

function hand({ way, work }) {
  return work.care ? observed(() => time(way, work)) : time(way, work);
}

// The strategies by hand in Rust; their program is loaded once.
let program;
async function rust({ way, work: { requests, concurrency, endpoint, plan } }) {
  program ??= import('/peers/by_hand/by_hand.js').then(async (module) => {
    await module.default({ module_or_path: '/peers/by_hand/by_hand_bg.wasm' });
    return module;
  });
  const { Work, time } = await program;
  const work = new Work(requests, concurrency, endpoint ?? undefined, new Float64Array(plan));
  return observed(() => time(way, work));
}

// Milliseconds of script in each animation frame while something goes on: from
// when a callback is called until the browser calls one that was asked for
// right after it, which is after all that the first one has set going.
async function inFrames(going) {
  const frame = window.requestAnimationFrame;
  const times = [];
  window.requestAnimationFrame = (call) => {
    let began;
    const asked = frame((now) => { began = performance.now(); call(now); });
    frame(() => { if (began !== undefined) times.push(performance.now() - began); });
    return asked;
  };
  try {
    await going();
  } finally {
    window.requestAnimationFrame = frame;
  }
  return times;
}

const frames = (settings) => inFrames(() => window.inflight.run(settings));

function spin(steps) {
  let sum = 0;
  for (let step = 0; step < steps; step++) sum = (sum + step * step) % 1_000_003;
  return sum;
}

// Milliseconds of a loop that does the same in each of its frames, so many
// milliseconds apart, beside requests by hand or beside nothing: what is slower
// there than here is not the loop.
async function control({ way, work, script, apart }) {
  const STEPS = 1_000_000;
  const tries = Array.from({ length: 50 }, () => {
    const began = performance.now();
    spin(STEPS);
    return performance.now() - began;
  });
  const steps = STEPS * script / Math.min(...tries.slice(25)); // by then it is compiled
  return inFrames(async () => {
    const timer = setInterval(() => requestAnimationFrame(() => spin(steps)), apart);
    await (work ? time(way, work) : new Promise((over) => setTimeout(over, 20 * apart)));
    clearInterval(timer);
  });
}

// Milliseconds until fetch was called so many times in a row: what the first
// requests of a window take of the thread, whoever sends them.
async function calls({ url, times }) {
  const began = performance.now();
  const answers = Array.from({ length: times }, () => fetch(url, OPTIONS));
  const took = performance.now() - began;
  await Promise.all(answers.map(async (answer) => (await answer).text()));
  return took;
}

// The longest task of the last call, in milliseconds, with when it began, and
// how long before the answer; 0 where there was none to tell of.
async function longest() {
  await new Promise((told) => setTimeout(told, 50));
  const tasks = longTasks.map(({ startTime, duration }) => [duration, startTime - began, ended - startTime]);
  return tasks.sort(([one], [other]) => other - one)[0] ?? [0, 0, 0];
}

const nothing = () => 0;

const CALLS = { ours, hand, rust, frames, control, calls, longest, nothing };

async function answer({ call, args }) {
  if (call !== 'longest') {
    window.gc(); // what one leaves behind, the next one must not have to clear away
    await new Promise((told) => setTimeout(told, 50)); // of that, too, the browser tells late
    longTasks.length = 0;
    began = performance.now();
  }
  try {
    return { value: await CALLS[call](args) };
  } catch (error) {
    return { error: `${error}` };
  } finally {
    if (call !== 'longest') ended = performance.now();
  }
}

while (!window.inflight) await new Promise(requestAnimationFrame);
for (;;) {
  const next = await fetch('/peers/next');
  const told = await answer(await next.json());
  await fetch('/peers/told', { method: 'POST', body: JSON.stringify(told) });
}
