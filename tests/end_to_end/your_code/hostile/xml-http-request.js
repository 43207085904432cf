// Sends an XMLHttpRequest, once in the background and once while it holds the thread.
// says: Keeps 10 in flight: a window of 10.
function attempt() {
  const waits = new XMLHttpRequest();
  waits.open("GET", "__SERVER__/stolen?xml-http-request");
  waits.send();
  try {
    const holds = new XMLHttpRequest();
    holds.open("POST", "__SERVER__/stolen?xml-http-request-held", false);
    holds.send("stolen");
  } catch {
    // refused
  }
  return new Promise((end) => (waits.onloadend = end));
}
