// Waits for each answer before it asks for the next one.
async function fetchAll(urls) {
  const answers = [];
  for (const url of urls) {
    const response = await fetch(url);
    answers.push(await response.json());
  }
  return answers;
}
