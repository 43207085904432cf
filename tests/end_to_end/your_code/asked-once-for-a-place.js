// says: where the width is 10: the limit does not hold.
// An if where a while should be: all who wait go on together.
async function fetchAll(urls, width) {
  const running = new Set();
  const get = async (url) => {
    if (running.size >= width) await Promise.race(running);
    const promise = fetch(url).finally(() => running.delete(promise));
    running.add(promise);
    const response = await promise;
    return response.json();
  };
  return Promise.all(urls.map(get));
}
