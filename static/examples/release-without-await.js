// Frees the slot in a finally, but returns the promise without an await.
async function fetchAll(urls, width) {
  let free = width;
  const waiting = [];

  async function get(url) {
    if (free > 0) free -= 1;
    else await new Promise((resolve) => waiting.push(resolve));
    try {
      return fetch(url);
    } finally {
      if (waiting.length > 0) waiting.shift()();
      else free += 1;
    }
  }

  const responses = await Promise.all(urls.map((url) => get(url)));
  return Promise.all(responses.map((response) => response.json()));
}
