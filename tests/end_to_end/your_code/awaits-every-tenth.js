// says: where the width is 10: the limit does not hold.
async function fetchAll(urls, width) {
  const promises = [];
  for (let i = 0; i < urls.length; i++) {
    const promise = fetch(urls[i]).then((response) => response.json());
    promises.push(promise);
    if ((i + 1) % width === 0) {
      await promise; // make room
    }
  }
  return Promise.all(promises);
}
