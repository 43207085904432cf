// settings: latency=40
// says: Never more than 1 in flight: each request waits for the one before: sequential.
async function* answersOf(urls) {
  for (const url of urls) {
    const response = await fetch(url);
    yield await response.json();
  }
}

async function load(urls, width, deliver) {
  let i = 0;
  for await (const answer of answersOf(urls)) {
    deliver(answer, i++);
  }
}
