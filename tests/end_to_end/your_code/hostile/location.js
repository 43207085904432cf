// Navigates, and gives itself other addresses.
// says: Keeps 10 in flight: a window of 10.
function attempt() {
  const ways = [
    () => (self.location = "__SERVER__/stolen?location"),
    () => (location.href = "__SERVER__/stolen?href"),
    () => location.replace("__SERVER__/stolen?replace"),
    () => location.assign("__SERVER__/stolen?assign"),
    () => (self.origin = "__SERVER__"),
    () => Object.defineProperty(self, "location", { value: new URL("__SERVER__") }),
    () => navigation.navigate("__SERVER__/stolen?navigation"),
    () => history.pushState({}, "", "__SERVER__/stolen?history"),
    () => fetch("/stolen?relative").catch(() => {}),
    () => importScripts("/stolen?relative-import"),
  ];
  for (const way of ways) {
    try {
      way();
    } catch {
      // refused
    }
  }
  return new Promise((end) => setTimeout(end, 100));
}
