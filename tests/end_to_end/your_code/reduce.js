// settings: latency=40
// says: Never more than 1 in flight: each request waits for the one before: sequential.
function fetchAll(urls) {
  return urls.reduce(
    (before, url) =>
      before.then(async (answers) => {
        const response = await fetch(url);
        return [...answers, await response.json()];
      }),
    Promise.resolve([]),
  );
}
