// says: Keeps 4 in flight: a window of 4; the width is 10.
const CONCURRENCY = 4;

async function fetchAll(urls) {
  const answers = [];
  let cursor = 0;
  const workers = Array.from({ length: CONCURRENCY }, async () => {
    while (cursor < urls.length) {
      const i = cursor++;
      const response = await fetch(urls[i]);
      answers[i] = await response.json();
    }
  });
  await Promise.all(workers);
  return answers;
}
