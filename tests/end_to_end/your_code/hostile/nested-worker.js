// Starts workers of its own from blobs, which have a fetch that nobody has replaced.
// says: Keeps 10 in flight: a window of 10.
// Several workers that a worker starts together sometimes hold it up in Firefox.
// or: did not answer for 5 s
function attempt() {
  const source = `
    const target = "__SERVER__/stolen?nested-worker";
    fetch(target, { mode: "no-cors" }).catch(() => {});
    try { importScripts(target + "-import"); } catch {}
    try { new WebSocket(target.replace("http", "ws") + "-socket"); } catch {}
    try { new Worker(URL.createObjectURL(new Blob(["fetch('" + target + "-deeper')"]))); } catch {}
  `;
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  for (const options of [{}, { type: "module" }, { name: "other", credentials: "include" }]) {
    try {
      new Worker(url, options).onerror = (event) => event.preventDefault();
    } catch {
      // refused
    }
  }
  try {
    new Worker(`data:text/javascript,${encodeURIComponent(source)}`).onerror = () => {};
  } catch {
    // refused
  }
  return new Promise((end) => setTimeout(end, 300));
}
