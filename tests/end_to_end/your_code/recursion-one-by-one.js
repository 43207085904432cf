// settings: latency=40
// says: Never more than 1 in flight: each request waits for the one before: sequential.
function fetchAll(urls, width, deliver) {
  function next(i) {
    if (i === urls.length) return Promise.resolve();
    return fetch(urls[i])
      .then((response) => response.json())
      .then((answer) => deliver(answer, i))
      .then(() => next(i + 1));
  }
  return next(0);
}
