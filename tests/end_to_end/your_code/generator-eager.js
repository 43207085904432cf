// says: All at once: 24 in flight
function* requests(urls) {
  for (const url of urls) yield fetch(url);
}

async function fetchAll(urls) {
  const started = [...requests(urls)];
  const answers = [];
  for (const promise of started) {
    const response = await promise;
    answers.push(await response.json());
  }
  return answers;
}
