// Starts: c (concurrency); one more as soon as one is delivered.
// Delivers: each after all earlier answers.

async function get(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

export async function streamed(urls, deliver, concurrency = 10) {
  const responses = [];
  const promises = [];
  for (let i = 0; i < urls.length; i += 1) {
    for (const url of urls.slice(promises.length, i + concurrency)) {
      const promise = get(url);
      promise.catch(() => {}); // the await below throws the error
      promises.push(promise);
    }
    const todo = await promises[i];
    responses.push(todo);
    deliver(todo);
  }
  return responses;
}
