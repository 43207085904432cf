// Catches the port to the page as it is used, and sends nonsense on it.
// says: Keeps 10 in flight: a window of 10.
function attempt(urls, deliver) {
  const ports = new Set();
  const spied = [];
  for (const prototype of [MessagePort.prototype, EventTarget.prototype, Worker.prototype]) {
    for (const name of ["postMessage", "addEventListener", "start", "close"]) {
      const original = Object.getOwnPropertyDescriptor(prototype, name)?.value;
      if (!original) continue;
      spied.push([prototype, name, original]);
      prototype[name] = function (...args) {
        if (this instanceof MessagePort) ports.add(this);
        return Reflect.apply(original, this, args);
      };
    }
  }
  self.addEventListener("message", ({ ports: given }) => given.forEach((port) => ports.add(port)));
  fetch("__SERVER__/stolen?captured-port").catch(() => {}); // uses the port
  for (const [prototype, name, original] of spied) prototype[name] = original;
  for (const port of ports) {
    for (const message of [
      null,
      -1,
      "stolen",
      {},
      [],
      ["fetch", -1, "__SERVER__/stolen?captured"],
      { type: "fetch", index: 1e9, url: "__SERVER__/stolen?captured-object" },
      [NaN, Infinity, 2 ** 53],
      { type: "__proto__", id: "__proto__" },
    ]) {
      port.postMessage(message);
    }
  }
}
