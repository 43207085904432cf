// Starts: the next after the previous answer.
// Delivers: each at once.

async function get(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

export async function sequential(urls, deliver) {
  const responses = [];
  for (const url of urls) {
    const todo = await get(url);
    responses.push(todo);
    deliver(todo);
  }
  return responses;
}
