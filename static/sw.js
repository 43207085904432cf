// The server of the simulated network. Rust plans each answer; this worker only
// waits. It answers `.inflight/sim/…?delay=…&sent=…&status=…&body=…` with that
// status and body when the delay since `sent` is over. It caches nothing and
// leaves all other requests alone, also those of other pages in its folder: this
// page may be at the root of a host that has others.
'use strict';

const SIMULATED = new URL('.inflight/sim/', self.registration.scope).href;

self.addEventListener('install', (event) => {
  self.skipWaiting();
  // A browser with static routes sends all other requests past this worker.
  event.addRoutes?.({
    condition: { not: { urlPattern: `${SIMULATED}*` } },
    source: 'network',
  })?.catch?.(() => {});
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener('fetch', (event) => {
  const { url, destination } = event.request;
  // A navigation, an image, a script and so on have a destination; a fetch has none.
  if (!url.startsWith(SIMULATED) || destination !== '') return;
  const planned = new URL(url).searchParams;
  if (isComplete(planned)) event.respondWith(answer(planned));
});

function isComplete(planned) {
  return ['delay', 'sent', 'status', 'body'].every((name) => planned.has(name));
}

async function answer(planned) {
  await new Promise((resolve) => setTimeout(resolve, remaining(planned)));
  return new Response(planned.get('body'), {
    status: Number(planned.get('status')),
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}

// The rest of the delay, which began when the page sent the request and not when
// the request arrived here. Both clocks follow the wall clock. If they disagree
// by more than a message can take, the worker waits for the whole delay.
function remaining(planned) {
  const onTheWay = performance.timeOrigin + performance.now() - Number(planned.get('sent'));
  const plausible = onTheWay > 0 && onTheWay < 1000;
  return Math.ceil(Number(planned.get('delay')) - (plausible ? onTheWay : 0));
}
