// says: Never sent 23.
// Of many calls in a row a debounced function does the last.
function debounce(fn, ms) {
  let timer;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => fn(...args), ms);
  };
}

function fetchAll(urls, width, deliver) {
  return new Promise((resolve) => {
    const load = debounce(async (url, i) => {
      const response = await fetch(url);
      deliver(await response.json(), i);
      resolve();
    }, 20);
    urls.forEach((url, i) => load(url, i));
  });
}
