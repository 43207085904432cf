// Half a second for each, counted also while it waits for a connection.
// with cap=2
async function get(url) {
  const response = await fetch(url, { signal: AbortSignal.timeout(500) });
  return response.json();
}

async function fetchAll(urls) {
  const results = await Promise.allSettled(urls.map((url) => get(url)));
  const answered = results.filter(({ status }) => status === "fulfilled");
  return answered.map(({ value }) => value);
}
