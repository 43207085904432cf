// says: where the width is 10: the limit does not hold.
// After the race the first leaves, whoever has won.
async function fetchAll(urls, width) {
  const answers = [];
  const running = [];
  for (const url of urls) {
    const promise = fetch(url).then((response) => response.json());
    answers.push(promise);
    running.push(promise);
    if (running.length >= width) {
      await Promise.race(running);
      running.shift();
    }
  }
  return Promise.all(answers);
}
