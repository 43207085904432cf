// says: batches of 11
async function fetchAll(urls, width) {
  const answers = [];
  let batch = [];
  for (const url of urls) {
    batch.push(fetch(url).then((r) => r.json()));
    if (batch.length > width) {
      answers.push(...(await Promise.all(batch)));
      batch = [];
    }
  }
  return answers.concat(await Promise.all(batch));
}
