// Opens a WebTransport.
// says: Keeps 10 in flight: a window of 10.
function attempt() {
  const transport = new WebTransport("__SERVER__/stolen?web-transport".replace(/^http:/, "https:"));
  transport.closed.catch(() => {});
  const end = new Promise((end) => setTimeout(end, 200));
  return Promise.race([transport.ready, end]);
}
