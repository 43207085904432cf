// One failure, and Promise.all throws away what the others brought.
// with failures=10
async function get(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

async function fetchAll(urls) {
  return Promise.all(urls.map((url) => get(url)));
}
