// Starts one each 50 ms, whether the ones before are answered or not.
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function get(url) {
  const response = await fetch(url);
  return response.json();
}

async function fetchAll(urls) {
  const answers = [];
  for (const url of urls) {
    answers.push(get(url));
    await sleep(50);
  }
  return Promise.all(answers);
}
