// Starts: all.
// Delivers: all, when the last has finished.

async function get(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

export async function joined(urls, deliver) {
  const responses = await Promise.all(urls.map((url) => get(url)));
  for (const todo of responses) {
    deliver(todo);
  }
  return responses;
}
