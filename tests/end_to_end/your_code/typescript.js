// notice: line 3
// Types are not JavaScript.
async function fetchAll(urls: string[], width: number) {
  return Promise.all(urls.map((url) => fetch(url)));
}
