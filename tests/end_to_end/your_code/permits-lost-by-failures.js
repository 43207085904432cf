// slow
// settings: failures=25&concurrency=2&latency=40
// notice: 10 s with nothing in flight and nothing asked for
// A permit comes back after an answer, and never after a failure.
async function fetchAll(urls, width) {
  let permits = width;
  const waiting = [];

  async function get(url) {
    if (permits > 0) permits--;
    else await new Promise((go) => waiting.push(go));
    const response = await fetch(url);
    if (!response.ok) throw new Error(`status ${response.status}`);
    const answer = await response.json();
    if (waiting.length) waiting.shift()();
    else permits++;
    return answer;
  }

  return Promise.allSettled(urls.map(get));
}
