// A few workers take the next URL from the same iterator.
async function fetchAll(urls, width, deliver) {
  const answers = [];
  const remaining = urls.entries();

  async function worker() {
    for (const [i, url] of remaining) {
      const response = await fetch(url);
      answers[i] = await response.json();
      deliver(answers[i], i);
    }
  }

  await Promise.all(Array.from({ length: width }, worker));
  return answers;
}
