// says: Starts 10 and waits for all of them: batches of 10
// Takes the URLs out of the list that it was given.
async function fetchAll(urls, width) {
  const answers = [];
  while (urls.length) {
    const batch = urls.splice(0, width);
    const responses = await Promise.all(batch.map((url) => fetch(url)));
    answers.push(...(await Promise.all(responses.map((r) => r.json()))));
  }
  return answers;
}
