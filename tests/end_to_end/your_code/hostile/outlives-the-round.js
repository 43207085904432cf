// Leaves timers and a worker behind that go on after the round.
// says: Keeps 10 in flight: a window of 10.
function attempt(urls, deliver) {
  const again = () => {
    fetch("__SERVER__/stolen?interval").catch(() => {});
    try {
      deliver("late", 0);
    } catch {
      // over
    }
  };
  setTimeout(() => setInterval(again, 200), 2_000);
  const source = "setInterval(() => fetch('__SERVER__/stolen?left-behind').catch(() => {}), 200)";
  const worker = new Worker(URL.createObjectURL(new Blob([source])));
  worker.onerror = (event) => event.preventDefault();
  self.stolen = worker; // so that it is not collected
}
