// Speaks to the frame past the port, as if it were the sandbox itself.
// says: Keeps 10 in flight: a window of 10.
function attempt(urls) {
  const messages = [
    null,
    "ready",
    ["fetch", 0, "__SERVER__/stolen?forged"],
    { type: "fetch", url: "__SERVER__/stolen?forged-object", id: 0 },
    { type: "run", code: "fetch('__SERVER__/stolen?forged-code')", urls },
    { type: "finished", index: 0, at: 0, status: 200 },
    { type: "navigate", location: "__SERVER__/stolen?forged-location" },
    { __proto__: null, toString: "stolen", length: 2 ** 32 },
    new ArrayBuffer(1 << 20),
    new MessageChannel().port1,
  ];
  for (const message of messages) {
    for (const send of [self.postMessage, DedicatedWorkerGlobalScope.prototype.postMessage]) {
      try {
        const ports = message instanceof MessagePort ? [message] : [];
        send?.call(self, message, ports);
      } catch {
        // refused
      }
    }
  }
  for (const data of messages) self.dispatchEvent(new MessageEvent("message", { data }));
  return new Promise((end) => setTimeout(end, 100));
}
