// settings: latency=400&spread=0.3
// says: Starts one each
// says: paced
function fetchAll(urls, width, deliver) {
  return new Promise((resolve) => {
    let next = 0;
    let open = urls.length;
    const ticker = setInterval(async () => {
      const i = next++;
      if (next === urls.length) clearInterval(ticker);
      const response = await fetch(urls[i]);
      deliver(await response.json(), i);
      if (--open === 0) resolve();
    }, 100);
  });
}
