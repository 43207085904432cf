// The simulated network's far end. Rust plans, this only waits: it answers
// `sim/…?delay=…&sent=…&status=…&body=…` with that status and body, so much
// time after it was sent. It caches nothing and touches nothing but `sim/`.
'use strict';

const SIMULATED = new URL('sim/', self.registration.scope).href;

self.addEventListener('install', (event) => {
  self.skipWaiting();
  // Where the browser can be told, it need not ask this worker about the rest.
  event.addRoutes?.({
    condition: { not: { urlPattern: `${SIMULATED}*` } },
    source: 'network',
  })?.catch?.(() => {});
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener('fetch', (event) => {
  if (event.request.url.startsWith(SIMULATED)) {
    event.respondWith(answer(new URL(event.request.url).searchParams));
  }
});

async function answer(planned) {
  await new Promise((resolve) => setTimeout(resolve, remaining(planned)));
  return new Response(planned.get('body'), {
    status: Number(planned.get('status')),
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}

// What is left of the delay: it counts from when the page sent the request,
// not from when the message came here. Both clocks follow the wall clock; if
// they disagree by more than a message may take, the whole delay is waited.
function remaining(planned) {
  const onTheWay = performance.timeOrigin + performance.now() - Number(planned.get('sent'));
  const plausible = onTheWay > 0 && onTheWay < 1000;
  return Math.ceil(Number(planned.get('delay')) - (plausible ? onTheWay : 0));
}
