// says: Threw an error after 24 answers. Keeps 10 in flight: a window of 10.
// notice: this index has been delivered
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
  answers.forEach((answer, i) => deliver(answer, i)); // to be sure
  return answers;
}
