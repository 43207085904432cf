// settings: latency=40
// says: Never sent 23.
// A return where a push should be.
async function fetchAll(urls) {
  for (const url of urls) {
    const response = await fetch(url);
    return response.json();
  }
}
