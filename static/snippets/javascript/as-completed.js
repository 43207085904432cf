// Starts: all.
// Delivers: each as it finishes, at the end of the list.

async function get(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

export async function asCompleted(urls, deliver) {
  const responses = [];
  const promises = urls.map((url) =>
    get(url).then((todo) => {
      responses.push(todo);
      deliver(todo);
    }),
  );
  await Promise.all(promises);
  return responses;
}
