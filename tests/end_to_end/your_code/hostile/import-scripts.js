// Loads scripts of others with importScripts.
// says: Keeps 10 in flight: a window of 10.
function attempt() {
  const blob = (source) => URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  for (const url of [
    "__SERVER__/stolen?import-scripts",
    "__SERVER__/stolen.js",
    "data:text/javascript,importScripts('__SERVER__/stolen?import-scripts-data')",
    blob("importScripts('__SERVER__/stolen?import-scripts-blob')"),
  ]) {
    try {
      importScripts(url);
    } catch {
      // refused
    }
  }
}
