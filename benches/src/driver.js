// Answers the calls of the bench from a script in the page. With WebDriver or
// developer tools attached, a browser would report each request to them.

import { time as timeBodies } from '/peers/bodies.js';
import { observed, time, OPTIONS } from '/peers/loops.js';

// The browser reports tasks of over 50 ms.
const longTasks = [];
new PerformanceObserver((list) => longTasks.push(...list.getEntries())).observe({ type: 'longtask' });
let began, ended; // of the latest call

// The page's own program. With `still`, the timer that paces its drawing never
// fires. Other timers with such delays end waits (for a late frame, for the
// service worker) that end by themselves here.
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

// The program by hand in Rust is loaded once.
let program;
function inRust() {
  return (program ??= import('/peers/by_hand/by_hand.js').then(async (module) => {
    await module.default({ module_or_path: '/peers/by_hand/by_hand_bg.wasm' });
    return module;
  }));
}

// The strategies by hand in Rust.
async function rust({ way, work: { requests, concurrency, endpoint, plan } }) {
  const { Work, time } = await inRust();
  const work = new Work(requests, concurrency, endpoint ?? undefined, new Float64Array(plan));
  return observed(() => time(way, work));
}

// Large bodies by hand, in JavaScript and in Rust.
const bodies = ({ way, work }) => timeBodies(way, work);
const rustBodies = async ({ way, work: { requests, endpoint } }) => (await inRust()).time_bodies(way, requests, endpoint);

// Milliseconds of script in each animation frame during an action: from the call
// of a callback to the call of a second one, which was requested right after it
// and runs after everything that the first one started.
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

// Milliseconds of a loop of fixed length, in frames that are `apart`
// milliseconds apart, with requests by hand beside it or without: the
// difference is not caused by the loop.
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

// Milliseconds for many calls of fetch in a row: the time that the first
// requests of a window take from the thread in every program.
async function calls({ url, times }) {
  const began = performance.now();
  const answers = Array.from({ length: times }, () => fetch(url, OPTIONS));
  const took = performance.now() - began;
  await Promise.all(answers.map(async (answer) => (await answer).text()));
  return took;
}

// The longest task of the latest call, in milliseconds, with the time from the
// call to the task and from the task to the answer; zeros if none was reported.
async function longest() {
  await new Promise((told) => setTimeout(told, 50));
  const tasks = longTasks.map(({ startTime, duration }) => [duration, startTime - began, ended - startTime]);
  return tasks.sort(([one], [other]) => other - one)[0] ?? [0, 0, 0];
}

const nothing = () => 0;

const CALLS = { ours, hand, rust, bodies, rustBodies, frames, control, calls, longest, nothing };

async function answer({ call, args }) {
  if (call !== 'longest') {
    window.gc(); // so that no call pays for the garbage of the one before
    await new Promise((told) => setTimeout(told, 50)); // the browser reports that task late too
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
  const next = await fetch('/peers/call');
  const result = await answer(await next.json());
  await fetch('/peers/answer', { method: 'POST', body: JSON.stringify(result) });
}
