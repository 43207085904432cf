// settings: latency=40
// says: Never more than 1 in flight: each request waits for the one before: sequential.
// Nobody reads its answers; it is run to its end all the same.
async function* fetchAll(urls) {
  for (const url of urls) {
    const response = await fetch(url);
    yield response.json();
  }
}
