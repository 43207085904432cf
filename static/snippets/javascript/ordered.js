// Starts: all.
// Delivers: each into its own slot as it finishes.

async function get(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

export async function ordered(urls, deliver) {
  const responses = new Array(urls.length);

  async function fill(url, i) {
    responses[i] = await get(url);
    deliver(responses[i], i);
  }

  await Promise.all(urls.map((url, i) => fill(url, i)));
  return responses;
}
