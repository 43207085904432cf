// Fills the slots, waits for the fastest, and empties all slots.
async function get(url) {
  const response = await fetch(url);
  return response.json();
}

async function fetchAll(urls, width) {
  const answers = [];
  let slots = [];
  for (const url of urls) {
    const answer = get(url);
    answers.push(answer);
    slots.push(answer);
    if (slots.length === width) {
      await Promise.race(slots);
      slots = [];
    }
  }
  return Promise.all(answers);
}
