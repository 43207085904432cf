// settings: requests=23
// says: Never sent 3.
async function fetchAll(urls, width) {
  const answers = [];
  const batches = Math.floor(urls.length / width);
  for (let n = 0; n < batches; n++) {
    const batch = urls.slice(n * width, (n + 1) * width);
    const responses = await Promise.all(batch.map((url) => fetch(url)));
    for (const response of responses) answers.push(await response.json());
  }
  return answers;
}
