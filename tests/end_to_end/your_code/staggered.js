// settings: latency=400&spread=0.3
// says: Starts one each
// says: paced
function fetchAll(urls, width, deliver) {
  return Promise.all(
    urls.map(
      (url, i) =>
        new Promise((resolve, reject) => {
          setTimeout(() => {
            fetch(url)
              .then((response) => response.json())
              .then((answer) => resolve(deliver(answer, i)), reject);
          }, i * 100);
        }),
    ),
  );
}
