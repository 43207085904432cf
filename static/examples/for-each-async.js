// Collects the answers in a forEach with an async function.
async function fetchAll(urls) {
  const answers = [];
  urls.forEach(async (url) => {
    const response = await fetch(url);
    answers.push(await response.json());
  });
  return answers;
}
