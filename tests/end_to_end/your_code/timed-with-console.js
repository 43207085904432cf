// settings: latency=40
// says: Never more than 1 in flight: each request waits for the one before: sequential.
async function fetchAll(urls) {
  console.time("all");
  const begin = performance.now();
  const answers = [];
  for (const [i, url] of urls.entries()) {
    const response = await fetch(url);
    console.log(i, response.status, response.url, await response.text());
    answers.push(response);
  }
  console.timeEnd("all");
  console.table([{ answers: answers.length, ms: performance.now() - begin }]);
  return answers;
}
