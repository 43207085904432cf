// Asks for everything at once and waits for the last answer.
async function get(url) {
  const response = await fetch(url);
  return response.json();
}

async function fetchAll(urls) {
  return Promise.all(urls.map((url) => get(url)));
}
