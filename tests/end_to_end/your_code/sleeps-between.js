// settings: latency=40
// says: Never more than 1 in flight: each request waits for the one before: sequential.
function delay(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function politely(urls) {
  const answers = [];
  for (const url of urls) {
    const response = await fetch(url);
    answers.push(await response.json());
    await delay(10);
  }
  return answers;
}
