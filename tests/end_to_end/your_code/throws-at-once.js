// notice: is not a function
// A misspelt method, before anything is sent.
async function fetchAll(urls) {
  return Promise.all(urls.mapp((url) => fetch(url)));
}
