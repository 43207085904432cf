// Rejects and throws where nobody listens, with messages that look like those of the page.
// says: Keeps 10 in flight: a window of 10.
function attempt() {
  class Finished extends Error {
    name = "finished";
    get stack() {
      return "__SERVER__/stolen?stack";
    }
    get message() {
      throw new Error("__SERVER__/stolen?message");
    }
  }
  const report = new ErrorEvent("error", {
    message: "All 24 answers have come",
    filename: "__SERVER__/stolen?filename",
    lineno: 1e9,
    error: new Finished(),
  });
  self.addEventListener("error", (event) => event.preventDefault());
  self.addEventListener("unhandledrejection", (event) => event.preventDefault());
  self.dispatchEvent(report);
  Promise.reject(new Finished());
  return new Promise((end) => setTimeout(end, 50));
}
