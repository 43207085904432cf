// slow
// settings: latency=20
// notice: 10 s with nothing in flight and nothing asked for
// Resolves when the counter reaches one more than there are.
function fetchAll(urls) {
  return new Promise((resolve) => {
    let count = 0;
    for (let i = 0; i < urls.length; i++) {
      fetch(urls[i]).then(() => {
        count++;
        if (count > urls.length) resolve();
      });
    }
  });
}
