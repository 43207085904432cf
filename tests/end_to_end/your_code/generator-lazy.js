// settings: latency=40
// says: Never more than 1 in flight: each request waits for the one before: sequential.
function* requests(urls) {
  for (const url of urls) yield fetch(url);
}

async function fetchAll(urls) {
  const answers = [];
  for (const promise of requests(urls)) {
    const response = await promise;
    answers.push(await response.json());
  }
  return answers;
}
