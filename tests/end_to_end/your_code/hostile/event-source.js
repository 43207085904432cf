// Listens to the server with an EventSource.
// says: Keeps 10 in flight: a window of 10.
function attempt() {
  return new Promise((end) => {
    setTimeout(end, 200);
    const source = new EventSource("__SERVER__/stolen?event-source");
    source.onerror = () => source.close();
  });
}
