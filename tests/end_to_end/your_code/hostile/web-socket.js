// Opens WebSockets, plain and as a stream.
// says: Keeps 10 in flight: a window of 10.
function attempt() {
  const target = "__SERVER__/stolen?web-socket".replace(/^http/, "ws");
  const open = [
    () => new WebSocket(target).addEventListener("open", ({ target }) => target.send("stolen")),
    () => new WebSocketStream(`${target}-stream`).opened.catch(() => {}),
  ];
  for (const one of open) {
    try {
      one();
    } catch {
      // refused
    }
  }
  return new Promise((end) => setTimeout(end, 200));
}
