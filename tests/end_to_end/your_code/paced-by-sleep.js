// settings: latency=400&spread=0.3
// says: Starts one each
// says: paced
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));

async function getJson(url) {
  const res = await fetch(url);
  return res.json();
}

async function fetchAll(urls) {
  const pending = [];
  for (const url of urls) {
    pending.push(getJson(url));
    await sleep(100); // at most 10 a second
  }
  return Promise.all(pending);
}
