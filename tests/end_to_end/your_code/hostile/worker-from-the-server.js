// Starts workers and worklets whose code lies at the server.
// says: Keeps 10 in flight: a window of 10.
// Several workers that a worker starts together sometimes hold it up in Firefox.
// or: did not answer for 5 s
function attempt() {
  const target = "__SERVER__/stolen?worker-from-the-server";
  const starts = [
    () => (new Worker(target).onerror = (event) => event.preventDefault()),
    () => (new Worker(target, { type: "module" }).onerror = (event) => event.preventDefault()),
    () => new SharedWorker(target),
    () => new Worker(new URL("/stolen", target)),
    () => new AudioContext().audioWorklet.addModule(target),
  ];
  for (const start of starts) {
    try {
      start();
    } catch {
      // refused
    }
  }
  return new Promise((end) => setTimeout(end, 200));
}
